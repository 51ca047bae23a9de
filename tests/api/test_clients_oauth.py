"""The token endpoint: client credentials only, errors as RFC 6749 says, wrong secrets counted, tokens given back."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken

from ocop.accounts.enums import Role
from ocop.api.domain.clients import create_client
from ocop.api.domain.credentials import new_credential
from ocop.api.models import ApiCall, ApiClient, ApiCredential
from tests import factories as make

pytestmark = pytest.mark.django_db
TOKEN, REVOKE, LIST = "/api/v1/oauth/token/", "/api/v1/oauth/revoke/", "/api/v1/producers/"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def key() -> tuple[ApiCredential, str]:
    """A key with its secret, of a client with two scopes."""
    unit = make.make_unit()
    admin = make.make_user(Role.ADMIN, unit)
    client = create_client(actor=admin, name="Cổng thử", units=[unit], scopes=["producers:read", "units:read"])
    return new_credential(actor=admin, client=client, revision=0)


def post(url: str, data: dict[str, Any], basic: tuple[str, str] | None = None, **more: Any) -> Any:
    """A form sent by a machine; `basic`: (client id, secret) in the header."""
    if basic:
        more["HTTP_AUTHORIZATION"] = "Basic " + base64.b64encode(":".join(basic).encode()).decode()
    body = "&".join(f"{name}={value}" for name, value in data.items())
    return Client().post(url, body, content_type=FORM, **more)


def ask(key: tuple[ApiCredential, str], secret: str = "", **data: Any) -> Any:
    """Ask for a token."""
    who = (key[0].application.client_id, secret or key[1])
    return post(TOKEN, {"grant_type": "client_credentials", **data}, who)


def test_a_key_becomes_a_token_that_opens_the_territory(key: Any) -> None:
    response = ask(key)
    body = response.json()
    assert response.status_code == 200, body
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 3600)
    assert body["scope"].split() == ["units:read", "producers:read"]
    assert response["Cache-Control"] == "no-store"
    answer = Client().get(LIST, headers={"Authorization": f"Bearer {body['access_token']}"})
    assert answer.status_code == 200
    assert ApiCredential.objects.get().last_used_at is not None


def test_the_secret_may_stand_in_the_form(key: Any) -> None:
    who = {"client_id": key[0].application.client_id, "client_secret": key[1]}
    assert post(TOKEN, {"grant_type": "client_credentials", **who}).status_code == 200


def test_no_secret_and_no_token_is_stored_readable(key: Any) -> None:
    raw = ask(key).json()["access_token"]
    assert key[1] not in ApiCredential.objects.get().application.client_secret
    assert raw not in str(AccessToken.objects.values().get())


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"grant_type": "password", "username": "a", "password": "b"}, "unsupported_grant_type"),
        ({"grant_type": "authorization_code", "code": "x"}, "unsupported_grant_type"),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, "unsupported_grant_type"),
        ({"grant_type": ""}, "invalid_request"),
        ({"scope": "products:write"}, "invalid_scope"),
        ({"scope": "khong-co"}, "invalid_scope"),
        ({"resource": "https://x.example"}, "invalid_target"),
        ({"scope": "a%00b"}, "invalid_request"),
    ],
)
def test_what_is_not_given_is_told_in_the_words_of_the_standard(key: Any, data: dict[str, str], error: str) -> None:
    response = ask(key, **data)
    assert (response.status_code, response.json()["error"]) == (400, error)
    assert not AccessToken.objects.exists()


def test_a_body_that_is_no_form_is_refused(key: Any, settings: Any) -> None:
    assert Client().post(TOKEN, json.dumps({}), content_type="application/json").json()["error"] == "invalid_request"
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    assert post(TOKEN, {"grant_type": "client_credentials"}).status_code == 413
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000, 1
    assert post(TOKEN, {"a": "1", "b": "2"}).json()["error"] == "invalid_request"


@pytest.mark.parametrize("who", [("khong-co", "x"), ("", ""), ("co\0co", "x")])
def test_an_unknown_key_is_401(key: Any, who: tuple[str, str]) -> None:
    response = post(TOKEN, {"grant_type": "client_credentials"}, who)
    assert (response.status_code, response.json()["error"]) == (401, "invalid_client")
    assert response["WWW-Authenticate"].startswith("Basic")


@pytest.mark.parametrize("header", ["Basic !!!", "Basic /w==", "Bearer x"])
def test_a_header_that_says_nothing_is_401(key: Any, header: str) -> None:
    response = post(TOKEN, {"grant_type": "client_credentials"}, HTTP_AUTHORIZATION=header)
    assert (response.status_code, response.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize(
    "ended",
    [
        lambda: ApiCredential.objects.update(revoked_at=timezone.now()),
        lambda: ApiCredential.objects.update(expires_at=timezone.now()),
        lambda: ApiClient.objects.update(revoked_at=timezone.now()),
        lambda: ApiClient.objects.update(expires_on=timezone.localdate() - timedelta(days=1)),
    ],
)
def test_an_ended_key_is_refused_like_a_wrong_one(key: Any, ended: Any) -> None:
    wrong = ask(key, "sai")
    ended()
    response = ask(key)
    assert (response.status_code, response.json()) == (401, wrong.json())


def test_secrets_cannot_be_guessed_for_long(key: Any) -> None:
    codes = [ask(key, "sai").status_code for _number in range(settings.GUESS_LIMIT + 1)]
    assert codes == [401] * settings.GUESS_LIMIT + [429]
    right = ask(key)
    assert right.status_code == 429
    assert 0 < int(right["Retry-After"]) <= settings.GUESS_WINDOW.total_seconds()
    ApiCall.objects.update(at=timezone.now() - settings.GUESS_WINDOW)
    assert ask(key).status_code == 200


def test_guesses_from_elsewhere_do_not_lock_the_system_out(key: Any) -> None:
    for _number in range(settings.GUESS_LIMIT):
        ask(key, "sai")
    who = (key[0].application.client_id, key[1])
    other = post(TOKEN, {"grant_type": "client_credentials"}, who, REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200


def test_a_token_given_back_opens_nothing(key: Any) -> None:
    raw = ask(key).json()["access_token"]
    who = (key[0].application.client_id, key[1])
    assert post(REVOKE, {"token": raw}, who).status_code == 200
    assert Client().get(LIST, headers={"Authorization": f"Bearer {raw}"}).status_code == 401
    assert post(REVOKE, {"token": raw}, who).status_code == 200
    assert post(REVOKE, {"token": raw}, (who[0], "sai")).status_code == 401
    assert post(REVOKE, {}, who).json()["error"] == "invalid_request"


def test_another_s_token_cannot_be_given_back(key: Any) -> None:
    raw = ask(key).json()["access_token"]
    unit = make.make_unit()
    admin = make.make_user(Role.ADMIN, unit)
    other = create_client(actor=admin, name="Cổng khác", units=[unit], scopes=["units:read"])
    credential, secret = new_credential(actor=admin, client=other, revision=0)
    assert post(REVOKE, {"token": raw}, (credential.application.client_id, secret)).status_code == 200
    assert AccessToken.objects.count() == 1


def test_there_is_no_other_door(client: Client) -> None:
    assert client.get(TOKEN).status_code == 405
    for path in ("oauth/authorize/", "oauth/register/", "oauth/applications/", "oauth/introspect/"):
        assert client.get(f"/api/v1/{path}").status_code in (302, 401, 404)
