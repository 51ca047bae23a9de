"""A system that sees other records than before is told once to read everything anew."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from standardwebhooks import Webhook

from ocop.accounts.models import Grant
from ocop.api.domain.webhook_dispatch import dispatch
from ocop.api.domain.webhook_messages import behind, collect
from ocop.api.domain.webhooks import change_endpoint, create_endpoint
from ocop.api.models import WebhookEndpoint
from ocop.site.models import SiteSetting
from programs.domain.reach import rebuild_reach
from programs.models import Unit
from tests import factories as make

from .receiver import Receiver
from .test_webhook_dispatch import make_endpoint
from .tokens import bearer, make_client

pytestmark = pytest.mark.django_db
AWAY = "http://127.0.0.1:1/"


@pytest.fixture
def commune() -> Unit:
    """With a producer in the feed, and two others."""
    unit, *_others = (make.make_unit() for _ in range(3))
    make.make_producer(unit)
    return unit


@pytest.fixture
def endpoint(commune: Unit) -> WebhookEndpoint:
    """Of a client of the commune, standing at the end of the feed and knowing what it sees."""
    made = make_endpoint(AWAY, make_client("producers:read", unit=commune), cursor=0)
    all_is_told(made)
    return made


def all_is_told(endpoint: WebhookEndpoint) -> None:
    """Everything up to now was told."""
    collect(endpoint.pk)
    endpoint.deliveries.all().delete()


def kinds(endpoint: WebhookEndpoint) -> list[str]:
    """Types of the messages in the order they go out."""
    return list(endpoint.deliveries.order_by("replay", "position").values_list("payload__type", flat=True))


def change(what: str, client: Any) -> None:
    """One of the things that change what a client sees."""
    if what == "a unit more":
        make.make_grant(client.user, "api_client", Unit.objects.exclude(grants__user=client.user).first())
    elif what == "a unit less":
        Grant.objects.filter(user=client.user).update(valid_to=timezone.localdate() - timedelta(days=1))
    elif what == "illustration data":
        SiteSetting.objects.create(key="show_illustration", value=False)
    else:
        rebuild_reach()


@pytest.mark.parametrize("what", ["a unit more", "a unit less", "illustration data", "the map"])
def test_another_reach_is_told_once(endpoint: WebhookEndpoint, what: str) -> None:
    assert behind() == []
    change(what, endpoint.client)
    assert behind() == [endpoint.pk]
    assert behind(looks_at_reach=False) == []
    assert [collect(endpoint.pk), collect(endpoint.pk), behind()] == [1, 0, []]
    (message,) = endpoint.deliveries.all()
    assert set(message.payload) == {"type", "timestamp", "data"}
    assert message.payload["type"] == "reach.changed"
    assert message.payload["data"] == {"webhook": str(endpoint.pk)}


def test_each_change_is_told_in_its_place(endpoint: WebhookEndpoint, commune: Unit) -> None:
    for _turn in range(2):
        make.make_producer(commune)
        collect(endpoint.pk)
        change("a unit more", endpoint.client)
        collect(endpoint.pk)
    make.make_producer(commune)
    collect(endpoint.pk)
    assert kinds(endpoint) == [*["producers.saved", "reach.changed"] * 2, "producers.saved"]


def test_who_registers_knows_what_it_sees(commune: Unit, settings: Any) -> None:
    settings.OCOP_WEBHOOKS_LOCAL = True
    client = make_client("producers:read", unit=commune)
    with Receiver() as receiver:
        endpoint = create_endpoint(client=client, url=receiver.url, after=1)
        dispatch()
        change("a unit more", client)
        dispatch()
        dispatch()
    told = [Webhook(endpoint.secret).verify(got.body, got.headers)["type"] for got in receiver.got]
    assert told == ["producers.saved", "reach.changed"]


def test_the_feed_says_the_same_to_the_cursor_of_a_message(endpoint: WebhookEndpoint, commune: Unit) -> None:
    make.make_producer(commune)
    collect(endpoint.pk)
    cursor = endpoint.deliveries.get().payload["data"]["cursor"]
    change("a unit more", endpoint.client)
    answer = Client().get("/api/v1/changes/", {"after": cursor}, headers=bearer(endpoint.client))
    assert (answer.status_code, answer.json()["code"]) == (410, "reach_changed")
    collect(endpoint.pk)
    assert kinds(endpoint)[-1] == "reach.changed"


def test_at_the_beginning_of_the_feed_it_waits_for_the_next_round(endpoint: WebhookEndpoint) -> None:
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(cursor=0)
    change("a unit more", endpoint.client)
    collect(endpoint.pk)
    assert kinds(endpoint) == ["producers.saved"]
    collect(endpoint.pk)
    assert kinds(endpoint) == ["producers.saved", "reach.changed"]


def test_an_address_that_was_switched_off_is_told_afterwards(endpoint: WebhookEndpoint) -> None:
    change_endpoint(endpoint=endpoint, revision=0, is_active=False)
    change("a unit more", endpoint.client)
    assert behind() == []
    change_endpoint(endpoint=endpoint, revision=1, is_active=True)
    collect(endpoint.pk)
    assert kinds(endpoint) == ["reach.changed"]
