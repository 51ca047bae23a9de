"""The ministry's product table PTNT_OCOP (QĐ 5277): one row for each product and time code, and its two catalogues."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ocop.site.registry import get_settings
from ocop.spreadsheets import Column, write_csv, write_xlsx
from products.domain.places import heirs_of
from products.models import ProducerLocation, Product, ProductCode, YearFigures

from ...enums import CertificateState
from ...models import ExchangeLine, Recognition
from ..certificates.chains import IN_FORCE, facts_of
from ..certificates.state import state_on
from .periods import Period

COLUMNS = {
    "MA_OCOP": (_("Số của sản phẩm trong hệ thống này; không đổi."), 12),
    "Ma_DonViHanhChinh": (_("Mã xã, phường, thị trấn nơi có chủ thể vào ngày cuối của thời gian."), 20),
    "Ma_ThoiGian": (_("Thời gian của số liệu; cách ghi do tỉnh chọn ở trang Cài đặt."), 14),
    "Ma_SanPham": (_("Mã số sản phẩm theo Phụ lục II QĐ 26/2026/QĐ-TTg; trống khi chưa được cấp."), 24),
    "TenSanPham": (_("Tên sản phẩm."), 40),
    "XepHang": (_("3*, 4* hoặc 5*: lần công nhận sau cùng tính đến ngày đó."), 10),
    "ChuTheSXKD": (_("Tên chủ thể."), 40),
    "DoanhThuNam": (_("Doanh thu năm của chủ thể, hai số lẻ; lặp lại ở mọi sản phẩm của chủ thể."), 18),
    "TrangThai": (_("Tình trạng của công nhận vào ngày đó."), 18),
}
"""Name → what stands in it, width. Names as QĐ 5277 writes them; what it leaves open is a setting."""
CATALOGUES: Mapping[str, tuple[str, ...]] = {
    "DM_SanPham": ("Ma_SanPham", "TenSanPham"),
    "DM_CoSo": ("ChuTheSXKD", "Ma_DonViHanhChinh"),
}
"""The catalogues the standard names. Their columns are not known to us: only those of the table itself are given."""
TABLE = "PTNT_OCOP"
TABLES = (TABLE, *CATALOGUES)
DIVISORS = {"million": 1_000_000, "thousand": 1_000, "dong": 1}
CENT, MOST = Decimal("0.01"), Decimal("999999999999.99")
CHUNK = 5_000
Facts = tuple[str, int | None, Decimal | None, str]
"""Code of the unit, star, revenue, state."""


@dataclass(frozen=True)
class Wording:
    """What the law leaves open, as set: words of the state, whose revenue, in which unit."""

    state: str
    revenue: str
    revenue_unit: str

    @classmethod
    def load(cls) -> "Wording":
        """One query, none inside `read_once`."""
        return cls(*get_settings("ptnt_state", "ptnt_revenue", "ptnt_revenue_unit"))

    def state_of(self, state: CertificateState) -> str:
        """ "còn hiệu lực", "hết hạn", "đã thu hồi"; or 1 and 0."""
        if self.state == "flag":
            return "1" if state in IN_FORCE else "0"
        if state == CertificateState.WITHDRAWN:
            return "đã thu hồi"
        return "còn hiệu lực" if state in IN_FORCE else "hết hạn"

    def amount_of(self, dong: int | None) -> Decimal | None:
        """Đồng in the unit set, two places; None when nothing is known, or when it does not fit DECIMAL(14,2)."""
        if dong is None or self.revenue == "empty":
            return None
        amount = (Decimal(dong) / DIVISORS[self.revenue_unit]).quantize(CENT, ROUND_HALF_UP)
        return amount if amount <= MOST else None


def listed(products: QuerySet[Product], period: Period) -> QuerySet[Product]:
    """Those which the table of a period names: recognised by its last day, or told by another system's table."""
    day = period.day(timezone.localdate())
    granted = Recognition.objects.shown().filter(product=OuterRef("pk"), decided_on__lte=day)
    told = ExchangeLine.objects.filter(product=OuterRef("pk"), time_code=period.code)
    return products.filter(Q(Exists(granted)) | Q(Exists(told)))


class Subject(NamedTuple):
    """What is asked of a product and its producer, in the order of SUBJECT."""

    pk: int
    name: str
    official_code: str
    producer_id: int
    producer: str
    unit_id: int
    unit_code: str
    unit_from: date
    unit_to: date | None

    def is_gone(self, day: date) -> bool:
        """Whether the commune of its producer does not stand on the day."""
        return day < self.unit_from or (self.unit_to is not None and self.unit_to < day)


SUBJECT = (
    *("pk", "name", "official_code", "producer", "producer__name", "producer__unit", "producer__unit__code"),
    *("producer__unit__valid_from", "producer__unit__valid_to"),
)
PLACE = ("unit", "unit__code", "unit__valid_from", "unit__valid_to")
LIFE = (
    *("product_id", "star", "unit__code", "decided_on", "expires_on"),
    *("extended_until", "result_on", "withdrawn_on", "replaced_on"),
)
"""What is read of a recognition: tuples, for models of 20,000 rows cost seconds."""


