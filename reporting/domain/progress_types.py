"""What the progress of a plan is made of: cells, rows, months, batches (no queries here)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from programs.enums import TargetKind

from .progress_path import expected_number

if TYPE_CHECKING:
    from programs.models import PlanVersion

Mode = Literal["as-was", "restated"]
STARS = (5, 4, 3)
KINDS = tuple(kind.value for kind in TargetKind if kind != TargetKind.ANY)
"""Kinds of recognition, in the order of their codes."""
ANY = str(TargetKind.ANY.value)
CODE = {kind: 10 * number for number, kind in enumerate(KINDS, start=1)}
"""Kind → tens of a code: 10 × place of the kind + star says what was recognised."""


class Cell(NamedTuple):
    """Numbers of products. `expected` is by the day asked for, to one place; `working` is `committed` when not set."""

    committed: int = 0
    working: int = 0
    achieved: int = 0
    expected: Decimal = Decimal(0)

    @property
    def missing(self) -> int:
        """Still to be recognised to keep the year's target; never negative."""
        return max(0, self.committed - self.achieved)

    @property
    def behind(self) -> int:
        """Whole products behind the expected path (halves up); negative when ahead."""
        return int(self.expected.quantize(Decimal(1), ROUND_HALF_UP)) - self.achieved

    @property
    def attainment(self) -> str:
        """`done` target reached; `on_path` at or above the path; `late` below it; `none` no target."""
        if not self.committed:
            return "none"
        if self.achieved >= self.committed:
            return "done"
        return "on_path" if self.behind <= 0 else "late"


EMPTY = Cell()


@dataclass(slots=True)
class Row:
    """One unit (or one group of what stands outside units): cells by star and in total.

    `missing` of a row adds the stars' own: a surplus of one star does not fill a gap of another.
    """

    name: str
    unit_id: int | None = None
    code: str = ""
    lat: float | None = None
    lon: float | None = None
    stars: dict[int, Cell] = field(default_factory=dict)
    total: Cell = EMPTY
    illustration: int = 0
    promised: Sequence[tuple[int, str, int, int]] = ()  # (star, kind, committed, working)
    got: Mapping[int, int] = field(default_factory=dict)  # code (see CODE) → number
    share: Fraction = Fraction(0)

    @property
    def missing(self) -> int:
        """Products missing over all stars."""
        return sum(cell.missing for cell in self.stars.values())

    @property
    def parts(self) -> dict[tuple[int, str], Cell]:
        """(star, kind) → cell, only those with a number in them. Targets that take every kind stand at kind "any",
        what was achieved of them at its own kind."""
        found: dict[tuple[int, str], list[int]] = {}
        for star, kind, committed, working in self.promised:
            sums = found.setdefault((star, kind), [0, 0, 0])
            sums[0] += committed
            sums[1] += working
        for code, number in self.got.items():
            tens, star = divmod(code, 10)
            found.setdefault((star, KINDS[tens - 1]), [0, 0, 0])[2] += number
        cells = {
            key: Cell(sums[0], sums[1], sums[2], expected_number(sums[0], self.share))
            for key, sums in found.items()
            if any(sums)
        }
        return dict(sorted(cells.items(), key=lambda item: (-item[0][0], (*KINDS, ANY).index(item[0][1]))))

    def cell(self, star: int | None = None, kind: str | None = None) -> Cell:
        """The numbers of a star and kind; None is all of them."""
        if kind is None:
            return self.total if star is None else self.stars[star]
        cells = [part for key, part in self.parts.items() if key[1] == kind and star in (None, key[0])]
        sums = [sum(numbers) for numbers in zip(*(cell[:3] for cell in cells), strict=True)] or [0, 0, 0]
        return Cell(sums[0], sums[1], sums[2], expected_number(sums[0], self.share))

    def missing_of(self, star: int | None = None, kind: str | None = None) -> int:
        """Products missing: of all stars each star's own."""
        return sum(self.cell(one, kind).missing for one in (STARS if star is None else (star,)))


@dataclass(frozen=True, slots=True)
class Unattributed:
    """One unit whose targets or products cannot be given to one row, and why."""

    name: str
    reason: str
    committed: int
    achieved: int


@dataclass(frozen=True, slots=True)
class Month:
    """State at a month's end: recognitions so far by star (None later than the day asked for), expected share."""

    last_day: date
    achieved: dict[int, int] | None
    share: float


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A batch by the day: products that stand in it now, recognised ones of them by star, expected by its window.

    `pk` None: what was recognised without being named in a batch. `stars`: a product whose star the plan does not say
    is in `total` only. `joined`: named products known as records.
    """

    pk: int | None
    number: str
    label: str
    window_from: date | None
    window_to: date | None
    capacity: int | None
    stars: dict[int, Cell]
    total: Cell
    joined: int = 0
    products: frozenset[int] = frozenset()
    promised: Sequence[tuple[int, str, int, int]] = ()  # (star sought, kind, number, number)
    got: Mapping[int, int] = field(default_factory=dict)  # code (see CODE) → number

    @property
    def over(self) -> int:
        """Products above the capacity of the batch."""
        return max(0, self.total.committed - self.capacity) if self.capacity is not None else 0


@dataclass(slots=True)
class Progress:
    """The progress of one version of a plan on a day, read on the map of its own day or of another day."""

    version: "PlanVersion"
    as_of: date
    mode: Mode
    map_date: date
    path: str
    share: float
    totals: Row
    rows: list[Row]
    unattributable: Row | None
    unattributed: list[Unattributed]
    unallocated: Row | None
    months: list[Month]
    counts_kinds: dict[int, list[str]]
    members: dict[int, set[int]]
    singles: dict[int | None, list[int]]
    ground: list[tuple[float, float]]
    is_past_map: bool
    batches: list[BatchLine] = field(default_factory=list)
    carried: dict[int, int] = field(default_factory=dict)  # year → products gone over to it
    decisions: dict[str, int] = field(default_factory=dict)  # decision on adjustment → change of the committed number

    @property
    def illustration(self) -> int:
        """How many of the counted recognitions are illustration data."""
        return self.totals.illustration

    @property
    def points(self) -> list[Row]:
        """Rows that can be drawn on the map."""
        return [row for row in self.rows if row.lat is not None and row.lon is not None]
