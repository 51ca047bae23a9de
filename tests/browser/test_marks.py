"""The criteria sheet in a real browser: the producer marks its product on a desk and on a phone, a member of the
council fills in her sheet; both save themselves, both go on when the line drops."""

from typing import Any

import pytest
from playwright.sync_api import Route, expect

from evaluations.models import ScoreSheet
from products.models import Dossier
from tests import factories as make
from tests.evaluations.sheet_setup import Before, lowest

from .helpers import DESKTOP, PHONE, Visit

pytestmark = pytest.mark.django_db(transaction=True)
SAVED = "đã lưu"
expect.set_options(timeout=15_000)


def state(visit: Visit) -> Any:
    return visit.page.locator("[data-draft-state]")


@pytest.fixture
def dossier(transactional_db: None) -> Dossier:
    return make.make_dossier(make.make_product(name="Mật ong hoa rừng", product_set=4))


def open_assessment(visit: Visit, dossier: Dossier, size: dict[str, int]) -> None:
    visit.sign_in(make.make_member(dossier.product.producer).user)
    visit.page.set_viewport_size(size)  # type: ignore[arg-type]
    visit.page.goto(f"/ho-so/{dossier.pk}/tu-danh-gia/tieu-chi/")


def test_a_producer_marks_with_keys_on_a_desk(visit: Visit, dossier: Dossier) -> None:
    open_assessment(visit, dossier, DESKTOP)
    page = visit.page
    expect(page.locator(".tc:visible")).to_have_count(1)
    assert visit.faults_here() == []
    page.keyboard.press("3")
    expect(state(visit)).to_contain_text(SAVED)
    expect(page.locator(".marks-total")).to_contain_text("3/100")
    visit.shoot("tu-cham-1280")
    page.keyboard.press("Enter")
    page.keyboard.press("0")
    expect(page.locator(".marks-count")).to_contain_text("2/32")
    page.locator("[data-goto='5.1']").click()
    page.keyboard.press("1")
    page.locator("[data-goto='5.2']").click()
    expect(page.locator(".tc-off-word:visible")).to_have_text("Hiện không tính điểm.")
    page.locator(".tc:visible textarea").fill("Chưa có câu chuyện")
    expect(state(visit)).to_contain_text(SAVED)
    page.locator(".marks-why summary").click()
    visit.shoot("tu-cham-thieu-gi-1280")
    assert visit.faults_here() == []
    page.reload()
    assert page.url.endswith("#tc-5.2")
    expect(page.locator(".tc:visible textarea")).to_have_value("Chưa có câu chuyện")
    dossier.refresh_from_db()
    assert dossier.assessment["answers"] == {"1.1": 2, "1.2": None, "5.1": 0}


def test_a_producer_marks_on_a_phone_while_the_line_drops(visit: Visit, dossier: Dossier) -> None:
    open_assessment(visit, dossier, PHONE)
    page = visit.page
    page.locator(".tc:visible .opt").first.click()
    expect(state(visit)).to_contain_text(SAVED)
    page.route("**/luu/", lambda route: route.abort())
    page.get_by_role("button", name="Tiếp").click()
    expect(page.locator("[data-step-place]")).to_have_text("2/32")
    page.locator(".tc:visible .opt").nth(1).click()
    expect(state(visit)).to_contain_text("Mất kết nối")
    visit.shoot("tu-cham-390")
    assert visit.faults_here() == []
    page.unroute("**/luu/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(state(visit)).to_contain_text(SAVED)
    dossier.refresh_from_db()
    assert dossier.assessment["answers"] == {"1.1": 0, "1.2": 1}
    visit.troubles[:] = [one for one in visit.troubles if "ERR_FAILED" not in one]


def test_two_windows_tell_each_other_and_the_draft_is_not_lost(visit: Visit, dossier: Dossier) -> None:
    open_assessment(visit, dossier, DESKTOP)
    page = visit.page
    stored = {"law_pack": "qd-26-2026", "product_set": 4, "answers": {"1.1": 0}, "notes": {}, "revision": 7}
    Dossier.objects.filter(pk=dossier.pk).update(assessment=stored)
    page.keyboard.press("2")
    expect(page.locator("[data-refused]")).to_contain_text("Có người khác vừa sửa")
    page.reload()
    page.get_by_role("button", name="Lấy lại").click()
    expect(page.locator(".marks-total")).to_contain_text("2/100")
    dossier.refresh_from_db()
    assert dossier.assessment["answers"] == {"1.1": 1}
    visit.troubles[:] = [one for one in visit.troubles if "409" not in one]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_member_fills_in_and_hands_in(visit: Visit, size: dict[str, int], transactional_db: None) -> None:
    before = Before()
    answers = lowest()
    del answers["1.1"]
    make.make_sheet(before.entry, before.member, answers=answers, revision=1)
    visit.sign_in(before.member.user)
    page = visit.page
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(before.url())
    expect(page.locator(".tc:visible")).to_contain_text("Ong nuôi ở bản Thành")
    assert visit.faults_here() == []
    page.get_by_text("Xem tại chỗ").locator("visible=true").first.click()
    page.locator(".tc:visible .opt").nth(1).click()
    expect(state(visit)).to_contain_text(SAVED)
    visit.shoot(f"phieu-{size['width']}")
    page.get_by_role("link", name="Xem lại và nộp").click()
    page.wait_for_url("**/nop/")
    page.wait_for_load_state("networkidle")
    assert visit.faults_here() == []
    visit.shoot(f"phieu-nop-{size['width']}")
    kept = f"localStorage.getItem('ocop-draft:phieu-{before.entry.pk}-1-{before.member.user_id}')"
    page.get_by_role("button", name="Nộp phiếu").dblclick()
    expect(page.locator(".note-success").first).to_contain_text("nộp phiếu")
    page.wait_for_load_state("networkidle")
    assert ScoreSheet.objects.get().state == "submitted"
    assert page.evaluate(kept) is None
    assert visit.faults_here() == []
    visit.shoot(f"phieu-da-nop-{size['width']}")


def test_a_change_made_just_before_leaving_is_saved(visit: Visit, dossier: Dossier) -> None:
    open_assessment(visit, dossier, DESKTOP)
    page = visit.page

    def slowly(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/luu/", slowly)
    page.keyboard.press("2")
    page.get_by_role("link", name="Gắn minh chứng").locator("visible=true").click()
    expect(page.locator(".picker")).to_be_visible()
    dossier.refresh_from_db()
    assert dossier.assessment["answers"] == {"1.1": 1}