def rows_of(ids: Sequence[int], period: Period, wording: Wording) -> list[dict[str, Any]]:
    """Rows by name of column of some products, in the order of their ids; ten queries at most."""
    day = period.day(timezone.localdate())
    some = _among(ids)
    subjects = _subjects(some, day)
    newest: Any = Recognition.objects.shown().filter(product__in=some).newest(day).with_life()
    granted = {one.product_id: one for one in newest.order_by().values_list(*LIFE, named=True)}
    told = {line.product_id: line for line in ExchangeLine.objects.filter(product__in=some, time_code=period.code)}
    heirs = heirs_of({one.producer_id: one.unit_id for one in subjects if one.is_gone(day)}, day)
    codes, revenues = _codes(some, period.year), _revenues(subjects, period.year)
    found = []
    facts: Facts
    for one in subjects:
        recognition, line = granted.get(one.pk), told.get(one.pk)
        if recognition is not None:
            heir = heirs.get(one.producer_id)
            unit_code = heir.code if heir else recognition.unit__code if one.producer_id in heirs else one.unit_code
            revenue = wording.amount_of(revenues.get(one.producer_id))
            state = wording.state_of(state_on(facts_of(recognition), day))
            facts = (unit_code, recognition.star, revenue, state)
        elif line is not None:
            facts = (line.unit_code, line.star, line.revenue, line.state)
        else:
            continue
        found.append(_row(one, period, codes.get(one.pk, one.official_code), facts))
    return found


def _subjects(ids: RawSQL, day: date) -> list[Subject]:
    """The products by id, each with the unit where its producer was on the day: some have moved since."""
    found = [Subject(*one) for one in Product.objects.filter(pk__in=ids).order_by("pk").values_list(*SUBJECT)]
    owners = _among({one.producer_id for one in found})
    places: dict[int, tuple[Any, ...]] = {}
    moves = ProducerLocation.objects.filter(producer__in=owners).order_by("since", "pk")
    for producer, since, *unit in moves.values_list("producer", "since", *PLACE):
        if since <= day or producer not in places:
            places[producer] = tuple(unit)
    return [Subject(*one[:5], *places.get(one.producer_id, one[5:])) for one in found]


def _row(one: Subject, period: Period, code: str, facts: Facts) -> dict[str, Any]:
    unit_code, star, revenue, state = facts
    cells = (
        *(one.pk, unit_code, period.code, code or None, one.name),
        *(f"{star}*" if star else None, one.producer, revenue, state or None),
    )
    return dict(zip(COLUMNS, cells, strict=True))


def _among(ids: Iterable[int]) -> RawSQL:
    """One parameter, not thousands."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(ids)])


def _codes(ids: RawSQL, year: int) -> dict[int, str]:
    """Product → the last code it had in that year; "" for one whose codes all came later."""
    found: dict[int, str] = {}
    for pk, code, given in (
        ProductCode.objects.filter(product__in=ids).order_by("year", "pk").values_list("product", "code", "year")
    ):
        found[pk] = code if given <= year else found.get(pk, "")
    return found


def _revenues(subjects: Iterable[Subject], year: int) -> dict[int, int | None]:
    owners = _among({one.producer_id for one in subjects})
    return dict(YearFigures.objects.filter(producer__in=owners, year=year).values_list("producer", "revenue"))


def all_rows(products: QuerySet[Product], period: Period) -> Iterator[dict[str, Any]]:
    """Every row of the table over these products, in the order of MA_OCOP; a few queries for 5,000 products."""
    wording = Wording.load()
    ids = list(listed(products, period).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        yield from rows_of(ids[start : start + CHUNK], period, wording)


def catalogue(rows: Iterable[dict[str, Any]], names: Sequence[str]) -> list[tuple[Any, ...]]:
    """The distinct values of some columns, in order; a row without the first of them is left out."""
    found = {tuple(row[name] for name in names) for row in rows if row[names[0]]}
    return sorted(found, key=lambda cells: tuple(str(cell or "") for cell in cells))


def export_table(
    products: QuerySet[Product], period: Period, file_format: str, *, table: str = TABLE
) -> tuple[bytes, int]:
    """PTNT_OCOP or a catalogue as CSV or XLSX without live formulas; returns (bytes, rows)."""
    names = CATALOGUES.get(table, tuple(COLUMNS))
    rows = all_rows(products, period)
    lines = catalogue(rows, names) if table in CATALOGUES else [tuple(row.values()) for row in rows]
    columns = [Column(name, COLUMNS[name][1]) for name in names]
    if file_format == "csv":
        return write_csv(columns, lines), len(lines)
    return write_xlsx(columns, lines, title=table, notes=notes_for(period, names)), len(lines)


def notes_for(period: Period, names: Iterable[str]) -> list[str]:
    """What the second sheet says: the day, and what stands in each column."""
    day: date = period.day(timezone.localdate())
    return [f"{TABLE} {period.code}: {day:%d/%m/%Y}", *(f"{name}: {COLUMNS[name][0]}" for name in names)]
