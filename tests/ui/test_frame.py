"""The frame: what the rail shows to whom, what a page weighs, how forms tell their faults."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.test import Client
from django.urls import get_urlconf

from ocop.accounts.enums import Role
from ocop.ui.context import read_day
from ocop.ui.nav import ENTRIES, address_exists, entries
from programs.enums import Tier
from tests.factories import make_plan, make_target, make_unit, make_user, make_version

FIRST_PAGE = 150_000
"""Bytes over the wire of the first page (DESIGN.md «Interface»)."""


@pytest.fixture
def staff(client: Client, db: None) -> Client:
    client.force_login(make_user(Role.PROVINCE_COORDINATOR, make_unit(Tier.PROVINCE)))
    return client


def test_the_rail_shows_only_addresses_that_answer() -> None:
    shown = [item["entry"] for item in entries(path="/", roles=Role.values)]
    assert shown
    assert all(address_exists(entry.path, get_urlconf()) for entry in shown)
    assert [e for e in ENTRIES if address_exists(e.path, get_urlconf())] == shown


def test_keys_of_the_rail_are_unique() -> None:
    keys = [entry.key for entry in ENTRIES]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("path", ["/tien-do/", "/tien-do/36-KH-UBND-2025/401/", "/"])
def test_one_entry_is_marked_as_here(path: str) -> None:
    active = [item["entry"].path for item in entries(path=path, roles=()) if item["active"]]
    assert active == ["/" if path == "/" else "/tien-do/"]


def test_an_address_outside_the_rail_marks_nothing() -> None:
    assert not any(item["active"] for item in entries(path="/tim-kiem/", roles=()))


def test_only_administrators_see_administration(client: Client, db: None) -> None:
    province = make_unit(Tier.PROVINCE)
    seen = []
    for role in (Role.ADMIN, Role.VIEWER):
        client.force_login(make_user(role, province))
        seen.append('href="/quan-tri/"' in client.get("/tim-kiem/").content.decode())
    assert seen == [address_exists("/quan-tri/", None), False]


@pytest.mark.parametrize("role", sorted(Role.values))
def test_the_rail_offers_what_opens(client: Client, db: None, role: str) -> None:
    client.force_login(make_user(role, make_unit(Tier.PROVINCE)))
    offered = [item["entry"].path for item in entries(path="/", roles={role})]
    assert {path: client.get(path, follow=True).status_code for path in offered} == dict.fromkeys(offered, 200)
    assert "/nhap-du-lieu/" in offered or client.get("/nhap-du-lieu/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/tim-kiem/", "/tien-do/"])
def test_the_first_page_is_light(staff: Client, path: str) -> None:
    html = staff.get(path).content
    files = set(re.findall(r'(?:href|src)="/static/([^"#]+)', html.decode()))
    root = Path(settings.BASE_DIR) / "static"
    fonts = [font.relative_to(root).as_posix() for font in root.rglob("*.woff2")]
    weight = len(html)
    for name in {*files, *fonts}:
        content = (root / name).read_bytes()
        weight += len(content) if name.endswith(".woff2") else len(gzip.compress(content, 9))
    assert weight <= FIRST_PAGE


@pytest.mark.parametrize(("last_day", "is_said"), [(date(2025, 6, 30), True), (None, False)])
def test_the_map_of_another_day_is_said_when_units_have_changed_since(
    client: Client, db: None, last_day: date | None, is_said: bool
) -> None:
    province = make_unit(Tier.PROVINCE)
    district = make_unit(Tier.DISTRICT, province, valid_to=last_day)
    version = make_version(make_plan(province))
    make_target(version, district)
    client.force_login(make_user(Role.PROVINCE_COORDINATOR, province))
    html = client.get(f"/tien-do/{version.plan.slug}/").content.decode()
    assert ('<span class="place-word">Bản đồ ngày</span> 24/02/2025' in html) is is_said


@pytest.mark.parametrize(
    ("text", "found"),
    [("2025-06-30", True), (" 30/06/2025 ", True), ("30-06-2025", False), ("", False), ("31/02/2025", False)],
)
def test_a_day_of_a_url(text: str, found: bool) -> None:
    assert (read_day(text) is not None) is found


class _Form(forms.Form):
    name = forms.CharField(label="Tên sản phẩm", help_text="Như ghi trên nhãn.")
    note = forms.CharField(label="Ghi chú", required=False)
    sure = forms.BooleanField(label="Đã kiểm tra")
    token = forms.CharField(widget=forms.HiddenInput, initial="x")

    def clean(self) -> None:
        raise forms.ValidationError("Tổng không khớp.")


def test_a_form_links_its_faults_to_the_fields() -> None:
    html = str(_Form({"token": "x"}))
    assert '<a href="#id_name">Tên sản phẩm</a>' in html
    assert "Tổng không khớp." in html
    assert html.count('aria-invalid="true"') == 2
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert "không bắt buộc" in html
    assert html.count('name="token"') == 1


def test_an_untouched_form_has_no_summary() -> None:
    assert "data-form-summary" not in str(_Form())


@pytest.mark.parametrize("path", ["/khong-co-trang-nay/", "/tien-do/khong-co/"])
def test_what_is_not_there_is_said_in_vietnamese(staff: Client, path: str) -> None:
    response = staff.get(path)
    assert response.status_code == 404
    assert "Không tìm thấy trang này" in response.content.decode()
