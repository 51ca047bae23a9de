"""A session from nothing to scoring, on a desk and on a phone; every page accessible, none wider than the screen."""

from typing import Any

import pytest

from evaluations.domain.sessions.begin import begin_scoring
from evaluations.models import CouncilSession, SessionEntry
from tests.evaluations.council_story import CouncilStory

from .helpers import DESKTOP, PHONE, Visit
from .test_dossier_journey import Journey

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_session_is_prepared_and_begun(visit: Visit, size: dict[str, int]) -> None:
    story = CouncilStory()
    dossier = story.dossier()
    visit.sign_in(story.organiser)
    journey, page = Journey(visit, size), visit.page
    page.goto("/danh-gia/hoi-dong/")
    journey.look("hoi-dong")
    journey.follow(story.council.name)
    journey.look("hoi-dong-mot")
    journey.follow("Lập phiên họp")
    page.get_by_label("Ngày họp").fill("15/06/2026")
    journey.look("phien-them")
    journey.press("Lưu")
    page.get_by_label(dossier.product.name).check()
    journey.look("phien-ho-so")
    journey.press("Đưa vào phiên họp")
    journey.look("phien-chuan-bi")
    journey.follow("Điểm danh")
    for member in story.members[1:]:
        page.get_by_label(member.name, exact=False).first.check()
    journey.look("phien-diem-danh")
    journey.press("Lưu điểm danh")
    journey.follow("Bắt đầu chấm điểm")
    journey.look("phien-bat-dau")
    journey.press("Bắt đầu chấm điểm")
    journey.look("phien-cham")
    assert CouncilSession.objects.get().state == "scoring"
    assert journey.faults == []


def test_the_board_renews_itself_and_shows_only_counts(visit: Visit) -> None:
    story = CouncilStory()
    session = story.ready()
    begin_scoring(actor=story.organiser, session_id=session.pk)
    visit.sign_in(story.members[2].user)
    page = visit.page
    faults: list[Any] = visit.faults("/danh-gia/")
    page.goto(f"/danh-gia/phien/{session.pk}/")
    assert page.get_by_text("đang chấm", exact=True).first.is_visible()
    SessionEntry.objects.update(opened_round=1)
    page.wait_for_selector("text=đã mở điểm, chờ kết luận", timeout=15_000)
    assert faults + visit.faults_here() == []
