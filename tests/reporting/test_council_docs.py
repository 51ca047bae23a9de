"""What a council writes: invitation, minutes, report, notice; nothing of a mark before the session is closed."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from evaluations.domain.results import close_session
from evaluations.models import CouncilSession, SessionEntry
from reporting.documents.kinds import BUILDERS
from reporting.documents.tree import Document
from reporting.domain.contents import SPECS
from reporting.domain.documents import request_document
from reporting.enums import DocumentKind
from tests import factories as make
from tests.evaluations.scoring_room import Room, finish
from tests.reporting.same_text import assert_layout_ok, assert_same_text

pytestmark = pytest.mark.django_db
SESSION_KINDS = (DocumentKind.INVITATION, DocumentKind.MINUTES, DocumentKind.COUNCIL_REPORT)


def tree_of(kind: str, record: Any, **params: Any) -> Document:
    spec = SPECS[kind]
    return BUILDERS[kind](spec.content(record, spec.clean(record, params)))


@pytest.fixture
def room() -> Room:
    """Two dossiers: one of 93 points, one of 72; the session is closed."""
    room = Room(dossiers=2)
    finish(room, 95, 92, 92)
    finish(room, 72, 72, 73, entry=1)
    close_session(actor=room.chair, session_id=room.session.pk)
    room.session.refresh_from_db()
    return room


def product(room: Room, number: int) -> str:
    return SessionEntry.objects.get(pk=room.entries[number].pk).dossier.product.name


def test_an_invitation_names_guests_time_place_and_the_products() -> None:
    room = Room(dossiers=2)
    CouncilSession.objects.filter(pk=room.session.pk).update(place="Phòng họp số 1", state="preparing")
    session = CouncilSession.objects.get(pk=room.session.pk)
    said = assert_same_text(
        tree_of("invitation", session, starts_at="07 giờ 30 phút", content=["Chấm điểm.", "Kết luận."])
    )
    for member in room.members:
        assert f"- {member.name}" in said
    wanted = ("GIẤY MỜI", "Thời gian: 07 giờ 30 phút, ngày", "Địa điểm: Phòng họp số 1./.", "Nội dung: Chấm điểm.")
    assert [part for part in wanted if part not in said] == []
    assert all(product(room, number) in said for number in (0, 1))
    assert "DANH SÁCH SẢN PHẨM ĐÁNH GIÁ, PHÂN HẠNG" in said


@pytest.mark.parametrize("kind", SESSION_KINDS)
def test_the_layout_is_the_decrees(room: Room, kind: str) -> None:
    assert_layout_ok(tree_of(kind, room.session))


def test_minutes_have_no_place_line_two_signatures_and_every_gate(room: Room) -> None:
    tree = tree_of("minutes", room.session, ends_at="16 giờ", discussion=["Nhất trí với dự thảo kết quả."])
    said = assert_same_text(tree)
    assert not tree.head.has_place
    assert "THƯ KÝ" in said
    assert "CHỦ TỌA" in said
    assert "Có mặt" in said
    assert "Điểm trung bình 93,00 của 3 phiếu, phiếu thấp nhất 92, cao nhất 95" in said
    assert "Điểm trung bình 72,33 của 3 phiếu" in said
    assert "Nhất trí với dự thảo kết quả." in said
    assert "kết thúc vào 16 giờ./." in said
    (annex,) = tree.annexes
    (table,) = annex.blocks
    assert len(table.rows) > 40  # type: ignore[union-attr]
    assert "3/3" in said


def test_a_report_sorts_by_star_and_asks_for_what_the_law_lets_the_province_do(room: Room) -> None:
    said = assert_same_text(tree_of("council_report", room.session, remarks=["Hồ sơ đầy đủ."]))
    assert "Kính gửi: Chủ tịch Ủy ban nhân dân" in said
    assert said.index(product(room, 0)) < said.index(product(room, 1))
    assert "tiềm năng 5 sao" in said
    assert "01 sản phẩm đạt từ 90 điểm và chuyển hồ sơ đề nghị Bộ Nông nghiệp và Môi trường" in said
    assert "Hồ sơ đầy đủ." in said


def test_a_notice_says_the_result_and_what_follows(room: Room) -> None:
    for number, words in ((0, "chuyển Bộ Nông nghiệp và Môi trường"), (1, "theo quyết định của cấp có thẩm quyền")):
        result = SessionEntry.objects.get(pk=room.entries[number].pk).result
        tree = tree_of("result_notice", result, signer="Lê Văn Ký", position="Phó Chủ tịch", sign="KT.")
        said = assert_same_text(tree)
        assert_layout_ok(tree)
        assert words in said
        assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in said
        assert product(room, number) in said


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"star": 2, "band_star": 2, "points_sum": 45}, "dưới 3 sao không ban hành quyết định công nhận"),
        (
            {"star": None, "excluded": {"kind": "reject", "criterion": "1.1", "reason": "Giả mạo hồ sơ."}},
            "bị loại: Giả mạo hồ sơ",
        ),
    ],
)
def test_a_notice_below_three_stars_says_why(facts: dict[str, Any], words: str) -> None:
    session = make.make_session(make.make_council(), state="closed")
    result = make.make_result(make.make_entry(session), **facts)
    assert words in assert_same_text(tree_of("result_notice", result))


@pytest.mark.parametrize("kind", [DocumentKind.MINUTES, DocumentKind.COUNCIL_REPORT])
def test_nothing_is_written_before_the_session_is_closed(kind: str) -> None:
    room = Room()
    finish(room, 80, 81, 82)
    session = CouncilSession.objects.get(pk=room.session.pk)
    with pytest.raises(ValidationError) as refused:
        request_document(user=room.chair, kind=kind, record=session)
    assert refused.value.code == "not_ready"


def test_a_cancelled_session_invites_nobody() -> None:
    session = make.make_session(make.make_council(), state="cancelled")
    assert SPECS["invitation"].missing(session) == "phiên họp đã hủy"


def test_a_dossier_sent_back_and_a_declared_interest_stand_in_the_minutes() -> None:
    room = Room()
    entry = room.entries[0]
    member = room.members[2]
    entry.interests.create(member=member, ground="declared")
    SessionEntry.objects.filter(pk=entry.pk).update(
        returned_at="2026-06-15T10:00+07:00", concluded_at="2026-06-15T10:00+07:00", note="Thiếu phiếu kiểm nghiệm."
    )
    CouncilSession.objects.filter(pk=room.session.pk).update(state="closed")
    said = assert_same_text(tree_of("minutes", CouncilSession.objects.get(pk=room.session.pk)))
    assert "Trả lại hồ sơ, chưa có kết quả. Thiếu phiếu kiểm nghiệm." in said
    assert f"Không chấm điểm do có lợi ích liên quan: {member.name}" in said
