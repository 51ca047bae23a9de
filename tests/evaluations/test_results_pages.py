"""The chair's pages from the blind board to the frozen result, and what a producer reads of it."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from evaluations.domain.results import close_session, gates_of, open_marks
from evaluations.models import EvaluationResult, SessionEntry
from ocop.accounts.enums import Role
from tests.factories import make_member, make_user

from .scoring_room import FORM, Room, finish

pytestmark = pytest.mark.django_db


def signed(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(name: str, pk: int) -> str:
    return reverse(f"evaluations:{name}", kwargs={"pk": pk})


def html(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_pages_of_the_chair_are_absent_for_others() -> None:
    room = Room()
    room.submit_all(80, 81, 82)
    led = [page("session_close", room.session.pk), page("session_open_all", room.session.pk)]
    led += [page(name, room.entry.pk) for name in ("entry_open", "entry_return", "entry_next_round", "entry_conclude")]
    assert {signed(room.users[2]).get(url).status_code for url in led} == {404}
    client = signed(room.chair)
    open_marks(actor=room.chair, entry_id=room.entry.pk)
    assert _reason(client, page("entry_next_round", room.entry.pk)) == ""  # nobody lies apart


def _reason(client: Client, url: str) -> str:
    return str(client.get(url).context["form"]["reason"].value())


def test_before_opening_the_page_says_who_has_finished_and_shows_no_point() -> None:
    room = Room()
    room.submit(1, 83, comment="Nhận xét kín")
    text = html(signed(room.chair), page("entry_detail", room.entry.pk))
    assert room.members[1].name in text
    assert text.count("đã nộp</span>") == 1
    assert "Nhận xét kín" not in text
    assert "Tổng điểm" not in text


def test_the_chair_opens_with_a_reason_and_sees_all_sheets_side_by_side() -> None:
    room = Room()
    room.submit(0, 80, comment="Nên cải tiến bao bì", notes={"1.1": "Có hợp đồng"})
    room.submit(1, 92)
    client, url = signed(room.chair), page("entry_open", room.entry.pk)
    assert room.members[2].name in html(client, url)
    answer = client.post(url, {"reason": ""})
    assert (answer.status_code, room.entry.opened_round) == (200, 0)
    assert client.post(url, {"reason": "Bận họp"}).url == page("entry_detail", room.entry.pk)
    assert client.get(url).status_code == 302
    text = html(signed(room.users[2]), page("entry_detail", room.entry.pk))
    for shown in ("86,00", "Nên cải tiến bao bì", "Có hợp đồng", "Bận họp", "chênh 12 điểm"):
        assert shown in text
    assert text.count("apart-total") == 2


def test_a_page_of_another_round_is_chosen_in_the_url() -> None:
    room = Room(2)
    room.submit_all(70, 90)
    open_marks(actor=room.chair, entry_id=room.entry.pk)
    client, url = signed(room.chair), page("entry_next_round", room.entry.pk)
    assert "chênh nhau đến 20 điểm" in html(client, url)
    assert client.post(url, {"reason": " "}).status_code == 200
    client.post(url, {"reason": "Chấm lại"})
    assert client.get(url).status_code == 302
    assert "80,00" in html(client, page("entry_detail", room.entry.pk))
    room.submit_all(84, 86)
    open_marks(actor=room.chair, entry_id=room.entry.pk)
    assert "85,00" in html(client, page("entry_detail", room.entry.pk))
    first = html(client, page("entry_detail", room.entry.pk) + "?vong=1")
    assert ("80,00" in first, "Điều kiện hạng sao" in first) == (True, False)
    assert "85,00" in html(client, page("entry_detail", room.entry.pk) + "?vong=77")


def conclusion_data(entry: SessionEntry, **changed: str) -> dict[str, str]:
    """What the form sends when the majority is left as it stands."""
    data = {"note": "Nhất trí"}
    for line in gates_of(entry):
        data[f"kl-{line.key}"] = "dat" if line.is_met else "khong"
        data[f"ld-{line.key}"] = ""
    return {**data, **changed}


def test_conclusions_are_prefilled_and_reasons_asked_at_their_line() -> None:
    room = Room(2)
    room.submit_all(80, 92)
    entry = open_marks(actor=room.chair, entry_id=room.entry.pk)
    client, url = signed(room.users[1]), page("entry_conclude", room.entry.pk)
    assert html(client, url).count('type="radio"') == 2 * len(gates_of(entry))
    data = conclusion_data(entry, **{"kl-star-4-3.5": "khong"})
    answer = client.post(url, data)
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"spread_note"}
    answer = client.post(url, {**data, "spread_note": "Đã thảo luận"})
    assert set(answer.context["form"].errors) == {"ld-star-4-3.5"}
    data |= {"spread_note": "Đã thảo luận", "ld-star-4-3.5": "Giấy hết hạn"}
    assert client.post(url, data).url == page("entry_detail", room.entry.pk)
    text = html(client, page("entry_detail", room.entry.pk))
    for shown in ("Giấy hết hạn", "Đã thảo luận", "Nhất trí", "Mức cần đạt:", "Sửa kết luận"):
        assert shown in text
    assert "Giấy hết hạn" in html(client, url)


def test_complete_entries_are_opened_together_and_the_session_is_closed() -> None:
    room = Room(2, dossiers=2)
    room.submit_all(80, 82)
    room.submit(0, 90, entry=1)
    client, url = signed(room.chair), page("session_open_all", room.session.pk)
    assert room.members[1].name in html(client, url)
    assert client.post(url).status_code == 302
    assert room.entry.opened_round == 1
    close = page("session_close", room.session.pk)
    text = html(client, close)
    assert ("81,00" in text, text.count("chưa kết luận, cũng chưa trả lại")) == (True, 2)
    assert "chưa kết luận" in client.post(close).content.decode()
    client.post(page("entry_return", room.entries[1].pk), {"reason": "Thiếu kiểm nghiệm"})
    assert "Thiếu kiểm nghiệm" in html(client, page("entry_detail", room.entries[1].pk))
    entry = room.entry
    client.post(page("entry_conclude", entry.pk), conclusion_data(entry))
    assert client.post(close).url == page("session_detail", room.session.pk)
    assert EvaluationResult.objects.get().star == 4
    for name, pk in (("session_close", room.session.pk), ("session_open_all", room.session.pk)):
        assert client.get(page(name, pk)).status_code == 302
    for name in ("entry_open", "entry_conclude", "entry_next_round", "entry_return"):
        assert client.get(page(name, entry.pk)).status_code == 302


def test_opening_together_says_why_it_is_refused() -> None:
    room = Room(4, facts={"needs_chair": True})
    for number in (1, 2, 3):
        room.submit(number)
    room.session.seats.filter(member=room.members[0]).update(is_present=False)
    answer = signed(room.chair).post(page("session_open_all", room.session.pk))
    assert "chưa có chủ tịch hội đồng" in answer.content.decode()


def test_opinions_that_differ_call_for_a_meeting() -> None:
    room = Room(2, mode="written")
    room.submit(0, 80, opinion="agree")
    room.submit(1, 82, opinion="disagree")
    open_marks(actor=room.chair, entry_id=room.entry.pk)
    client = signed(room.chair)
    assert "hội đồng phải họp (Điều 7.6d" in html(client, page("entry_detail", room.entry.pk))
    url = page("entry_return", room.entry.pk)
    assert "đưa ra họp hội đồng" in html(client, url)
    assert client.post(url, {"reason": ""}).status_code == 200
    assert client.post(url, {"reason": "Đưa ra họp"}).status_code == 302


def frozen(*totals: int, **changed: tuple[bool, str]) -> tuple[Room, EvaluationResult]:
    room = Room(2)
    finish(room, *totals, **changed)
    return room, close_session(actor=room.chair, session_id=room.session.pk)[0]


def test_the_producer_reads_the_result_and_what_would_mend_it_but_no_sheet() -> None:
    room, result = frozen(92, 92, star_4_3_5=(False, "Không có giấy"))
    owner = make_user()
    make_member(result.dossier.product.producer, owner)
    text = html(signed(owner), page("result_detail", result.pk))
    needed = FORM.criterion("3.5")
    for shown in ("92,00", "3 sao", "theo điểm: 5 sao", "Mức cần đạt:", "tiêu chí 3.5", needed.title, result.sha256):
        assert shown in text
    assert room.members[0].name not in text
    assert "Các phiếu và kết luận" not in text
    assert signed(owner).get(page("entry_detail", room.entry.pk)).status_code == 404
    assert "Các phiếu và kết luận" in html(signed(room.chair), page("result_detail", result.pk))


@pytest.mark.parametrize(
    ("totals", "changed", "shown"),
    [
        ((95, 95), {}, "tiềm năng 5 sao"),
        ((40, 41), {}, "Dưới 3 sao"),
        ((95, 95), {"stop__6_1": (False, "Có tạp chất")}, "dừng đánh giá"),
    ],
)
def test_other_results_say_what_follows(totals: tuple[int, ...], changed: dict[str, Any], shown: str) -> None:
    room, result = frozen(*totals, **changed)
    assert shown in html(signed(room.chair), page("result_detail", result.pk))


def test_a_result_of_a_pack_that_is_gone_is_still_shown() -> None:
    import pgtrigger

    room, result = frozen(80, 80)
    with pgtrigger.ignore("evaluations.EvaluationResult:append_only"):
        EvaluationResult.objects.update(law_pack="qd-0-0000")
    assert "qd-0-0000" in html(signed(room.chair), page("result_detail", result.pk))


def test_the_list_is_narrowed_and_taken_away() -> None:
    _room, result = frozen(80, 80)
    province = make_user(Role.PROVINCE_COORDINATOR, result.entry.session.council.unit)
    client, url = signed(province), reverse("evaluations:result_list")
    name = result.dossier.product.name
    wanted = {"": 1, "?sao=4": 1, "?sao=3": 0, "?ket-qua=dat": 1, "?ket-qua=loai": 0, "?ket-qua=khong-dat": 0}
    wanted |= {"?nam=2026": 1, "?nam=2025": 0, f"?phien={result.entry.session_id}": 1, "?phien=0": 0, "?sao=x": 1}
    wanted |= {f"?q={name}": 1, "?q=khongco": 0}
    found = {query: len(client.get(url + query).context["page"].rows) for query in wanted}
    assert found == wanted
    file = client.get(reverse("evaluations:result_xlsx"))
    cells = [cell.value for cell in list(openpyxl.load_workbook(BytesIO(file.content)).active.iter_rows())[1]]
    assert (cells[0], cells[6], cells[8]) == (name, "80,00", 4)
