"""Decisions during the year: what may change, and that the figures of every past day can be told."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programs.domain.cascade.adjustments import StaleAdjustment, adjust_targets, last_adjustment
from programs.domain.cascade.promised import Change, apply_changes, promised_on
from programs.domain.plans import copy_issued_to_draft
from programs.models import Adjustment
from tests.factories import make_unit, make_version
from tests.programs.cascade_setup import Cascade, make_cascade
from tests.programs.test_cascade_assignments import code

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def cascade() -> Cascade:
    return make_cascade(state="issued", working=6)


def adjust(cascade: Cascade, *changes: Change, **given: Any) -> Adjustment:
    values = {"number": "12/QĐ-UBND", "decided_on": DAY, "reason": "Thiên tai", "actor": cascade.writer}
    return adjust_targets(plan=cascade.draft.plan, changes=changes, **{**values, **given})


def shift(cascade: Cascade, number: int = 1) -> list[Change]:
    """From commune An to commune Bình."""
    an, binh = cascade.communes
    return [Change(an.pk, 3, "any", -number), Change(binh.pk, 3, "any", number)]


def committed(cascade: Cascade, day: date) -> list[int]:
    """Headline, An, Bình."""
    figures = promised_on(cascade.draft.plan, day)
    return [figures.get((unit.pk, 3, "any"), (0, None))[0] for unit in (cascade.province, *cascade.communes)]


def test_a_shift_counts_from_its_day_and_the_text_stays(cascade: Cascade) -> None:
    adjust(cascade, *shift(cascade))
    days = [date(2026, 1, 9), date(2026, 1, 10), DAY - timedelta(days=1), DAY, timezone.localdate()]
    assert [committed(cascade, day) for day in days] == [[0, 0, 0], [5, 3, 2], [5, 3, 2], [5, 2, 3], [5, 2, 3]]
    assert cascade.draft.targets.get(unit=cascade.communes[0]).committed == 3


def test_two_queries_tell_a_day(cascade: Cascade) -> None:
    adjust(cascade, *shift(cascade))
    with CaptureQueriesContext(connection) as captured:
        promised_on(cascade.draft.plan, DAY)
    assert len(captured) == 2


def test_the_whole_grows_with_its_units_and_working_figures_apart(cascade: Cascade) -> None:
    own, an = cascade.province.pk, cascade.communes[0].pk
    adjust(cascade, Change(own, 3, "any", 2, 1), Change(an, 3, "any", 2, 4))
    figures = promised_on(cascade.draft.plan, DAY)
    assert (figures[own, 3, "any"], figures[an, 3, "any"]) == ((7, 7), (5, 4))


def test_a_plan_that_gives_nothing_below_changes_only_its_own_total() -> None:
    cascade = make_cascade(state="issued")
    cascade.draft.targets.exclude(unit=cascade.province).delete()
    adjust(cascade, Change(cascade.province.pk, 3, "any", -5))
    assert committed(cascade, DAY) == [0, 0, 0]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"number": " "}, "number"),
        ({"number": "1" * 61}, "number"),
        ({"reason": ""}, "reason"),
        ({"decided_on": date(2026, 1, 9)}, "day"),
        ({"decided_on": timezone.localdate() + timedelta(days=1)}, "day"),
    ],
)
def test_a_decision_has_number_reason_and_a_possible_day(
    cascade: Cascade, given: dict[str, Any], expected: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        adjust(cascade, *shift(cascade), **given)
    assert code(refused) == expected


def test_changes_that_cannot_be(cascade: Cascade) -> None:
    an, far = cascade.communes[0].pk, make_unit().pk
    cases: list[tuple[list[Change], str]] = [
        ([Change(an, 3, "any", 0)], "nothing"),
        ([Change(an, 3, "any", 1)], "sum"),
        ([Change(cascade.province.pk, 3, "any", 1)], "sum"),
        ([Change(an, 3, "any", 1), Change(an, 3, "any", -1)], "twice"),
        ([Change(an, 6, "any", 1)], "figures"),
        ([Change(far, 3, "any", 1)], "unit"),
        (shift(cascade, 4), "below"),
        ([Change(an, 3, "any", 0, -1)], "below"),
    ]
    for changes, expected in cases:
        with pytest.raises(ValidationError) as refused:
            adjust(cascade, *changes)
        assert code(refused) == expected
    assert not Adjustment.objects.exists()


def test_an_earlier_decision_entered_late_may_not_undo_a_later_one(cascade: Cascade) -> None:
    adjust(cascade, *shift(cascade, 2))
    with pytest.raises(ValidationError) as refused:
        adjust(cascade, *shift(cascade, 2), number="2/QĐ-UBND", decided_on=date(2026, 2, 2))
    assert code(refused) == "below"
    adjust(cascade, *shift(cascade, 1), number="2/QĐ-UBND", decided_on=date(2026, 2, 2))
    assert [committed(cascade, day) for day in (date(2026, 2, 2), DAY)] == [[5, 2, 3], [5, 0, 5]]


def test_sent_twice_is_recorded_once_and_another_text_is_refused(cascade: Cascade) -> None:
    first = adjust(cascade, *shift(cascade), seen=0)
    assert adjust(cascade, *reversed(shift(cascade)), seen=0) == first
    assert adjust(cascade, seen=0) == first
    with pytest.raises(ValidationError) as other:
        adjust(cascade, *shift(cascade, 2), seen=0)
    assert code(other) == "known"
    with pytest.raises(StaleAdjustment):
        adjust(cascade, *shift(cascade), number="13/QĐ-UBND", seen=0)
    adjust(cascade, *shift(cascade), number="13/QĐ-UBND", seen=last_adjustment(cascade.draft.plan))
    assert Adjustment.objects.count() == 2


def test_who_may_not_and_what_is_not_issued_or_over(cascade: Cascade) -> None:
    with pytest.raises(PermissionDenied):
        adjust(cascade, *shift(cascade), actor=cascade.officers[0])
    cascade.draft.plan.closed_on = timezone.localdate()
    cascade.draft.plan.save()
    with pytest.raises(ValidationError) as closed:
        adjust(cascade, *shift(cascade))
    draft = make_cascade(year=2025)
    with pytest.raises(ValidationError) as early:
        adjust(draft, *shift(draft))
    assert [code(closed), code(early)] == ["closed", "not_issued"]


def test_a_new_draft_begins_with_the_figures_of_the_day(cascade: Cascade) -> None:
    adjust(cascade, *shift(cascade, 3))
    draft = copy_issued_to_draft(plan=cascade.draft.plan, actor=cascade.writer)
    stored = draft.targets.order_by("order").values_list("unit", "committed")
    assert list(stored) == [(cascade.province.pk, 5), (cascade.communes[1].pk, 5)]


def test_a_draft_under_way_takes_the_decision_over_or_is_taken_back_first(cascade: Cascade) -> None:
    draft = copy_issued_to_draft(plan=cascade.draft.plan, actor=cascade.writer)
    adjust(cascade, *shift(cascade))
    after = draft.targets.order_by("order").values_list("committed", flat=True)
    assert (list(after), type(draft).objects.get(pk=draft.pk).revision) == ([5, 2, 3], draft.revision + 1)
    draft.targets.filter(unit=cascade.communes[0]).delete()
    with pytest.raises(ValidationError) as less:
        adjust(cascade, *shift(cascade), number="2/QĐ-UBND")
    type(draft).objects.filter(pk=draft.pk).update(stage="appraisal")
    with pytest.raises(ValidationError) as appraised:
        adjust(cascade, *shift(cascade), number="2/QĐ-UBND")
    assert [code(less), code(appraised)] == ["draft", "draft"]


def test_a_later_version_says_everything_itself(cascade: Cascade) -> None:
    adjust(cascade, *shift(cascade))
    later = make_version(cascade.draft.plan, {3: 9}, issued_on=date(2026, 5, 1))
    assert [committed(cascade, day) for day in (DAY, date(2026, 5, 1))] == [[5, 2, 3], [9, 0, 0]]
    assert promised_on(cascade.draft.plan, DAY, later) == {(cascade.province.pk, 3, "any"): (9, None)}


def test_decisions_are_neither_changed_nor_deleted(cascade: Cascade) -> None:
    made = adjust(cascade, *shift(cascade))
    for rows in (Adjustment.objects.filter(pk=made.pk), made.lines.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(id=0)


@pytest.mark.parametrize("seed", range(6))
def test_no_sequence_of_decisions_loses_history(cascade: Cascade, seed: int) -> None:
    """Replayed from the issued text, the accepted decisions give the figures of every day; sums always agree."""
    dice, days = random.Random(seed), [date(2026, 1, 10) + timedelta(days=step) for step in range(0, 120, 10)]
    issued = promised_on(cascade.draft.plan, days[0], cascade.draft)
    accepted: list[tuple[date, int, list[Change]]] = []
    for number in range(12):
        changes = _random_changes(cascade, dice)
        day = dice.choice(days[1:])
        try:
            adjust(cascade, *changes, number=f"{number}/QĐ-UBND", decided_on=day)
        except ValidationError:
            continue
        accepted.append((day, number, changes))
    assert accepted
    for day in days:
        replayed = issued
        for when, _number, changes in sorted(accepted):
            replayed = apply_changes(replayed, changes if when <= day else [])
        assert promised_on(cascade.draft.plan, day) == replayed
        assert committed(cascade, day)[0] == sum(committed(cascade, day)[1:])
        assert min(figure[0] for figure in replayed.values()) >= 0


def _random_changes(cascade: Cascade, dice: random.Random) -> list[Change]:
    if dice.random() < 0.5:
        return shift(cascade, dice.choice((-2, -1, 1, 2)))
    number = dice.choice((-1, 1, 3))
    return [Change(cascade.province.pk, 3, "any", number), Change(dice.choice(cascade.communes).pk, 3, "any", number)]
