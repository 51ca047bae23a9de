"""Sheets: drafts kept piece by piece, handed in once, refused when the law or the session says so."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from evaluations.domain.sheets import progress_of, save_sheet, sheet_for, sheet_hash, submit_sheet
from evaluations.domain.sheets.expected import Counts
from evaluations.enums import CouncilRole, SessionState, SheetState
from evaluations.models import InterestDeclaration, Mark, ScoreSheet, SessionEntry
from ocop.audit.models import LegalAct
from products.domain.records import StaleError
from tests.factories import make_council_member, make_member, make_user

from .scoring_room import LEAVES, Room, best, lowered

pytestmark = pytest.mark.django_db


def refusal(work: Callable[[], Any]) -> ValidationError:
    with pytest.raises(ValidationError) as refused, transaction.atomic():
        work()
    return refused.value


def code_of(work: Callable[[], Any]) -> str | None:
    return refusal(work).error_list[0].code


def test_a_draft_is_kept_piece_by_piece() -> None:
    room = Room()
    entry, member = room.entry, room.users[2]
    fresh = sheet_for(member, entry)
    assert (fresh.pk, fresh.revision, fresh.answers) == (None, 0, {})
    facts: dict[str, Any] = {"actor": member, "entry_id": entry.pk}
    first = save_sheet(**facts, revision=0, answers={"1.1": 0}, notes={"1.1": " đủ hợp đồng ", "1.2": "  "})
    assert (first.revision, first.notes) == (1, {"1.1": "đủ hợp đồng"})
    second = save_sheet(**facts, revision=1, comment="Nên bổ sung nhãn")
    assert (second.pk, second.revision, second.answers) == (first.pk, 2, {"1.1": 0})
    assert save_sheet(**facts, revision=1, comment="Nên bổ sung nhãn").revision == 2  # sent twice
    with pytest.raises(StaleError) as stale:
        save_sheet(**facts, revision=1, answers={"1.1": 1})
    assert stale.value.current == 2
    assert sheet_for(member, entry) == second
    assert Mark.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "field", "said"),
    [
        ({"answers": {"9.9": 1, "1.1": 77}}, "answers", ["9.9", "1.1"]),
        ({"answers": {"1.1": True}}, "answers", ["1.1"]),
        ({"flags": {"1.2": "reject"}}, "flags", ["1.2"]),
        ({"notes": {"8.8": "x"}}, "notes", [None]),
        ({"notes": ["x"]}, "notes", [None]),
        ({"notes": {"1.1": 3}}, "notes", [None]),
        ({"comment": "x" * 2001}, "comment", [None]),
        ({"opinion": "maybe"}, "opinion", [None]),
    ],
)
def test_what_cannot_be_read_is_named_and_nothing_is_kept(content: dict[str, Any], field: str, said: list[str]) -> None:
    room = Room()
    refused = refusal(lambda: save_sheet(actor=room.users[2], entry_id=room.entry.pk, revision=None, **content))
    assert [(error.params or {}).get("criterion") for error in refused.error_dict[field]] == said
    assert ScoreSheet.objects.count() == 0


def test_handed_in_once_with_every_mark_and_the_total_of_the_server() -> None:
    room = Room()
    sheet = room.submit(2, 83)
    assert submit_sheet(actor=room.users[2], entry_id=room.entry.pk) == sheet
    stored = ScoreSheet.objects.get()
    assert (stored.total, stored.state, stored.sha256) == (83, SheetState.SUBMITTED, sheet_hash(stored))
    marks = list(Mark.objects.all())
    assert [mark.criterion for mark in marks] == [leaf.code for leaf in LEAVES]
    assert sum(mark.points for mark in marks) == 83
    act = LegalAct.objects.get(verb="submit_sheet")
    assert act.payload == {"entry": room.entry.pk, "round": 1, "sha256": stored.sha256}
    assert act.article == "Quyết định 26/2026/QĐ-TTg, Phụ lục II"


def test_the_same_answers_of_two_members_have_different_hashes() -> None:
    """The chain shows hashes at once: equal sheets, or a guess, must not be told by them."""
    room = Room()
    one, two = room.submit(1, 80), room.submit(2, 80)
    assert one.answers == two.answers
    assert one.sha256 != two.sha256
    one.salt = ""
    assert sheet_hash(one) != one.sha256


def test_what_is_missing_is_listed() -> None:
    room = Room(mode="written")
    given = best()
    for code in ("1.1", "2.3"):
        del given[code]
    room.save(2, given)
    refused = refusal(lambda: submit_sheet(actor=room.users[2], entry_id=room.entry.pk))
    assert [error.params["criterion"] for error in refused.error_dict["answers"]] == ["1.1", "2.3"]
    assert "opinion" in refused.error_dict
    room.save(2, best(), opinion="agree")
    assert submit_sheet(actor=room.users[2], entry_id=room.entry.pk).total == 100


def test_a_submitted_sheet_is_final_for_the_code_and_for_sql() -> None:
    room = Room()
    sheet = room.submit(2)
    assert code_of(lambda: room.save(2, lowered(1))) == "submitted"
    for sql in ("UPDATE evaluations_scoresheet SET total = 99", "DELETE FROM evaluations_mark"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.create(sheet=sheet, criterion="1.1", points=1)


def test_old_pages_are_told() -> None:
    room = Room()
    room.save(2, best())
    facts: dict[str, Any] = {"actor": room.users[2], "entry_id": room.entry.pk}
    assert code_of(lambda: submit_sheet(**facts, revision=7)) == "stale"
    assert code_of(lambda: submit_sheet(**facts, round=2)) == "round"
    assert code_of(lambda: save_sheet(**facts, revision=1, round=2, comment="x")) == "round"
    assert ScoreSheet.objects.get().state == SheetState.DRAFT


def test_who_may_not_score_is_refused() -> None:
    room = Room(4)
    adviser = make_council_member(room.council, make_user(), role=CouncilRole.ADVISER)
    room.session.seats.create(member=adviser, role=CouncilRole.ADVISER, is_present=True)
    room.session.seats.filter(member=room.members[1]).update(is_present=False)
    InterestDeclaration.objects.create(entry=room.entry, member=room.members[2], ground="declared")
    make_member(room.entry.dossier.product.producer, room.users[3])
    people = [adviser.user, *room.users[1:4], make_user()]
    for actor in people:
        facts: dict[str, Any] = {"actor": actor, "entry_id": room.entry.pk}
        assert code_of(lambda: save_sheet(**facts, revision=None, answers=best())) == "not_allowed"  # noqa: B023
        assert code_of(lambda: submit_sheet(**facts)) == "not_allowed"  # noqa: B023
    with pytest.raises(LookupError):
        sheet_for(people[-1], room.entry)
    assert ScoreSheet.objects.count() == 0
    assert progress_of(room.session).entries == {room.entry.pk: Counts(0, 1)}


@pytest.mark.parametrize("change", [{"opened_round": 1}, {"concluded_at": "2026-06-15T00:00Z"}, {"session": "closed"}])
def test_nothing_is_saved_after_the_chair_has_opened(change: dict[str, Any]) -> None:
    room = Room()
    room.save(2, best())
    if "session" in change:
        room.session.state = SessionState.CLOSED
        room.session.save()
    else:
        type(room.entry).objects.update(**change)
    facts: dict[str, Any] = {"actor": room.users[2], "entry_id": room.entry.pk}
    assert code_of(lambda: room.save(2, lowered(3))) == "closed"
    assert code_of(lambda: submit_sheet(**facts)) == "closed"
    assert ScoreSheet.objects.get().answers == best()


def test_an_entry_that_is_not_there() -> None:
    with pytest.raises(SessionEntry.DoesNotExist):
        submit_sheet(actor=make_user(), entry_id=0)


def test_counts_of_the_board_say_who_has_finished_and_no_point() -> None:
    room = Room(3, dossiers=2)
    room.submit(0)
    room.submit(0, entry=1)
    room.submit(2)
    room.save(1, best())
    found = progress_of(room.session)
    assert found.entries == {room.entries[0].pk: Counts(2, 3), room.entries[1].pk: Counts(1, 3)}
    seats = [seat.pk for seat in room.session.seats.all()]
    assert [found.seats[pk] for pk in seats] == [Counts(2, 2), Counts(0, 2), Counts(1, 2)]
    assert not found.entries[room.entries[0].pk].is_complete


@pytest.mark.parametrize(("size", "dossiers"), [(2, 1), (9, 4)])
def test_handing_in_takes_the_same_few_queries_whatever_the_numbers(size: int, dossiers: int) -> None:
    room = Room(size, dossiers)
    for number in range(size - 1):
        room.submit(number)
    room.save(size - 1, best())
    with CaptureQueriesContext(connection) as taken:
        submit_sheet(actor=room.users[size - 1], entry_id=room.entries[0].pk)
    assert len(taken) == 14, [query["sql"][:90] for query in taken]  # 4 of them for the transactions
    with CaptureQueriesContext(connection) as taken:
        progress_of(room.session)
    assert len(taken) == 5
