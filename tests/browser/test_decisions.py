"""From results to a certificate for print, on a desk and on a phone; pages accessible, none wider than the screen."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from evaluations.models import Recognition, RecognitionDecision
from tests.evaluations.decision_story import TODAY, Scene, move_clock
from tests.factories import make_nation

from .helpers import Visit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(db: Any, monkeypatch: pytest.MonkeyPatch) -> Scene:
    move_clock(monkeypatch, TODAY)
    make_nation()
    return Scene()


def test_results_become_a_decision_and_certificates(visit: Visit, scene: Scene) -> None:
    scene.result(4)
    scene.result(3, 60)
    visit.sign_in(scene.organiser)
    assert visit.faults("/cong-nhan/quyet-dinh/them/") == []
    page = visit.page
    page.get_by_label("Trích yếu").fill("Công nhận kết quả đợt 1 năm 2026")
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu dự thảo").click()
    decision = RecognitionDecision.objects.get()
    here = f"/cong-nhan/quyet-dinh/{decision.pk}/"
    assert visit.faults(here) == []
    assert visit.faults(f"{here}ban-hanh/") == []
    page.get_by_label("Số quyết định").fill("3025/QĐ-UBND")
    page.get_by_label("Ngày ký ban hành").fill("25/06/2026")
    page.get_by_label("Người ký", exact=True).fill("Lê Văn Ký")
    page.get_by_label("Chức vụ người ký").fill("Chủ tịch")
    with page.expect_navigation():
        page.get_by_role("button", name="Ban hành").click()
    recognition = Recognition.objects.order_by("decision_item__order").first()
    assert recognition is not None
    for path in (here, f"/cong-nhan/{recognition.pk}/giay-chung-nhan/", "/cong-nhan/quyet-dinh/"):
        assert visit.faults(path) == []
    page.goto(f"/cong-nhan/{recognition.pk}/giay-chung-nhan/")
    (sheet,) = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))).pages
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (842, 595)  # A4 landscape, one page


def test_the_way_to_the_ministry_and_the_notice(visit: Visit, scene: Scene) -> None:
    five, low, sent = scene.result(5, 93), scene.result(2, 40), scene.referral()
    visit.sign_in(scene.organiser)
    way = "/cong-nhan/de-nghi-trung-uong/"
    for path in (
        way,
        f"{way}them/{five.pk}/",
        f"{way}{sent.pk}/sua/",
        f"{way}{sent.pk}/ket-qua/",
        "/cong-nhan/khong-cong-nhan/",
        f"/cong-nhan/khong-cong-nhan/{low.pk}/",
    ):
        assert visit.faults(path) == []
