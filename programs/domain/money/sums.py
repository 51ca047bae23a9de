"""Figures of lines of money added up: per line, kind of source, unit, year; up to a day or in a span."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self, TypeVar

from django.db.models import Q, QuerySet, Sum

from ocop.site.registry import get_setting

from ...enums import MoneyStage
from ...models import FundingLine, Plan, Unit, UnitReach

K = TypeVar("K", bound=Hashable)
S = MoneyStage
WITHIN = ((S.ALLOCATED, S.APPROVED), (S.SPENT, S.ALLOCATED), (S.SETTLED, S.SPENT))
"""(stage, the one its sum should not exceed)."""


@dataclass(frozen=True)
class Amounts:
    """The five figures in đồng."""

    estimate: int = 0
    approved: int = 0
    allocated: int = 0
    spent: int = 0
    settled: int = 0

    def __add__(self, other: "Amounts") -> "Amounts":
        return Amounts(*(self.of(stage) + other.of(stage) for stage in S))

    def of(self, stage: str) -> int:
        """The figure of a stage."""
        return int(getattr(self, stage))

    def plus(self, stage: str, amount: int) -> "Amounts":
        """The same with an amount more at a stage."""
        return self + Amounts(**{stage: amount})

    @property
    def figures(self) -> list[int]:
        """In the order of the stages."""
        return [self.of(stage) for stage in S]

    @property
    def share(self) -> int | None:
        """Spent of what was allocated, whole per cent, rounded half up; None while nothing is allocated."""
        return None if self.allocated <= 0 else (200 * self.spent + self.allocated) // (2 * self.allocated)

    @property
    def overruns(self) -> list[tuple[MoneyStage, MoneyStage, int]]:
        """(stage, the one it exceeds, by how much)."""
        return [(one, most, self.of(one) - self.of(most)) for one, most in WITHIN if self.of(one) > self.of(most)]


@dataclass(frozen=True)
class LineSums:
    """A line with its figures."""

    line: FundingLine
    amounts: Amounts


@dataclass
class MoneySums:
    """Lines with their figures and the sums over them."""

    rows: list[LineSums] = field(default_factory=list)

    @property
    def total(self) -> Amounts:
        """Over all lines."""
        return sum((row.amounts for row in self.rows), Amounts())

    def by(self, key: Callable[[FundingLine], K]) -> dict[K, Amounts]:
        """Sums of the lines with the same key, in the order in which keys come."""
        found: dict[K, Amounts] = {}
        for row in self.rows:
            group = key(row.line)
            found[group] = found.get(group, Amounts()) + row.amounts
        return found

    def by_kind(self) -> dict[str, Amounts]:
        """Kind of source → sums."""
        return self.by(lambda line: line.kind)

    def of_kinds(self, kinds: Iterable[str]) -> Self:
        """Only the lines of these kinds of source."""
        wanted = set(kinds)
        return type(self)([row for row in self.rows if row.line.kind in wanted])


def line_sums(lines: QuerySet[FundingLine], first: date | None = None, last: date | None = None) -> MoneySums:
    """Lines with plan, unit and figures of the entries dated in the span (open where None); one query."""
    span = Q()
    if first is not None:
        span &= Q(entries__on__gte=first)
    if last is not None:
        span &= Q(entries__on__lte=last)
    if not get_setting("show_illustration"):
        lines = lines.filter(is_illustration=False)
    sums: Any = {f"sum_{stage}": Sum("entries__amount", filter=span & Q(entries__stage=stage)) for stage in S}
    found = lines.select_related("plan", "unit").annotate(**sums).order_by("plan_id", "id")
    return MoneySums([LineSums(line, Amounts(*(getattr(line, name) or 0 for name in sums))) for line in found])


def money_sums(of: Plan | Unit, first: date | None = None, last: date | None = None) -> MoneySums:
    """Lines of a plan, or those a unit and the units below it spend, with their figures; one query."""
    if isinstance(of, Plan):
        return line_sums(FundingLine.objects.filter(plan=of), first, last)
    below = UnitReach.objects.filter(unit=of).values("member")
    return line_sums(FundingLine.objects.filter(unit__in=below), first, last)
