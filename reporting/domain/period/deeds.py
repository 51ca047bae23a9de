"""Money and activities of a report: what is recorded beside what the plan promised; each figure has its rows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from ocop.text import fold
from products.domain.planned.participation import market_counts
from programs.domain.held.counts import HeldCount, HeldFact, count_by, held_facts
from programs.domain.money.sums import Amounts
from programs.enums import FundingKind, HeldKind, MoneyStage, Tier
from programs.models import MoneyEntry, PointOfSale, Unit

from ..progress_places import PlanMap
from .plan import PlanFacts, share, span
from .tables import TOTAL
from .types import EMPTY, Cell, HeadCell, Header, Line, Look, Table, number_words

SOURCES = (
    (("central", "programme"), "Ngân sách Trung ương (chương trình mục tiêu quốc gia)"),
    (("province",), "Ngân sách tỉnh"),
    (("district",), "Ngân sách huyện"),
    (("commune",), "Ngân sách xã"),
    (("integrated",), "Lồng ghép"),
    (("producer", "credit"), "Chủ thể, tín dụng"),
    (("other",), "Nguồn khác"),
)
_ALWAYS = (FundingKind.CENTRAL, FundingKind.PROVINCE, FundingKind.COMMUNE)


@dataclass(frozen=True)
class Money:
    """Entries by the day on the lines of a plan. `by_kind`: figures; `ids`: (kind, stage) → entries behind one."""

    by_kind: Mapping[str, Amounts] = field(default_factory=dict)
    ids: Mapping[tuple[str, str], Sequence[int]] = field(default_factory=dict)
    illustration: int = 0

    def of(self, kinds: Sequence[str]) -> Amounts:
        """Figures of some kinds of source."""
        return sum((self.by_kind.get(kind, Amounts()) for kind in kinds), Amounts())

    def rows(self, kinds: Sequence[str], stage: str) -> tuple[int, ...]:
        """Entries behind a figure."""
        return tuple(pk for kind in kinds for pk in self.ids.get((kind, stage), ()))


def read_money(unit: Unit, *, year: int, as_of: date, with_illustration: bool) -> Money:
    """Entries dated by the day on the lines of the unit's plan of the year; one query."""
    plan = {"line__plan__unit__code": unit.code, "line__plan__unit__tier": unit.tier, "line__plan__year": year}
    entries = MoneyEntry.objects.filter(**plan, on__lte=as_of).order_by("on", "pk")
    if not with_illustration:
        entries = entries.filter(line__is_illustration=False)
    by_kind: dict[str, Amounts] = defaultdict(Amounts)
    ids: dict[tuple[str, str], list[int]] = defaultdict(list)
    illustration = 0
    for pk, kind, stage, amount, sample in entries.values_list(
        "pk", "line__kind", "stage", "amount", "line__is_illustration"
    ):
        by_kind[kind] = by_kind[kind].plus(stage, amount)
        ids[kind, stage].append(pk)
        illustration += sample
    return Money(dict(by_kind), dict(ids), illustration)


@dataclass(frozen=True)
class Deeds:
    """Activities of the territory: `year` ended since 1 January, `now` in the period. `market`: activity → (producers,
    products, đồng sold). `points`: points of sale open on the day."""

    year: Sequence[HeldFact] = ()
    now: Sequence[HeldFact] = ()
    market: Mapping[int, tuple[int, int, int]] = field(default_factory=dict)
    points: int = 0

    @property
    def illustration(self) -> int:
        """How many of the activities of the period are illustration data."""
        return sum(fact.is_illustration for fact in self.now)

    @property
    def by_kind(self) -> dict[str, HeldCount]:
        """HeldKind → sums over the period."""
        return count_by(self.now, lambda fact: fact.kind)

    def sold(self, ids: Sequence[int]) -> tuple[int, int, int]:
        """Producers, products (each once an activity) and đồng sold at some activities."""
        rows = [self.market.get(pk, (0, 0, 0)) for pk in ids]
        return sum(row[0] for row in rows), sum(row[1] for row in rows), sum(row[2] for row in rows)


