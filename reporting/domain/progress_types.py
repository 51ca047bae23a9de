"""What the progress of a plan is made of: cells, rows, months (no queries here)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from programs.models import PlanVersion

Mode = Literal["as-was", "restated"]
STARS = (5, 4, 3)


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

    @property
    def missing(self) -> int:
        """Products missing over all stars."""
        return sum(cell.missing for cell in self.stars.values())


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

    @property
    def illustration(self) -> int:
        """How many of the counted recognitions are illustration data."""
        return self.totals.illustration

    @property
    def points(self) -> list[Row]:
        """Rows that can be drawn on the map."""
        return [row for row in self.rows if row.lat is not None and row.lon is not None]
