"""What a report of a period is made of: the period, facts, cells with the rows behind them (no queries here)."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple, Self

STARS = (5, 4, 3)
FIRST_YEAR, LAST_YEAR = 2018, 2100


class Part(StrEnum):
    """Parts of a year that are reported on; the value stands in addresses ("2026-quy-3")."""

    Q1 = "quy-1"
    Q2 = "quy-2"
    HALF = "6-thang"
    Q3 = "quy-3"
    NINE = "9-thang"
    Q4 = "quy-4"
    YEAR = "nam"


_MONTHS: dict[Part, tuple[int, int]] = {
    Part.Q1: (1, 3),
    Part.Q2: (4, 6),
    Part.HALF: (1, 6),
    Part.Q3: (7, 9),
    Part.NINE: (1, 9),
    Part.Q4: (10, 12),
    Part.YEAR: (1, 12),
}
_WORDS: dict[Part, str] = {
    Part.Q1: "quý I năm {}",
    Part.Q2: "quý II năm {}",
    Part.HALF: "6 tháng đầu năm {}",
    Part.Q3: "quý III năm {}",
    Part.NINE: "9 tháng đầu năm {}",
    Part.Q4: "quý IV năm {}",
    Part.YEAR: "năm {}",
}
_NEXT: dict[Part, tuple[str, int]] = {
    Part.Q1: ("quý II năm {}", 0),
    Part.Q2: ("quý III năm {}", 0),
    Part.HALF: ("6 tháng cuối năm {}", 0),
    Part.Q3: ("quý IV năm {}", 0),
    Part.NINE: ("3 tháng cuối năm {}", 0),
    Part.Q4: ("quý I năm {}", 1),
    Part.YEAR: ("năm {}", 1),
}


@dataclass(frozen=True, order=True)
class Period:
    """A quarter, six or nine months or a whole year."""

    year: int
    part: Part

    @classmethod
    def parse(cls, text: str) -> Self:
        """ "2026-quy-3" → that quarter. Raises ValueError."""
        year, _dash, part = text.partition("-")
        if not (year.isascii() and year.isdigit() and FIRST_YEAR <= int(year) <= LAST_YEAR):
            raise ValueError(f"Kỳ báo cáo “{text}” không có.")
        return cls(int(year), Part(part))

    @property
    def first(self) -> date:
        """First day."""
        return date(self.year, _MONTHS[self.part][0], 1)

    @property
    def last(self) -> date:
        """Last day."""
        month = _MONTHS[self.part][1]
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def slug(self) -> str:
        """As in addresses."""
        return f"{self.year}-{self.part}"

    @property
    def name(self) -> str:
        """ "quý III năm 2026", "6 tháng đầu năm 2026", "năm 2026"."""
        return _WORDS[self.part].format(self.year)

    @property
    def next_name(self) -> str:
        """What the directions of the report are for: "quý IV năm 2026", "năm 2027"."""
        words, years = _NEXT[self.part]
        return words.format(self.year + years)

    def as_of(self, today: date) -> date:
        """The last day that is counted: of the period, or today while it runs (its first day before it begins)."""
        return max(self.first, min(self.last, today))


def latest_period(today: date) -> Period:
    """The quarter that ended last: what is usually reported on next."""
    quarter = (today.month - 1) // 3
    parts = (Part.Q1, Part.Q2, Part.Q3, Part.Q4)
    return Period(today.year, parts[quarter - 1]) if quarter else Period(today.year - 1, Part.Q4)


class Fact(NamedTuple):
    """One recognition with its life. `is_inside`: its unit lies in the territory, not only an earlier or later
    recognition of the product."""

    pk: int
    product: int
    producer: int
    unit: int
    star: int
    kind: str
    decided_on: date
    withdrawn_on: date | None
    in_force_until: date
    product_set: int | None
    legal_form: str
    is_illustration: bool
    is_inside: bool


class DossierFact(NamedTuple):
    """A dossier with the days of the steps that are counted. `failed_on`: day of a result below three stars or
    excluded. `potential_since` to `potential_until`: from the province's result of five stars to the Ministry's answer.
    """

    pk: int
    producer: int
    unit: int
    star_sought: int
    submitted_on: date | None
    qualified_on: date | None
    rejected_on: date | None
    failed_on: date | None
    potential_since: date | None
    potential_until: date | None
    is_illustration: bool


Of = Literal["recognition", "producer", "dossier", "money", "held"]
Value = int | str | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `ids`: keys of the rows behind the figure; None: nothing to open. Their number is the figure, but for
    money (their sum, in đồng).

    `of`: what those rows are; `key`: the figure's name in addresses.
    """

    value: Value = None
    ids: tuple[int, ...] | None = None
    of: Of = "recognition"
    key: str = ""


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class HeadCell:
    """One cell of a table's header; `colspan` × `rowspan` fields are merged."""

    text: str
    colspan: int = 1
    rowspan: int = 1


Header = tuple[tuple[HeadCell, ...], ...]
Look = Literal["", "total", "apart", "sub"]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table. `look`: total, apart (stands outside the rows of units), sub (part of the one above)."""

    key: str
    cells: tuple[Cell, ...]
    look: Look = ""


@dataclass(frozen=True)
class Table:
    """One table of the report, the same on the page, in the spreadsheet and in the document.

    `widths`: shares of the width, sum 1. `notes`: how it was counted. `is_wide`: too wide for an upright page.
    """

    key: str
    title: str
    header: Header
    widths: tuple[float, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    is_wide: bool = False

    def figures(self) -> dict[str, Cell]:
        """Name of a figure → its cell, of those with rows behind them."""
        return {cell.key: cell for line in self.lines for cell in line.cells if cell.ids is not None}


@dataclass
class Figures:
    """Recognitions sorted by what they count for.

    `recognised`: decided in the period. `ever`: of each product the last one decided by the day («lũy kế», a product
    once). `in_force`: those of `ever` that are in force on the day. `expired`, `withdrawn`: in the period. `expiring`:
    in force, ending within the next 180 days. `year`: decided since 1 January, not withdrawn by the day.
    """

    recognised: list[Fact] = field(default_factory=list)
    ever: list[Fact] = field(default_factory=list)
    in_force: list[Fact] = field(default_factory=list)
    expired: list[Fact] = field(default_factory=list)
    withdrawn: list[Fact] = field(default_factory=list)
    expiring: list[Fact] = field(default_factory=list)
    year: list[Fact] = field(default_factory=list)


def of_star(facts: Sequence[Fact], star: int) -> list[Fact]:
    """Those of one star."""
    return [fact for fact in facts if fact.star == star]


def say(*parts: str | int) -> list[tuple[str, bool]]:
    """A sentence of words and figures."""
    return [(part, False) if isinstance(part, str) else (number_words(part), True) for part in parts]


def number_words(value: int) -> str:
    """'07', '12', '1.204', '0': numbers below ten with a leading zero, as plans and reports write them."""
    return f"{value:02d}" if 0 < value < 10 else f"{value:,}".replace(",", ".")