def read_deeds(plan_map: PlanMap, *, first: date, as_of: date, with_illustration: bool) -> Deeds:
    """At most 5 queries."""
    new_year = date(as_of.year, 1, 1)
    facts = held_facts(plan_map.territory(), new_year, as_of, with_illustration=with_illustration)
    plan_map.prepare({fact.unit for fact in facts})
    year = [fact for fact in facts if _is_inside(plan_map, fact.unit)]
    now = [fact for fact in year if fact.ends_on >= first]
    points = PointOfSale.objects.filter(plan_map.territory(), opened_on__lte=as_of)
    points = points.filter(Q(closed_on=None) | Q(closed_on__gt=as_of))
    if not with_illustration:
        points = points.filter(is_illustration=False)
    return Deeds(year, now, market_counts([fact.pk for fact in now]) if now else {}, points.count())


def _is_inside(plan_map: PlanMap, unit_id: int) -> bool:
    """Whether a unit is the report's own or lies on its ground; rows of the map are communes, so others go by path."""
    place = plan_map.places[unit_id]
    if place.tier != Tier.COMMUNE:
        return place.path.startswith(plan_map.plan_unit.path)
    return not plan_map.find(unit_id).outside


def planned_money(plan: PlanFacts, money: Money) -> dict[str, int]:
    """Kind of source → đồng the plan gives; where it gives none, what was estimated."""
    amounts: dict[str, int] = defaultdict(int)
    for source in plan.funding:
        amounts[source.kind] += source.amount or 0
    for kind, found in money.by_kind.items():
        amounts[kind] = amounts[kind] or found.estimate
    return dict(amounts)


def funding_table(plan: PlanFacts, money: Money) -> Table:
    """Sources × plan, allotted, paid, share; what is unknown is empty."""
    planned = planned_money(plan, money)
    named = {source.kind for source in plan.funding} | set(money.by_kind)
    everything = tuple(FundingKind.values)
    lines = [_money_line(TOTAL, "", "Tổng số", everything, planned, money, "total")]
    for kinds, name in SOURCES:
        if named.intersection(kinds) or kinds[0] in _ALWAYS:
            lines.append(_money_line(kinds[0], str(len(lines)), name, kinds, planned, money))
    titles = ("TT", "Nguồn kinh phí", "Kế hoạch (đồng)", "Đã giao (đồng)", "Giải ngân (đồng)", "Tỷ lệ (%)")
    header: Header = (tuple(HeadCell(title) for title in titles),)
    widths = (0.06, 0.34, 0.18, 0.16, 0.16, 0.1)
    notes = (
        "Ô trống: chưa có số liệu. Giao, giải ngân: lũy kế đến ngày lấy số liệu. Tỷ lệ: giải ngân so với kế hoạch.",
    )
    return Table("kinh-phi", "Kinh phí thực hiện Chương trình", header, widths, tuple(lines), notes=notes)


def _money_line(
    key: str,
    number: str,
    name: str,
    kinds: Sequence[str],
    planned: Mapping[str, int],
    money: Money,
    look: Look = "",
) -> Line:
    amounts, plan = money.of(kinds), sum(planned.get(kind, 0) for kind in kinds)
    cells = []
    for stage, column in ((MoneyStage.ALLOCATED, "da-giao"), (MoneyStage.SPENT, "giai-ngan")):
        ids = money.rows(kinds, stage)
        cells.append(Cell(amounts.of(stage), ids, "money", f"kinh-phi.{key}.{column}") if ids else EMPTY)
    rate = Cell(share(amounts.spent, plan)) if money.rows(kinds, MoneyStage.SPENT) else EMPTY
    return Line(key, (Cell(number), Cell(name), Cell(plan or None), *cells, rate), look)


