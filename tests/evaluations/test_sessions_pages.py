"""Pages of sessions: from the batch to the board; the board shows counts and never a mark."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evaluations.domain.sessions.begin import begin_scoring
from evaluations.models import CouncilSession, InterestDeclaration, SessionEntry
from ocop.accounts.enums import Role
from tests.factories import make_entry, make_member, make_session, make_sheet, make_user

from .council_story import HELD, CouncilStory

pytestmark = pytest.mark.django_db


def text_of(response: Any) -> str:
    return str(response.content.decode())


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return text_of(response)


def test_from_the_batch_to_scoring(client: Client) -> None:
    story = CouncilStory()
    dossier, lacking = story.dossier(), story.dossier(product_set=None)
    client.force_login(story.organiser)
    data = {"council": story.council.pk, "mode": "meeting", "held_on": "15/06/2026", "place": "Hội trường"}
    made = client.post("/danh-gia/phien/them/", data)
    session = CouncilSession.objects.get()
    where = f"/danh-gia/phien/{session.pk}/"
    assert made.url == f"{where}ho-so/"
    batch = page(client, made.url)
    assert dossier.product.name in batch
    assert f'href="/san-pham/{lacking.product_id}/sua/"' in batch
    assert client.post(made.url, {"ho-so": [dossier.pk, "x"]}).url == where
    assert "Còn thiếu để bắt đầu chấm" in page(client, where)
    assert "Chưa có thành viên chấm điểm nào" in page(client, f"{where}bat-dau/")
    assert "Chưa có thành viên chấm điểm nào" in text_of(client.post(f"{where}bat-dau/"))
    seats = session.seats.values_list("pk", flat=True)
    client.post(f"{where}diem-danh/", {f"co-mat-{pk}": "on" for pk in seats})
    assert client.post(f"{where}bat-dau/").url == where
    board = page(client, where)
    assert "0/4" in board
    assert 'hx-trigger="every 10s"' in board
    assert client.get(f"{where}bat-dau/").url == where
    assert client.get(f"{where}sua/").status_code == 404


def test_the_batch_refuses_and_gives_back(client: Client) -> None:
    story = CouncilStory()
    dossier = story.dossier()
    session = story.session([dossier])
    client.force_login(story.organiser)
    where = f"/danh-gia/phien/{session.pk}/ho-so/"
    assert "không đưa được vào phiên họp này" in text_of(client.post(where, {"ho-so": "999999"}))
    entry = SessionEntry.objects.get()
    assert client.post(f"/danh-gia/ho-so/{entry.pk}/bo/").url == where
    assert client.post(f"/danh-gia/ho-so/{entry.pk}/bo/").status_code == 404
    assert f'name="ho-so" value="{dossier.pk}"' in page(client, where)


def test_a_session_is_mended_and_called_off(client: Client) -> None:
    story = CouncilStory()
    session = story.session()
    client.force_login(story.organiser)
    where = f"/danh-gia/phien/{session.pk}/"
    data = {"mode": "meeting", "held_on": "16/06/2026", "place": "Nơi mới", "revision": "0"}
    assert client.post(f"{where}sua/", {**data, "held_on": "01/01/2026"}).status_code == 200
    assert client.post(f"{where}sua/", data).url == where
    assert client.post(f"{where}huy/", {"reason": ""}).status_code == 200
    assert client.post(f"{where}huy/", {"reason": "Bão số 5"}).url == where
    assert "Bão số 5" in page(client, where)
    assert client.get(f"{where}huy/").url == where
    assert client.get(f"{where}diem-danh/").status_code == 404


def test_a_new_session_needs_a_council(client: Client) -> None:
    story = CouncilStory()
    client.force_login(story.organiser)
    bad = {"council": story.council.pk, "mode": "meeting", "held_on": "01/01/2026"}
    assert "trước ngày thành lập hội đồng" in text_of(client.post("/danh-gia/phien/them/", bad))
    story.council.ended_on = HELD
    story.council.save()
    assert client.get("/danh-gia/phien/them/").url == "/danh-gia/hoi-dong/"
    client.force_login(story.chair.user)
    assert client.get("/danh-gia/phien/them/").status_code == 404


def scored(story: CouncilStory, count: int = 1) -> SessionEntry:
    session = story.ready(*(story.dossier() for _ in range(count)))
    begin_scoring(actor=story.organiser, session_id=session.pk)
    return session.entries.select_related("session").order_by("order")[0]


def test_the_board_counts_and_shows_no_mark(client: Client) -> None:
    story = CouncilStory()
    entry = scored(story, 2)
    submitted = {"state": "submitted", "total": 31_337, "submitted_at": timezone.now()}
    make_sheet(entry, story.members[2], comment="Rất ngon", answers={"1.1": 31_337}, **submitted)
    people = [story.organiser, story.chair.user, story.members[3].user, make_user(Role.SIGNER, story.province)]
    for person in people:
        client.force_login(person)
        for tail in ("", "tien-do/"):
            text = page(client, f"/danh-gia/phien/{entry.session_id}/{tail}")
            assert "1/8" in text.replace("<strong>", "")
            assert "31337" not in text.replace(".", "")
            assert "Rất ngon" not in text


def test_words_of_the_board_follow_the_entry(client: Client) -> None:
    story = CouncilStory()
    entry = scored(story)
    client.force_login(story.chair.user)
    where = f"/danh-gia/phien/{entry.session_id}/"
    assert "đang chấm" in page(client, where)
    for member in story.members:
        make_sheet(entry, member, state="submitted", total=70, submitted_at=timezone.now())
    assert "đã đủ phiếu, chờ mở điểm" in page(client, where)
    SessionEntry.objects.update(opened_round=1)
    assert "đã mở điểm, chờ kết luận" in page(client, where)
    SessionEntry.objects.update(concluded_at=timezone.now())
    assert "đã kết luận" in page(client, where)
    SessionEntry.objects.update(returned_at=timezone.now())
    assert "đã trả lại" in page(client, where)
    CouncilSession.objects.update(due_on=HELD)
    assert "hạn 15/06/2026" in page(client, where)
    called_off = make_session(story.council, state="cancelled")
    make_entry(called_off)
    assert "phiên họp đã hủy" in page(client, f"/danh-gia/phien/{called_off.pk}/")


def test_my_sheets_come_first(client: Client) -> None:
    story = CouncilStory()
    entry = scored(story, 3)
    member = story.members[2]
    client.force_login(member.user)
    assert "Bắt đầu chấm" in page(client, "/danh-gia/")
    make_sheet(entry, member, state="submitted", total=70, submitted_at=timezone.now())
    text = page(client, "/danh-gia/")
    assert "<strong>1/3</strong>" in text
    assert "Chấm tiếp" in text
    board = page(client, f"/danh-gia/phien/{entry.session_id}/")
    assert [board.count(word) for word in (">Phiếu đã nộp<", ">Chấm<")] == [1, 2]
    SessionEntry.objects.exclude(pk=entry.pk).update(opened_round=1)
    assert "Xem phiên họp" in page(client, "/danh-gia/")
    client.force_login(story.organiser)
    assert "Phiếu chờ tôi chấm" not in page(client, "/danh-gia/")
    client.force_login(make_user())
    assert "Chưa có phiên họp" in page(client, "/danh-gia/")
    client.force_login(make_user(Role.PROVINCE_COORDINATOR, story.commune))
    assert "Đến trang hội đồng" in page(client, "/danh-gia/")


def test_an_interest_from_its_page(client: Client) -> None:
    story = CouncilStory()
    entry = scored(story)
    member = story.members[2]
    where = f"/danh-gia/ho-so/{entry.pk}/loi-ich/"
    client.force_login(member.user)
    assert f'type="hidden" name="member" value="{member.pk}"' in page(client, where)
    data = {"member": member.pk, "ground": "declared", "note": "anh em ruột"}
    assert client.post(where, {**data, "member": story.chair.pk}).status_code == 200
    assert client.post(where, data).url == f"/danh-gia/phien/{entry.session_id}/"
    assert "anh em ruột" in page(client, where)
    assert member.name in page(client, f"/danh-gia/phien/{entry.session_id}/tien-do/")
    declared = InterestDeclaration.objects.get()
    client.force_login(story.members[3].user)
    assert client.post(f"/danh-gia/loi-ich/{declared.pk}/rut/").status_code == 404
    client.force_login(story.organiser)
    assert client.post(f"/danh-gia/loi-ich/{declared.pk}/rut/").status_code == 302
    assert not InterestDeclaration.objects.exists()


def test_the_advisory_team_looks_on(client: Client) -> None:
    story = CouncilStory()
    entry = scored(story)
    client.force_login(story.adviser.user)
    text = page(client, f"/danh-gia/phien/{entry.session_id}/")
    assert f"/danh-gia/ho-so/{entry.pk}/loi-ich/" not in text
    assert "không chấm" in text
    assert client.get(f"/danh-gia/ho-so/{entry.pk}/loi-ich/").status_code == 404


def test_what_an_interest_page_refuses(client: Client) -> None:
    story = CouncilStory()
    entry = scored(story)
    member = story.members[2]
    make_member(entry.dossier.product.producer, member.user)
    declared = InterestDeclaration.objects.create(entry=entry, member=member, ground="producer")
    where = f"/danh-gia/ho-so/{entry.pk}/loi-ich/"
    client.force_login(story.organiser)
    answer = client.post(f"/danh-gia/loi-ich/{declared.pk}/rut/", follow=True)
    assert "không rút khai báo được" in text_of(answer)
    SessionEntry.objects.update(opened_round=1)
    data = {"member": story.members[3].pk, "ground": "declared"}
    assert "không thay đổi được nữa" in text_of(client.post(where, data))
    SessionEntry.objects.update(concluded_at=timezone.now())
    assert client.get(where).status_code == 404


def test_the_board_says_which_law_rules_and_who_is_tied(client: Client) -> None:
    story = CouncilStory()
    dossier = story.dossier(law_pack="qd-148-2023+1489-2025")
    make_member(dossier.product.producer, story.members[2].user)
    session = story.session([dossier], held_on=timezone.localdate())
    client.force_login(story.organiser)
    text = page(client, f"/danh-gia/phien/{session.pk}/")
    assert "Chấm theo Quyết định 26/2026/QĐ-TTg; hồ sơ ghi Quyết định 148/QĐ-TTg" in text
    assert "là người của chủ thể" in text


def test_an_absence_after_a_sheet_is_refused_on_the_page(client: Client) -> None:
    story = CouncilStory()
    entry = scored(story)
    make_sheet(entry, story.members[2], state="submitted", total=70, submitted_at=timezone.now())
    client.force_login(story.chair.user)
    answer = client.post(f"/danh-gia/phien/{entry.session_id}/diem-danh/", {})
    assert "Đã nộp phiếu nên không ghi vắng được" in text_of(answer)


def test_as_many_queries_for_two_members_as_for_fifteen(client: Client) -> None:
    small, large = CouncilStory(members=2), CouncilStory(members=15)
    counts = []
    for story, dossiers in ((small, 2), (large, 60)):
        session = make_session(story.council, state="scoring")
        for _ in range(dossiers):
            make_entry(session, story.dossier(state="council"))
        client.force_login(story.chair.user)
        for url in (f"/danh-gia/phien/{session.pk}/", "/danh-gia/", f"/danh-gia/phien/{session.pk}/diem-danh/"):
            page(client, url)
            with CaptureQueriesContext(connection) as captured:
                page(client, url)
            counts.append(len(captured))
    assert counts[:3] == counts[3:]
