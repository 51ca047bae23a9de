"""The ministry's table PTNT_OCOP (QĐ 5277) as a file to read in: known by its header; its rows are kept as told.

It has neither number nor day of a decision, so no recognition is made of it: no star rises or falls by it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ocop.spreadsheets import Fault
from ocop.text import fold

from ...models import ExchangeLine
from ..exchange.periods import Period
from ..exchange.table import COLUMNS as TABLE_COLUMNS
from .columns import TOLD_TITLES, Layout, title_of
from .entries import Entry

if TYPE_CHECKING:
    from .match import Match

MEANINGS: Mapping[str, str] = {
    "MA_OCOP": "",  # a number of the system that wrote the file
    "Ma_DonViHanhChinh": "unit_code",
    "Ma_ThoiGian": "time_code",
    "Ma_SanPham": "official_code",
    "TenSanPham": "product",
    "XepHang": "told_star",
    "ChuTheSXKD": "producer",
    "DoanhThuNam": "told_revenue",
    "TrangThai": "told_state",
}
"""Column of the table → meaning in the import."""
NEEDED = frozenset({"unit_code", "time_code", "product", "producer"})
LINE = {"told_star": "star", "told_revenue": "revenue", "told_state": "state"}
"""Key of a column → field of ExchangeLine."""
BY_FOLD = {fold(name): key for name, key in MEANINGS.items()}
assert MEANINGS.keys() == TABLE_COLUMNS.keys()


def profile(header: Sequence[str]) -> dict[str, str] | None:
    """Column number → key when every title is one of the table's own and none of NEEDED is missing; else None."""
    words = [fold(title) for title in header]
    told = [word for word in words if word]
    keys = {BY_FOLD.get(word) for word in told}
    if None in keys or len(set(told)) != len(told) or not keys >= NEEDED:
        return None
    return {str(number): BY_FOLD.get(word, "") for number, word in enumerate(words, 1)}


def has_told(layout: Layout) -> bool:
    """Whether the file has a column of the table that is kept as told; nearly all files have none."""
    return not layout.positions.keys().isdisjoint(TOLD_TITLES)


def _is_told(entries: Sequence[Entry]) -> bool:
    return bool(entries) and has_told(entries[0].layout)


def day_of(entry: Entry, today: date) -> date | None:
    """The day on which the row's unit is meant: the last one of its time; None without a time."""
    period: Period | None = entry.values.get("time_code")
    return period.day(today) if period is not None else None


def check_told(entry: Entry, today: date, faults: list[Fault]) -> None:
    """What is told needs its time, and that must have begun."""
    period: Period | None = entry.values.get("time_code")
    if period is None:
        if "time_code" not in entry.values and not entry.values.keys().isdisjoint(TOLD_TITLES):
            message = _("Thiếu “%(title)s”.") % {"title": title_of("time_code")}
            entry.add(faults, "time_code", ValidationError(message, "required"))
    elif period.year > today.year:
        message = _("Thời gian %(code)s chưa đến.") % {"code": period.code}
        entry.add(faults, "time_code", ValidationError(message, "future"))


def read_lines(entries: Sequence[Entry], match: "Match") -> None:
    """What is kept already of the products of these entries: one query, none for a file without times."""
    if not _is_told(entries):
        return
    codes = {entry.values["time_code"].code for entry in entries if entry.values.get("time_code")}
    kept = {product.pk for product in match.products.values()}
    for line in ExchangeLine.objects.filter(time_code__in=codes, product__in=kept):
        match.lines[line.product_id, line.time_code] = line


def is_kept(entry: Entry, product_id: int, match: "Match") -> bool:
    """Whether what the row tells of a time is kept already; so is nothing."""
    period: Period | None = entry.values.get("time_code")
    return period is None or (product_id, period.code) in match.lines


def compare_lines(entries: Sequence[Entry], match: "Match", faults: list[Fault]) -> None:
    """A line kept already is never overwritten; a star other than the decisions' is only told."""
    if not _is_told(entries):
        return
    granted: dict[int, list[Any]] = defaultdict(list)
    for one in match.recognitions.values():
        granted[one.product_id].append(one)
    for entry in entries:
        period, product = entry.values.get("time_code"), match.product(entry)
        if period is None or product is None:
            continue
        kept = match.lines.get((product.pk, period.code))
        if kept is not None:
            _compare_line(entry, kept, faults)
        _warn_of_star(entry, granted[product.pk], period)


def _compare_line(entry: Entry, kept: ExchangeLine, faults: list[Fault]) -> None:
    for key, name in LINE.items():
        told, stored = entry.values.get(key), getattr(kept, name)
        if (told or None) != (stored or None):
            message = _("Bảng PTNT_OCOP đã nhập của thời gian này ghi khác (%(kept)s).") % {"kept": stored or "–"}
            entry.add(faults, key, ValidationError(message, "differs"))


def _warn_of_star(entry: Entry, granted: Sequence[Any], period: Period) -> None:
    told = entry.values.get("told_star")
    by_then = [one for one in granted if one.decided_on <= period.last]
    newest = max(by_then, key=lambda one: (one.decided_on, one.pk), default=None)
    if told and newest is not None and newest.star != told:
        facts = {"told": str(told), "star": str(newest.star), "number": newest.decision_number}
        text = _("Xếp hạng ghi %(told)s sao; theo quyết định %(number)s là %(star)s sao, giữ theo quyết định.")
        entry.warnings.append(text % facts)


def new_lines(entries: Sequence[Entry], match: "Match") -> list[dict[str, Any]]:
    """Rows of ExchangeLine that are not kept yet, once the products have their ids."""
    fresh: dict[tuple[int, str], dict[str, Any]] = {}
    for entry in entries if _is_told(entries) else ():
        period: Period | None = entry.values.get("time_code")
        if period is None or entry.unit is None or not entry.product_key:
            continue
        key = (match.product_pk(entry), period.code)
        if key in match.lines or key in fresh:
            continue
        facts = {name: entry.values.get(told) for told, name in LINE.items()}
        fresh[key] = {
            "product_id": key[0],
            "time_code": key[1],
            "unit_code": entry.unit.code,
            **facts,
            "state": facts["state"] or "",
        }
    return list(fresh.values())
