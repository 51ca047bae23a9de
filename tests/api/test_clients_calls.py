"""The usage log: a line a request, after the answer, never in its way; what is swept at night."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from oauth2_provider.models import AccessToken

from ocop.api import calls
from ocop.api.domain.cleaning import clean_api
from ocop.api.models import ApiCall, ApiClient, IdempotentAnswer
from ocop.jobs.registry import KINDS
from ocop.site.models import SiteSetting
from tests import factories as make

from .tokens import bearer, make_client, make_token

pytestmark = pytest.mark.django_db
URL = "/api/v1/producers/"


class Open(HttpResponse):
    """An answer whose closing does not end the test's connection."""

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def system() -> ApiClient:
    """A client with every scope."""
    return make_client()


def ask(system: ApiClient, path: str = URL, **more: Any) -> Any:
    """A request of the client."""
    return Client().get(path, headers=bearer(system), **more)


def test_a_request_leaves_one_line_without_its_query(system: ApiClient) -> None:
    response = ask(system, f"{URL}?search=bí+mật", REMOTE_ADDR="192.0.2.9")
    call = ApiCall.objects.get()
    assert (call.client, call.method, call.route, call.status) == (
        system,
        "GET",
        "api:producer_list",
        response.status_code,
    )
    assert (call.ip, call.request_id) == ("192.0.2.9", response["X-Request-ID"])
    assert "mật" not in str(ApiCall.objects.values().get())


def test_the_line_is_written_when_the_answer_is_closed(system: ApiClient, rf: Any) -> None:
    request = rf.get(URL)
    request.api_client, request.resolver_match = system, None
    response = calls.usage_log(lambda _request: Open(status=204))(request)
    assert not ApiCall.objects.exists()
    response.close()
    assert (ApiCall.objects.get().status, ApiCall.objects.get().route) == (204, "")


def test_a_refused_request_of_a_known_client_is_logged(system: ApiClient) -> None:
    raw = make_token(system, seconds=-1)
    answer = Client().get(URL, headers={"Authorization": f"Bearer {raw}"})
    assert (answer.status_code, ApiCall.objects.get().status) == (401, 401)


def test_people_and_strangers_leave_no_line() -> None:
    browser = Client()
    browser.get(URL)
    browser.force_login(make.make_user("viewer", make.make_unit()))
    browser.get(URL)
    assert not ApiCall.objects.exists()


def test_a_log_that_cannot_be_written_does_not_touch_the_answer(
    system: ApiClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(calls, "_INSERT", "SELECT 1 WHERE %s IS NULL")
    assert ask(system).status_code == 200
    assert not ApiCall.objects.exists()
    assert "could not be logged" in caplog.text


def test_entrance_and_log_cost_two_queries(system: ApiClient) -> None:
    headers = bearer(system)
    browser = Client()
    browser.force_login(make.make_user("viewer", system.user.grants.get().unit))
    counts = []
    for more in ({}, {"headers": headers}):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert (browser if not more else Client()).get(URL, **more).status_code == 200
        counts.append([query["sql"] for query in queries if "django_session" not in query["sql"]])
    people, machine = counts
    entrance = [sql for sql in people if '"accounts_user"."id" = ' in sql or "mfa" in sql or "site_" in sql]
    assert len(machine) <= len(people) - len(entrance) + 2


@pytest.mark.django_db(transaction=True)
def test_the_log_leaves_the_session_as_it_was(system: ApiClient) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO on")
    ask(system)
    assert ApiCall.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)


def test_what_is_old_is_swept(system: ApiClient) -> None:
    now = timezone.now()
    SiteSetting.objects.create(key="api_log_days", value=30)
    for days in (29, 31):
        ApiCall.objects.create(
            client=system, method="GET", route="x", status=200, milliseconds=1, at=now - timedelta(days=days)
        )
    for days in (6, 8):
        IdempotentAnswer.objects.create(
            user=system.user, key=str(days), fingerprint="x", status=201, at=now - timedelta(days=days)
        )
    make_token(system, seconds=-3600)
    make_token(system, seconds=-90_000)
    assert clean_api() == {"calls": 1, "tokens": 1, "answers": 1}
    assert clean_api() == {"calls": 0, "tokens": 0, "answers": 0}
    assert AccessToken.objects.count() == 1
    assert KINDS["clean_api"].daily
