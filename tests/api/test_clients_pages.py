"""Pages of administrators about other systems: made, keys shown once, changed, sent away, what was asked."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.api.models import ApiCall, ApiClient
from ocop.site.models import SiteSetting
from tests import factories as make

from .tokens import make_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Any:
    """A province."""
    return make.make_unit("province", name="Tỉnh Thử")


@pytest.fixture
def browser(province: Any) -> Client:
    """Its administrator's browser."""
    client = Client()
    client.force_login(make.make_user(Role.ADMIN, province))
    return client


@pytest.fixture
def system(province: Any) -> ApiClient:
    """A client of the province with one key."""
    return make_client("products:read", unit=province, name="Cổng tỉnh")


def url(name: str, system: ApiClient, **more: Any) -> str:
    """An address about a client."""
    return reverse(f"clients:{name}", kwargs={"pk": system.pk, **more})


def told(browser: Client, path: str, data: dict[str, Any]) -> str:
    """The page after a form was sent."""
    response = browser.post(path, data, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


NEW = {"name": "Cổng mới", "unit": "Tỉnh Thử", "scopes": ["products:read", "units:read"], "per_minute": "60"}


def test_a_client_is_made_and_stands_in_the_list(browser: Client) -> None:
    assert "Đã lập hệ thống kết nối" in told(browser, reverse("clients:new"), NEW)
    assert ApiClient.objects.get().scopes == ["units:read", "products:read"]
    assert "Đã có hệ thống kết nối mang tên này" in told(browser, reverse("clients:new"), NEW)
    page = browser.get(reverse("clients:list"), {"q": "mới", "trang-thai": "dang-dung"}).content.decode()
    assert "Cổng mới" in page
    assert "Tỉnh Thử" in page
    assert "Cổng mới" not in browser.get(reverse("clients:list"), {"trang-thai": "ngung"}).content.decode()


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("Xã Lạ", "Không tìm thấy đơn vị này"),
        ("xa thu", "Hãy ghi rõ một trong các đơn vị"),
        ("Xã Thử", "Xã Thử (A1); Xã Thử (A2)"),
        ("", "Trường này"),
    ],
)
def test_a_unit_is_found_by_name_or_code(browser: Client, province: Any, unit: str, words: str) -> None:
    for code in ("A1", "A2"):
        make.make_unit(parent=province, name="Xã Thử", code=code)
    make.make_unit(name="Xã Lạ")
    page = told(browser, reverse("clients:new"), {**NEW, "unit": unit})
    assert words in page
    assert not ApiClient.objects.exists()


@pytest.mark.parametrize("unit", ["A2", "Xã Thử (A2)"])
def test_a_code_tells_namesakes_apart(browser: Client, province: Any, unit: str) -> None:
    wanted = [make.make_unit(parent=province, name="Xã Thử", code=code) for code in ("A1", "A2")][1]
    told(browser, reverse("clients:new"), {**NEW, "unit": unit})
    assert ApiClient.objects.get().user.grants.get().unit == wanted


def test_the_secret_is_shown_once(browser: Client, system: ApiClient) -> None:
    page = told(browser, url("key_new", system), {"revision": 0, "note": "máy chính"})
    secret = re.search(r'Bí mật: <code class="text-break">([\w-]{64})</code>', page)
    assert secret is not None
    assert secret[1] not in browser.get(url("client", system)).content.decode()
    again = told(browser, url("key_new", system), {"revision": 0, "note": "máy chính"})
    assert "Có người khác vừa thay đổi" in again
    assert system.credentials.count() == 2


def test_a_key_is_changed_and_taken(browser: Client, system: ApiClient) -> None:
    key = system.credentials.get()
    page = told(browser, url("key_rotate", system, key_id=key.pk), {"revision": 0})
    assert "chỉ hiện một lần" in page
    assert "vừa thay đổi" in told(browser, url("key_rotate", system, key_id=key.pk), {"revision": 0})
    path = url("key_revoke", system, key_id=key.pk)
    assert "Đã thu hồi khóa" in told(browser, f"{path}?lan=1", {})
    assert "đã hết hiệu lực" in told(browser, f"{path}?lan=2", {})
    assert system.credentials.live().count() == 1


def test_a_change_is_saved_or_told_stale(browser: Client, system: ApiClient) -> None:
    data = {**NEW, "name": "Tên khác", "revision": 0}
    assert "Đã lưu." in told(browser, url("edit", system), data)
    assert "Có người khác vừa thay đổi" in told(browser, url("edit", system), {**data, "name": "Nữa"})
    system.refresh_from_db()
    assert (system.name, system.per_minute) == ("Tên khác", 60)
    late = {**data, "revision": 1, "expires_on": "01/01/2020"}
    assert "Ngày cuối phải từ hôm nay" in told(browser, url("edit", system), late)


