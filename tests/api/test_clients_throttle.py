"""How often one may ask: by the minute, counted in Redis; nobody is refused while Redis is away."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from ocop.api import throttle
from ocop.launcher.services import Valkey
from tests import factories as make

from .tokens import bearer, make_client

pytestmark = pytest.mark.django_db
URL = "/api/v1/producers/"


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Valkey]:
    """A broker of these tests' own."""
    folder: Path = tmp_path_factory.mktemp("valkey")
    server = Valkey(folder, log=folder / "log", keep=False)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def counted(broker: Valkey, monkeypatch: pytest.MonkeyPatch) -> throttle.Counter:
    """Requests are counted there, in one minute that does not end."""
    counter = throttle.Counter(broker.url)
    counter.redis.flushall()
    monkeypatch.setattr(throttle, "counter", counter)
    monkeypatch.setattr(throttle, "time", Clock())
    return counter


class Clock:
    """Twenty seconds into a minute, for ever."""

    def time(self) -> float:
        return 1_800_000_020.0

    def monotonic(self) -> float:
        return 100.0


def codes(times: int, **more: Any) -> list[int]:
    """Statuses of so many requests."""
    return [Client().get(URL, **more).status_code for _number in range(times)]


def test_a_client_has_the_number_of_its_record(counted: throttle.Counter) -> None:
    headers = bearer(make_client(per_minute=2))
    assert codes(3, headers=headers) == [200, 200, 429]
    response = Client().get(URL, headers=headers)
    assert response["Retry-After"] == "40"
    assert response["Content-Type"] == "application/problem+json"
    assert codes(1, headers=bearer(make_client(per_minute=2))) == [200]


def test_all_keys_and_tokens_of_a_client_count_together(counted: throttle.Counter) -> None:
    client = make_client(per_minute=1)
    assert codes(1, headers=bearer(client)) + codes(1, headers=bearer(client)) == [200, 429]


def test_a_person_has_a_setting(counted: throttle.Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "PEOPLE_PER_MINUTE", 1)
    browser = Client()
    browser.force_login(make.make_user("viewer", make.make_unit()))
    assert [browser.get(URL).status_code for _number in range(2)] == [200, 429]


def test_the_token_endpoint_counts_addresses(counted: throttle.Counter, settings: Any) -> None:
    settings.LOOKUP_LIMIT = 1
    answers = [Client().post("/api/v1/oauth/token/").status_code for _number in range(2)]
    assert answers == [400, 429]


def test_the_next_minute_begins_at_nothing(counted: throttle.Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [counted.hit("x"), counted.hit("x"), counted.hit("y")] == [1, 2, 1]
    monkeypatch.setattr(Clock, "time", lambda _self: 1_800_000_061.0)
    assert counted.hit("x") == 1
    assert throttle.seconds_left() == 59
    assert 0 < counted.redis.ttl("ocop:rate:x:30000001") <= 2 * throttle.WINDOW


def test_nobody_is_refused_while_redis_is_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    away = throttle.Counter(f"redis+socket://{tmp_path}/khong-co.sock")
    monkeypatch.setattr(throttle, "counter", away)
    assert codes(3, headers=bearer(make_client(per_minute=1))) == [200] * 3
    assert away.away_until > 0
