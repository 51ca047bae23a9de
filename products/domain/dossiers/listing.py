"""Lists of dossiers: filters, the order of the legal clocks, the words of a clock, and the table to take away."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import Prefetch, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.site.workdays import WorkCalendar, work_calendar
from ocop.spreadsheets.writer import Column, write_csv, write_xlsx
from ocop.text import fold, format_date
from ocop.ui.context import read_day

from ...enums import ClockKind, DossierKind, DossierState, Level
from ...models import Dossier, Receipt
from ..queries import FIRST_YEAR, LAST_YEAR, at_units
from .clock import Clock, working_days_left

NO_CLOCK = date(9999, 12, 31)
"""Dossiers without a running clock come last."""
ORDERS: dict[str, tuple[str, ...]] = {"han": ("due_order", "id"), "moi": ("-id",)}
MAX_ROWS = 20_000
"""Dossiers a page exports at once."""
SOON = 3
"""So many days before the end a clock turns amber."""


@dataclass(frozen=True)
class DossierFilters:
    """What a list is narrowed to; empty fields narrow nothing. `order` is a key of ORDERS."""

    text: str = ""
    unit: str = ""
    day: date | None = None
    kind: str = ""
    state: str = ""
    star: int | None = None
    year: int | None = None
    is_overdue: bool = False
    order: str = "han"

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Self:
        """Read `q`, `don-vi`, `ngay`, `loai`, `trang-thai`, `sao`, `nam`, `qua-han`, `xep` of a url."""
        text = {name: str(query.get(name) or "").strip()[:100] for name in ("q", "don-vi", "ngay", "qua-han", "xep")}
        kind, state = str(query.get("loai") or ""), str(query.get("trang-thai") or "")
        star, year = str(query.get("sao") or ""), str(query.get("nam") or "")
        return cls(
            text=text["q"],
            unit=text["don-vi"],
            day=read_day(text["ngay"]),
            kind=kind if kind in DossierKind.values else "",
            state=state if state in DossierState.values else "",
            star=int(star) if star in {"3", "4", "5"} else None,
            year=int(year) if _is_year(year) else None,
            is_overdue=text["qua-han"] in {"1", "on"},
            order=text["xep"] if text["xep"] in ORDERS else "han",
        )


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR


def filter_dossiers(dossiers: QuerySet[Dossier], filters: DossierFilters) -> QuerySet[Dossier]:
    """Narrowed dossiers; words are those of the product, its producer and commune."""
    for word in fold(filters.text).split():
        dossiers = dossiers.filter(product__fold__contains=word)
    if filters.unit:
        dossiers = dossiers.filter(at_units(filters.unit, filters.day, "product__producer"))
    facts = {"kind": filters.kind, "state": filters.state, "star_sought": filters.star, "year": filters.year}
    dossiers = dossiers.filter(**{name: value for name, value in facts.items() if value})
    if filters.is_overdue:
        dossiers = dossiers.filter(clock_due_on__lt=timezone.localdate())
    return dossiers


def in_order(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """With `due_order`, the day the running clock ends (NO_CLOCK without one), and what a line shows."""
    lines = dossiers.annotate(due_order=Coalesce("clock_due_on", Value(NO_CLOCK)))
    return lines.select_related("product__producer", "unit")


@dataclass(frozen=True)
class ClockLine:
    """A clock in words with the tone of its badge (ocop.ui TONES)."""

    text: str
    tone: str
    is_overdue: bool = False


def clock_line(dossier: Dossier, today: date, calendar: WorkCalendar) -> ClockLine | None:
    """ "còn 3 ngày làm việc, đến 05/12/2026"; None when no clock runs. Only the commune's days are working days."""
    due = dossier.clock_due_on
    if due is None:
        return None
    working = dossier.clock_kind == ClockKind.COMMUNE
    unit = _("ngày làm việc") if working else _("ngày")
    left = working_days_left(today, due, calendar) if working else (due - today).days
    facts = {"count": abs(left), "unit": unit, "day": format_date(due)}
    if due < today:
        return ClockLine(_("quá hạn %(count)s %(unit)s, hạn %(day)s") % facts, "danger", is_overdue=True)
    if left == 0:
        return ClockLine(_("hết hạn hôm nay, %(day)s") % facts, "warn")
    return ClockLine(_("còn %(count)s %(unit)s, đến %(day)s") % facts, "warn" if left <= SOON else "info")


def clock_words(clock: Clock) -> dict[str, Any]:
    """A clock of clock.py for the page: its name, where it stands, the tone, the article."""
    unit = _("ngày làm việc") if clock.in_working_days else _("ngày")
    facts = {"count": abs(clock.days_left), "unit": unit, "day": format_date(clock.due_on)}
    if clock.is_paused:
        text, tone = _("tạm dừng chờ bổ sung"), "off"
    elif clock.is_overdue:
        text, tone = _("quá hạn %(count)s %(unit)s, hạn %(day)s") % facts, "danger"
    elif clock.starts_on > timezone.localdate():
        text, tone = _("từ %(first)s đến %(day)s") % {**facts, "first": format_date(clock.starts_on)}, "info"
    else:
        text, tone = _("còn %(count)s %(unit)s, đến %(day)s") % facts, "warn" if clock.days_left <= SOON else "info"
    return {"name": str(ClockKind(clock.kind).label), "text": text, "tone": tone, "article": clock.article}


def with_clock_lines(dossiers: Iterable[Dossier]) -> list[Any]:
    """The dossiers, each with `clock_line`."""
    today, calendar = timezone.localdate(), work_calendar()
    lines: list[Any] = list(dossiers)
    for dossier in lines:
        dossier.clock_line = clock_line(dossier, today, calendar)
    return lines


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Sản phẩm"), 36),
        Column(_("Chủ thể"), 36),
        Column(_("Mã xã"), 10),
        Column(_("Xã, phường"), 22),
        Column(_("Loại hồ sơ"), 20),
        Column(_("Năm đánh giá"), 10),
        Column(_("Hạng sao đăng ký"), 10),
        Column(_("Trạng thái"), 26),
        Column(_("Ngày nộp"), 12),
        Column(_("Thời hạn đang chạy"), 26),
        Column(_("Đến hạn ngày"), 12),
        Column(_("Phiếu số của xã"), 26),
        Column(_("Phiếu số của tỉnh"), 26),
        Column(_("Nguồn"), 18),
    )


def export_dossiers(dossiers: QuerySet[Dossier], file_format: str) -> bytes:
    """XLSX or CSV of a list as filtered and ordered, without live formulas."""
    receipts = Prefetch("receipts", Receipt.objects.order_by("id"))
    rows = _rows(dossiers.prefetch_related(receipts))
    if file_format == "csv":
        return write_csv(_columns(), rows)
    return write_xlsx(_columns(), rows, title=_("Hồ sơ"))


def _rows(dossiers: QuerySet[Dossier]) -> Iterator[tuple[Any, ...]]:
    for dossier in dossiers:
        numbers = {receipt.level: receipt.text for receipt in dossier.receipts.all()}
        yield (
            dossier.product.name,
            dossier.product.producer.name,
            dossier.unit.code,
            dossier.unit.name,
            str(dossier.get_kind_display()),
            dossier.year,
            dossier.star_sought,
            str(dossier.get_state_display()),
            dossier.submitted_on,
            str(dossier.get_clock_kind_display()) if dossier.clock_kind else None,
            dossier.clock_due_on,
            numbers.get(Level.COMMUNE),
            numbers.get(Level.PROVINCE),
            _("dữ liệu minh họa") if dossier.is_illustration else None,
        )
