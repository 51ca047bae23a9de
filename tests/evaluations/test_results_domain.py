"""Opening, rounds, conclusions, closing: who may, in which order, and what is frozen."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from evaluations.domain.results import (
    Conclusion,
    close_session,
    conclude,
    gates_of,
    open_all,
    open_marks,
    opened_sheets,
    ranking,
    return_entry,
    spread_of,
    start_next_round,
)
from evaluations.domain.sheets import digest, sheet_for, submit_sheet
from evaluations.enums import SessionState
from evaluations.models import CouncilSession, EvaluationResult, InterestDeclaration, ScoreSheet, SessionEntry
from ocop.audit.models import LegalAct
from products.enums import DossierState
from tests.factories import make_user

from .scoring_room import FORM, Room, as_majority, best, finish, lowered

pytestmark = pytest.mark.django_db
FULL_35 = max(option.points for option in FORM.criterion("3.5").options)


def refusal(work: Callable[[], Any]) -> ValidationError:
    with pytest.raises(ValidationError) as refused, transaction.atomic():
        work()
    return refused.value


def code_of(work: Callable[[], Any]) -> str | None:
    return refusal(work).error_list[0].code


def test_only_the_chair_opens_and_only_once() -> None:
    room = Room()
    room.submit_all(80, 82, 84)
    facts: dict[str, Any] = {"entry_id": room.entry.pk}
    for actor in (room.users[1], room.users[2], make_user()):
        assert code_of(lambda: open_marks(actor=actor, **facts)) == "not_allowed"  # noqa: B023
    assert opened_sheets(room.entry) == gates_of(room.entry) == []
    assert open_marks(actor=room.chair, **facts).opened_round == 1
    assert open_marks(actor=room.chair, **facts).opened_round == 1
    assert [sheet.total for sheet in opened_sheets(room.entry)] == [80, 82, 84]
    assert LegalAct.objects.filter(verb="open_marks").count() == 1
    held = room.entry.rounds.get()
    assert (held.opened_by, held.open_reason, held.missing.count()) == (room.chair, "", 0)


def test_opening_without_somebody_needs_a_reason_and_the_quorum() -> None:
    room = Room(4, facts={"quorum_percent": 75, "needs_chair": True})
    facts: dict[str, Any] = {"actor": room.chair, "entry_id": room.entry.pk}
    assert code_of(lambda: open_marks(**facts)) == "no_sheet"
    room.submit(1)
    room.submit(2)
    refused = refusal(lambda: open_marks(**facts))
    assert refused.error_dict["reason"][0].code == "missing"
    assert code_of(lambda: open_marks(**facts, reason="Về sớm")) == "quorum"
    room.submit(3)
    assert code_of(lambda: open_marks(**facts, reason="Về sớm")) == "quorum"  # three of four, but not the chair
    room.submit(0)
    ScoreSheet.objects.create(entry=room.entry, member=room.members[3], round=2)
    assert open_marks(**facts, reason="thừa").rounds.get().open_reason == ""


def test_who_is_missing_is_absent_and_the_draft_is_void() -> None:
    room = Room(4, facts={"quorum_percent": 75, "needs_chair": True})
    room.submit_all(80, 81, 82)
    room.save(3, best())
    facts: dict[str, Any] = {"actor": room.chair, "entry_id": room.entry.pk}
    open_marks(**facts, reason="Ông D bận họp")
    held = room.entry.rounds.get()
    assert ([one.pk for one in held.missing.all()], held.open_reason) == ([room.members[3].pk], "Ông D bận họp")
    assert code_of(lambda: submit_sheet(actor=room.users[3], entry_id=room.entry.pk)) == "closed"
    assert [sheet.total for sheet in opened_sheets(room.entry)] == [80, 81, 82]
    assert LegalAct.objects.get(verb="open_marks").payload["missing"] == [room.members[3].name]


def test_a_conflicted_member_counts_as_present_and_is_not_waited_for() -> None:
    room = Room(4, facts={"quorum_percent": 100})
    InterestDeclaration.objects.create(entry=room.entry, member=room.members[2], ground="declared")
    for number in (0, 1, 3):
        room.submit(number)
    assert open_marks(actor=room.chair, entry_id=room.entry.pk).opened_round == 1


def test_all_complete_entries_are_opened_at_once() -> None:
    room = Room(2, dossiers=3)
    room.submit_all(80, 80, entry=0)
    room.submit_all(90, 90, entry=2)
    room.submit(0, entry=1)
    assert code_of(lambda: open_all(actor=room.users[1], session_id=room.session.pk)) == "not_allowed"
    opened = open_all(actor=room.chair, session_id=room.session.pk)
    assert [entry.pk for entry in opened] == [room.entries[0].pk, room.entries[2].pk]
    assert open_all(actor=room.chair, session_id=room.session.pk) == []


def test_totals_too_far_apart_are_scored_again_blind_from_the_former_sheet() -> None:
    room = Room()
    room.submit_all(80, 91, 90)
    open_marks(actor=room.chair, entry_id=room.entry.pk)
    pairs = spread_of(room.entry)
    assert [(pair.first.total, pair.second.total, pair.difference) for pair in pairs] == [(80, 91, 11)]
    facts: dict[str, Any] = {"actor": room.chair, "entry_id": room.entry.pk}
    assert refusal(lambda: start_next_round(**facts, reason=" ")).error_dict["reason"][0].code == "required"
    for _ in range(2):
        entry = start_next_round(**facts, reason="Chênh lệch 11 điểm")
        assert (entry.round, entry.opened_round) == (2, 1)
    copy = sheet_for(room.users[0], room.entry)
    assert (copy.pk, copy.round, copy.revision, copy.answers) == (None, 2, 0, lowered(20))
    assert code_of(lambda: start_next_round(**facts, reason="Lần nữa")) == "not_opened"
    submit_sheet(actor=room.users[0], entry_id=entry.pk)  # unchanged
    room.submit(1, 85)
    room.submit(2, 86)
    assert [sheet.total for sheet in opened_sheets(room.entry)] == [80, 91, 90]
    assert gates_of(room.entry) == []
    open_marks(**facts)
    assert [sheet.total for sheet in opened_sheets(room.entry)] == [80, 85, 86]
    assert [sheet.total for sheet in opened_sheets(room.entry, 1)] == [80, 91, 90]
    assert spread_of(room.entry) == []


def test_no_limit_no_pairs() -> None:
    room = Room(facts={"max_spread": None})
    room.submit_all(40, 91, 90)
    open_marks(actor=room.chair, entry_id=room.entry.pk)
    assert spread_of(room.entry) == []


def test_the_majority_proposes_and_the_council_gives_reasons() -> None:
    room = Room()
    for number, answers in enumerate([best(), best(), {**best(), "3.5": None}]):
        room.save(number, answers)
        submit_sheet(actor=room.users[number], entry_id=room.entry.pk)
    facts: dict[str, Any] = {"entry_id": room.entry.pk}
    assert code_of(lambda: conclude(actor=room.chair, conclusions=[], **facts)) == "not_opened"
    entry = open_marks(actor=room.chair, **facts)
    line = next(line for line in gates_of(entry) if (line.criterion, line.star) == ("3.5", 4))
    assert (line.met_by, line.of, line.is_met, line.reason) == (2, 3, True, "")
    assert line.mean == Fraction(2 * FULL_35, 3)
    assert code_of(lambda: conclude(actor=room.users[2], conclusions=as_majority(entry), **facts)) == "not_allowed"
    unmet = as_majority(entry, star_4_3_5=(False, ""), stop__6_1=(False, " "))
    refused = refusal(lambda: conclude(actor=room.users[1], conclusions=unmet[:-1], **facts))
    assert {error[0].code for error in refused.error_dict.values()} == {"reason", "missing"}
    assert refused.error_dict["star-4-3.5"][0].code == "reason"
    strange = [*as_majority(entry), Conclusion("1.2", "star", 5, True)]
    assert (
        refusal(lambda: conclude(actor=room.chair, conclusions=strange, **facts)).error_dict["star-5-1.2"][0].code
        == "unknown"
    )
    done = conclude(actor=room.users[1], conclusions=as_majority(entry, star_4_3_5=(False, "Giấy hết hạn")), **facts)
    stored = done.conclusions.get(criterion="3.5", star=4)
    assert (stored.is_met, stored.majority_met, stored.mean, stored.reason) == (
        False,
        True,
        str(line.mean),
        "Giấy hết hạn",
    )


def test_conclusions_can_be_mended_until_the_end_and_the_spread_needs_words() -> None:
    room = Room()
    room.submit_all(80, 91, 90)
    entry = open_marks(actor=room.chair, entry_id=room.entry.pk)
    facts: dict[str, Any] = {"actor": room.chair, "entry_id": entry.pk, "conclusions": as_majority(entry)}
    assert refusal(lambda: conclude(**facts)).error_dict["spread_note"][0].code == "reason"
    conclude(**facts, spread_note="Đã thảo luận")
    done = conclude(**facts, spread_note="Đã thảo luận hai lần", note="Nhất trí")
    assert (done.spread_note, done.note) == ("Đã thảo luận hai lần", "Nhất trí")
    assert done.conclusions.count() == len(gates_of(done))
    start_next_round(actor=room.chair, entry_id=entry.pk, reason="Chấm lại")
    assert (room.entry.concluded_at, room.entry.conclusions.count()) == (None, 0)


def test_returned_with_a_reason_without_a_result() -> None:
    room = Room()
    facts: dict[str, Any] = {"actor": room.chair, "entry_id": room.entry.pk}
    assert code_of(lambda: return_entry(actor=room.users[1], entry_id=room.entry.pk, reason="x")) == "not_allowed"
    assert refusal(lambda: return_entry(**facts, reason="")).error_dict["reason"][0].code == "required"
    room.submit(1)
    for _ in range(2):
        assert return_entry(**facts, reason="Ý kiến khác nhau, đưa ra họp").note == "Ý kiến khác nhau, đưa ra họp"
    assert room.entry.dossier.state == DossierState.ELIGIBLE
    assert code_of(lambda: room.submit(2)) == "closed"
    assert code_of(lambda: open_marks(**facts)) == "wrong_state"
    assert close_session(actor=room.chair, session_id=room.session.pk) == []


def test_closing_freezes_everything_once() -> None:
    room = Room(3, dossiers=2)
    close = {"actor": room.chair, "session_id": room.session.pk}
    finish(room, 80, 84, 85)
    assert [error.code for error in refusal(lambda: close_session(**close)).error_list] == ["open_entries"]
    return_entry(actor=room.chair, entry_id=room.entries[1].pk, reason="Thiếu kiểm nghiệm")
    assert code_of(lambda: close_session(actor=room.users[1], session_id=room.session.pk)) == "not_allowed"
    (result,) = close_session(**close)
    assert close_session(**close) == [result]
    stored = EvaluationResult.objects.get()
    assert (stored.points_sum, stored.sheet_count, stored.band_star, stored.star) == (249, 3, 4, 4)
    assert (stored.failed_gates, stored.excluded, stored.decided_on) == ([], None, room.session.held_on)
    assert digest(stored.content) == stored.sha256
    assert [one["total"] for one in stored.content["rounds"][0]["sheets"]] == [80, 84, 85]
    assert room.entry.dossier.state == DossierState.EVALUATED
    assert CouncilSession.objects.get().state == SessionState.CLOSED
    assert LegalAct.objects.get(verb="freeze_result").payload["sha256"] == stored.sha256
    assert LegalAct.objects.filter(verb__in=["close_session", "dossier_conclude"]).count() == 2
    facts: dict[str, Any] = {"actor": room.chair, "entry_id": room.entry.pk}
    assert code_of(lambda: conclude(**facts, conclusions=as_majority(room.entry))) == "wrong_state"
    assert code_of(lambda: start_next_round(**facts, reason="x")) == "wrong_state"


def test_a_mark_not_met_takes_the_star_and_a_ground_excludes() -> None:
    room = Room(2, dossiers=2)
    finish(room, 92, 92, star_4_3_5=(False, "Không có giấy"))
    finish(room, 92, 92, entry=1, stop__6_1=(False, "Có tạp chất"))
    capped, excluded = close_session(actor=room.chair, session_id=room.session.pk)
    assert (capped.band_star, capped.star) == (5, 3)
    assert [(gate["criterion"], gate["star"]) for gate in capped.failed_gates] == [("3.5", 4)]
    assert (excluded.star, excluded.excluded["kind"], excluded.excluded["criterion"]) == (None, "stop", "6.1")


def test_nothing_is_closed_with_another_law() -> None:
    room = Room()
    finish(room, 80, 80, 80)
    SessionEntry.objects.update(pack_sha256="0" * 64)
    close = {"actor": room.chair, "session_id": room.session.pk}
    assert code_of(lambda: close_session(**close)) == "pack"
    SessionEntry.objects.update(law_pack="qd-0-0000")
    assert code_of(lambda: close_session(**close)) == "pack"
    assert room.entry.session.state == SessionState.SCORING


def test_a_session_not_being_scored_is_not_closed_nor_opened() -> None:
    room = Room(facts={"state": SessionState.PREPARING})
    assert code_of(lambda: close_session(actor=None, session_id=room.session.pk)) == "wrong_state"
    assert code_of(lambda: open_marks(actor=None, entry_id=room.entry.pk)) == "wrong_state"


def test_what_the_ministry_evaluates_keeps_its_state() -> None:
    room = Room(2, dossiers=2)
    for entry in room.entries:
        entry.dossier.state = DossierState.EVALUATED
        entry.dossier.save()
    finish(room, 95, 95)
    return_entry(actor=room.chair, entry_id=room.entries[1].pk, reason="Chưa đủ")
    close_session(actor=None, session_id=room.session.pk)
    assert room.entry.dossier.moves.count() == 0


def test_the_ranking_is_by_the_exact_mean_and_equal_means_share_a_place() -> None:
    room = Room(3, dossiers=5)
    for number, totals in enumerate([(70, 70, 71), (71, 70, 70), (90, 80, 85), (70, 70, 70)]):
        room.submit_all(*totals, entry=number)
    room.submit(0, 99, entry=4)
    open_all(actor=room.chair, session_id=room.session.pk)
    rows = ranking(room.session)
    assert [(row.place, row.mean) for row in rows] == [
        (1, Fraction(85)),
        (2, Fraction(211, 3)),
        (2, Fraction(211, 3)),
        (4, Fraction(70)),
    ]
    assert rows[0].entry == room.entries[2]
