"""A machine's way in: only the header, only what lives, one query; its account has no page and no session."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from oauth2_provider.models import AccessToken
from rest_framework.request import Request

from ocop.api.auth import ClientToken, find_token, is_live
from ocop.api.models import ApiClient
from ocop.audit.rows import event_models
from products.models import Producer
from tests import factories as make

from .tokens import bearer, make_client, make_token

pytestmark = pytest.mark.django_db
URL = "/api/v1/producers/"


@pytest.fixture
def unit() -> Any:
    """A commune."""
    return make.make_unit()


@pytest.fixture
def system(unit: Any) -> ApiClient:
    """A client of the commune with every scope."""
    return make_client(unit=unit)


def ask(token: str, **more: Any) -> Any:
    """The list of producers, asked for with a token."""
    return Client().get(URL, headers={"Authorization": f"Bearer {token}"}, **more)


def test_a_token_shows_the_territory_of_its_client(client: Client, unit: Any) -> None:
    own, _other = make.make_producer(unit), make.make_producer()
    response = client.get(URL, headers=bearer("producers:read", unit=unit))
    assert [row["id"] for row in response.json()["results"]] == [own.pk]


def test_only_the_hash_of_a_token_is_stored(system: ApiClient) -> None:
    raw = make_token(system)
    assert ask(raw).status_code == 200
    assert AccessToken.objects.get().token == ""
    assert not AccessToken.objects.filter(token_checksum__contains=raw).exists()


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer không-có", "Basic dTpw", "Token x", "bearer  x y"])
def test_no_usable_token_is_401_with_a_challenge(client: Client, system: ApiClient, header: str) -> None:
    response = client.get(URL, HTTP_AUTHORIZATION=header.encode().decode("latin-1"))
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith('Bearer realm="ocop"')
    assert response["Content-Type"] == "application/problem+json"


def test_a_token_in_the_address_or_the_body_opens_nothing(client: Client, system: ApiClient) -> None:
    raw = make_token(system)
    assert client.get(URL, {"access_token": raw}).status_code == 401
    assert client.post(URL, {"access_token": raw}).status_code == 401


ENDS: dict[str, Any] = {
    "the key was revoked": lambda system: system.credentials.update(revoked_at=timezone.now()),
    "the key ran out": lambda system: system.credentials.update(expires_at=timezone.now()),
    "the client was revoked": lambda system: ApiClient.objects.update(revoked_at=timezone.now()),
    "the client ran out": lambda system: ApiClient.objects.update(expires_on=timezone.localdate() - timedelta(days=1)),
    "the account was stopped": lambda system: type(system.user).objects.update(is_active=False),
}


@pytest.mark.parametrize("end", ENDS)
def test_what_ended_is_refused_like_what_never_was(end: str, system: ApiClient) -> None:
    raw = make_token(system)
    assert ask(raw).status_code == 200
    ENDS[end](system)
    ended, unknown = ask(raw), ask("không-có-thật")
    assert (ended.status_code, ended["WWW-Authenticate"]) == (401, 'Bearer realm="ocop", error="invalid_token"')
    without_id = [{k: v for k, v in answer.json().items() if k != "instance"} for answer in (ended, unknown)]
    assert without_id[0] == without_id[1]


def test_the_last_day_of_a_client_still_counts(system: ApiClient) -> None:
    ApiClient.objects.update(expires_on=timezone.localdate())
    assert ask(make_token(system)).status_code == 200


def test_a_token_that_ran_out_is_refused(system: ApiClient) -> None:
    assert ask(make_token(system, seconds=0)).status_code == 401


def test_a_person_s_session_beside_a_bad_token_does_not_help(system: ApiClient) -> None:
    browser = Client()
    browser.force_login(make.make_user("viewer", make.make_unit()))
    assert browser.get(URL).status_code == 200
    assert browser.get(URL, headers={"Authorization": "Bearer x"}).status_code == 401


def test_the_account_of_a_machine_has_no_session(system: ApiClient) -> None:
    browser = Client()
    browser.force_login(system.user)
    assert browser.get(URL).status_code == 401
    assert browser.get("/tai-khoan/").status_code == 302


def test_a_scope_taken_from_the_client_is_gone_from_its_tokens(system: ApiClient) -> None:
    raw = make_token(system)
    ApiClient.objects.update(scopes=["units:read"])
    request = Request(RequestFactory().get(URL, headers={"Authorization": f"Bearer {raw}"}))
    _user, access = ClientToken().authenticate(request)  # type: ignore[misc]
    assert access.scopes == {"units:read"}
    assert access.allows("units:read")
    assert not access.allows("producers:read")


def test_coming_in_costs_one_query(system: ApiClient, django_assert_num_queries: Any) -> None:
    raw = make_token(system)
    with django_assert_num_queries(1):
        token = find_token(raw)
        assert is_live(token.application.credential)
        assert token.application.credential.client.user == system.user
    assert Producer.objects.visible_to(system.user).count() == 0


def test_the_history_names_the_machine(client: Client, unit: Any) -> None:
    system = make_client(unit=unit)
    producer = make.make_producer(unit)
    response = client.patch(
        f"{URL}{producer.pk}/",
        {"name": "Tên khác"},
        content_type="application/json",
        headers={**bearer(system), "If-Match": f'"{producer.revision}"'},
    )
    assert response.status_code == 200, response.content
    event = event_models()[Producer]._default_manager.filter(pgh_obj_id=producer.pk).latest("pgh_id")
    assert event.pgh_context.metadata["user"] == system.user_id
    assert event.pgh_context.metadata["request_id"] == response["X-Request-ID"]
