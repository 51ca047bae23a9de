"""A member's own sheet: filled in beside the producer's words and papers, looked through, handed in once; blind."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evaluations.domain.lawpacks import load_pack
from evaluations.domain.sessions.interests import declare_interest
from evaluations.enums import InterestGround, SessionMode
from evaluations.models import Mark, ScoreSheet, Seat, SessionEntry
from tests import factories as make

from .sheet_setup import PACK, Before, as_form, lowest

pytestmark = pytest.mark.django_db
AUTOSAVE = {"HX-Request": "true"}


@pytest.fixture
def before() -> Before:
    return Before()


@pytest.fixture
def member(before: Before) -> Client:
    return before.browser(before.member)


def save(client: Client, before: Before, answers: dict[str, Any], revision: int = 0, **more: Any) -> Any:
    data = as_form(answers, **{"revision": str(revision), "round": "1", **more})
    return client.post(before.url("luu/"), data, headers=AUTOSAVE)


def submit(client: Client, before: Before, revision: int = 1) -> Any:
    return client.post(before.url("nop/"), {"revision": str(revision), "round": "1"})


def test_the_producers_words_and_papers_stand_beside(member: Client, before: Before) -> None:
    page = member.get(before.url()).content.decode()
    assert "<strong>3 điểm</strong> – Sản phẩm được nuôi/trồng trên địa bàn cấp xã từ 75% đến 100%" in page
    assert "Ong nuôi ở bản Thành" in page
    assert "Nguyên liệu đúng là của xã" in page
    assert f'data-src="{before.url(f"minh-chung/{before.contract.pk}/")}"' in page
    assert "Giấy đăng ký hợp tác xã" in page
    assert "Căn cước" not in page


def test_an_autosave_keeps_the_draft_and_counts(member: Client, before: Before) -> None:
    answer = save(member, before, {"1.1": 1, "5.1": 0}, **{"ghi-1.1": "đúng hồ sơ", "comment": "Mật thơm"})
    page = answer.content.decode()
    assert (answer.status_code, '<strong class="num">2/32</strong>' in page) == (200, True)
    sheet = ScoreSheet.objects.get()
    assert (sheet.member, sheet.answers, sheet.notes) == (before.member, {"1.1": 1, "5.1": 0}, {"1.1": "đúng hồ sơ"})
    assert (sheet.comment, sheet.revision) == ("Mật thơm", 1)
    assert "Mật thơm</textarea>" in member.get(before.url()).content.decode()


def test_without_script_the_form_is_saved_and_faults_keep_what_was_typed(member: Client, before: Before) -> None:
    data = as_form({"1.1": 1}, revision="0", round="1")
    assert member.post(before.url("luu/"), data).url == before.url()
    assert member.post(before.url("luu/"), {**data, "revision": "1", "xem": "1"}).url == before.url("nop/")
    stale = member.post(before.url("luu/"), as_form({"1.1": 0}, revision="0", round="1")).content.decode()
    assert "data-form-summary" in stale
    assert 'name="muc-1.1" value="0" data-key="1" checked' in stale
    assert save(member, before, {"1.1": 0}).status_code == 409
    assert save(member, before, {"1.1": 0}, 1, round="2").status_code == 422


def test_the_whole_sheet_is_seen_once_more_with_what_is_missing(member: Client, before: Before) -> None:
    answers = lowest(**{"5_1": 0})
    del answers["12"]
    save(member, before, answers)
    page = member.get(before.url("nop/")).content.decode()
    assert "Còn 1 tiêu chí chưa chấm:" in page
    assert f'<a href="{before.url()}#tc-12">12</a>' in page
    assert "Chỉ tính khi tiêu chí 5.1 đạt từ 1 điểm." in page
    refused = submit(member, before).content.decode()
    assert "Tiêu chí 12: chưa có câu trả lời" in refused
    assert Mark.objects.count() == 0


def test_a_double_click_hands_in_once(member: Client, before: Before) -> None:
    save(member, before, lowest())
    assert submit(member, before).url == before.url()
    assert submit(member, before).url == before.url()
    assert (ScoreSheet.objects.get().state, Mark.objects.count()) == ("submitted", 32)
    assert member.get(before.url("nop/")).url == before.url()
    page = member.get(before.url()).content.decode()
    assert "Phiếu được khóa, chỉ để đọc." in page
    assert "data-read-only" in page
    late = save(member, before, lowest(), 2)
    assert (late.status_code, "Phiếu đã nộp" in late.content.decode()) == (422, True)


def test_a_conclusion_to_stop_is_part_of_the_sheet(member: Client, before: Before) -> None:
    page = save(member, before, lowest(), **{"kl-6.1": "stop", "ghi-6.1": "có cát"}).content.decode()
    assert "dừng đánh giá theo tiêu chí 6.1" in page
    assert ScoreSheet.objects.get().flags == {"6.1": "stop"}
    assert "kết luận dừng đánh giá" in member.get(before.url("nop/")).content.decode()
    assert submit(member, before).status_code == 302


def test_a_high_total_below_a_minimum_says_which_and_gives_no_advice(member: Client, before: Before) -> None:
    best = {leaf.code: len(leaf.options) - 1 for _path, leaf in load_pack(PACK).sheet(4).leaves()}
    page = save(member, before, {**best, "3.5": None}).content.decode()
    assert "Khung 5 sao, còn 2 điều kiện tối thiểu chưa đạt" in page
    assert "từ 3 sao cần 1 điểm, đang 0" in page
    assert "Thiếu gì" not in page


def test_nobody_else_has_a_page_of_the_sheet(before: Before, client: Client) -> None:
    save(before.browser(before.member), before, {"1.1": 2}, **{"ghi-1.1": "bí mật của tôi"})
    paper = before.url(f"minh-chung/{before.contract.pk}/")
    for user in (make.make_user("admin", before.council.unit), make.make_user("province_coordinator")):
        client.force_login(user)
        assert [client.get(url).status_code for url in (before.url(), before.url("nop/"), paper)] == [404] * 3
        assert client.post(before.url("luu/")).status_code == 404
        assert client.post(before.url("nop/")).status_code == 404
    assert "bí mật" not in before.browser(before.chair).get(before.url()).content.decode()


@pytest.mark.parametrize("state", ["preparing", "cancelled"])
def test_before_scoring_there_is_no_sheet(state: str, member: Client, before: Before) -> None:
    type(before.held).objects.filter(pk=before.held.pk).update(state=state)
    assert member.get(before.url()).status_code == 404


def test_an_adviser_has_no_sheet(member: Client, before: Before) -> None:
    Seat.objects.filter(member=before.member).update(role="adviser")
    assert member.get(before.url()).status_code == 404


def test_an_interest_closes_sheet_and_papers(member: Client, before: Before) -> None:
    ground = InterestGround.DECLARED
    declare_interest(
        actor=before.member.user, entry_id=before.entry.pk, member_id=before.member.pk, ground=ground, note=""
    )
    page = member.get(before.url()).content.decode()
    assert "Phiếu này đóng với bạn vì lợi ích liên quan đã khai: có lợi ích liên quan." in page
    assert "Ong nuôi ở bản Thành" not in page
    assert member.get(before.url(f"minh-chung/{before.contract.pk}/")).status_code == 404
    assert save(member, before, {"1.1": 1}).status_code == 422
    assert "data-form-summary" not in member.get(before.url("nop/")).content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("absent", "Bạn chưa được điểm danh có mặt ở phiên họp nên chưa chấm được."),
        ("closed", "Phiên họp đã kết thúc."),
        ("opened", "Chủ tịch hội đồng đã mở kết quả của hồ sơ này, không sửa phiếu được nữa."),
        ("own", "Bạn là người của chủ thể nên không chấm hồ sơ này."),
    ],
)
def test_a_closed_sheet_says_why(change: str, words: str, member: Client, before: Before) -> None:
    if change == "absent":
        Seat.objects.filter(member=before.member).update(is_present=False)
    elif change == "closed":
        type(before.held).objects.filter(pk=before.held.pk).update(state="closed")
    elif change == "opened":
        SessionEntry.objects.filter(pk=before.entry.pk).update(opened_round=1)
    else:
        make.make_member(before.producer, before.member.user)
    assert words in member.get(before.url()).content.decode()
    assert words in member.get(before.url("nop/")).content.decode()


def test_papers_come_through_the_entry_with_their_headers(member: Client, before: Before) -> None:
    answer = member.get(before.url(f"minh-chung/{before.contract.pk}/"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    saved = member.get(before.url(f"minh-chung/{before.contract.pk}/?tai=1"))
    assert saved["Content-Disposition"].startswith("attachment")
    assert b"".join(saved.streaming_content)
    later = make.make_evidence(before.producer)
    for paper in (before.card, later):
        assert member.get(before.url(f"minh-chung/{paper.pk}/")).status_code == 404
    assert before.contract.stored.file.delete(save=False) is None
    assert member.get(before.url(f"minh-chung/{before.contract.pk}/")).status_code == 404


def test_a_second_round_shows_what_the_member_said_before(member: Client, before: Before) -> None:
    save(member, before, lowest(**{"1_1": 1}), **{"ghi-1.1": "theo hợp đồng"})
    submit(member, before)
    SessionEntry.objects.filter(pk=before.entry.pk).update(round=2, opened_round=1)
    page = member.get(before.url()).content.decode()
    assert "Vòng 1: 2 điểm" in page
    assert "theo hợp đồng" in page
    assert '<input type="hidden" name="round" value="2">' in page
    assert "vòng chấm 2" in page


def test_written_opinions_are_asked_for(client: Client) -> None:
    before = Before(session={"mode": SessionMode.WRITTEN})
    client = before.browser(before.member)
    save(client, before, lowest())
    assert "Chưa cho ý kiến về báo cáo của cơ quan tham mưu" in client.get(before.url("nop/")).content.decode()
    save(client, before, lowest(), 1, opinion="agree")
    assert ScoreSheet.objects.get().opinion == "agree"
    assert submit(client, before, 2).status_code == 302
    assert "Thống nhất" in client.get(before.url()).content.decode()


def test_cases_of_tourism_are_chosen_with_their_level(client: Client) -> None:
    before = Before(product_set=26)
    client = before.browser(before.member)
    save(client, before, {"8": {"case": "b", "option": 1}, "9": {"case": "a", "option": None}})
    page = client.get(before.url()).content.decode()
    assert "Trường hợp 2: Điểm dịch vụ du lịch" in page
    assert 'name="muc-8" value="b:1" data-key="4" checked' in page
    assert 'name="muc-9" value="a:-" data-key="0" checked' in page


def test_a_dossier_without_a_submission_is_scored_on_the_samples(client: Client) -> None:
    entry = make.make_entry()
    someone = make.make_council_member(entry.session.council)
    Seat.objects.create(session=entry.session, member=someone, role="member", is_present=True)
    client.force_login(someone.user)
    page = client.get(f"/danh-gia/phieu/{entry.pk}/").content.decode()
    assert "không có tài liệu gắn riêng với tiêu chí này" in page


def test_the_number_of_queries_is_the_same_for_more_members_and_papers(before: Before) -> None:
    def queries() -> int:
        client = before.browser(before.member)
        client.get(before.url())
        with CaptureQueriesContext(connection) as captured:
            assert client.get(before.url()).status_code == 200
        return len(captured)

    few = queries()
    for _number in range(3):
        other = make.make_council_member(before.council)
        Seat.objects.create(session=before.held, member=other, role="member", is_present=True)
        make.make_sheet(before.entry, other)
    assert queries() == few
    assert few <= 16
