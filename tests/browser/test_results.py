"""From the blind board to the frozen result, on a desk and on a phone: accessible, none wider than the screen."""

import pytest

from evaluations.domain.results import close_session, conclude, open_marks, return_entry
from evaluations.models import EvaluationResult
from tests.evaluations.scoring_room import Room, as_majority

from .helpers import DESKTOP, PHONE, Visit
from .test_dossier_journey import Journey

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_the_chair_opens_concludes_and_closes(visit: Visit, size: dict[str, int]) -> None:
    room = Room(5)
    for number, total in enumerate((78, 92, 85, 84)):
        room.submit(number, total, comment="Nên cải tiến bao bì")
    visit.sign_in(room.chair)
    journey, page = Journey(visit, size), visit.page
    page.goto(f"/danh-gia/ho-so/{room.entry.pk}/")
    journey.look("kin")
    journey.follow("Mở kết quả")
    page.get_by_label("Lý do mở khi còn thiếu phiếu").fill("Đi công tác đột xuất")
    journey.look("mo")
    journey.press("Mở kết quả")
    journey.look("mo-xong")
    journey.follow("Kết luận")
    journey.look("ket-luan")
    journey.press("Ghi kết luận")
    journey.look("ket-luan-thieu-ly-do")
    page.get_by_label("Lý do kết luận khi điểm còn chênh lệch").fill("Hội đồng đã thảo luận, giữ nguyên điểm")
    journey.press("Ghi kết luận")
    journey.look("ket-luan-xong")
    page.goto(f"/danh-gia/phien/{room.session.pk}/ket-thuc/")
    journey.look("ket-thuc")
    journey.press("Kết thúc và chốt kết quả")
    page.goto("/danh-gia/ket-qua/")
    journey.look("ket-qua-danh-sach")
    journey.follow(room.entry.dossier.product.name)
    journey.look("ket-qua")
    assert EvaluationResult.objects.get().sheet_count == 4
    assert journey.faults == []


def test_the_pages_beside(visit: Visit) -> None:
    room = Room(15, dossiers=2)
    room.submit_all(*range(71, 86))
    room.submit(0, 90, entry=1)
    visit.sign_in(room.chair)
    first, second = (entry.pk for entry in room.entries)
    open_marks(actor=room.chair, entry_id=first)
    paths = [f"/danh-gia/ho-so/{first}/{name}/" for name in ("vong-tiep", "tra-lai")]
    faults = [fault for path in paths for fault in visit.faults(path)]
    faults += visit.faults(f"/danh-gia/phien/{room.session.pk}/mo-ket-qua/")
    faults += visit.faults(f"/danh-gia/ho-so/{first}/")
    given = as_majority(room.entry, star_4_3_5=(False, "Giấy chứng nhận đã hết hạn"))
    conclude(actor=room.chair, entry_id=first, conclusions=given, spread_note="Đã thảo luận")
    return_entry(actor=room.chair, entry_id=second, reason="Thiếu phiếu kiểm nghiệm")
    faults += visit.faults(f"/danh-gia/ho-so/{second}/")
    (result,) = close_session(actor=room.chair, session_id=room.session.pk)
    assert faults + visit.faults(f"/danh-gia/ket-qua/{result.pk}/") == []
