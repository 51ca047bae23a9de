"""Recognitions of a year counted in the database, then given to the rows of a map."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.db.models.functions import Cast, ExtractMonth

from evaluations.enums import WithdrawalState
from evaluations.models import Recognition, Withdrawal
from programs.enums import TargetKind

from .progress_places import Found, PlanMap
from .progress_types import CODE

Kinds = Mapping[int, list[str]]


class UnitCounts(NamedTuple):
    """Recognitions of one unit: month × 100 + code (progress_types.CODE) of each, how many are illustration data, and
    those of the products asked for: product × 100 + code."""

    unit_id: int
    codes: list[int]
    illustration: int
    named: list[int] | None


@dataclass
class Counts:
    """Counted recognitions: by row and code, by month and star, and what could not be given to a row (by unit).

    `allowed`: the codes that count. `members`: units whose recognitions all went to one row; `singles`: recognitions
    placed one by one (None: lost). `named`: product → code of its recognition, also of kinds that do not count.
    """

    allowed: frozenset[int]
    by_row: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    by_month: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    lost: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    illustration: dict[int | None, int] = field(default_factory=lambda: defaultdict(int))
    members: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    singles: dict[int | None, list[int]] = field(default_factory=lambda: defaultdict(list))
    named: dict[int, int] = field(default_factory=dict)

    def add_units(self, row: int, units: list[UnitCounts]) -> None:
        """Give all recognitions of some units to a row."""
        self.members[row].update(unit.unit_id for unit in units)
        self._add(self.by_row[row], Counter(chain.from_iterable(unit.codes for unit in units)))
        self._add_samples(row, sum(unit.illustration for unit in units))

    def add_single(self, row: int | None, unit_id: int, code: int, *, pk: int, sample: bool) -> None:
        """Give one recognition of a unit to a row, or to the unit itself among the lost."""
        if code % 100 not in self.allowed:
            return
        self.singles[row].append(pk)
        self._add(self.lost[unit_id] if row is None else self.by_row[row], {code: 1})
        self._add_samples(row, int(sample))

    def _add(self, found: dict[int, int], codes: Mapping[int, int]) -> None:
        for code, number in codes.items():
            month, what = divmod(code, 100)
            if what in self.allowed:
                found[what] += number
                self.by_month[month][what % 10] += number

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


def codes_counted(kinds: Kinds) -> frozenset[int]:
    """The codes (progress_types.CODE) of the kinds that count."""
    return frozenset(CODE[kind] + star for star, allowed in kinds.items() for kind in allowed)


def of_kinds(kinds: Kinds) -> Q:
    """Condition on recognitions: of a kind that counts for their star."""
    stars = Q()
    for star, allowed in kinds.items():
        stars |= Q(star=star, kind__in=allowed)
    return stars


def counted(first: date, last: date, *, with_illustration: bool) -> Q:
    """Condition on recognitions: decided in the span and not withdrawn in it.

    A product recognised, withdrawn and recognised again in a year counts once; a withdrawal after the last day leaves
    the result of the year as it was.
    """
    gone = Withdrawal.objects.filter(state=WithdrawalState.DECIDED, decided_on__lte=last).values("recognition")
    wanted = Q(decided_on__gte=first, decided_on__lte=last) & ~Q(pk__in=gone)
    return wanted if with_illustration else wanted & Q(is_illustration=False)


def units_counted(first: date, last: date) -> Q:
    """Condition on units: something was recognised there in the span."""
    return Q(pk__in=Recognition.objects.decided_between(first, last).order_by().values("unit"))


def count_recognitions(
    plan_map: PlanMap, *, first: date, last: date, kinds: Kinds, with_illustration: bool, products: Collection[int] = ()
) -> tuple[Counts, dict[int, Found]]:
    """Counts of the plan's territory and where each unit was found; 1–4 queries. `products`: see `Counts.named`.

    What lies in a unit without one row is looked at once more by its producer: the decision on a split commune
    (ProducerAttribution), then the unit in which the producer is registered.
    """
    wanted = plan_map.territory() & counted(first, last, with_illustration=with_illustration)
    if not products:
        wanted &= of_kinds(kinds)
    by_unit = _by_unit(wanted, kinds, products)
    plan_map.prepare([unit.unit_id for unit in by_unit])
    found = {unit.unit_id: plan_map.find(unit.unit_id) for unit in by_unit}
    counts = Counts(codes_counted(kinds))
    units: dict[int, list[UnitCounts]] = defaultdict(list)
    unclear = set()
    for unit in by_unit:
        place = found[unit.unit_id]
        if not place.outside:
            counts.named.update(divmod(code, 100) for code in unit.named or ())
        if place.row is not None:
            units[place.row].append(unit)
        elif not place.outside:
            unclear.add(unit.unit_id)
    for row, group in units.items():
        counts.add_units(row, group)
    if unclear:
        _look_again(plan_map, counts, wanted & Q(unit__in=unclear))
    return counts, found


def _month() -> Any:
    """The month of the decision; PostgreSQL extracts it as a numeric, which costs a Decimal a row."""
    return Cast(ExtractMonth("decided_on"), IntegerField())


def _code() -> Any:
    """Kind and star of a recognition as a number."""
    return Case(*(When(kind=kind, then=Value(tens)) for kind, tens in CODE.items())) + F("star")


def _by_unit(wanted: Q, kinds: Kinds, products: Collection[int]) -> list[UnitCounts]:
    """One row a unit, not one a star and month: the nation's year comes in a third of the rows, in one scan."""
    named: Any = Value(None, output_field=ArrayField(IntegerField()))
    if products:
        named = ArrayAgg(F("product_id") * 100 + _code(), filter=Q(product__in=products), order_by="decided_on")
    rows = (
        Recognition.objects.filter(wanted)
        .order_by()
        .values_list("unit_id")
        .annotate(
            codes=ArrayAgg(_month() * 100 + _code()),
            sample=Count("pk", filter=Q(is_illustration=True) & of_kinds(kinds)),
            named=named,
        )
    )
    return list(map(UnitCounts._make, rows))


def _look_again(plan_map: PlanMap, counts: Counts, wanted: Q) -> None:
    """Recognitions of units without one row, one by one through their producers."""
    rows = list(
        Recognition.objects.filter(wanted)
        .order_by()
        .annotate(
            code=_month() * 100 + _code(),
            decided=ArrayAgg("product__producer__attributions__unit"),
        )
        .values_list("unit_id", "code", "decided", "product__producer__unit", "is_illustration", "pk")
    )
    plan_map.prepare({row[3] for row in rows}.union(*({unit for unit in row[2] if unit} for row in rows)))
    for unit_id, code, decided, home, sample, pk in rows:
        chosen = frozenset(unit for unit in decided if unit)
        place = plan_map.find(unit_id, chosen)
        if place.row is None and not place.outside and home != unit_id:
            place = plan_map.find(home, chosen)
        if not place.outside:
            counts.add_single(place.row, unit_id, code, pk=pk, sample=sample)
