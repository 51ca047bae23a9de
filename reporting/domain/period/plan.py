"""What the year's plan of the unit promised against what came of it: products (money and activities: deeds.py)."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from programs.domain.cascade.above import Given, given_on
from programs.domain.cascade.promised import promised_on
from programs.enums import VersionState
from programs.models import Activity, FundingSource, PlanVersion, Unit

from ..progress_counts import kinds_counted
from ..progress_find import versions_in_force
from ..progress_places import PlanMap
from .tables import APART, TOTAL
from .types import STARS, Cell, Fact, HeadCell, Header, Line, Look, Table

REST = "chua-giao"
_AMOUNT_HEADS = tuple(HeadCell(f"{star} sao") for star in STARS)

Targets = dict[int, int]


@dataclass(frozen=True)
class PlanFacts:
    """The issued plan of the unit and year, None without one; targets (star → number) at the plan's own
    unit and by row of units (None: belongs to no single row); kinds of recognition that count for a star.

    `above`: what the plan of the unit above gives, for a unit without a plan of its own; then `own` are its figures."""

    version: PlanVersion | None = None
    own: Targets = field(default_factory=dict)
    given: Mapping[int | None, Targets] = field(default_factory=dict)
    kinds: Mapping[int, Sequence[str]] = field(default_factory=dict)
    activities: Sequence[Activity] = ()
    funding: Sequence[FundingSource] = ()
    above: Given | None = None

    @property
    def is_known(self) -> bool:
        """Whether any plan gives the unit targets of the year."""
        return self.version is not None or self.above is not None

    @property
    def headline(self) -> Targets:
        """The plan's own total; where it has none, the sum of what it gives to units."""
        if self.own:
            return self.own
        return {star: sum(targets.get(star, 0) for targets in self.given.values()) for star in STARS}


def read_plan(unit: Unit, *, year: int, as_of: date, plan_map: PlanMap) -> PlanFacts:
    """Targets with the adjustments decided by `as_of`. At most 8 queries."""
    issued = PlanVersion.objects.filter(
        plan__unit__code=unit.code,
        plan__unit__tier=unit.tier,
        plan__year=year,
        state=VersionState.ISSUED,
    )
    version = versions_in_force(issued).first()
    if version is None:
        return _from_above(given_on(unit, year, as_of))
    targets = promised_on(version.plan, as_of, version)
    plan_map.prepare({unit_id for unit_id, *_rest in targets})
    own: Targets = defaultdict(int)
    given: dict[int | None, Targets] = defaultdict(lambda: defaultdict(int))
    for (unit_id, star, _kind), (committed, _working) in targets.items():
        place = own if unit_id == version.plan.unit_id else given[plan_map.find(unit_id).row]
        place[star] += committed
    return PlanFacts(
        version,
        dict(own),
        {row: dict(stars) for row, stars in given.items()},
        kinds_counted((star, kind) for _unit, star, kind in targets),
        list(version.activity_set.order_by("order")),
        list(version.fundingsource_set.order_by("order")),
    )


def _from_above(above: Given | None) -> PlanFacts:
    if above is None:
        return PlanFacts(kinds=kinds_counted(()))
    own: Targets = defaultdict(int)
    for (star, _kind), (committed, _working) in above.figures.items():
        own[star] += committed
    return PlanFacts(own=dict(own), kinds=kinds_counted(above.figures), above=above)


def counted_for_plan(facts: Sequence[Fact], plan: PlanFacts) -> list[Fact]:
    """Recognitions of the year that count towards the plan, as the page of progress counts them."""
    return [fact for fact in facts if fact.kind in plan.kinds.get(fact.star, ())]


def plan_table(
    plan: PlanFacts, facts: Sequence[Fact], rows: Sequence[tuple[str, str, int]], row_of: Callable[[Fact], str]
) -> Table:
    """Plan of the year and recognitions since 1 January; `rows`: (key, name, unit id).

    Units without a target or recognition are left out; empty cells instead of 0, as in annexes of plans.
    """
    key = "ke-hoach"
    by_row: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_row[row_of(fact)].append(fact)
    lines = [_line(key, TOTAL, "", "Tổng số", plan.headline, facts, "total")]
    for row, name, unit in rows:
        if plan.given.get(unit) or by_row.get(row):
            number = str(len(lines))
            lines.append(_line(key, row, number, name, plan.given.get(unit, {}), by_row.get(row, ())))
    lost, found = plan.given.get(None, {}), by_row.get(APART, ())
    if lost or found:
        lines.append(_line(key, APART, "", "Không quy được về một đơn vị", lost, found, "apart"))
    rest = _rest(plan)
    if rest:
        lines.append(_line(key, REST, "", "Chưa giao cho đơn vị nào", rest, (), "apart"))
    header: Header = (
        (
            HeadCell("TT", rowspan=2),
            HeadCell("Đơn vị", rowspan=2),
            HeadCell("Kế hoạch năm", colspan=4),
            HeadCell("Thực hiện từ đầu năm", colspan=4),
            HeadCell("Tỷ lệ (%)", rowspan=2),
        ),
        (HeadCell("Tổng"), *_AMOUNT_HEADS, HeadCell("Tổng"), *_AMOUNT_HEADS),
    )
    widths = (0.06, 0.26, 0.08, 0.07, 0.07, 0.07, 0.08, 0.07, 0.07, 0.07, 0.1)
    notes: tuple[str, ...] = (
        "Thực hiện: sản phẩm được công nhận từ ngày 01/01 đến ngày báo cáo, chưa bị thu hồi, theo loại của chỉ tiêu.",
    )
    if plan.above:
        notes = (plan.above.words, *notes)
    title = "Kế hoạch phát triển sản phẩm năm và kết quả thực hiện"
    return Table(key, title, header, widths, tuple(lines), notes=notes, is_wide=True)


def _rest(plan: PlanFacts) -> Targets:
    """What the headline promises beyond what is given to units, when the plan has both and they differ."""
    if not (plan.own and plan.given):
        return {}
    given = {star: sum(stars.get(star, 0) for stars in plan.given.values()) for star in STARS}
    rest = {star: plan.own.get(star, 0) - given[star] for star in STARS}
    return rest if any(rest.values()) else {}


def _line(
    table: str, key: str, number: str, name: str, promised: Targets, facts: Sequence[Fact], look: Look = ""
) -> Line:
    groups = [("thuc-hien", facts), *((f"th-{s}-sao", [f for f in facts if f.star == s]) for s in STARS)]
    done = []
    for column, group in groups:
        ids = tuple(fact.pk for fact in group)
        done.append(Cell(len(ids), ids, "recognition", f"{table}.{key}.{column}"))
    target = sum(promised.values())
    planned = (Cell(target or None), *(Cell(promised.get(star) or None) for star in STARS))
    return Line(key, (Cell(number), Cell(name), *planned, *done, Cell(share(len(facts), target))), look)


def share(part: int, whole: int) -> str:
    """'60,6'; '' when nothing was promised."""
    if whole <= 0:
        return ""
    value = (Decimal(100) * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{value}".replace(".", ",").removesuffix(",0")


def span(low: int | None, high: int | None) -> str:
    """'200–300', '2', ''."""
    ends = sorted({end for end in (low, high) if end is not None})
    return "–".join(f"{end:,}".replace(",", ".") for end in ends)
