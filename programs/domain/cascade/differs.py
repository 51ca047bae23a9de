"""Where a unit's plan and what the plan above gives it do not agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from programs.domain.cascade.above import plan_above
from programs.domain.cascade.promised import Figure, given_to, promised_on
from programs.domain.targets_grid import STARS
from programs.models import Plan, PlanVersion


class StarDifference(NamedTuple):
    """One star: what the plan above gives and what this plan says, all kinds together, (committed, working) each."""

    star: int
    given: Figure
    planned: Figure

    @property
    def is_different(self) -> bool:
        """Whether the plan says another committed figure, or another working one where both name it."""
        named = self.given[1] is not None and self.planned[1] is not None
        return self.given[0] != self.planned[0] or (named and self.given[1] != self.planned[1])

    @property
    def gap(self) -> int:
        """By how many committed products the plan is above (+) or below (-) what is given."""
        return self.planned[0] - self.given[0]


@dataclass(frozen=True)
class AgainstParent:
    """`parent`: the version above in force; `is_newer`: this plan was built on an earlier one. `rows`: by star, those
    both plans are silent about left out; empty when the plan above gives the unit no figures of its own."""

    parent: PlanVersion
    is_newer: bool
    rows: list[StarDifference]

    @property
    def different(self) -> list[StarDifference]:
        """Stars on which the two plans do not agree."""
        return [row for row in self.rows if row.is_different]


def _sum(figures: Iterable[Figure]) -> Figure:
    found = list(figures)
    working = [number for _committed, number in found if number is not None]
    return sum(committed for committed, _working in found), sum(working) if working else None


def _by_star(figures: dict[tuple[int, str], Figure]) -> dict[int, Figure]:
    return {star: _sum(one for (key, _kind), one in figures.items() if key == star) for star in STARS}


def given_now(plan: Plan, parent: PlanVersion, day: date | None = None) -> dict[tuple[int, str], Figure]:
    """What the plan above gives to the plan's unit on the day (today), adjustments in: (star, kind) → figure."""
    return given_to(promised_on(parent.plan, day or timezone.localdate(), parent), plan.unit_id)


def against_parent(version: PlanVersion) -> AgainstParent | None:
    """The version against the issued plan of the unit above, None when there is none; at most five queries."""
    parent = plan_above(version.plan.unit, version.plan.year)
    if parent is None:
        return None
    given = given_now(version.plan, parent)
    planned = given_to(promised_on(version.plan, timezone.localdate(), version), version.plan.unit_id)
    left, right = _by_star(given), _by_star(planned)
    said = [StarDifference(star, left[star], right[star]) for star in STARS]
    rows = [row for row in said if row.given != (0, None) or row.planned != (0, None)] if given else []
    is_newer = version.based_on_id is not None and version.based_on_id != parent.pk
    return AgainstParent(parent, is_newer, rows)
