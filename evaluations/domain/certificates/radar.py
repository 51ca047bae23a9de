"""The radar of 36 months: which certificates in force end when and where, and which belong in next year's plan."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, DateField, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, TruncMonth

from ocop.spreadsheets import write_xlsx
from ocop.spreadsheets.writer import Column
from products.domain.queries import at_units
from products.models import ProducerAttribution
from programs.domain.place import resolve_units
from programs.enums import Tier
from programs.models import Unit

from ...models import Recognition
from ...rules import STARS
from ..dates import add_months
from .chains import deadlines_for, link_of

MONTHS = 12
FARTHEST = 36
MANY = 400
"""More communes than these are shown by province."""


@dataclass(frozen=True)
class Wanted:
    """What the radar is narrowed to: `months` or `days` ahead, or what belongs in the plan of the year `plan_year`.

    Certificates under extension, whose own end has passed, belong to what ends soon.
    """

    today: date
    months: int = MONTHS
    days: int | None = None
    plan_year: int | None = None
    unit: str = ""
    star: int | None = None

    def span(self) -> tuple[date, date]:
        """First and last day of expiry that is shown.

        For a plan: certificates that end in its year, or whose filing window (Điều 7.6a) touches it.
        """
        law = deadlines_for(self.today)
        if self.plan_year is not None:
            first, last = date(self.plan_year, 1, 1), date(self.plan_year, 12, 31)
            return first, last + timedelta(days=law.filing_opens)
        end = add_months(self.today, self.months) if self.days is None else self.today + timedelta(days=self.days)
        return self.today - timedelta(days=law.extension), end


@dataclass(frozen=True)
class Bar:
    """Certificates that end in a month (its first day)."""

    month: date
    count: int


@dataclass(frozen=True)
class Place:
    """Certificates that end, by star, of a unit as it is now; `unit` None: a split commune nobody has decided on."""

    unit: Unit | None
    stars: dict[int, int]

    @property
    def total(self) -> int:
        """Of all stars."""
        return sum(self.stars.values())


@dataclass(frozen=True)
class Radar:
    """`recognitions` in order of expiry (order by "expires_on", "id"), counted by month and by place."""

    recognitions: QuerySet[Any]
    bars: list[Bar]
    places: list[Place]
    total: int
    by_province: bool = False
    present: dict[int, Unit | None] = field(default_factory=dict)

    def unit_of(self, recognition: Any) -> Unit | None:
        """The present unit of a certificate's producer."""
        return self.present.get(recognition.placed)


def ending(user: Any, wanted: Wanted) -> QuerySet[Any]:
    """Certificates in force today that end in the span, the first to end first; each with `placed`, the unit in which
    its producer is registered or was put by decision after a split."""
    first, last = wanted.span()
    found: Any = Recognition.objects.visible_to(user).filter(expires_on__gte=first, expires_on__lte=last)
    if wanted.star:
        found = found.filter(star=wanted.star)
    if wanted.unit:
        found = found.filter(at_units(wanted.unit, None, "product__producer"))
    decided = ProducerAttribution.objects.filter(producer=OuterRef("product__producer")).order_by("-decided_at", "-id")
    placed = Coalesce(Subquery(decided.values("unit")[:1]), F("product__producer__unit"), output_field=IntegerField())
    in_force = found.newest().with_end().filter(in_force_until__gte=wanted.today)
    return in_force.annotate(placed=placed, replaced_on=Value(None, output_field=DateField()))


def radar(user: Any, wanted: Wanted) -> Radar:
    """Everything of the page but the rows, in three queries once the lineage of units is warm."""
    found = ending(user, wanted)
    groups = (
        found.order_by()
        .annotate(month=TruncMonth("expires_on"))
        .values("month", "placed", "star")
        .annotate(n=Count("pk"))
    )
    months: Counter[date] = Counter()
    stars: dict[int, Counter[int]] = {}
    for row in groups:
        months[row["month"]] += row["n"]
        stars.setdefault(row["placed"], Counter())[row["star"]] += row["n"]
    present = present_of(stars, wanted.today)
    places, by_province = _places(stars, present)
    first, last = wanted.span()
    first = min((wanted.today if wanted.plan_year is None else first), *months) if months else first
    bars = [Bar(month, months[month]) for month in _months(first, last)]
    return Radar(found, bars, places, sum(months.values()), by_province, present)


def _months(first: date, last: date) -> Iterable[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = add_months(month, 1)


def present_of(unit_ids: Iterable[int], day: date) -> dict[int, Unit | None]:
    """Unit id of any date → the unit that holds it on the day; None where a split leaves it open."""
    resolved = resolve_units(unit_ids, day)
    units = Unit.objects.in_bulk({pk for pk in resolved.values() if pk is not None})
    return {pk: units[now] if now is not None else None for pk, now in resolved.items()}


def _places(stars: dict[int, Counter[int]], present: dict[int, Unit | None]) -> tuple[list[Place], bool]:
    """Counts of present communes, of provinces where there are too many of them; the largest first."""
    by_unit: dict[Unit | None, Counter[int]] = {}
    for pk, counts in stars.items():
        by_unit.setdefault(present[pk], Counter()).update(counts)
    by_province = len(by_unit) > MANY
    if by_province:
        codes = {unit.province_code for unit in by_unit if unit is not None}
        provinces = {unit.code: unit for unit in Unit.objects.filter(code__in=codes, tier=Tier.PROVINCE, valid_to=None)}
        merged: dict[Unit | None, Counter[int]] = {}
        for unit, counts in by_unit.items():
            merged.setdefault(provinces.get(unit.province_code) if unit else None, Counter()).update(counts)
        by_unit = merged
    places = [Place(unit, {star: counts[star] for star in STARS}) for unit, counts in by_unit.items()]
    return sorted(
        places, key=lambda one: (one.unit is None, -one.total, bytes(one.unit.sort_key) if one.unit else b"")
    ), (by_province)


COLUMNS = (
    Column("Sản phẩm", 34),
    Column("Mã số sản phẩm", 20),
    Column("Chủ thể", 34),
    Column("Xã, phường hiện nay", 24),
    Column("Hạng sao", 9),
    Column("Số quyết định", 18),
    Column("Ngày quyết định", 14),
    Column("Nộp hồ sơ từ ngày", 14),
    Column("Nộp hồ sơ chậm nhất", 14),
    Column("Hết hạn", 14),
    Column("Gia hạn đến", 14),
    Column("Trạng thái", 34),
    Column("Ghi chú", 20),
)


def radar_xlsx(found: Radar, today: date) -> bytes:
    """The rows of the page as a spreadsheet without live formulas."""
    rows = found.recognitions.select_related("product__producer").order_by("expires_on", "pk")
    return write_xlsx(
        COLUMNS, (_cells(one, found, today) for one in rows.iterator(chunk_size=2000)), title="Sap het han"
    )


def _cells(recognition: Any, found: Radar, today: date) -> list[Any]:
    link, unit = link_of(recognition, today), found.unit_of(recognition)
    return [
        recognition.product.name,
        recognition.product.official_code,
        recognition.product.producer.name,
        unit.name if unit else "chưa quy được về một đơn vị",
        recognition.star,
        recognition.decision_number,
        recognition.decided_on,
        link.dates.filing_opens_on,
        link.dates.filing_closes_on,
        recognition.expires_on,
        recognition.extended_until,
        str(link.state.label),
        "dữ liệu minh họa" if recognition.is_illustration else "",
    ]
