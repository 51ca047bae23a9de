"""What was held: numbers by kind with the rows behind them, planned beside held, units nobody of which was trained."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Sum

from ocop.site.registry import get_setting
from ocop.text import fold

from ...enums import HeldKind, Tier
from ...models import Activity, Attendance, HeldActivity, PlanVersion, Unit, UnitReach

TAUGHT = (HeldKind.TRAINING, HeldKind.STUDY_TOUR)
"""Kinds that count as training."""


class HeldFact(NamedTuple):
    """One activity. `title`: of the planned activity it carries out, folded; "" without one. `days`: first to last."""

    pk: int
    unit: int
    kind: str
    ends_on: date
    days: int
    pieces: int
    officials: int
    producers: int
    plan: int | None
    title: str
    is_illustration: bool


@dataclass
class HeldCount:
    """Sums over activities; `ids` are the rows behind."""

    ids: list[int] = field(default_factory=list)
    pieces: int = 0
    days: int = 0
    officials: int = 0
    producers: int = 0

    @property
    def people(self) -> int:
        """Officials and people of producers."""
        return self.officials + self.producers

    def add(self, fact: HeldFact) -> None:
        """Count one more."""
        self.ids.append(fact.pk)
        self.pieces += fact.pieces
        self.days += fact.days
        self.officials += fact.officials
        self.producers += fact.producers


def held_facts(
    where: Q, first: date | None = None, last: date | None = None, *, with_illustration: bool | None = None
) -> list[HeldFact]:
    """Activities that ended in the span, under a condition on HeldActivity; one query (and the setting, when None)."""
    rows = HeldActivity.objects.filter(where)
    if first is not None:
        rows = rows.filter(ends_on__gte=first)
    if last is not None:
        rows = rows.filter(ends_on__lte=last)
    if not (get_setting("show_illustration") if with_illustration is None else with_illustration):
        rows = rows.filter(is_illustration=False)
    came: Any = {"officials": Sum("attendances__officials"), "producers": Sum("attendances__producers")}
    found = rows.annotate(**came).order_by("ends_on", "pk")
    columns = ("pk", "unit_id", "kind", "starts_on", "ends_on", "count", *came, "plan_id", "activity__title")
    return [_fact(*row) for row in found.values_list(*columns, "is_illustration")]


def _fact(
    pk: int,
    unit: int,
    kind: str,
    starts_on: date,
    ends_on: date,
    pieces: int,
    officials: int | None,
    producers: int | None,
    plan: int | None,
    title: str | None,
    is_illustration: bool,
) -> HeldFact:
    days = (ends_on - starts_on).days + 1
    people = (officials or 0, producers or 0)
    return HeldFact(pk, unit, kind, ends_on, days, pieces, *people, plan, fold(title or ""), is_illustration)


def count_by(facts: Iterable[HeldFact], key: Callable[[HeldFact], str]) -> dict[str, HeldCount]:
    """Sums by a key of the facts."""
    found: dict[str, HeldCount] = {}
    for fact in facts:
        found.setdefault(key(fact), HeldCount()).add(fact)
    return found


def held_counts(units: Iterable[Any], first: date | None = None, last: date | None = None) -> dict[str, HeldCount]:
    """HeldKind → sums over the activities of the units (ids or a queryset) that ended in the span; one query."""
    return count_by(held_facts(Q(unit__in=units), first, last), lambda fact: fact.kind)


@dataclass(frozen=True)
class Planned:
    """An activity of a plan and what came of it."""

    activity: Activity
    held: HeldCount

    @property
    def missing(self) -> int | None:
        """Classes or tours still to hold; None when the plan gives no number."""
        return None if self.activity.count is None else max(0, self.activity.count - self.held.pieces)


def planned_and_held(
    version: PlanVersion, held: QuerySet[HeldActivity] | None = None, last: date | None = None
) -> list[Planned]:
    """The activities a version names, each with what was held of it (of `held`, when given); two queries.

    Joined by the title: what was recorded before the plan was adjusted counts for the adjusted plan too.
    """
    where = Q(plan=version.plan_id) if held is None else Q(pk__in=held.order_by().values("pk"))
    counts = count_by(held_facts(where, None, last), lambda fact: fact.title)
    found = version.activity_set.order_by("order")
    return [Planned(activity, counts.get(fold(activity.title), HeldCount())) for activity in found]


def trained_units(since: date) -> QuerySet[Attendance]:
    """Attendances at training that ended since the day."""
    found = Attendance.objects.filter(held__kind__in=TAUGHT, held__ends_on__gte=since)
    return found if get_setting("show_illustration") else found.filter(held__is_illustration=False)


def untrained_units(within: QuerySet[Unit], day: date, since: date) -> QuerySet[Unit]:
    """Communes of `within` standing on `day` nobody of which was trained since; what went whole into one counts."""
    came = UnitReach.objects.filter(member__in=trained_units(since).values("unit")).values("unit")
    return within.on(day).filter(tier=Tier.COMMUNE).exclude(pk__in=came)  # type: ignore[attr-defined,no-any-return]
