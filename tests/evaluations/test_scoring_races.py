"""Members, chair and double clicks at once, with real commits (R4, R5)."""

import random
import threading
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, connections, transaction

from evaluations.domain.results import close_session, open_marks, opened_sheets, ranking
from evaluations.domain.sheets import locks, save_sheet, submit, submit_sheet
from evaluations.domain.sheets.locks import Shared, lock_session, share_entry
from evaluations.enums import SheetState
from evaluations.models import EvaluationResult, Mark, ScoreSheet, SessionEntry
from ocop.audit.models import LegalAct
from tests.products.test_dossier_races import at_once, overlapping, refusals

from .scoring_room import LEAVES, Room, best, finish, lowered

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_sheet_submitted_eight_times_counts_once() -> None:
    room = Room()
    room.save(2, best())
    facts: dict[str, Any] = {"actor": room.users[2], "entry_id": room.entries[0].pk}
    results = at_once([lambda: submit_sheet(**facts)] * 8)
    assert list(refusals(results)) == []
    assert {sheet.pk for sheet in results} == {ScoreSheet.objects.get().pk}
    assert (Mark.objects.count(), LegalAct.objects.filter(verb="submit_sheet").count()) == (len(LEAVES), 1)


def test_two_first_saves_of_one_sheet_make_one_and_the_other_is_told() -> None:
    room = Room()
    facts: dict[str, Any] = {"actor": room.users[2], "entry_id": room.entries[0].pk, "revision": 0}
    works = [lambda n=n: save_sheet(**facts, comment=f"Ý kiến {n}") for n in range(4)]
    results = at_once(works)
    assert sorted(refusals(results)) == ["stale"] * 3
    assert [sheet.comment for sheet in results if isinstance(sheet, ScoreSheet)] == [ScoreSheet.objects.get().comment]


