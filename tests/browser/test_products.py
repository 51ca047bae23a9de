"""Pages of products, codes and duplicates, filled, on a desk and on a phone; an official merges two and parts them."""

from typing import Any

import pytest

from ocop.accounts.enums import Role
from products.domain.codes import assign_code, record_code
from products.models import Product
from programs.enums import Tier
from programs.models import Unit
from tests.factories import make_dossier, make_producer, make_product, make_recognition, make_unit, make_user

from .helpers import Visit


@pytest.fixture
def commune(transactional_db: None) -> Unit:
    return make_unit(parent=make_unit(Tier.PROVINCE, code="38"), code="16438", name="Xã Lưu Vệ")


@pytest.fixture
def twins(commune: Unit) -> list[Product]:
    """Two products that look like one, with everything a page can show."""
    producer = make_producer(commune, name="Hợp tác xã dịch vụ nông nghiệp và du lịch cộng đồng Hợp Thành Bình Lương")
    first = make_product(producer, name="Nước mắm truyền thống Ba Làng", product_set=9, product_set_1048=10)
    second = make_product(producer, name="Nước mắm truyền thống Ba Lang", description="Ủ chượp.\nĐóng chai.")
    record_code(actor=None, product=first, code="38-16438-7-2025")
    assign_code(actor=None, product=first, unit=commune, year=2026)
    make_recognition(first, star=4)
    make_dossier(second)
    return [first, second]


def test_pages_of_products_fit_and_are_accessible(visit: Visit, twins: list[Product], commune: Unit) -> None:
    visit.sign_in(make_user(Role.COMMUNE_OFFICER, commune))
    first, second = (product.pk for product in twins)
    ones = [f"/san-pham/{first}/{part}" for part in ("", "sua/", "ma-so/")]
    pairs = ["/trung-lap/chu-the/", "/trung-lap/san-pham/", f"/trung-lap/san-pham/{first}/{second}/"]
    paths = ["/san-pham/", *ones, f"/san-pham/{second}/", *pairs]
    assert [f"{path}: {fault}" for path in paths for fault in visit.faults(path)] == []


def test_an_official_merges_two_products_and_parts_them(visit: Visit, twins: list[Product], commune: Unit) -> None:
    visit.sign_in(make_user(Role.COMMUNE_OFFICER, commune))
    page: Any = visit.page
    page.goto("/trung-lap/san-pham/")
    page.get_by_role("link", name="So sánh").click()
    page.get_by_role("button", name="Gộp", exact=True).click()
    page.wait_for_url(f"**/san-pham/{twins[0].pk}/")
    page.goto(f"/san-pham/{twins[1].pk}/")
    assert page.url.endswith(f"/san-pham/{twins[0].pk}/")
    assert visit.faults("/trung-lap/da-gop/") == []
    page.goto("/trung-lap/da-gop/")
    page.get_by_role("button", name="Tách lại").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Tách lại").click()
    page.get_by_text("Đã tách lại như trước khi gộp.").wait_for()
    assert Product.objects.filter(merged_into=None).count() == 2
