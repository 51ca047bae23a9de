"""Pages of the real plans in a real browser: accessible, no wider than a phone; the sheet works like a spreadsheet."""

from typing import Any

import pytest

from ocop.accounts.enums import Role
from programs.domain.seeds import load_plan_seed
from programs.domain.seeds_files import FOLDER
from programs.models import Plan
from tests.factories import make_user

from .helpers import Visit

READING = ("", "chi-tieu/", "dot/", "nhiem-vu/", "kinh-phi/", "phien-ban/")
EDITING = ("sua/", "sua/can-cu/", "sua/phan/", "sua/phan/moi/", "sua/hoat-dong/", "sua/noi-nhan/", "sua/nhiem-vu/moi/")


@pytest.fixture
def province(units: None, live_server: Any, visit: Visit) -> Plan:
    """The plan of Thanh Hóa 2025, seen by a coordinator of the province."""
    plan = load_plan_seed(path=FOLDER / "thanh-hoa-2025.yaml", actor=None)
    visit.sign_in(make_user(Role.PROVINCE_COORDINATOR, plan.unit))
    return plan


def address(plan: Plan, page: str = "") -> str:
    return f"/ke-hoach/{plan.slug}/{page}"


def test_pages_of_a_plan_are_accessible(visit: Visit, province: Plan) -> None:
    faults = visit.faults("/ke-hoach/") + visit.faults("/ke-hoach/lap-moi/")
    for page in READING:
        faults += visit.faults(address(province, page))
    assert faults == []


def test_edit_pages_are_accessible(visit: Visit, province: Plan) -> None:
    faults = []
    for page in (*EDITING, "sua/dot/moi/", "sua/chi-tieu/", "ban-hanh/"):
        faults += visit.faults(address(province, page))
    assert faults == []


def test_sheet_moves_by_keys_takes_a_block_and_counts(visit: Visit, province: Plan) -> None:
    page = visit.page
    page.goto(address(province, "sua/chi-tieu/"))
    rest = page.locator("[data-rest]")
    assert rest.all_inner_texts() == ["0", "0", "0", "0"]
    first = page.locator('tr[data-row="unit"]').nth(0)
    first.locator('[data-column="c5"]').focus()
    for key, column, row in (("Enter", "c5", 1), ("ArrowRight", "c4", 1), ("ArrowUp", "c4", 0)):
        page.keyboard.press(key)
        here = page.evaluate("[document.activeElement.dataset.column, document.activeElement.closest('tr').rowIndex]")
        assert here == [column, first.evaluate("row => row.rowIndex") + row]
    first.locator('[data-column="c4"]').evaluate(
        """cell => { const data = new DataTransfer(); data.setData("text/plain", "5\\t6\\r\\n7\\t8\\n");
           cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }"""
    )
    rows = page.locator('tr[data-row="unit"]')
    values = [[c.input_value() for c in rows.nth(i).locator(".grid-cell").all()] for i in (0, 1)]
    assert values == [["11", "", "5", "6"], ["15", "", "7", "8"]]
    assert rest.all_inner_texts() == ["-16", "0", "-9", "-7"]


def test_section_preview_follows_the_typing(visit: Visit, province: Plan) -> None:
    page = visit.page
    page.goto(address(province, "sua/phan/moi/"))
    page.locator("#id_body").fill("- Toàn tỉnh có {{ chi_tieu.tong }} sản phẩm")
    fact = page.locator("#xem-thu mark.fact")
    fact.wait_for()
    assert fact.inner_text() == "160"
    page.locator("#id_body").fill("- {{ sai-ten }}")
    page.locator("#xem-thu .note-error").wait_for()
    assert "không phải là tên số liệu hợp lệ" in page.locator("#xem-thu").inner_text()


def test_reading_page_shows_the_plan_with_its_facts(visit: Visit, province: Plan) -> None:
    page = visit.page
    page.goto(address(province))
    assert page.locator('mark.fact[title="Chỉ tiêu: 5 sao"]').inner_text() == "03"
    page.get_by_role("link", name="IV. TỔ CHỨC THỰC HIỆN").click()
    assert page.url.endswith("#muc-4")
