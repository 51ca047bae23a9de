"""The ministry's table and open data in the browser: on a desk and on a phone, with data, empty, without a licence."""

from pathlib import Path
from typing import Any

import pytest

from evaluations.domain.open_data import publish
from ocop.accounts.enums import Role
from ocop.site.models import SiteSetting
from products.models import YearFigures
from programs.enums import Tier
from programs.models import Unit
from tests.factories import make_producer, make_product, make_recognition, make_unit, make_user

from .helpers import PHONE, Visit

NAMES = ("Bánh gai Tứ Trụ", "Nem chua Hợp Thành", "Nước mắm truyền thống Ba Làng thượng hạng", "Miến gạo")


@pytest.fixture
def province(transactional_db: None) -> Unit:
    return make_unit(Tier.PROVINCE, code="38", name="Tỉnh Thanh Hóa")


@pytest.fixture
def register(province: Unit) -> None:
    """Twelve products of three producers, one of them with known revenue."""
    for number in range(12):
        if number % 4 == 0:
            commune = make_unit(parent=province, name="Xã Lưu Vệ")
            producer = make_producer(commune, name=f"Hợp tác xã dịch vụ nông nghiệp {number}")
        product = make_product(producer, name=f"{NAMES[number % 4]} {number}", official_code=f"38-16438-{number}-2025")
        make_recognition(product, star=3 + number % 3, is_illustration=number == 5)
    YearFigures.objects.create(producer=producer, year=2025, revenue=3_215_004_999)


@pytest.fixture
def own_files(settings: Any, tmp_path: Path) -> None:
    options = {"location": str(tmp_path), "base_url": None}
    stored = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": stored}


def test_the_ministrys_table_fits_and_is_accessible(visit: Visit, register: None, province: Unit) -> None:
    visit.sign_in(make_user(Role.PROVINCE_COORDINATOR, province))
    paths = [f"/cong-nhan/ptnt-ocop/?thoi-gian={code}" for code in ("2025", "2019")]
    assert [fault for path in paths for fault in visit.faults(path)] == []
    page: Any = visit.page
    page.set_viewport_size(PHONE)
    page.goto("/cong-nhan/ptnt-ocop/")
    page.get_by_label("Mã thời gian").fill("2025Q4")
    page.get_by_role("button", name="Xem bảng").click()
    page.get_by_text("Xuất", exact=True).click()
    with page.expect_download() as caught:
        page.get_by_role("link", name="Danh mục DM_CoSo").click()
    assert caught.value.suggested_filename == "DM_CoSo_2025Q4.csv"
    visit.shoot("ptnt-ocop-menu-390")
    assert visit.troubles == []


def test_open_data_fits_and_is_accessible(visit: Visit, register: None, own_files: None) -> None:
    assert visit.faults("/du-lieu-mo/", picture=False) == []
    visit.shoot("du-lieu-mo-khong-giay-phep-390")
    SiteSetting.objects.create(key="open_data_licence", value="CC-BY-4.0")
    assert publish() is not None
    assert visit.faults("/du-lieu-mo/") == []
    page: Any = visit.page
    page.goto("/tra-cuu/")
    page.get_by_role("link", name="Dữ liệu mở").click()
    with page.expect_download() as caught:
        page.get_by_role("link", name="cong-nhan-ocop.csv").click()
    assert "Nem chua Hợp Thành 1" in Path(caught.value.path()).read_text("utf-8-sig")
    assert visit.troubles == []
