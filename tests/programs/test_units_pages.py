"""Pages of units: search and fragments, the map of a day, before and after, what is asked for and is not there."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ocop.accounts.enums import Role
from programs.models import Unit
from tests.factories import make_user

LIST = "programs:unit_list"
OLD = "?ngay=2025-06-30"


@pytest.fixture
def reader(units: None) -> Client:
    client = Client()
    client.force_login(make_user(Role.VIEWER, Unit.objects.on(date(2025, 7, 1)).get(code="16438")))
    return client


def detail(code: str, day: str = "") -> str:
    return reverse("programs:unit_detail", args=[code]) + (f"?ngay={day}" if day else "")


def test_the_list_counts_the_units_of_the_day(reader: Client) -> None:
    now = reader.get(reverse(LIST))
    assert "34 tỉnh, thành phố; 3.321 xã" in now.content.decode()
    old = reader.get(reverse(LIST) + OLD)
    assert "63 tỉnh, thành phố; 10.035 xã" in old.content.decode()
    assert "; 696 quận, huyện" in old.content.decode()
    assert detail("30", "2025-06-30") in old.content.decode()  # Hải Dương was a province then
    assert detail("30") not in now.content.decode()


def test_search_on_the_page_and_as_a_fragment(reader: Client) -> None:
    page = reader.get(reverse(LIST), {"q": "quang dinh"}).content.decode()
    assert detail("16438") in page
    assert "Xã Quảng Định (từ 01/12/2019 đến 30/06/2025)" in page
    fragment = reader.get(reverse(LIST), {"q": "quang dinh"}, headers={"HX-Request": "true", "HX-Target": "ket-qua"})
    assert "<html" not in fragment.content.decode()
    assert detail("16438") in fragment.content.decode()


@pytest.mark.parametrize("text", ["không có tên này", "<script>", "%"])
def test_a_search_without_result_says_so(reader: Client, text: str) -> None:
    page = reader.get(reverse(LIST), {"q": text}).content.decode()
    assert "Không có đơn vị nào tên" in page
    assert "<script>“" not in page


@pytest.mark.parametrize("address", [reverse(LIST), detail("16438")])
def test_a_day_that_is_none_is_told_and_today_is_shown(reader: Client, address: str) -> None:
    page = reader.get(address, {"ngay": "32/13/2025"}).content.decode()
    assert "“32/13/2025” không phải là ngày" in page


def test_luu_ve_says_what_it_was(reader: Client) -> None:
    page = reader.get(detail("16438")).content.decode()
    assert "Xã Lưu Vệ" in page
    for before in ("Xã Quảng Định", "Xã Quảng Đức", "Thị trấn Tân Phong"):
        assert before in page
    assert "1686/NQ-UBTVQH15" in page
    assert "Đơn vị còn nguyên đến nay." in page


def test_the_same_code_is_another_unit_on_an_older_map(reader: Client) -> None:
    page = reader.get(detail("16438", "30/06/2025")).content.decode()
    assert "<h1>Thị trấn Tân Phong</h1>" in page
    assert "Huyện Quảng Xương" in page
    assert "Dữ liệu bắt đầu" in page
    assert "Dữ liệu bắt đầu" not in reader.get(detail("16120", "2025-06-30")).content.decode()  # Nga Hiệp: a merger


def test_a_split_commune_names_its_parts_and_guesses_none(reader: Client) -> None:
    page = reader.get(detail("14758", "2025-06-30")).content.decode()
    assert "không quy được về một đơn vị" in page
    assert page.count("một phần") == 2
    assert page.count("một phần · gợi ý") == 1


def test_a_district_shows_its_communes_and_what_took_over(reader: Client) -> None:
    page = reader.get(detail("401", "2025-06-30")).content.decode()
    assert "Trực thuộc: 23 đơn vị" in page
    assert "địa bàn các xã của đơn vị này nay thuộc" in page
    assert "Xã Hồ Vương" in page
    later = reader.get(detail("401")).content.decode()
    assert "không có đơn vị nào mang mã 401" in later


def test_the_nation_and_a_province(reader: Client) -> None:
    assert "Trực thuộc: 34 đơn vị" in reader.get(detail("VN")).content.decode()
    page = reader.get(detail("38")).content.decode()
    assert "Trong tỉnh: 166 đơn vị cấp xã" in page
    assert reader.get(detail("00000")).status_code == 404


def test_strangers_are_sent_to_the_door(db: None, client: Client) -> None:
    for address in (reverse(LIST), detail("16438")):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("address", [reverse(LIST), reverse(LIST) + "?q=xuân", detail("38"), detail("16438")])
def test_pages_take_twelve_queries_at_most(
    reader: Client, address: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    reader.get(address)
    with django_assert_max_num_queries(12):
        reader.get(address)