def test_what_was_typed_on_an_old_page_can_be_sent_again(browser: Client, system: ApiClient) -> None:
    ApiClient.objects.update(revision=4)
    page = told(browser, url("edit", system), {**NEW, "revision": 0})
    assert 'name="revision" value="4"' in page


def test_units_come_and_go(browser: Client, province: Any, system: ApiClient) -> None:
    commune = make.make_unit(parent=province, code="B1")
    assert "Đã thêm đơn vị" in told(browser, url("unit_add", system), {"unit": "B1", "revision": 0})
    assert "vừa thay đổi" in told(browser, url("unit_add", system), {"unit": "B1", "revision": 0})
    grant = system.user.grants.get(unit=commune)
    path = url("unit_end", system, grant_id=grant.pk)
    assert "Đã bỏ đơn vị" in told(browser, path, {"revision": 1})
    assert browser.post(path, {"revision": 2}).status_code == 404
    outside = make.make_unit(code="C1")
    assert "Không tìm thấy" in told(browser, url("unit_add", system), {"unit": outside.code, "revision": 2})


def test_a_client_is_sent_away(browser: Client, system: ApiClient) -> None:
    assert "vừa thay đổi" in told(browser, url("revoke", system), {})
    page = told(browser, f"{url('revoke', system)}?lan=0", {})
    assert "Đã thu hồi" in page
    assert "Cấp khóa" not in page
    assert "đã bị thu hồi" in told(browser, url("key_new", system), {"revision": 1})
    assert "Cổng tỉnh" in browser.get(reverse("clients:list"), {"trang-thai": "ngung"}).content.decode()


def test_calls_are_counted_by_day_and_filtered(browser: Client, system: ApiClient) -> None:
    now = timezone.now()
    for route, status, days in (("api:mot", 200, 0), ("api:hai", 404, 0), ("api:ba", 500, 1), ("api:bon", 200, 40)):
        ApiCall.objects.create(
            client=system, method="GET", route=route, status=status, milliseconds=12, at=now - timedelta(days=days)
        )
    path, today = url("calls", system), timezone.localdate(now)

    def seen(**query: Any) -> list[str]:
        return re.findall(r"<code>api:(\w+)</code>", browser.get(path, query).content.decode())

    assert seen() == ["hai", "mot", "ba", "bon"]
    assert seen(**{"ket-qua": "tu-choi"}) == ["hai"]
    assert seen(**{"ket-qua": "loi"}) == ["ba"]
    assert seen(**{"dia-chi": "mo"}) == ["mot"]
    assert seen(ngay=today.isoformat(), **{"ket-qua": "duoc"}) == ["mot"]
    assert seen(ngay="2026-13-45") == seen(ngay="x") == ["hai", "mot", "ba", "bon"]
    days = browser.get(path).context["days"]
    assert [(line["all"], line["refused"], line["failed"]) for line in days] == [(2, 1, 0), (1, 0, 1)]


def test_illustration_is_hidden_where_the_setting_says(browser: Client, province: Any) -> None:
    shown = make_client(unit=province, is_illustration=True)
    assert browser.get(url("client", shown)).status_code == 200
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert browser.get(url("client", shown)).status_code == 404


def test_an_administrator_of_a_part_does_not_see_the_whole(province: Any, system: ApiClient) -> None:
    part = Client()
    part.force_login(make.make_user(Role.ADMIN, make.make_unit(parent=province)))
    assert "Cổng tỉnh" not in part.get(reverse("clients:list")).content.decode()
    assert part.get(url("client", system)).status_code == 404
    assert part.post(url("key_new", system), {"revision": 0}).status_code == 404


def test_accounts_of_machines_are_no_people(browser: Client, system: ApiClient) -> None:
    assert system.user.username not in browser.get(reverse("accounts:people")).content.decode()
    for name in ("person", "person_edit", "grant_new"):
        assert browser.get(reverse(f"accounts:{name}", kwargs={"user_id": system.user_id})).status_code == 404
    grant = system.user.grants.get()
    assert browser.get(reverse("accounts:grant_end", kwargs={"grant_id": grant.pk})).status_code == 404
    page = browser.get(reverse("accounts:person_new")).content.decode()
    assert "api_client" not in page
