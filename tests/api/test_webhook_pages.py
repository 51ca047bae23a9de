"""The log of notices for administrators."""

from typing import Any

import pytest
from django.test import Client

from ocop.accounts.enums import Role
from ocop.api.enums import DeliveryState
from ocop.api.models import WebhookDelivery, WebhookEndpoint
from tests import factories as make

from .test_webhook_dispatch import make_endpoint, make_messages
from .tokens import make_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Client:
    browser = Client()
    browser.force_login(make.make_user(Role.ADMIN, make.make_nation()))
    return browser


@pytest.fixture
def endpoint() -> WebhookEndpoint:
    return make_endpoint("https://cong.example/nhan", make_client(name="Cổng tỉnh"))


def _path(endpoint: WebhookEndpoint, tail: str = "thong-bao/") -> str:
    return f"/he-thong-ket-noi/{endpoint.client_id}/{tail}"


def _text(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_log_tells_what_and_how_it_went(admin: Client, endpoint: WebhookEndpoint) -> None:
    data = {"resource": "products", "id": 12, "kind": "saved"}
    make_messages(endpoint, 1, payload={"type": "products.saved", "data": data}, state=DeliveryState.DELIVERED)
    make_messages(endpoint, 2, payload={"type": "ping", "data": {}}, last_error="Máy nhận trả lời 503.", attempts=3)
    make_messages(endpoint, 3, payload={"type": "feed.expired", "data": {}}, state=DeliveryState.GIVEN_UP)
    make_messages(endpoint, 4, payload={"type": "reach.changed", "data": {}})
    other = make_endpoint("https://khac.example/", endpoint.client, is_active=False)
    make_messages(other, 1)
    text = _text(admin, _path(endpoint))
    for words in ("Cổng tỉnh", "Sản phẩm số 12: tạo hoặc sửa", "Thông báo thử", "Máy nhận trả lời 503.", "thôi gửi"):
        assert words in text
    assert "phạm vi được xem đã đổi" in text
    narrowed = _text(admin, _path(endpoint, "thong-bao/?trang-thai=given_up"))
    assert ("Báo đọc lại từ đầu" in narrowed, "số 12" in narrowed) == (True, False)
    assert "số 12" not in _text(admin, _path(endpoint, f"thong-bao/?dia-chi={other.pk}"))
    assert "số 12" in _text(admin, _path(endpoint, "thong-bao/?dia-chi=x&trang-thai=x"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "đang gửi"),
        ({"is_active": False}, "đang tắt"),
        ({"removed_at": "2026-01-02T00:00Z"}, "đã bỏ"),
        ({"failing_since": "2026-01-02T00:00Z"}, "không nhận được"),
    ],
)
def test_states_of_an_address(admin: Client, endpoint: WebhookEndpoint, fields: dict[str, Any], words: str) -> None:
    WebhookEndpoint.objects.update(**fields)
    assert words in _text(admin, _path(endpoint))


def test_a_system_without_addresses(admin: Client) -> None:
    text = _text(admin, f"/he-thong-ket-noi/{make_client().pk}/thong-bao/")
    assert "chưa đăng ký địa chỉ nhận" in text
    assert "Chưa có thông báo nào như vậy" in text


def test_the_buttons(admin: Client, endpoint: WebhookEndpoint) -> None:
    (message,) = make_messages(endpoint, 1, state=DeliveryState.GIVEN_UP)
    assert admin.post(_path(endpoint, f"thong-bao/{message.pk}/gui-lai/")).status_code == 302
    assert WebhookDelivery.objects.get(pk=message.pk).state == "waiting"
    assert admin.post(_path(endpoint, f"dia-chi/{endpoint.pk}/gui-thu/")).status_code == 302
    assert endpoint.deliveries.filter(position=0).count() == 1
    for wanted in (False, True):
        assert (
            admin.post(_path(endpoint, f"dia-chi/{endpoint.pk}/bat-tat/"), {"bat": str(int(wanted))}).status_code == 302
        )
        endpoint.refresh_from_db()
        assert endpoint.is_active is wanted


def test_nothing_is_sent_to_an_address_that_is_off(admin: Client, endpoint: WebhookEndpoint) -> None:
    (message,) = make_messages(endpoint, 1, state=DeliveryState.GIVEN_UP)
    WebhookEndpoint.objects.update(is_active=False)
    answer = admin.post(_path(endpoint, f"thong-bao/{message.pk}/gui-lai/"), follow=True)
    assert "Địa chỉ nhận này đã bỏ hoặc đang tắt." in answer.content.decode()
    assert WebhookDelivery.objects.get(pk=message.pk).state == "given_up"
    WebhookEndpoint.objects.update(removed_at="2026-01-02T00:00Z")
    assert admin.post(_path(endpoint, f"dia-chi/{endpoint.pk}/gui-thu/")).status_code == 404
