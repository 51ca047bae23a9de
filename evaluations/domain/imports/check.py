"""All faults of an import file at once; and, when there is none, what has to be written."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.site.registry import get_setting
from ocop.spreadsheets import Fault
from ocop.text import format_date

from ..dates import expiry_of
from ..recognitions import check_facts
from .columns import COLUMNS, RECOGNITION_KEYS, ImportColumn, Layout
from .entries import Corrections, Entry, Rows, read_entries
from .places import Places
from .told import check_told, day_of, has_told

SHARED = (
    ("producer", ("legal_form", "address", "representative", "phone", "tax_code")),
    ("product", ("product_set", "official_code")),
)


def read_rows(
    rows: Rows,
    layout: Layout,
    actor: Any,
    corrections: Corrections | None = None,
    bad: Mapping[int, Mapping[int, str]] | None = None,
    report: Callable[[int, int], None] | None = None,
) -> tuple[list[Entry], list[Fault]]:
    """Every cell read, every row checked on its own and against the others of the file.

    `report(done, total)` is told now and then how far the rows are.
    """
    faults: list[Fault] = []
    places, body_rule, today = Places(actor), get_setting("body_by_date"), timezone.localdate()
    entries = read_entries(rows, layout, corrections or {}, bad or {}, faults)
    needed = {flag: {c.key: c for c in COLUMNS if c.need and layout.needs(c, flag)} for flag in (False, True)}
    last = {entry.number: entry for entry in entries} if not layout.positions.keys().isdisjoint(COMPARED) else {}
    is_told = has_told(layout)
    for number, entry in enumerate(entries):
        if report is not None and number % REPORTED_ROWS == 0:
            report(number, len(entries))
        _check_needed(entry, needed, faults)
        if is_told:
            check_told(entry, today, faults)
        _place(entry, places, today, faults)
        _check_facts(entry, body_rule, today, faults)
        if last:
            _compare_told(entry, last[entry.number] is entry, faults)
    _check_doubles(entries, faults)
    return entries, faults


COMPARED = ("decided_year", "decided_year@2", "current_star", "expires_on")
REPORTED_ROWS = 500


def _check_needed(entry: Entry, needed: Mapping[bool, Mapping[str, ImportColumn]], faults: list[Fault]) -> None:
    """Required cells; those of a recognition once any of its cells is filled (a faulty cell is filled too)."""
    values = entry.values
    with_recognition = entry.layout.kind == "recognitions" or not values.keys().isdisjoint(RECOGNITION_KEYS)
    wanted = needed[with_recognition]
    if wanted.keys() <= values.keys():
        return
    for key, column in wanted.items():
        if key in values:
            continue
        told_once = entry.root is not None and column.need == "always"
        if told_once or (key == "unit_name" and "unit_code" in values):
            continue
        entry.add(faults, key, ValidationError(_("Thiếu “%(title)s”.") % {"title": column.title}, "required"))


def _place(entry: Entry, places: Places, today: date, faults: list[Fault]) -> None:
    name, code = entry.values.get("unit_name") or "", entry.values.get("unit_code") or ""
    if not name and not code:
        return
    day = entry.values.get("decided_on") or entry.values.get("unit_day") or day_of(entry, today)
    try:
        if day is None and not {"decided_on", "unit_day"}.isdisjoint(entry.values):
            entry.unit = places.find_on_any_day(name, code)
        else:
            entry.unit = places.find(name, code, day or today)
    except ValidationError as error:
        if entry.root is not None and not entry.root.ok and entry.root.unit is None:
            entry.ok = False  # the first recognition of the row has told it
            return
        entry.add(faults, "unit_code" if code and not name else "unit_name", error)


def _check_facts(entry: Entry, body_rule: str, today: date, faults: list[Fault]) -> None:
    values = entry.values
    if values.get("star") is None or values.get("decided_on") is None or values.get("body") is None:
        return
    try:
        entry.warnings = check_facts(
            star=values["star"],
            decided_on=values["decided_on"],
            body=values["body"],
            body_note=values.get("body_note") or "",
            score=values.get("score"),
            plan_year=values.get("plan_year"),
            body_rule=body_rule,
            today=today,
        )
    except ValidationError as error:
        for key, errors in error.error_dict.items():
            entry.add(faults, key, ValidationError(errors))


def _compare_told(entry: Entry, newest: bool, faults: list[Fault]) -> None:
    """What a register says twice: the year beside the day is a fault when they disagree; rank and expiry are derived,
    a difference is only told."""
    values = entry.values
    day, year = values.get("decided_on"), values.get("decided_year")
    if day and year and day.year != year:
        message = _("Năm %(year)d khác với ngày quyết định %(day)s. Sửa ngày hoặc xóa trống ô này.")
        entry.add(faults, "decided_year", ValidationError(message % {"year": year, "day": format_date(day)}, "year"))
    expires, shown = values.get("expires_on"), values.get("current_star")
    if newest and day and expires and expires != expiry_of(day):
        facts = {"told": format_date(expires), "law": format_date(expiry_of(day))}
        entry.warnings.append(_("Ngày hết hạn ghi %(told)s, theo quyết định là %(law)s (36 tháng).") % facts)
    if newest and values.get("star") and shown and shown != values["star"]:
        facts = {"told": str(shown), "star": str(values["star"])}
        entry.warnings.append(_("Hạng sao hiện tại ghi %(told)s, lần công nhận sau cùng là %(star)s sao.") % facts)


def _check_doubles(entries: Sequence[Entry], faults: list[Fault]) -> None:
    """The same product and decision twice; and one producer or product described in two ways."""
    rows: dict[tuple[Any, ...], int] = {}
    told: dict[tuple[Any, ...], dict[str, tuple[Any, int]]] = {}
    for entry in entries:
        if entry.unit is None or not entry.producer_key:
            continue
        owner = (entry.unit.id, entry.producer_key)
        item = (*owner, entry.product_key)
        first = rows.setdefault((item, entry.decision, entry.values.get("time_code")), entry.number)
        if first != entry.number:
            message = _("Trùng với dòng %(row)d: cùng sản phẩm, chủ thể và quyết định.") % {"row": first}
            entry.add(faults, "product", ValidationError(message, "duplicate_row"))
        if entry.root is None:
            for record, (_what, keys) in zip((owner, item), SHARED, strict=True):
                _check_shared(entry, keys, told.setdefault(record, {}), faults)


def _check_shared(entry: Entry, keys: Sequence[str], told: dict[str, tuple[Any, int]], faults: list[Fault]) -> None:
    """`told`: what an earlier row says of the same producer or product, and which."""
    values = entry.values
    for name in keys:
        value = values.get(name)
        if value is None or value == "":
            continue
        before, row = told.setdefault(name, (value, entry.number))
        if before != value:
            message = _("Khác với dòng %(row)d của cùng chủ thể hoặc sản phẩm.") % {"row": row}
            entry.add(faults, name, ValidationError(message, "inconsistent"))
