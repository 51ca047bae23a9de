"""Addresses for notices over the REST interface: registered, changed, removed, told of what the client may see."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from standardwebhooks import Webhook

from ocop.api.domain import webhooks as verbs
from ocop.api.domain.webhook_dispatch import dispatch
from ocop.api.models import ApiClient, WebhookDelivery, WebhookEndpoint
from tests import factories as make

from .receiver import Receiver
from .test_webhook_dispatch import make_endpoint, make_messages, states
from .tokens import bearer, make_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("local")]
LIST = "/api/v1/webhooks/"


@pytest.fixture
def local(settings: Any) -> None:
    settings.OCOP_WEBHOOKS_LOCAL = True


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


class Caller:
    """A machine with its token; `Idempotency-Key` and `If-Match` as they are given."""

    def __init__(self, *scopes: str, unit: Any = None) -> None:
        self.client: ApiClient = make_client(*scopes, unit=unit)
        self.headers = bearer(self.client)
        self.keys = 0

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        if method == "post":
            self.keys += 1
            headers = {"Idempotency-Key": f"k{self.keys}", **headers}
        call = getattr(Client(), method)
        kwargs = {} if method == "get" else {"data": body, "content_type": "application/json"}
        return call(path, headers=self.headers | headers, **kwargs)

    def register(self, url: str, **body: Any) -> Any:
        """The answer to a registration."""
        return self("post", LIST, {"url": url, **body})


@pytest.fixture
def caller(db: None) -> Caller:
    return Caller()


def _faults(response: Any, status: int = 422) -> list[tuple[str, str]]:
    assert response.status_code == status, response.content
    return [(fault["field"], fault["code"]) for fault in response.json().get("errors", [])]


def test_registered_once_and_the_key_shown_once(caller: Caller, receiver: Receiver) -> None:
    made = caller("post", LIST, {"url": receiver.url, "resources": ["products"]}, **{"Idempotency-Key": "a"})
    again = caller("post", LIST, {"url": receiver.url, "resources": ["products"]}, **{"Idempotency-Key": "a"})
    assert (made.status_code, again.status_code, again.json()) == (201, 201, made.json())
    data = made.json()
    Webhook(data.pop("secret"))
    read = caller("get", made["Location"])
    assert read.json() == data == caller("get", LIST).json()["results"][0]
    assert (data["url"], data["resources"], data["is_active"]) == (receiver.url, ["products"], True)
    assert WebhookEndpoint.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ({"url": "http://10.0.0.1/"}, [("url", "webhook_address")]),
        ({"url": "https://a.example:22/"}, [("url", "webhook_host_unknown")]),
        ({"url": "ftp://127.0.0.1/"}, [("url", "webhook_scheme")]),
        ({"url": "http://127.0.0.1:1/", "resources": ["x"]}, [("resources.0", "invalid_choice")]),
        ({"url": "http://127.0.0.1:1/", "resources": ["plans"]}, [("resources", "scope")]),
        ({"url": "http://127.0.0.1:1/", "after": "x"}, [("after", "cursor_invalid")]),
        ({"url": "http://127.0.0.1:1/", "secret": "whsec_x"}, [("secret", "unknown_field")]),
        ({}, [("url", "required")]),
    ],
)
def test_what_is_refused(body: dict[str, Any], faults: Any) -> None:
    caller = Caller("webhooks:read", "webhooks:write", "products:read")
    assert sorted(_faults(caller("post", LIST, body))) == sorted(faults)
    assert WebhookEndpoint.objects.count() == 0


def test_not_twice_and_not_many(caller: Caller) -> None:
    for number in range(verbs.MOST):
        assert caller.register(f"http://127.0.0.1:{number + 1}/").status_code == 201
    assert _faults(caller.register("http://127.0.0.1:1/")) == [("url", "duplicate")]
    assert _faults(caller.register("http://127.0.0.1:9/")) == [("url", "too_many")]
    ids = [line["id"] for line in caller("get", LIST).json()["results"]]
    assert caller("delete", f"{LIST}{ids[0]}/", **{"If-Match": '"0"'}).status_code == 204
    assert caller.register("http://127.0.0.1:9/").status_code == 201


def test_scopes_and_territory(caller: Caller, receiver: Receiver) -> None:
    endpoint = make_endpoint(receiver.url, caller.client)
    path = f"{LIST}{endpoint.pk}/"
    reader, other = Caller("webhooks:read"), Caller()
    assert reader.register(receiver.url).json()["code"] == "scope_missing"
    for actor in (reader, other):
        assert [actor("get", address).status_code for address in (path, f"{path}deliveries/")] == [404, 404]
        assert actor("get", LIST).json()["results"] == []
    for word, body in (("rotate", None), ("replay", {"after": ""}), ("ping", None)):
        assert other("post", f"{path}{word}/", body).status_code == 404
    assert other("patch", path, {"is_active": False}, **{"If-Match": '"0"'}).status_code == 404
    assert other("delete", path, **{"If-Match": '"0"'}).status_code == 404
    person = Client()
    person.force_login(make.make_user("admin", make.make_nation()))
    assert person.get(path).status_code == 200  # the administrator of the system
    refused = person.post(LIST, {"url": receiver.url}, "application/json", headers={"Idempotency-Key": "p"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


def test_gates_and_names(caller: Caller, receiver: Receiver) -> None:
    (message,) = make_messages(make_endpoint(receiver.url, caller.client), 5)
    for model in (WebhookEndpoint, WebhookDelivery):
        assert model.objects.visible_to(caller.client.user).count() == 1
        assert model.objects.visible_to(AnonymousUser()).count() == 0
        assert model.objects.visible_to(make_client().user).count() == 0
    assert str(message) == f"{receiver.url} 5"


def test_changed_under_its_revision(caller: Caller, receiver: Receiver) -> None:
    path = f"{LIST}{make_endpoint(receiver.url, caller.client).pk}/"
    assert caller("patch", path, {"is_active": False}).status_code == 428
    done = caller("patch", path, {"is_active": False, "resources": ["products"]}, **{"If-Match": '"0"'})
    assert (done.status_code, done["ETag"].split("-")[0]) == (200, '"1')
    assert caller("patch", path, {"is_active": False}, **{"If-Match": '"0"'}).status_code == 200  # sent twice
    assert caller("patch", path, {"is_active": True}, **{"If-Match": '"0"'}).status_code == 412
    moved = caller("patch", path, {"url": "http://127.0.0.1:7/x"}, **{"If-Match": '"1"'})
    assert moved.json()["url"] == "http://127.0.0.1:7/x"
    assert _faults(caller("patch", path, {"url": "http://10.0.0.1/"}, **{"If-Match": '"2"'})) == [
        ("url", "webhook_address")
    ]
    make_endpoint("http://127.0.0.1:8/", caller.client)
    taken = caller("patch", path, {"url": "http://127.0.0.1:8/"}, **{"If-Match": '"2"'})
    assert _faults(taken) == [("url", "duplicate")]


def test_removed_it_is_gone_and_silent(caller: Caller, receiver: Receiver) -> None:
    endpoint = make_endpoint(receiver.url, caller.client)
    make_messages(endpoint, 1)
    path = f"{LIST}{endpoint.pk}/"
    assert caller("delete", path).status_code == 428
    assert caller("delete", path, **{"If-Match": '"5"'}).status_code == 412
    assert caller("delete", path, **{"If-Match": '"0"'}).status_code == 204
    assert caller("delete", path, **{"If-Match": '"0"'}).status_code == 404
    assert verbs.remove_endpoint(endpoint=endpoint).revision == 1
    assert (dispatch(), states(endpoint), caller("get", LIST).json()["results"]) == (0, ["given_up"], [])


def test_a_new_key_is_shown_once(caller: Caller, receiver: Receiver) -> None:
    endpoint = make_endpoint(receiver.url, caller.client)
    answer = caller("post", f"{LIST}{endpoint.pk}/rotate/")
    data = answer.json()
    assert (answer.status_code, data["secret"] != endpoint.secret, data["previous_until"] is not None) == (
        200,
        True,
        True,
    )
    assert "secret" not in caller("get", f"{LIST}{endpoint.pk}/").json()


def test_told_of_what_it_may_see(receiver: Receiver) -> None:
    commune, beside = make.make_unit(), make.make_unit()
    caller = Caller("webhooks:write", "products:read", "producers:read", unit=commune)
    make.make_product(make.make_producer(commune))  # before: not told
    key = caller.register(receiver.url).json()["secret"]
    make.make_product(make.make_producer(beside))
    product = make.make_product(producer := make.make_producer(commune))
    make.make_evidence(producer)  # no scope
    dispatch()
    product.name = "Tên khác"
    product.save()
    dispatch()
    told = [Webhook(key).verify(got.body, got.headers) for got in receiver.got]
    assert [(one["type"], one["data"]["id"]) for one in told] == [
        ("producers.saved", producer.pk),
        ("products.saved", product.pk),
        ("products.saved", product.pk),
    ]
    data = told[1]["data"]
    assert set(data) == {"resource", "id", "kind", "url", "cursor"}
    assert data["url"].endswith(f"/api/v1/products/{product.pk}/")
    assert caller("get", data["url"].partition("127.0.0.1:8000")[2]).status_code == 200


def test_from_a_cursor_again(receiver: Receiver) -> None:
    commune = make.make_unit()
    caller = Caller("webhooks:read", "webhooks:write", "products:read", unit=commune)
    path = f"{caller.register(receiver.url).json()['id']}/"
    for _number in range(3):
        make.make_product(make.make_producer(commune))
        dispatch()
    log = caller("get", f"{LIST}{path}deliveries/").json()["results"]
    cursors = [line["payload"]["data"]["cursor"] for line in reversed(log)]
    again = caller("post", f"{LIST}{path}replay/", {"after": cursors[0]})
    assert again.status_code == 200, again.content
    dispatch()
    bodies = [got.body for got in receiver.got]
    assert [body.count(b"products.saved") for body in bodies] == [1] * 5
    assert bodies[3:] == bodies[1:3]
    assert len(set(receiver.ids())) == 5  # a message of its own, so that nobody takes it for a duplicate
    assert _faults(caller("post", f"{LIST}{path}replay/", {"after": "x"})) == [("after", "cursor_invalid")]
    caller("post", f"{LIST}{path}replay/", {"after": ""})
    dispatch()
    assert len(receiver.got) == 8


def test_the_log_and_a_test_message(caller: Caller, receiver: Receiver) -> None:
    endpoint = make_endpoint(receiver.url, caller.client)
    path = f"{LIST}{endpoint.pk}/"
    asked = caller("post", f"{path}ping/")
    assert (asked.status_code, asked.json()["payload"]["type"], asked.json()["state"]) == (202, "ping", "waiting")
    dispatch()
    make_messages(endpoint, 1)
    lines = caller("get", f"{path}deliveries/").json()["results"]
    assert [line["state"] for line in lines] == ["waiting", "delivered"]
    taken = caller("get", f"{path}deliveries/?state=delivered&fields=id,last_status").json()["results"]
    assert taken == [{"id": asked.json()["id"], "last_status": 204}]
    assert _faults(caller("get", f"{path}deliveries/?x=1"), 400) == [("x", "unknown_parameter")]
    assert receiver.ids() == [asked.json()["id"]]