def activity_table(plan: PlanFacts, deeds: Deeds) -> Table:
    """Activities of the plan beside what was held of them since 1 January; those outside of the plan by kind."""
    key = "hoat-dong"
    own = plan.version.plan_id if plan.version else None
    titles = {fold(activity.title) for activity in plan.activities}
    known = [fact for fact in deeds.year if fact.plan == own and fact.title in titles]
    held = count_by(known, lambda fact: fact.title)
    seen = {fact.pk for fact in known}
    rest = count_by([fact for fact in deeds.year if fact.pk not in seen], lambda fact: fact.kind)
    lines = []
    for number, activity in enumerate(plan.activities, start=1):
        cells = (
            Cell(activity.count),
            Cell(span(activity.days_from, activity.days_to)),
            Cell(span(activity.people_from, activity.people_to)),
            Cell(activity.time),
        )
        done = _done(f"{key}.{number}.ket-qua", held.get(fold(activity.title)))
        lines.append(Line(str(number), (Cell(str(number)), Cell(activity.title), *cells, done)))
    for kind in HeldKind:
        if kind in rest:
            blanks = (Cell(""), Cell(""), Cell(""), Cell(""))
            name = Cell(f"Ngoài danh mục của kế hoạch: {kind.label}")
            done = _done(f"{key}.{kind}.ket-qua", rest[kind])
            lines.append(Line(kind.value, (Cell(str(len(lines) + 1)), name, *blanks, done)))
    header: Header = (
        (
            HeadCell("TT", rowspan=2),
            HeadCell("Hoạt động", rowspan=2),
            HeadCell("Theo kế hoạch năm", colspan=4),
            HeadCell("Đã thực hiện từ đầu năm", rowspan=2),
        ),
        (HeadCell("Số lớp, đoàn"), HeadCell("Số ngày"), HeadCell("Số người"), HeadCell("Thời gian")),
    )
    widths = (0.06, 0.32, 0.1, 0.1, 0.1, 0.16, 0.16)
    title = "Tuyên truyền, tập huấn, xúc tiến thương mại"
    return Table(key, title, header, widths, tuple(lines), notes=("Ô trống: chưa có số liệu.",))


def _done(key: str, held: HeldCount | None) -> Cell:
    """ "Số lượng 02; 130 người" with the activities behind it."""
    if held is None:
        return EMPTY
    words = f"Số lượng {number_words(held.pieces)}"
    if held.people:
        words += f"; {number_words(held.people)} người"
    return Cell(words, tuple(held.ids), "held", key)


def deed_table(deeds: Deeds) -> Table:
    """What was held in the period by kind: number, pieces, days, people, producers, products, đồng sold."""
    key, counts = "da-thuc-hien", deeds.by_kind
    lines: list[Line] = []
    for kind in HeldKind:
        if kind not in counts:
            continue
        found = counts[kind]
        ids = tuple(found.ids)
        number = Cell(len(ids), ids, "held", f"{key}.{kind}.so")
        producers, products, sold = deeds.sold(ids)
        people = (Cell(found.officials), Cell(found.producers))
        figures = (number, Cell(found.pieces), Cell(found.days), *people, Cell(producers), Cell(products), Cell(sold))
        name = f"{kind.label[:1].upper()}{kind.label[1:]}"
        lines.append(Line(kind.value, (Cell(str(len(lines) + 1)), Cell(name), *figures)))
    titles = (
        *("TT", "Loại hoạt động", "Số hoạt động", "Số lượng", "Số ngày", "Cán bộ", "Người của chủ thể"),
        *("Lượt chủ thể", "Lượt sản phẩm", "Doanh thu (đồng)"),
    )
    header: Header = (tuple(HeadCell(title) for title in titles),)
    widths = (0.05, 0.23, 0.09, 0.09, 0.08, 0.08, 0.1, 0.08, 0.08, 0.12)
    notes = (
        "Tính theo ngày kết thúc. Số lượng: số lớp, đoàn, gian hàng, tin bài. Doanh thu: tại chỗ, do chủ thể báo.",
    )
    title = "Hoạt động đã thực hiện trong kỳ"
    return Table(key, title, header, widths, tuple(lines), notes=notes, is_wide=True)
