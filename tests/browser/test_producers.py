"""The producer's pages, filled, on a desk and on a phone; an official corrects figures and sees the full numbers."""

from datetime import date
from typing import Any

import pytest

from ocop.accounts.enums import Role
from products.domain.people import save_representation
from products.domain.producers import change_form, move_producer
from products.domain.years import save_figures
from products.models import Producer, SensitiveRead, YearFigures
from programs.enums import Tier
from tests.factories import make_dossier, make_member, make_producer, make_product, make_unit, make_user

from .helpers import Visit

FIGURES = {
    "workers": 12,
    "workers_local": 10,
    "capital": 5_000_000_000,
    "revenue": 12_345_678_901,
    "profit": -1_000_000,
}


@pytest.fixture
def commune(transactional_db: None) -> Any:
    return make_unit(parent=make_unit(Tier.PROVINCE), name="Xã Thọ Diên")


@pytest.fixture
def producer(commune: Any) -> Producer:
    """A cooperative with everything a page can show."""
    name = "Hợp tác xã dịch vụ nông nghiệp và du lịch cộng đồng Lâm Thẩm"
    producer = make_producer(commune, name=name, legal_form="htx", tax_code="038099887766", email="lan@example.vn")
    pk = producer.pk
    save_representation(actor=None, producer_id=pk, revision=None, representative="Lê Thị Lan", phone="0912345678")
    change_form(actor=None, producer_id=pk, revision=None, legal_form="hoi", since=date(2024, 1, 1))
    place: dict[str, Any] = {"unit": commune, "address": "Thôn Đông, số 12 đường liên xã", "since": date(2024, 2, 1)}
    move_producer(actor=None, producer_id=pk, revision=None, **place)
    save_figures(actor=None, producer_id=pk, year=2025, revision=0, **FIGURES)
    make_dossier(make_product(producer, name="Bánh gai", product_set=6))
    make_member(producer)
    return producer


def test_pages_of_a_producer_fit_and_are_accessible(visit: Visit, producer: Producer, commune: Any) -> None:
    visit.sign_in(make_user(Role.COMMUNE_OFFICER, commune))
    home = f"/chu-the/{producer.pk}/"
    parts = ("", "sua/", "loai-hinh/", "dia-diem/", "so-lieu/", "tai-khoan/", "nguoi-dai-dien/")
    paths = ["/chu-the/", *(f"{home}{part}" for part in (*parts, "du-lieu-ca-nhan/", "du-lieu-ca-nhan/xoa/"))]
    assert [f"{path}: {fault}" for path in paths for fault in visit.faults(path)] == []


def test_full_numbers_on_demand_and_figures_of_a_year(visit: Visit, producer: Producer, commune: Any) -> None:
    visit.sign_in(make_user(Role.COMMUNE_OFFICER, commune))
    page = visit.page
    page.goto(f"/chu-the/{producer.pk}/")
    assert page.get_by_text("0912 345 678").count() == 0
    page.get_by_role("button", name="Hiện số đầy đủ").click()
    page.get_by_text("0912 345 678").wait_for()
    page.goto(f"/chu-the/{producer.pk}/so-lieu/")
    page.get_by_label("số lao động, năm 2025", exact=True).fill("9")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_text("Lao động địa phương không thể nhiều hơn tổng số lao động.").first.wait_for()
    page.get_by_label("số lao động, năm 2025", exact=True).fill("15")
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu").click()
    assert YearFigures.objects.get(producer=producer).workers == 15
    assert SensitiveRead.objects.filter(producer=producer).count() == 1
