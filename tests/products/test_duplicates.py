"""Pairs that may be one: why they are proposed, where, to whom; decisions that two are two."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ocop.accounts.enums import Role
from products.domain.comparing import compare
from products.domain.duplicates import Candidates, find_duplicates, mark_not_duplicate
from products.models import NotDuplicate, Producer, Product
from programs.enums import Extent, Tier
from programs.models import Unit, UnitLineage
from tests.factories import make_producer, make_product, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Unit:
    return make_unit(Tier.PROVINCE)


@pytest.fixture
def commune(province: Unit) -> Unit:
    return make_unit(parent=province, name="Xã Bình Lương")


@pytest.fixture
def page(client: Client, commune: Unit) -> Client:
    client.force_login(make_user(Role.COMMUNE_OFFICER, commune))
    return client


def reasons(kind: str, records: Any) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(pair.first.name, pair.second.name): pair.reasons for pair in find_duplicates(kind, records).pairs}


def test_names_alike_are_proposed_with_the_reason(province: Unit, commune: Unit) -> None:
    elsewhere = make_unit(parent=province)
    make_producer(commune, name="HTX Hợp Thành Bình Lương")
    make_producer(elsewhere, name="Hợp tác xã Hợp Thành Đức Lương")
    make_producer(commune, name="HTX Mật ong")
    found = reasons("producer", Producer.objects.all())
    assert found == {("HTX Hợp Thành Bình Lương", "Hợp tác xã Hợp Thành Đức Lương"): ("tên giống nhau 67 %",)}


def test_the_same_place_counts_also_after_a_reform(province: Unit, commune: Unit) -> None:
    old = make_unit(parent=province, name="Xã Cũ", valid_to=date(2025, 6, 30))
    UnitLineage.objects.create(predecessor=old, successor=commune, extent=Extent.WHOLE, effective_on=date(2025, 7, 1))
    make_producer(old, name="HTX Lâm Thẩm")
    make_producer(commune, name="Cơ sở Lâm Thắm")
    make_producer(make_unit(parent=province), name="Cơ sở Lâm Thả")
    names = ("HTX Lâm Thẩm", "Cơ sở Lâm Thắm")
    assert reasons("producer", Producer.objects.all())[names] == ("tên giống nhau 100 %", "cùng địa bàn hiện nay")


def test_the_same_tax_code_or_phone_is_enough(commune: Unit) -> None:
    make_producer(commune, name="Bà Lan", tax_code="2800177118", phone="0912345678")
    make_producer(commune, name="Ông Hùng", tax_code="2800177118", phone="0912345678")
    expected = ("cùng mã số thuế", "cùng số điện thoại", "cùng xã, phường")
    assert reasons("producer", Producer.objects.all()) == {("Bà Lan", "Ông Hùng"): expected}


def test_a_common_product_name_is_no_reason_between_strangers(province: Unit, commune: Unit) -> None:
    first, second = make_producer(commune, name="HTX Đồng Tâm"), make_producer(commune, name="HTX Suối Mơ")
    for producer in (first, second, make_producer(make_unit(parent=province), name="HTX Đồng Tâm")):
        make_product(producer, name="Mật ong rừng")
    make_product(first, name="Mật ong rừng già")
    found = find_duplicates("product", Product.objects.all()).pairs
    pairs = {tuple(sorted((pair.first.producer.name, pair.second.producer.name))) for pair in found}
    assert pairs == {("HTX Đồng Tâm", "HTX Đồng Tâm")}
    assert [pair.reasons[1] for pair in found if len(pair.reasons) > 1] == ["cùng chủ thể"]


def test_a_territory_too_wide_is_said(commune: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    make_producer(commune)
    make_producer(commune)
    monkeypatch.setattr("products.domain.duplicates.MOST_RECORDS", 1)
    assert find_duplicates("producer", Producer.objects.all()) == Candidates(too_many=True)


def test_two_found_to_be_two_are_not_proposed_again(commune: Unit) -> None:
    one, two = make_producer(commune, name="HTX Đồng Tâm A"), make_producer(commune, name="HTX Đồng Tâm B")
    officer = make_user(Role.COMMUNE_OFFICER, commune)
    for _ in range(2):
        mark_not_duplicate(actor=officer, kind="producer", first_id=two.pk, second_id=one.pk)
    stored = NotDuplicate.objects.get()
    assert (stored.first_id, stored.second_id, stored.decided_by) == (one.pk, two.pk, officer)
    assert reasons("producer", Producer.objects.all()) == {}
    refused = ((officer, one.pk, one.pk), (make_user(Role.COMMUNE_OFFICER), one.pk, two.pk))
    for actor, first, second in refused:
        with pytest.raises(ValidationError):
            mark_not_duplicate(actor=actor, kind="producer", first_id=first, second_id=second)


def test_side_by_side_masks_personal_data(commune: Unit) -> None:
    one = make_producer(commune, phone="0912345678", representative="Lê Thị A", tax_code="038090001234")
    two = make_producer(commune, phone="0987654321", representative="Lê Thị A", tax_code="2800177118")
    make_product(one)
    lines = {line.label: (line.first, line.second, line.differs) for line in compare("producer", one, two)}
    assert lines["Điện thoại"] == ("có, khác bên kia", "có, khác bên kia", True)
    assert lines["Người đại diện"] == ("có", "có", False)
    assert lines["Mã số thuế"][:2] == ("có, khác bên kia", "có, khác bên kia")
    assert lines["Số sản phẩm"] == ("1", "0", False)


def test_pairs_of_the_own_territory_only_in_a_constant_number_of_queries(page: Client, province: Unit) -> None:
    commune = Unit.objects.get(name="Xã Bình Lương")
    foreign = make_unit(parent=province)
    url = reverse("products:duplicates", args=["chu-the"])
    counts = []
    for number in range(3):
        make_producer(commune, name=f"HTX Hợp Thành {number}")
        make_producer(foreign, name=f"HTX Hợp Thành {number}")
        with CaptureQueriesContext(connection) as captured:
            response = page.get(url)
        counts.append(len(captured))
    names = {name for pair in response.context["found"].pairs for name in (pair.first.unit_id, pair.second.unit_id)}
    assert (names, len(response.context["found"].pairs)) == ({commune.pk}, 3)
    assert counts[1] == counts[2]


def test_a_pair_is_decided_on_its_page(page: Client, commune: Unit) -> None:
    one, two = make_producer(commune, name="HTX Đồng Tâm A"), make_producer(commune, name="HTX Đồng Tâm B")
    product = make_product(two)
    url = reverse("products:duplicate_pair", args=["chu-the", one.pk, two.pk])
    assert page.get(url).status_code == 200
    assert page.post(url, {"viec": "gop"}).status_code == 200
    response = page.post(url, {"viec": "gop", "giu": one.pk})
    assert response.url == reverse("products:producer_detail", args=[one.pk])
    product.refresh_from_db()
    assert product.producer == one
    merged = page.get(reverse("products:merges"))
    (line,) = merged.context["lines"]
    assert line[1:] == (one.name, two.name)
    page.post(reverse("products:merge_undo", args=[line[0].pk]))
    product.refresh_from_db()
    assert product.producer == two
    page.post(url, {"viec": "khong-trung"})
    assert NotDuplicate.objects.count() == 1


def test_pages_refuse_what_is_no_pair(page: Client, commune: Unit) -> None:
    one, foreign = make_producer(commune), make_producer()
    for args in (["chu-the", one.pk, one.pk], ["chu-the", one.pk, foreign.pk], ["khac", one.pk, foreign.pk]):
        assert page.get(reverse("products:duplicate_pair", args=args)).status_code == 404
    assert page.get(reverse("products:duplicates", args=["khac"])).status_code == 404
