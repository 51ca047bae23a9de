"""Sending notices: at least once, in order, patient with who is away."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from ocop.api.domain import webhook_dispatch
from ocop.api.domain.webhook_dispatch import WAITS, claim, dispatch, settle, wait
from ocop.api.domain.webhook_send import Answer
from ocop.api.domain.webhooks import change_endpoint, new_secret, ping, rotate_secret, send_again
from ocop.api.enums import DeliveryState
from ocop.api.models import ApiClient, WebhookDelivery, WebhookEndpoint
from tests.threads import at_once

from .receiver import Receiver
from .tokens import make_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("local")]


@pytest.fixture
def local(settings: Any) -> None:
    settings.OCOP_WEBHOOKS_LOCAL = True


def make_endpoint(url: str, client: ApiClient | None = None, **fields: Any) -> WebhookEndpoint:
    """An address that stands at the end of the feed."""
    fields = {"client": client or make_client(), "secret": new_secret(), "cursor": 10**12, **fields}
    return WebhookEndpoint.objects.create(url=url, **fields)


def make_messages(endpoint: WebhookEndpoint, *positions: int, **fields: Any) -> list[WebhookDelivery]:
    """Waiting messages."""
    given = [{"position": position, "payload": {"type": "products.saved", "n": position}} for position in positions]
    return [WebhookDelivery.objects.create(endpoint=endpoint, **(values | fields)) for values in given]


def pass_time(**delta: float) -> None:
    """So much time goes by: everything that was written down lies that much further back."""
    back = timedelta(**delta)
    WebhookDelivery.objects.update(next_at=F("next_at") - back, created_at=F("created_at") - back)
    WebhookEndpoint.objects.update(failing_since=F("failing_since") - back, previous_until=F("previous_until") - back)


def states(endpoint: WebhookEndpoint) -> list[str]:
    """States of all its messages in order."""
    return list(endpoint.deliveries.order_by("replay", "position").values_list("state", flat=True))


def test_a_message_is_signed_as_the_standard_says() -> None:
    with Receiver() as receiver:
        endpoint = make_endpoint(receiver.url)
        (message,) = make_messages(endpoint, 7)
        assert dispatch() == 1
        assert dispatch() == 0
    (got,) = receiver.got
    assert Webhook(endpoint.secret).verify(got.body, got.headers) == message.payload
    assert (got.headers["webhook-id"], got.path) == (str(message.pk), "/thong-bao")
    assert (got.headers["Content-Type"], got.headers["User-Agent"]) == ("application/json", "OCOP-Webhooks/1")
    with pytest.raises(WebhookVerificationError):
        Webhook(endpoint.secret).verify(got.body + b" ", got.headers)
    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_status, message.last_error) == ("delivered", 1, 204, "")


def test_both_keys_sign_for_a_while_after_a_new_one() -> None:
    with Receiver() as receiver:
        endpoint = make_endpoint(receiver.url)
        old = endpoint.secret
        endpoint = rotate_secret(endpoint=endpoint)
        make_messages(endpoint, 1)
        dispatch()
        pass_time(days=4)
        make_messages(endpoint, 2)
        dispatch()
    first, second = receiver.got
    assert endpoint.secret != old
    for key, got in ((endpoint.secret, first), (old, first), (endpoint.secret, second)):
        Webhook(key).verify(got.body, got.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(second.body, second.headers)


def test_order_is_kept_and_only_the_oldest_is_tried_while_nobody_answers() -> None:
    with Receiver(500, 500, 204) as receiver:
        endpoint = make_endpoint(receiver.url)
        messages = make_messages(endpoint, 3, 1, 2)
        ids = [str(message.pk) for message in sorted(messages, key=lambda message: message.position)]
        assert [dispatch(), dispatch()] == [1, 0]
        endpoint.refresh_from_db()
        assert endpoint.failing_since is not None
        pass_time(seconds=6)
        assert [dispatch(), dispatch()] == [1, 0]
        pass_time(minutes=4)
        assert dispatch() == 0
        pass_time(minutes=2)
        assert dispatch() == 3
    assert receiver.ids() == [ids[0], ids[0], ids[0], ids[1], ids[2]]
    endpoint.refresh_from_db()
    assert (endpoint.failing_since, set(states(endpoint))) == (None, {"delivered"})


def test_a_day_without_receiver_loses_nothing() -> None:
    with Receiver() as receiver:
        url = receiver.url
    endpoint = make_endpoint(url)  # nobody listens there any more
    attempts = 0
    for hour in range(24):
        make_messages(endpoint, hour + 1)
        attempts += dispatch()
        pass_time(hours=1)
    assert (attempts, set(states(endpoint))) == (5, {"waiting"})
    with Receiver() as receiver:  # it is back, here at another port
        WebhookEndpoint.objects.update(url=receiver.url)
        for _hour in range(24):
            pass_time(hours=1)
            dispatch()
    assert [got.body.count(b"products.saved") for got in receiver.got] == [1] * 24
    assert set(states(endpoint)) == {"delivered"}
    assert len(set(receiver.ids())) == 24


def _try_for(**delta: float) -> int:
    """Rounds, an hour apart."""
    hours = int(timedelta(**delta).total_seconds() // 3600)
    made = 0
    for _hour in range(hours):
        made += dispatch()
        pass_time(hours=1)
    return made


def test_after_three_days_it_is_given_up_and_shown() -> None:
    with Receiver(503) as receiver:
        endpoint = make_endpoint(receiver.url)
        make_messages(endpoint, 1)
        assert _try_for(hours=71) <= len(WAITS) + 1
        assert states(endpoint) == ["waiting"]
        make_messages(endpoint, 2, 3, created_at=timezone.now() - timedelta(hours=71))
        make_messages(endpoint, 4)
        assert _try_for(hours=20) <= 4
    assert states(endpoint) == ["given_up", "given_up", "given_up", "waiting"]
    endpoint.refresh_from_db()
    assert endpoint.failing_since is not None
    assert endpoint.is_active
    assert "3 ngày" in endpoint.deliveries.get(position=3).last_error
    assert endpoint.deliveries.get(position=1).last_error == "Máy nhận trả lời 503."


def test_a_message_that_cannot_be_taken_lets_the_next_through() -> None:
    with Receiver(before=lambda got: 422 if b'"n":1,' in got.body else 204) as receiver:
        endpoint = make_endpoint(receiver.url)
        make_messages(endpoint, 1)
        _try_for(hours=70)
        make_messages(endpoint, 2)
        _try_for(hours=20)
    assert states(endpoint) == ["given_up", "delivered"]
    assert receiver.got[-1].body != receiver.got[-2].body


def test_gone_switches_the_address_off_until_it_is_switched_on() -> None:
    with Receiver(410, 204) as receiver:
        endpoint = make_endpoint(receiver.url)
        make_messages(endpoint, 1, 2)
        assert [dispatch(), dispatch()] == [1, 0]
        endpoint.refresh_from_db()
        assert (endpoint.is_active, endpoint.revision, states(endpoint)) == (False, 1, ["waiting"] * 2)
        change_endpoint(endpoint=endpoint, revision=1, is_active=True)
        assert dispatch() == 2
    assert states(endpoint) == ["delivered"] * 2


def test_killed_before_it_was_written_the_same_id_comes_again() -> None:
    with Receiver() as receiver:
        endpoint = make_endpoint(receiver.url)
        make_messages(endpoint, 1, 2)
        lost = claim(endpoint.pk)
        assert lost is not None
        with webhook_dispatch.Line(endpoint.url) as line:  # taken over there; then this process dies
            assert line.post(webhook_dispatch.headers(lost), webhook_dispatch.body(lost)).is_taken
        assert dispatch() == 0  # nobody else touches it while it may still be under way
        pass_time(seconds=61)
        assert dispatch() == 2
        assert settle(lost, Answer(500)) is False  # the dead one speaks: too late, nothing is written
    first = str(lost.pk)
    assert receiver.ids() == [first, first, str(endpoint.deliveries.get(position=2).pk)]
    assert [got.body for got in receiver.got[:2]] == [receiver.got[0].body] * 2
    assert states(endpoint) == ["delivered"] * 2


@pytest.mark.django_db(transaction=True)
def test_two_dispatchers_send_each_message_once() -> None:
    with Receiver() as receiver, Receiver() as other:
        endpoints = [make_endpoint(url) for url in (receiver.url, other.url)]
        for endpoint in endpoints:
            make_messages(endpoint, *range(1, 41))
        made = at_once([lambda: dispatch(threads=2), dispatch, dispatch])
        made.append(dispatch())
    assert sum(made) == 80
    for got, endpoint in zip((receiver, other), endpoints, strict=True):
        expected = endpoint.deliveries.order_by("position").values_list("pk", flat=True)
        assert got.ids() == [str(pk) for pk in expected]


def test_a_test_message_goes_first_and_once_and_wakes_the_others() -> None:
    with Receiver(500, 500, 204) as receiver:
        endpoint = make_endpoint(receiver.url)
        make_messages(endpoint, 1, 2)
        assert dispatch() == 1
        ping(endpoint=endpoint)
        assert [dispatch(), dispatch()] == [1, 0]
        second = ping(endpoint=endpoint)
        assert dispatch() == 3
    assert receiver.ids()[2] == str(second.pk)
    assert states(endpoint) == ["delivered", "delivered", "given_up", "delivered"]


def test_who_may_not_come_in_is_not_told() -> None:
    with Receiver() as receiver:
        yesterday = timezone.localdate() - timedelta(days=1)
        ended = [
            make_endpoint(receiver.url, make_client(revoked_at=timezone.now())),
            make_endpoint(receiver.url, make_client(expires_on=yesterday)),
            make_endpoint(receiver.url, is_active=False),
            make_endpoint(receiver.url, removed_at=timezone.now()),
        ]
        for endpoint in ended:
            make_messages(endpoint, 1)
        ping(endpoint=ended[2])  # an address that is switched off may be tested
        assert dispatch() == 1
    assert [got.body.startswith(b'{"data":{"webhook"') or b'"ping"' in got.body for got in receiver.got] == [True]


def test_a_message_of_the_log_is_sent_again_with_its_id() -> None:
    with Receiver() as receiver:
        endpoint = make_endpoint(receiver.url)
        (message,) = make_messages(endpoint, 1, state=DeliveryState.GIVEN_UP)
        assert dispatch() == 0
        send_again(delivery=message)
        send_again(delivery=message)
        assert [dispatch(), dispatch()] == [1, 0]
    assert receiver.ids() == [str(message.pk)]


def test_a_fault_at_one_address_leaves_the_others_alone(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    with Receiver() as receiver:
        bad, good = make_endpoint(receiver.url, secret="whsec_"), make_endpoint(receiver.url)
        for endpoint in (bad, good):
            make_messages(endpoint, 1)
        assert dispatch() == 1
    assert "stopped" in caplog.text
    assert [states(bad), states(good)] == [["waiting"], ["delivered"]]


def test_waits_follow_how_long_it_has_been_failing() -> None:
    at = timedelta()
    for seconds in WAITS:
        found = wait(at)
        assert timedelta(seconds=seconds) <= found <= timedelta(seconds=seconds * 1.1)
        at += found
    assert at >= webhook_dispatch.GIVE_UP_AFTER
    assert wait(timedelta(days=400)) >= timedelta(hours=24)
    assert len({wait(timedelta(days=1)) for _ in range(5)}) == 5


def test_timestamps_are_of_the_attempt() -> None:
    endpoint = make_endpoint("http://127.0.0.1:1/")
    (message,) = make_messages(endpoint, 1, created_at=timezone.now() - timedelta(days=2))
    stamp = int(webhook_dispatch.headers(message)["webhook-timestamp"])
    assert abs(datetime.now(UTC).timestamp() - stamp) < 5
    assert uuid.UUID(webhook_dispatch.headers(message)["webhook-id"]) == message.pk
