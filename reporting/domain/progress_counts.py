"""Recognitions of a year counted in the database, then given to the rows of a map."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Q
from django.db.models.functions import ExtractMonth

from evaluations.enums import WithdrawalState
from evaluations.models import Recognition, Withdrawal
from programs.enums import TargetKind

from .progress_places import Found, PlanMap

Kinds = Mapping[int, list[str]]


class UnitCounts(NamedTuple):
    """Recognitions of one unit: month × 10 + star of each, and how many are illustration data."""

    unit_id: int
    codes: list[int]
    illustration: int


@dataclass
class Counts:
    """Counted recognitions: by row and star, by month and star, and what could not be given to a row (by unit).

    `members`: units whose recognitions all went to one row; `singles`: recognitions placed one by one (None: lost).
    """

    by_row: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    by_month: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    lost: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    illustration: dict[int | None, int] = field(default_factory=lambda: defaultdict(int))
    members: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    singles: dict[int | None, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add_units(self, row: int, units: list[UnitCounts]) -> None:
        """Give all recognitions of some units to a row."""
        self.members[row].update(unit.unit_id for unit in units)
        self._add(self.by_row[row], Counter(chain.from_iterable(unit.codes for unit in units)))
        self._add_samples(row, sum(unit.illustration for unit in units))

    def add_single(self, row: int | None, unit_id: int, code: int, *, pk: int, sample: bool) -> None:
        """Give one recognition of a unit to a row, or to the unit itself among the lost."""
        self.singles[row].append(pk)
        self._add(self.lost[unit_id] if row is None else self.by_row[row], {code: 1})
        self._add_samples(row, int(sample))

    def _add(self, stars: dict[int, int], codes: Mapping[int, int]) -> None:
        for code, number in codes.items():
            month, star = divmod(code, 10)
            stars[star] += number
            self.by_month[month][star] += number

    def _add_samples(self, row: int | None, number: int) -> None:
        if number:
            self.illustration[row] += number


def kinds_counted(targets: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    """Star → kinds of recognition that count, from (star, kind) of the plan's targets.

    A target "không phân biệt" counts every kind; a star without a target counts what the other stars' targets count.
    """
    by_star: dict[int, set[str]] = defaultdict(set)
    for star, kind in targets:
        by_star[star].add(kind)
    every = [kind for kind in TargetKind.values if kind != TargetKind.ANY]
    union = set().union(*by_star.values()) if by_star else {str(TargetKind.ANY)}
    return {
        star: every if TargetKind.ANY in (kinds := by_star.get(star) or union) else [k for k in every if k in kinds]
        for star in (5, 4, 3)
    }


def counted(first: date, last: date, kinds: Kinds, *, with_illustration: bool) -> Q:
    """Condition on recognitions: decided in the span and not withdrawn in it, of the kinds that count for their star.

    A product recognised, withdrawn and recognised again in a year counts once; a withdrawal after the last day leaves
    the result of the year as it was.
    """
    stars = Q()
    for star, allowed in kinds.items():
        stars |= Q(star=star, kind__in=allowed)
    gone = Withdrawal.objects.filter(state=WithdrawalState.DECIDED, decided_on__lte=last).values("recognition")
    wanted = Q(decided_on__gte=first, decided_on__lte=last) & stars & ~Q(pk__in=gone)
    return wanted if with_illustration else wanted & Q(is_illustration=False)


def count_recognitions(
    plan_map: PlanMap, *, first: date, last: date, kinds: Kinds, with_illustration: bool
) -> tuple[Counts, dict[int, Found]]:
    """Counts of the plan's territory and where each unit was found; 1–4 queries.

    What lies in a unit without one row is looked at once more by its producer: the decision on a split commune
    (ProducerAttribution), then the unit in which the producer is registered.
    """
    wanted = plan_map.territory() & counted(first, last, kinds, with_illustration=with_illustration)
    by_unit = _by_unit(wanted)
    plan_map.prepare([unit.unit_id for unit in by_unit])
    found = {unit.unit_id: plan_map.find(unit.unit_id) for unit in by_unit}
    counts = Counts()
    units: dict[int, list[UnitCounts]] = defaultdict(list)
    unclear = set()
    for unit in by_unit:
        place = found[unit.unit_id]
        if place.row is not None:
            units[place.row].append(unit)
        elif not place.outside:
            unclear.add(unit.unit_id)
    for row, group in units.items():
        counts.add_units(row, group)
    if unclear:
        _look_again(plan_map, counts, wanted & Q(unit__in=unclear))
    return counts, found


def _by_unit(wanted: Q) -> list[UnitCounts]:
    """One row a unit, not one a star and month: the nation's year comes in a third of the rows, in one scan."""
    rows = (
        Recognition.objects.filter(wanted)
        .order_by()
        .values_list("unit_id")
        .annotate(
            codes=ArrayAgg(ExtractMonth("decided_on") * 10 + F("star")),
            sample=Count("pk", filter=Q(is_illustration=True)),
        )
    )
    return list(map(UnitCounts._make, rows))


def _look_again(plan_map: PlanMap, counts: Counts, wanted: Q) -> None:
    """Recognitions of units without one row, one by one through their producers."""
    rows = list(
        Recognition.objects.filter(wanted)
        .order_by()
        .annotate(month=ExtractMonth("decided_on"), decided=ArrayAgg("product__producer__attributions__unit"))
        .values_list("unit_id", "star", "month", "decided", "product__producer__unit", "is_illustration", "pk")
    )
    plan_map.prepare({row[4] for row in rows}.union(*({unit for unit in row[3] if unit} for row in rows)))
    for unit_id, star, month, decided, home, sample, pk in rows:
        chosen = frozenset(unit for unit in decided if unit)
        place = plan_map.find(unit_id, chosen)
        if place.row is None and not place.outside and home != unit_id:
            place = plan_map.find(home, chosen)
        if not place.outside:
            counts.add_single(place.row, unit_id, month * 10 + star, pk=pk, sample=sample)
