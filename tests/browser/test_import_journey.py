"""A real register goes the whole way in a browser, on a desk and on a phone: mapped, its faults seen and corrected,
written with a progress bar, taken back. Every page on the way is accessible and no wider than the screen."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from evaluations.views import imports
from ocop.accounts.enums import Role
from ocop.jobs.domain import lease
from ocop.jobs.domain.run import attempt
from ocop.jobs.models import Job
from products.enums import ImportState
from products.models import ImportBatch, Product
from programs.enums import Tier
from tests.evaluations.registers import workbook
from tests.evaluations.test_import_register import DOUBLE, ROWS, good, planted, register
from tests.factories import make_unit, make_user

from .helpers import DESKTOP, PHONE, Visit


class Journey:
    """An official with a register in a window of one size; `faults` gathers what is wrong with the pages."""

    def __init__(self, visit: Visit, size: dict[str, int]) -> None:
        self.visit, self.page, self.size = visit, visit.page, size
        self.faults: list[str] = []
        self.page.set_viewport_size(size)  # type: ignore[arg-type]

    def look(self, name: str) -> None:
        self.faults += [f"{name}: {fault}" for fault in self.visit.faults_here()]
        self.visit.shoot(f"nhap-{name}-{self.size['width']}")

    def press(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=name, exact=True).click()


def shown_on_file_control(page: Page) -> str:
    """What a person reads on it: the browser's own words, in the browser's language, lie under it unseen."""
    assert page.locator("input[type=file]").evaluate("input => getComputedStyle(input).opacity") == "0"
    part = "well => ['::before', '::after'].map((one) => getComputedStyle(well, one).content).join(' ')"
    return str(page.locator("[data-file-well]").evaluate(part))


def upload(journey: Journey, data: bytes) -> ImportBatch:
    page = journey.page
    page.goto("/nhap-du-lieu/")
    file: Any = {"name": "Sổ theo dõi OCOP.xlsx", "mimeType": "application/octet-stream", "buffer": data}
    assert shown_on_file_control(page) == '"Chọn tệp" "Chưa chọn tệp nào"'
    page.locator("input[type=file]").set_input_files(file)
    assert shown_on_file_control(page) == '"Chọn tệp" "Sổ theo dõi OCOP.xlsx"'
    journey.look("1-tai-len")
    journey.press("Kiểm tra tệp")
    journey.look("2-ghep-cot")
    page.get_by_label("V. Ghi chú").select_option("product")  # the same twice: refused, told, nothing lost
    journey.press("Kiểm tra các dòng")
    journey.look("3-ghep-sai")
    expect(page.locator("[data-form-summary]")).to_be_focused()
    expect(page.locator("[data-form-summary]")).to_contain_text("được chọn cho nhiều cột: B, V")
    assert page.locator("select[aria-invalid]").count() == 2
    page.get_by_label("V. Ghi chú").select_option("")
    journey.press("Kiểm tra các dòng")
    return ImportBatch.objects.get()


def correct(journey: Journey, rows: list[list[Any]]) -> None:
    """Page after page: the right text into each faulty cell, the double left out."""
    page = journey.page
    journey.follow("Sửa ngay tại đây")
    journey.look("5-sua-loi")
    near = page.get_by_role("button", name="Xã Thái Mỹ, Thành phố Hồ Chí Minh")
    near.press("Enter")  # by keyboard: the suggestion is in its cell, and so is the focus
    expect(page.get_by_role("group", name="Dòng 86").get_by_role("textbox")).to_be_focused()
    expect(page.get_by_role("group", name="Dòng 86").get_by_role("textbox")).to_have_value(
        "Xã Thái Mỹ, Thành phố Hồ Chí Minh"
    )
    for number in range(2):
        batch = ImportBatch.objects.get()
        cells: list[Locator] = page.locator(".fix-cell input").all()
        for cell in cells:
            place = str(cell.get_attribute("name"))[2:]
            cell.fill(good(rows, batch, place))
        skip = page.locator(f"input[name='o:{DOUBLE}:skip']")
        if skip.count():
            skip.check()
        journey.press("Lưu và kiểm tra lại")
        journey.look(f"6-sua-xong-{number}")


def write(journey: Journey) -> None:
    """By a job: the bar is there at once, moves, and ends with the way to the result."""
    page: Page = journey.page
    journey.press("Ghi vào hệ thống")
    expect(page.get_by_role("progressbar")).to_be_visible()
    jobs = Job.objects.filter(kind="apply_import")
    jobs.update(done=400, total=1_001, message="Đang kiểm tra các dòng")  # as the worker reports
    expect(page.get_by_role("progressbar")).to_have_js_property("value", 400)
    journey.look("7-dang-ghi")
    attempt(lease.claim(jobs.get().pk))  # type: ignore[arg-type]
    expect(page.locator("main")).to_contain_text("Đã ghi vào hệ thống lúc")
    journey.look("8-da-ghi")


def take_back(journey: Journey) -> None:
    journey.follow("Hoàn tác")
    journey.look("9-hoan-tac")
    journey.press("Hoàn tác")
    attempt(lease.claim(Job.objects.get(kind="undo_import").pk))  # type: ignore[arg-type]
    expect(journey.page.locator("main")).to_contain_text("Đã hoàn tác lúc")
    journey.look("10-da-hoan-tac")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_register_goes_the_whole_way(
    visit: Visit, size: dict[str, int], transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    province = make_unit(Tier.PROVINCE, name="Thành phố Hồ Chí Minh")
    commune = make_unit(parent=province, name="Xã Thái Mỹ")
    visit.sign_in(make_user(Role.PROVINCE_COORDINATOR, province, full_name="Hoàng Thị Tỉnh"))
    monkeypatch.setattr(imports, "JOB_ABOVE_ROWS", ROWS - 1)
    journey, rows = Journey(visit, size), register(commune)
    batch = upload(journey, workbook(rows, cells=planted()))
    journey.look("4-loi")
    assert (journey.page.locator("table.sheet tbody tr").count(), Product.objects.count()) == (37, 0)
    correct(journey, rows)
    write(journey)
    assert Product.objects.count() == ROWS - 1
    take_back(journey)
    visit.troubles[:] = [trouble for trouble in visit.troubles if "422" not in trouble]  # the mapping refused
    batch.refresh_from_db()
    assert (batch.state, Product.objects.count(), journey.faults) == (ImportState.UNDONE, 0, [])
