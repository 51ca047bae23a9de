"""From the preparing of a session to the public page of a certificate, on a desk and on a phone: an organiser, a member
who marks by keys or by taps, the chair, the organiser again, and at the end anybody at all."""

from typing import Any

import pytest
from playwright.sync_api import expect

from evaluations.domain.sheets import save_sheet, submit_sheet
from evaluations.models import CouncilSession, EvaluationResult, Mark, Recognition, ScoreSheet, SessionEntry
from ocop.audit.models import LegalAct
from programs.enums import Tier
from tests.evaluations.council_story import CouncilStory
from tests.evaluations.scoring_room import LEAVES, lowered
from tests.factories import make_nation, make_unit

from .helpers import DESKTOP, PHONE, Visit
from .test_dossier_journey import Journey

pytestmark = pytest.mark.django_db(transaction=True)
POINTS = 78


class Council(Journey):
    """The journey of one dossier before `story.council`."""

    def __init__(self, visit: Visit, size: dict[str, int]) -> None:
        super().__init__(visit, size)
        make_nation()
        # On the map of 2025, with real codes: the product gets its own from them.
        self.story = CouncilStory(province=make_unit(Tier.PROVINCE, code="38", name="Tỉnh Thanh Hóa"))
        self.story.commune = make_unit(parent=self.story.province, code="16438", name="Xã Lưu Vệ")
        self.dossier = self.story.dossier()

    def look(self, name: str) -> None:
        self.faults += [f"{name}: {fault}" for fault in self.visit.faults_here()]
        self.visit.shoot(f"danh-gia-{name}-{self.size['width']}")

    def be(self, user: Any) -> None:
        """Another person sits down at the window."""
        self.page.context.clear_cookies()
        if user:
            self.visit.sign_in(user)

    @property
    def entry(self) -> SessionEntry:
        return SessionEntry.objects.get()


def prepare(journey: Council) -> None:
    """The organiser makes the session, takes the dossier in, calls the roll and lets the scoring begin."""
    journey.be(journey.story.organiser)
    journey.page.goto(f"/danh-gia/phien/them/?hoi-dong={journey.story.council.pk}")
    journey.page.get_by_label("Ngày họp").fill("15/06/2026")
    journey.press("Lưu")
    journey.page.get_by_label(journey.dossier.product.name).check()
    journey.press("Đưa vào phiên họp")
    journey.follow("Điểm danh")
    for member in journey.story.members:
        journey.page.get_by_label(member.name, exact=False).first.check()
    journey.press("Lưu điểm danh")
    journey.follow("Bắt đầu chấm điểm")
    journey.press("Bắt đầu chấm điểm")
    assert CouncilSession.objects.get().state == "scoring"


def mark(journey: Council) -> None:
    """A member goes through all criteria: on a desk by the keys 0–5 and Enter, on a phone by taps."""
    journey.be(journey.story.members[2].user)
    page, answers = journey.page, lowered(100 - POINTS)
    page.goto("/danh-gia/")
    journey.look("1-viec-cua-toi")
    journey.follow("Chấm")
    for leaf in LEAVES:
        here = page.locator(".tc:visible")
        expect(here).to_have_attribute("data-criterion", leaf.code)
        level = answers[leaf.code]
        if journey.size == DESKTOP:
            page.keyboard.press("0" if level is None else str(level + 1))
        else:
            here.locator(".opt-none" if level is None else f".opt:has([data-key='{level + 1}'])").first.click()
        if leaf.code != LEAVES[-1].code:
            page.keyboard.press("Enter") if journey.size == DESKTOP else page.get_by_role("button", name="Tiếp").click()
    expect(page.locator(".marks-total")).to_contain_text(f"{POINTS}/100")
    expect(page.locator("[data-draft-state]")).to_contain_text("đã lưu")
    journey.look("2-phieu")


def hand_in(journey: Council) -> None:
    """By a double click; the others hand in theirs meanwhile."""
    journey.follow("Xem lại và nộp")
    journey.look("3-nop")
    journey.page.get_by_role("button", name="Nộp phiếu").dblclick()
    expect(journey.page.locator(".note-success").first).to_contain_text("nộp phiếu")
    sheet = ScoreSheet.objects.get()
    assert (sheet.total, Mark.objects.count()) == (POINTS, len(LEAVES))
    assert LegalAct.objects.filter(verb="submit_sheet").count() == 1
    for number, member in enumerate(journey.story.members):
        if number != 2:
            facts: dict[str, Any] = {"actor": member.user, "entry_id": journey.entry.pk}
            save_sheet(**facts, revision=None, answers=lowered(20 + number), comment="Sản phẩm rõ nguồn gốc.")
            submit_sheet(**facts)


def conclude(journey: Council) -> None:
    """The chair opens all marks, concludes and closes."""
    page, session = journey.page, CouncilSession.objects.get()
    journey.be(journey.story.chair.user)
    page.goto(f"/danh-gia/phien/{session.pk}/")
    journey.look("4-du-phieu")
    journey.follow("Mở kết quả")
    journey.look("5-mo")
    journey.press("Mở kết quả các hồ sơ này")
    page.goto(f"/danh-gia/ho-so/{journey.entry.pk}/")
    journey.look("6-cac-phieu")
    journey.follow("Kết luận")
    journey.look("7-ket-luan")
    journey.press("Ghi kết luận")
    page.goto(f"/danh-gia/phien/{session.pk}/")
    journey.follow("Kết thúc phiên họp")
    journey.look("8-ket-thuc")
    journey.press("Kết thúc và chốt kết quả")
    result = EvaluationResult.objects.get()
    page.goto(f"/danh-gia/ket-qua/{result.pk}/")
    journey.look("9-ket-qua")
    assert (result.star, result.sheet_count) == (4, len(journey.story.members))


def decide(journey: Council) -> Recognition:
    """The organiser drafts the decision and records it as signed; the certificate can be printed."""
    journey.be(journey.story.organiser)
    journey.page.goto("/cong-nhan/quyet-dinh/them/")
    journey.fill(title="Công nhận kết quả đánh giá, phân hạng sản phẩm OCOP đợt 1 năm 2026")
    journey.look("10-du-thao")
    journey.press("Lưu dự thảo")
    journey.follow("Ban hành")
    journey.look("11-ban-hanh")
    journey.fill(number="3025/QĐ-UBND", decided_on="25/06/2026", signer_name="Lê Văn Ký", signer_position="Chủ tịch")
    journey.press("Ban hành")
    journey.look("12-quyet-dinh")
    recognition = Recognition.objects.get()
    journey.page.goto(f"/cong-nhan/{recognition.pk}/giay-chung-nhan/")
    journey.look("13-giay-chung-nhan")
    return recognition


def look_up(journey: Council, recognition: Recognition) -> None:
    """Anybody finds the product without an account, with words that have no accents."""
    page = journey.page
    journey.be(None)
    page.goto("/tra-cuu/")
    page.locator("[name=q]").fill("luu ve")
    journey.press("Tra cứu")
    journey.look("14-tra-cuu")
    journey.follow(recognition.product.name)
    expect(page.locator("main")).to_contain_text("3025/QĐ-UBND")
    expect(page.locator("main")).to_contain_text("25/06/2029")
    journey.look("15-cong-khai")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_from_a_session_to_the_public_page(visit: Visit, size: dict[str, int]) -> None:
    journey = Council(visit, size)
    prepare(journey)
    mark(journey)
    hand_in(journey)
    conclude(journey)
    look_up(journey, decide(journey))
    assert journey.faults == []
