"""What the first users do, on the real plans: the province from login to report, the commune with its own plan."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from ocop.accounts.models import User
from ocop.jobs.domain.run import answer_bell
from ocop.jobs.models import Job
from reporting.models import Document

from .helpers import Visit

PLAN = "/ke-hoach/"


@pytest.fixture
def page(demo: None, visit: Visit, settings: Any) -> Page:
    """The login page of the demonstration."""
    settings.OCOP_DEMO = True
    visit.page.goto("/")
    return visit.page


def enter(page: Page, account: str) -> None:
    """One click on a demonstration account."""
    page.locator(f'button[name=account][value="{account}"]').click()
    page.wait_for_selector("header.topbar .me")


def download_report(page: Page) -> bytes:
    """Ask for the report, let the worker's part run, follow the job to the document, save its PDF."""
    page.get_by_role("button", name="Lập báo cáo tiến độ").click()
    page.wait_for_url("**/cong-viec/*/")
    assert answer_bell(Job.objects.latest("created_at").pk) == 1
    page.locator(".job a").first.click()
    page.wait_for_url("**/van-ban/*/")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Tải PDF").click()
    return saved.value.path().read_bytes()


def test_province_goes_from_login_to_the_report(page: Page) -> None:
    enter(page, "dieuphoi.tinh")
    page.get_by_role("link", name="Tiến độ", exact=True).first.click()
    page.locator("main a", has_text="Thanh Hóa").first.click()
    assert page.locator(".say strong").inner_text().startswith("Đạt")
    page.locator("#bang-tien-do a", has_text="Nga Sơn").click()
    assert page.locator("h1").inner_text() == "Huyện Nga Sơn"
    assert page.locator("main tbody tr").count() > 0
    page.get_by_role("link", name="Về bảng tiến độ").click()
    pdf = download_report(page)
    text = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages)
    assert "Nga Sơn" in text
    assert Document.objects.get().created_by == User.objects.get(username="dieuphoi.tinh")


def test_commune_officer_sees_the_own_plan_and_the_issued_one_above(page: Page) -> None:
    enter(page, "canbo.luuve")
    page.goto(PLAN)
    titles = page.locator("main tbody tr a, main .plan-card a").all_inner_texts()
    assert titles
    assert any("Lưu Vệ" in title for title in titles)
    assert all("Lưu Vệ" in title or "Thanh Hóa" in title for title in titles)
    assert not any(str(date.today().year + 1) in title for title in titles), "a draft of the province"
    assert page.request.get("/tien-do/36-KH-UBND-2025/").status == 404
