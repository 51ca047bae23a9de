"""Pages of support, producers at activities, products at points of sale, and of those never trained."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ocop.accounts.enums import Role
from ocop.spreadsheets import read_table
from products.models import Participation, PointProduct, Producer, SupportGrant
from programs.models import HeldActivity, PointOfSale, SupportNorm
from tests.factories import make_producer, make_product, make_unit, make_user

DAY = date(2025, 5, 5)


@pytest.fixture
def producer(db: None) -> Producer:
    return make_producer(make_unit(parent=make_unit("province")), name="HTX Đồng Tâm")


@pytest.fixture
def staff(producer: Producer, client: Client) -> Client:
    client.force_login(make_user(Role.COMMUNE_OFFICER, producer.unit))
    return client


@pytest.fixture
def norm(producer: Producer) -> SupportNorm:
    values = {"title": "Bao bì", "measure": "sản phẩm", "amount": 20_000_000, "instrument": "Nghị quyết mẫu"}
    return SupportNorm.objects.create(unit=producer.unit, valid_from=date(2025, 1, 1), **values)


def data(producer: Producer, norm: SupportNorm, **more: Any) -> dict[str, Any]:
    values = {"producer": "HTX Đồng Tâm", "norm": norm.pk, "amount": "15.000.000", "on": "05/05/2025"}
    return {**values, "paper": "UNC 1", **more}


def test_support_is_recorded_with_its_explanation(producer: Producer, norm: SupportNorm, staff: Client) -> None:
    new = reverse("products:support_new")
    assert staff.get(new).status_code == 200
    over = staff.post(new, data(producer, norm, amount="25.000.000"))
    assert (over.status_code, list(over.context["form"].errors)) == (422, ["note"])
    assert staff.post(new, data(producer, norm, amount="25.000.000", note="theo văn bản riêng")).status_code == 302
    grant = SupportGrant.objects.get()
    edit = reverse("products:support_edit", args=[grant.pk])
    assert "Số tiền vượt mức" in staff.get(edit).content.decode()
    sent = data(producer, norm, amount="20.000.000", revision=0)
    assert staff.post(edit, sent).status_code == 302
    stale = staff.post(edit, {**sent, "amount": "1.000"})
    assert (stale.status_code, stale.context["form"]["revision"].value()) == (422, "1")
    staff.post(reverse("products:support_remove", args=[grant.pk]))
    assert not SupportGrant.objects.exists()


def test_a_producer_that_is_not_there_is_told(producer: Producer, norm: SupportNorm, staff: Client) -> None:
    make_producer(name="HTX Nơi Khác")
    for name in ("HTX Nơi Khác", "Không có"):
        answer = staff.post(reverse("products:support_new"), data(producer, norm) | {"producer": name})
        assert list(answer.context["form"].errors) == ["producer"]
    make_producer(make_unit(parent=producer.unit), name="htx đồng tâm")
    answer = staff.post(reverse("products:support_new"), data(producer, norm))
    assert "chọn trong danh sách" in str(answer.context["form"].errors["producer"])
    product = make_product(producer, name="Bánh gai")
    sent = data(producer, norm, product=f"Bánh gai [{product.pk}]") | {"producer": f"HTX [{producer.pk}]"}
    assert staff.post(reverse("products:support_new"), sent).status_code == 302
    assert SupportGrant.objects.get().product == product


def test_the_list_sums_by_norm_and_is_taken_away(producer: Producer, norm: SupportNorm, staff: Client) -> None:
    listing = reverse("products:support_list")
    assert "Ghi khoản hỗ trợ" in staff.get(listing).content.decode()
    staff.post(reverse("products:support_new"), data(producer, norm))
    for query, count in (("", 1), (f"?dinh-muc={norm.pk}", 1), ("?nam=2024", 0), ("?q=dong tam", 1)):
        page = staff.get(listing + query)
        assert (page.context["count"], page.context["total"]) == (count, 15_000_000 * count)
    sheet = read_table(staff.get(reverse("products:support_xlsx")).content, "ho-tro.xlsx")
    assert sheet.table
    assert [row.text(0) for row in sheet.table.rows] == ["HTX Đồng Tâm"]
    staff.force_login(make_user(Role.VIEWER, make_unit()))
    assert staff.get(listing).context["count"] == 0


def test_producers_are_put_to_an_activity(producer: Producer, staff: Client) -> None:
    facts = {"unit": producer.unit, "kind": "fair", "title": "Hội chợ", "starts_on": DAY, "ends_on": DAY}
    held = HeldActivity.objects.create(**facts)
    page = reverse("products:held_producers", args=[held.pk])
    make_product(producer, name="Bánh gai")
    sent = {"producer": "HTX Đồng Tâm", "product": "Bánh gai", "people": 2, "revenue": "8.500.000"}
    assert staff.post(page, {**sent, "revenue": "-5"}).status_code == 422
    assert staff.post(page, sent).status_code == 302
    stranger = make_producer()
    row = Participation.objects.get()
    Participation.objects.create(held=held, producer=stranger)
    shown = staff.get(page)
    assert (shown.context["sums"]["revenue"], shown.context["others"]) == (8_500_000, 1)
    assert stranger.name not in shown.content.decode()
    staff.post(reverse("products:held_producer_remove", args=[held.pk, row.pk]))
    assert Participation.objects.get().producer == stranger
    staff.force_login(make_user(Role.VIEWER, producer.unit))
    assert staff.get(page).status_code == 200
    assert staff.post(page, sent).status_code == 404


def test_products_are_put_to_a_point_of_sale(producer: Producer, staff: Client) -> None:
    point = PointOfSale.objects.create(unit=producer.unit, name="Điểm bán", opened_on=DAY)
    page = reverse("products:point_products", args=[point.pk])
    make_product(producer, name="Bánh gai")
    sent = {"product": "Bánh gai", "since": "05/05/2025", "revenue": "21.000.000"}
    assert staff.post(page, {**sent, "until": "01/01/2025"}).status_code == 422
    assert staff.post(page, sent).status_code == 302
    row = PointProduct.objects.get()
    PointProduct.objects.create(point=point, product=make_product(), since=DAY)
    shown = staff.get(page)
    assert (shown.context["revenue"], shown.context["others"]) == (21_000_000, 1)
    staff.post(reverse("products:point_product_remove", args=[point.pk, row.pk]))
    assert PointProduct.objects.count() == 1
    staff.force_login(make_user(Role.VIEWER, producer.unit))
    assert staff.post(page, sent).status_code == 404


def test_who_was_never_trained(producer: Producer, staff: Client) -> None:
    page = staff.get(reverse("products:untrained") + "?since=01/01/2025")
    assert (page.context["unit_count"], page.context["producer_count"]) == (1, 1)
    facts = {"unit": producer.unit, "kind": "training", "title": "Lớp", "starts_on": DAY, "ends_on": DAY}
    held = HeldActivity.objects.create(**facts)
    held.attendances.create(unit=producer.unit, officials=1)
    Participation.objects.create(held=held, producer=producer)
    page = staff.get(reverse("products:untrained") + "?since=01/01/2025")
    assert (page.context["unit_count"], page.context["producer_count"]) == (0, 0)
    assert "đều có người dự" in page.content.decode()
    assert staff.get(reverse("products:untrained") + "?since=hôm qua").context["since"].day == 1
