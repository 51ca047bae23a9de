"""What a plan promises on a day: its version in force, and the adjustments decided since."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from programs.enums import VersionState
from programs.models import AdjustmentLine, Plan, PlanVersion, Target

Key = tuple[int, int, str]
"""(unit id, star, kind)."""
Figure = tuple[int, int | None]
"""(committed, working); working is None where the plan says nothing of it."""
Figures = dict[Key, Figure]


class Change(NamedTuple):
    """By how much one figure changes: whole products, up or down."""

    unit_id: int
    star: int
    kind: str
    committed: int = 0
    working: int = 0

    @property
    def key(self) -> Key:
        """The figure it changes."""
        return self.unit_id, self.star, self.kind


def in_force_on(plan: Plan, day: date) -> QuerySet[PlanVersion]:
    """The version of a plan that was in force on the day, as a query of one row or none."""
    issued = PlanVersion.objects.filter(plan=plan, state=VersionState.ISSUED, issued_on__lte=day)
    return issued.order_by("-issued_on", "-pk")[:1]


def apply_changes(figures: Mapping[Key, Figure], changes: Iterable[Change]) -> Figures:
    """The figures after the changes (pure). A working figure that was not there begins at nothing."""
    after = dict(figures)
    for change in changes:
        committed, working = after.get(change.key, (0, None))
        changed = working if not change.working else (working or 0) + change.working
        after[change.key] = (committed + change.committed, changed)
    return after


def promised_on(plan: Plan, day: date, version: PlanVersion | None = None) -> Figures:
    """(unit id, star, kind) → (committed, working) at the end of the day; the plan's own unit is its headline.

    `version`: of this one instead of the one in force that day (a draft is not adjusted). Two queries; {} before the
    plan was issued.
    """
    versions: Any = in_force_on(plan, day).values("pk") if version is None else [version.pk]
    rows = Target.objects.filter(version__in=versions).order_by("order", "-star")
    fields = rows.values_list("unit_id", "star", "kind", "committed", "working")
    figures: Figures = {(unit, star, kind): (committed, working) for unit, star, kind, committed, working in fields}
    return apply_changes(figures, _changes(versions, day))


def _changes(versions: Any, day: date) -> Iterator[Change]:
    lines = AdjustmentLine.objects.filter(adjustment__version__in=versions, adjustment__decided_on__lte=day)
    ordered = lines.order_by("adjustment__decided_on", "adjustment", "pk")
    for row in ordered.values_list("unit_id", "star", "kind", "committed", "working"):
        yield Change(*row)


def given_to(figures: Mapping[Key, Figure], unit_id: int) -> dict[tuple[int, str], Figure]:
    """Of `promised_on`, what stands at one unit: (star, kind) → (committed, working)."""
    return {(star, kind): figure for (unit, star, kind), figure in figures.items() if unit == unit_id}
