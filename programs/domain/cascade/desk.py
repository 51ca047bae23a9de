"""The desk of a plan's targets: every unit's figures, what it answered, what is left of the plan's own total."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from programs.domain.cascade.assignments import sent_figures, settled_figures
from programs.domain.cascade.figures import UnitFigures, packed, unpacked
from programs.domain.cascade.promised import Figure, Figures, promised_on
from programs.domain.targets_grid import STARS
from programs.enums import AssignmentState, TargetKind
from programs.models import Assignment, PlanVersion, Unit


class Cells(NamedTuple):
    """Committed and working figures of a line: the total, then five, four, three stars; working None: not said."""

    committed: list[int]
    working: list[int | None]


class Wish(NamedTuple):
    """One figure a unit asks for: what it was given and what it asks, (committed, working) each."""

    star: int
    kind: str
    given: Figure
    asked: Figure

    @property
    def kind_label(self) -> str:
        """Words of the kind, "" for "any"."""
        return "" if self.kind == TargetKind.ANY else str(TargetKind(self.kind).label)


@dataclass
class DeskRow:
    """One unit. `is_changed`: the draft says other than was sent or confirmed; `is_late`: no answer in time."""

    unit: Unit
    name: str
    cells: Cells
    assignment: Assignment | None = None
    wishes: list[Wish] = field(default_factory=list)
    is_changed: bool = False
    is_late: bool = False


@dataclass
class Desk:
    """`headline`: the plan's own; `given`: the units' sum; `rest`: what is left, committed; `after`: left if all wishes
    were taken over."""

    rows: list[DeskRow]
    headline: Cells
    given: Cells
    rest: list[int]
    after: list[int]

    @property
    def has_working(self) -> bool:
        """Whether any line names working figures."""
        return any(number for row in self.rows for number in row.cells.working) or any(self.headline.working)

    @property
    def has_wishes(self) -> bool:
        """Whether a unit asks for other figures."""
        return any(row.wishes for row in self.rows)

    def count(self, state: str) -> int:
        """Units whose assignment is in the state."""
        return sum(bool(row.assignment) and row.assignment.state == state for row in self.rows if row.assignment)


def cells_of(figures: Iterable[tuple[int, Figure]]) -> Cells:
    """(star, figure) pairs, of any kinds → one line."""
    committed, working = dict.fromkeys(STARS, 0), dict[int, int | None].fromkeys(STARS)
    for star, (number, planned) in figures:
        committed[star] += number
        if planned is not None:
            working[star] = (working[star] or 0) + planned
    named = [number for number in working.values() if number is not None]
    return Cells([sum(committed.values()), *committed.values()], [sum(named) if named else None, *working.values()])


def wishes_of(assignment: Assignment) -> list[Wish]:
    """Where the asked figures differ from those given; [] unless the unit asks."""
    if assignment.state != AssignmentState.ASKED:
        return []
    given, asked = sent_figures(assignment), unpacked(assignment.asked)
    keys = sorted(set(given) | set(asked), key=lambda key: (-key[0], key[1]))
    nothing: Figure = (0, None)
    pairs = [Wish(*key, given.get(key, nothing), asked.get(key, nothing)) for key in keys]
    return [wish for wish in pairs if wish.given != wish.asked]


def figures_by_unit(figures: Mapping[Any, Figure]) -> dict[int, UnitFigures]:
    """`promised_on` by unit."""
    table: dict[int, UnitFigures] = {}
    for (unit_id, star, kind), figure in figures.items():
        table.setdefault(unit_id, {})[star, kind] = figure
    return table


def unit_lines(version: PlanVersion, figures: Figures) -> list[tuple[Unit, str, Cells]]:
    """Figures below the plan's own unit as (unit, printed name, cells), in the order of the annex; two queries."""
    names = dict(version.targets.exclude(printed_name="").values_list("unit", "printed_name"))
    table = figures_by_unit(figures)
    table.pop(version.plan.unit_id, None)
    units = Unit.objects.in_bulk(list(table))
    return [
        (units[unit_id], names.get(unit_id) or units[unit_id].name, cells_of((key[0], one) for key, one in own.items()))
        for unit_id, own in table.items()
    ]


def plan_desk(version: PlanVersion, assignments: QuerySet[Assignment], day: date | None = None) -> Desk:
    """The desk of a version by the day (today), adjustments in. `assignments`: those the person may see."""
    today = day or timezone.localdate()
    figures = promised_on(version.plan, today, version)
    by_unit = figures_by_unit(figures)
    kept = {row.unit_id: row for row in assignments.filter(version=version).prefetch_related("steps")}
    rows = [
        _row(DeskRow(unit, name, cells, kept.get(unit.pk)), by_unit[unit.pk], version, today)
        for unit, name, cells in unit_lines(version, figures)
    ]
    headline = cells_of((key[0], one) for key, one in by_unit.get(version.plan.unit_id, {}).items())
    given = _sum([row.cells for row in rows])
    rest = [own - below for own, below in zip(headline.committed, given.committed, strict=True)]
    more = cells_of((wish.star, (wish.asked[0] - wish.given[0], None)) for row in rows for wish in row.wishes)
    return Desk(rows, headline, given, rest, [left - number for left, number in zip(rest, more.committed, strict=True)])


def _row(row: DeskRow, figures: UnitFigures, version: PlanVersion, today: date) -> DeskRow:
    assignment = row.assignment
    if assignment:
        row.wishes = wishes_of(assignment)
        row.is_changed = version.is_draft and settled_figures(assignment) != packed(figures)
        late = assignment.answer_by is not None and assignment.answer_by < today
        row.is_late = late and assignment.state == AssignmentState.PROPOSED
    return row


def _sum(lines: list[Cells]) -> Cells:
    committed = [sum(line.committed[index] for line in lines) for index in range(4)]
    working: list[int | None] = []
    for index in range(4):
        named = [number for line in lines if (number := line.working[index]) is not None]
        working.append(sum(named) if named else None)
    return Cells(committed, working)
