"""The figures of a unit in a period: read once, counted once, in a constant number of queries."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from ocop.site.registry import get_setting
from programs.enums import Tier
from programs.models import Unit, UnitReach

from ..progress_places import PlanMap
from . import tables
from .counts import sort_facts
from .deeds import Deeds, Money, activity_table, deed_table, funding_table, read_deeds, read_money
from .facts import OUTSIDE, Placing, read_dossiers, read_facts
from .lists import Paper, expiry_table, paper_table, papers_of
from .plan import PlanFacts, counted_for_plan, plan_table, read_plan
from .types import Cell, DossierFact, Fact, Figures, Period, Table

BELOW = {Tier.NATION: Tier.PROVINCE, Tier.PROVINCE: Tier.DISTRICT, Tier.DISTRICT: Tier.COMMUNE}
"""Tier of the rows; where no such unit stands on the day, the next lower one."""


def compute_period(*, unit: Unit, period: Period, as_of: date | None = None, user: Any = None) -> "PeriodReport":
    """The report of a unit on a period, counted by the end of `as_of` (default: its last day, or today while it runs).

    With `user`, raises Unit.DoesNotExist unless that person's territory holds the unit; the figures never depend on who
    asks. Everything is read when first asked for: one table costs at most 14 queries, the whole report at most 20.
    Raises ValueError when the unit did not exist on that day or the day lies outside of the period.
    """
    if user is not None:
        Unit.objects.filter(pk__in=UnitReach.objects.of(user)).only("pk").get(pk=unit.pk)
    day = as_of or period.as_of(timezone.localdate())
    if not period.first <= day <= period.last:
        raise ValueError("Ngày lấy số liệu phải nằm trong kỳ báo cáo.")
    if not unit.is_valid_on(day):
        raise ValueError(f"{unit.name} không tồn tại vào ngày lấy số liệu.")
    return PeriodReport(unit, period, day)


@dataclass
class PeriodReport:
    """The figures; `table(key)` and `figure(key)` read only what they need."""

    unit: Unit
    period: Period
    as_of: date

    @cached_property
    def with_illustration(self) -> bool:
        """Whether illustration rows count."""
        return bool(get_setting("show_illustration"))

    @cached_property
    def map(self) -> PlanMap:
        """The units of the day below the unit; for a commune itself."""
        tier = BELOW.get(Tier(self.unit.tier), Tier.COMMUNE)
        return PlanMap(self.unit, plan_day=self.as_of, day=self.as_of, row_tier=tier, extra=())

    @cached_property
    def rows(self) -> list[tuple[str, str, int]]:
        """Rows of units in the order of the dictionary: key in addresses (the code), name, id."""
        places = sorted(self.map.rows.values(), key=lambda place: (bytes(place.sort_key), place.name, place.code))
        return [(place.code, place.name, place.pk) for place in places]

    @cached_property
    def _facts(self) -> tuple[list[Fact], Placing]:
        facts = read_facts(self.map, as_of=self.as_of, with_illustration=self.with_illustration)
        placing = Placing(self.map, (fact for fact in facts if fact.is_inside))
        if placing.has_outside:
            facts = [
                fact._replace(is_inside=False) if fact.is_inside and placing.row(fact) == OUTSIDE else fact
                for fact in facts
            ]
        return facts, placing

    @cached_property
    def figures(self) -> Figures:
        """Recognitions sorted by what they count for."""
        return sort_facts(self._facts[0], first=self.period.first, as_of=self.as_of)

    @cached_property
    def dossiers(self) -> list[DossierFact]:
        """Dossiers of the territory with something to count."""
        found = read_dossiers(
            self.map, first=self.period.first, as_of=self.as_of, with_illustration=self.with_illustration
        )
        placing = Placing(self.map, found)
        return [fact for fact in found if placing.row(fact) != OUTSIDE]

    @cached_property
    def plan(self) -> PlanFacts:
        """The plan of the year with its targets by row."""
        return read_plan(self.unit, year=self.period.year, as_of=self.as_of, plan_map=self.map)

    @cached_property
    def deeds(self) -> Deeds:
        """Activities that ended since 1 January, and points of sale, of the territory."""
        return read_deeds(self.map, first=self.period.first, as_of=self.as_of, with_illustration=self.with_illustration)

    @cached_property
    def money(self) -> Money:
        """What is recorded on the lines of the unit's plan of the year."""
        return read_money(self.unit, year=self.period.year, as_of=self.as_of, with_illustration=self.with_illustration)

    @cached_property
    def papers(self) -> list[Paper]:
        """Documents issued by the unit in the period."""
        return papers_of(self.unit, first=self.period.first, last=self.as_of)

    @cached_property
    def illustration(self) -> int:
        """How many of the counted recognitions, dossiers, activities and entries of money are illustration data."""
        counted = {fact.pk for fact in (*self.figures.ever, *self.figures.recognised) if fact.is_illustration}
        recorded = self.deeds.illustration + self.money.illustration
        return len(counted) + sum(fact.is_illustration for fact in self.dossiers) + recorded

    @cached_property
    def row_of(self) -> Callable[[Fact], str]:
        """Key of the row of units a recognition belongs to."""
        placing = self._facts[1]
        codes = {pk: code for code, _name, pk in self.rows}
        return lambda fact: tables.APART if (row := placing.row(fact)) is None else codes[row]

    @cached_property
    def _made(self) -> dict[str, Table]:
        return {}

    def table(self, key: str) -> Table:
        """One of TABLES. Raises KeyError."""
        if key not in self._made:
            self._made[key] = _TABLES[key](self)
        return self._made[key]

    @property
    def tables(self) -> list[Table]:
        """All tables in the order of the annexes."""
        return [self.table(key) for key in TABLES]

    def figure(self, key: str) -> tuple[Table, Cell]:
        """The table and the cell of a figure, "dia-ban.16438.con-4-sao". Raises KeyError."""
        table = self.table(key.partition(".")[0])
        return table, table.figures()[key]

    def expiry(self, *, user: Any = None, most: int | None = None) -> Table:
        """The list of expiry as a person may see it, or cut to `most` lines of each part."""
        return expiry_table(self.figures.expired, self.figures.expiring, as_of=self.as_of, user=user, most=most)


def _place_table(report: PeriodReport) -> Table:
    rows = [(key, name) for key, name, _pk in report.rows]
    return tables.place_table(report.figures, rows, report.row_of)


def _plan_table(report: PeriodReport) -> Table:
    facts = counted_for_plan(report.figures.year, report.plan)
    return plan_table(report.plan, facts, report.rows, report.row_of)


_TABLES: dict[str, Callable[[PeriodReport], Table]] = {
    "ket-qua": lambda r: tables.result_table(r.figures, r.dossiers, first=r.period.first, as_of=r.as_of),
    "luy-ke": lambda r: tables.total_table(r.figures, r.dossiers, as_of=r.as_of),
    "ke-hoach": _plan_table,
    "dia-ban": _place_table,
    "loai-hinh": lambda r: tables.form_table(r.figures),
    "nganh": lambda r: tables.sector_table(r.figures),
    "het-han": lambda r: r.expiry(),
    "kinh-phi": lambda r: funding_table(r.plan, r.money),
    "hoat-dong": lambda r: activity_table(r.plan, r.deeds),
    "da-thuc-hien": lambda r: deed_table(r.deeds),
    "van-ban": lambda r: paper_table(r.papers),
}
TABLES = tuple(_TABLES)
"""Names of the tables, in the order in which they stand."""
