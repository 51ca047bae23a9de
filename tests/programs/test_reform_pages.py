"""The page of a reform: who sees it, its four acts, the worklist."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ocop.accounts.enums import Role
from products.models import Producer
from programs.domain.reform import apply_reform, worklist
from programs.models import Reform, ReformItem, Unit
from tests.factories import make_producer, make_user

OLD, NEW = date(2025, 6, 1), date(2025, 7, 1)
PAGE = reverse("programs:reform_detail", args=["NQ-1686"])


def on(day: date, code: str) -> Unit:
    return Unit.objects.on(day).get(code=code)


def signed_in(role: Role, code: str) -> Client:
    client = Client()
    client.force_login(make_user(role, on(NEW, code)))
    return client


@pytest.fixture
def office(units: None) -> Client:
    return signed_in(Role.PROVINCE_COORDINATOR, "38")


@pytest.fixture
def producer(units: None) -> Producer:
    return make_producer(on(OLD, "14758"), name="HTX Đông Thọ")


def act(client: Client, name: str, **data: object) -> str:
    """Post to one of the acts; the page it leads to."""
    return client.post(PAGE + name, data, follow=True).content.decode()


def only_item() -> ReformItem:
    return worklist(Reform.objects.get()).get()


def test_the_whole_course(office: Client, producer: Producer) -> None:
    before = office.get(PAGE).content.decode()
    assert "Áp dụng sẽ làm gì" in before
    assert not Reform.objects.exists()
    applied = act(office, "ap-dung/")
    assert "HTX Đông Thọ" in applied
    assert "chờ quyết định" in applied
    assert 'type="radio"' in applied
    assert "checked" not in applied  # the suggestion is named, not chosen
    address = f"quyet-dinh/{only_item().pk}/"
    assert "nay thuộc Phường Hạc Thành" in act(office, address, chosen=on(NEW, "14797").pk, note="tổ dân phố 3")
    assert only_item().note == "tổ dân phố 3"
    assert "Đã xác nhận đợt sắp xếp." in act(office, "xac-nhan/")
    assert "Chỉ hoàn tác được" in act(office, "hoan-tac/")
    assert "không quyết định được nữa" in act(office, address, chosen=on(NEW, "14758").pk)
    assert only_item().chosen.code == "14797"


def test_reverting_on_the_page(office: Client, producer: Producer) -> None:
    act(office, "ap-dung/")
    assert "Đã hoàn tác" in act(office, "hoan-tac/")
    assert Reform.objects.get().state == "draft"


def test_confirming_too_early_is_refused(office: Client, producer: Producer) -> None:
    act(office, "ap-dung/")
    assert "Còn 1 chủ thể ở xã bị chia chưa được quyết định." in act(office, "xac-nhan/")


@pytest.mark.parametrize(
    ("chosen", "told"), [("", "Chọn đơn vị mới."), ("luu-ve", "Chọn một trong các đơn vị kế thừa."), ("0", "Chọn một")]
)
def test_a_choice_that_is_none_is_refused(office: Client, producer: Producer, chosen: str, told: str) -> None:
    act(office, "ap-dung/")
    chosen = str(on(NEW, "16438").pk) if chosen == "luu-ve" else chosen
    assert told in act(office, f"quyet-dinh/{only_item().pk}/", chosen=chosen)
    assert only_item().chosen is None


def test_the_filter_shows_only_what_waits(office: Client, producer: Producer) -> None:
    act(office, "ap-dung/")
    assert "HTX Đông Thọ" in office.get(PAGE + "?loc=cho").content.decode()
    page = act(office, f"quyet-dinh/{only_item().pk}/", chosen=on(NEW, "14797").pk, back="cho")
    assert "Không còn chủ thể nào chờ quyết định" in page


def test_the_worklist_takes_the_same_queries_for_one_and_for_three(
    office: Client, producer: Producer, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for added in (0, 2):
        for number in range(added):
            make_producer(on(OLD, "16435"), name=f"HTX An Hưng {number}")
        apply_reform(reform_code="NQ-1686")
        with django_assert_num_queries(12):
            page = office.get(PAGE).content.decode()
        assert page.count("chờ quyết định") == 1 + added


@pytest.mark.parametrize(
    ("role", "code"),
    [
        (Role.PROVINCE_COORDINATOR, "40"),
        (Role.COMMUNE_OFFICER, "16438"),
        (Role.ADMIN, "16438"),
        (Role.SIGNER, "38"),
        (Role.VIEWER, "38"),
    ],
)
def test_others_find_nothing(producer: Producer, role: Role, code: str) -> None:
    apply_reform(reform_code="NQ-1686")
    client = signed_in(role, code)
    item = only_item()
    assert client.get(PAGE).status_code == 404
    for address in ("ap-dung/", "hoan-tac/", "xac-nhan/", f"quyet-dinh/{item.pk}/"):
        assert client.post(PAGE + address, {"chosen": on(NEW, "14797").pk}).status_code == 404
    assert (Reform.objects.get().state, only_item().chosen) == ("applied", None)


def test_the_list_holds_ones_own_reforms(units: None) -> None:
    address = reverse("programs:reform_list")
    own = signed_in(Role.PROVINCE_COORDINATOR, "38").get(address).content.decode()
    assert (PAGE in own, own.count("NQ-UBTVQH15</td>")) == (True, 1)
    assert signed_in(Role.VIEWER, "38").get(address).status_code == 404
    nation = signed_in(Role.ADMIN, "VN").get(address).content.decode()
    assert nation.count("NQ-UBTVQH15</td>") == 34
    none = signed_in(Role.ADMIN, "16438").get(address).content.decode()
    assert "Chưa có đợt sắp xếp nào" in none


@pytest.mark.parametrize("code", ["NQ-1", "1686", "x"])
def test_an_unknown_reform_is_absent(office: Client, code: str) -> None:
    assert office.get(reverse("programs:reform_detail", args=[code])).status_code == 404