@pytest.mark.parametrize("is_locked", [True, False])
def test_the_shared_lock_is_what_keeps_a_late_save_out(is_locked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """⊖ The chair opens, not committed yet; a save begins. Without the lock it passes unseen."""
    room = Room()
    room.submit(0)
    room.save(2, best())
    if not is_locked:
        pk = room.session.pk
        monkeypatch.setattr(submit, "share_entry", lambda entry_id: Shared(pk, 1))
    facts: dict[str, Any] = {"entry_id": room.entries[0].pk}
    opened, late = overlapping(
        lambda: open_marks(actor=room.chair, **facts, reason="Đã đủ"),
        lambda: submit_sheet(actor=room.users[2], **facts),
    )
    assert isinstance(opened, SessionEntry)
    assert isinstance(late, ValidationError) == is_locked
    assert len(opened_sheets(room.entry)) == (1 if is_locked else 2)


@pytest.mark.parametrize("is_locked", [True, False])
def test_the_lock_of_the_sheet_is_what_makes_a_double_click_harmless(
    is_locked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room()
    room.save(2, best())
    if not is_locked:  # ⊖ the table itself refuses the second set of marks
        monkeypatch.setattr(submit, "lock_sheet", lambda pk, member, number: ScoreSheet.objects.get())
    facts: dict[str, Any] = {"actor": room.users[2], "entry_id": room.entries[0].pk}
    _first, second = overlapping(lambda: submit_sheet(**facts), lambda: submit_sheet(**facts))
    assert isinstance(second, IntegrityError) != is_locked
    assert Mark.objects.count() == len(LEAVES)


def test_savers_do_not_wait_for_each_other() -> None:
    room = Room(2)

    def shared() -> tuple[Shared, float]:
        return share_entry(room.entries[0].pk), time.monotonic()

    _first, second = overlapping(shared, shared)
    assert second[0] == (room.session.pk, 1)
    assert time.monotonic() - second[1] > 0.2  # the first still held its lock for long


def test_who_saves_while_the_session_is_being_closed_waits_without_a_deadlock() -> None:
    room = Room(2)
    work: Callable[[], Any] = lambda: (lock_session(room.session.pk), time.monotonic())  # noqa: E731
    closing, saving = overlapping(work, lambda: (share_entry(room.entries[0].pk), time.monotonic()))
    assert saving[0] == (room.session.pk, 1)
    assert saving[1] - closing[1] > 0.2


@pytest.mark.parametrize("is_fair", [True, False])
def test_a_save_that_comes_after_the_chair_does_not_go_before_her(
    is_fair: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """⊖ One member saves, the chair waits, another save arrives: without the turn it joins the first one's lock."""
    pk, done = Room(2).entries[0].pk, []
    if not is_fair:
        monkeypatch.setattr(locks, "_take_turn", lambda function, entry_ids: None)
    held, free = threading.Event(), threading.Event()

    @transaction.atomic
    def first() -> None:
        share_entry(pk)
        held.set()
        free.wait(20)

    @transaction.atomic
    def chair() -> None:
        held.wait()
        locks.lock_entry(pk)
        done.append("chair")

    @transaction.atomic
    def late() -> None:
        wait_for_waiter()
        threading.Timer(0.7, free.set).start()
        share_entry(pk)
        done.append("late")

    run_all([first, chair, late], threading.Barrier(3))
    assert done == (["chair", "late"] if is_fair else ["late", "chair"])


def wait_for_waiter() -> None:
    """Until some lock is waited for."""
    for _try in range(2000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)


def test_closed_eight_times_freezes_once() -> None:
    room = Room(2)
    finish(room, 80, 84)
    results = at_once([lambda: close_session(actor=room.chair, session_id=room.session.pk)] * 8)
    assert list(refusals(results)) == []
    assert EvaluationResult.objects.count() == LegalAct.objects.filter(verb="freeze_result").count() == 1


def play(room: Room, patience: float, rnd: random.Random) -> list[tuple[int, int, int]]:
    """Every member saves and hands in all entries; meanwhile the chair opens each at a random time.

    What was acknowledged: (entry, member, total)."""
    acknowledged: list[tuple[int, int, int]] = []
    totals = {(n, e): rnd.randint(50, 100) for n in range(room.size) for e in range(room.dossiers)}
    delays = {e: rnd.uniform(0, patience) for e in range(room.dossiers)}
    start = threading.Barrier(room.size + room.dossiers)

    def member(number: int) -> None:
        for entry in rnd_order[number]:
            pk, points = room.entries[entry].pk, totals[number, entry]
            try:
                save_sheet(actor=room.users[number], entry_id=pk, revision=None, answers=lowered(100 - points))
                sheet = submit_sheet(actor=room.users[number], entry_id=pk)
                acknowledged.append((pk, sheet.member_id, sheet.total or 0))
            except ValidationError as error:
                assert error.code == "closed"  # noqa: PT017

    def chair(entry: int) -> None:
        time.sleep(delays[entry])
        for _try in range(500):
            try:
                open_marks(actor=room.chair, entry_id=room.entries[entry].pk, reason="Hết giờ")
                return
            except ValidationError as error:  # nobody has handed in yet
                assert error.code == "no_sheet"  # noqa: PT017
                time.sleep(0.01)

    rnd_order = {n: rnd.sample(range(room.dossiers), room.dossiers) for n in range(room.size)}
    works = [lambda n=n: member(n) for n in range(room.size)] + [lambda e=e: chair(e) for e in range(room.dossiers)]
    run_all(works, start)
    return acknowledged


def run_all(works: list[Callable[[], None]], start: threading.Barrier) -> None:
    """Each in a thread and a connection of its own; the first error of any is raised."""
    errors: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        start.wait()
        try:
            work()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


@pytest.mark.parametrize("seed", range(3))
def test_what_was_acknowledged_counts_and_nothing_else(seed: int) -> None:
    """R5: 0 scores after the opening, 0 lost before; the ranking is what a slow oracle says."""
    room, rnd = Room(5, dossiers=3, facts={"quorum_percent": None}), random.Random(seed)
    acknowledged = play(room, 0.6, rnd)
    counted = ScoreSheet.objects.filter(state=SheetState.SUBMITTED).values_list("entry", "member", "total")
    assert sorted(counted) == sorted(acknowledged)
    marks = Mark.objects.values_list("sheet__entry", "sheet__member", "points")
    for entry, member, total in acknowledged:
        own = [points for e, m, points in marks if (e, m) == (entry, member)]
        assert (len(own), sum(own)) == (len(LEAVES), total)
    oracle = {entry.pk: [total for pk, _member, total in acknowledged if pk == entry.pk] for entry in room.entries}
    means = {pk: Fraction(sum(totals), len(totals)) for pk, totals in oracle.items()}
    places = {pk: 1 + sum(other > mean for other in means.values()) for pk, mean in means.items()}
    assert {row.entry.pk: (row.place, row.mean) for row in ranking(room.session)} == {
        pk: (places[pk], means[pk]) for pk in means
    }
