"""All faults of an import file at once; and, when there is none, what has to be written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.site.registry import get_setting
from ocop.spreadsheets import Fault, Table
from ocop.text import fold
from programs.models import Unit

from ..recognitions import check_facts
from .columns import BY_FOLD, COLUMNS, RECOGNITION_KEYS, REQUIRED, TITLES, Layout
from .places import Places
from .values import READERS

FACT_KEYS = ("star", "decided_on", "body", "score")


@dataclass(slots=True)
class Entry:
    """One row, read: `values` by column key, the unit of its day; `ok` while no cell of it is faulty."""

    number: int
    values: dict[str, Any]
    unit: Unit | None = None
    ok: bool = True
    warnings: list[str] = field(default_factory=list)

    @property
    def has_recognition(self) -> bool:
        return any(self.values.get(key) is not None for key in RECOGNITION_KEYS)

    @property
    def producer_key(self) -> str:
        return fold(self.values.get("producer") or "")

    @property
    def product_key(self) -> str:
        return fold(self.values.get("product") or "")

    @property
    def decision(self) -> tuple[str, date] | None:
        number, day = self.values.get("decision_number"), self.values.get("decided_on")
        return (number, day) if number and day else None


def lay_out(header: Sequence[str], kind: str = "products") -> tuple[Layout, list[Fault]]:
    """Match the header to the columns; faults: a required column missing, an unknown one."""
    positions: dict[str, int] = {}
    titles: dict[str, str] = {}
    faults: list[Fault] = []
    for number, title in enumerate(header, 1):
        key = BY_FOLD.get(fold(title))
        if key is not None and key not in positions:
            positions[key], titles[key] = number, title
        elif title:
            message = _("Cột không có trong mẫu nên không biết ghi vào đâu. Hãy xóa cột hoặc đặt lại tên theo tệp mẫu.")
            faults.append(Fault(None, number, "unknown_column", message, title))
    for key in REQUIRED[kind]:
        if key not in positions:
            message = _("Thiếu cột bắt buộc “%(title)s”.") % {"title": TITLES[key]}
            faults.append(Fault(None, None, "missing_column", message))
    return Layout(positions, titles, kind), faults


def raw_rows(table: Table, layout: Layout) -> list[dict[str, Any]]:
    """The rows as they are stored with the batch: {"n": row number, key: text}."""
    return [
        {"n": row.number} | {key: row.text(column - 1) for key, column in layout.positions.items()}
        for row in table.rows
    ]


def read_rows(rows: Sequence[dict[str, Any]], layout: Layout, actor: Any) -> tuple[list[Entry], list[Fault]]:
    """Every cell read, every row checked on its own and against the others of the file."""
    faults: list[Fault] = []
    places, body_rule, today = Places(actor), get_setting("body_by_date"), timezone.localdate()
    entries = []
    for row in rows:
        entry = _read_cells(row, layout, faults)
        _check_needed(entry, layout, faults)
        _place(entry, layout, places, today, faults)
        _check_facts(entry, layout, body_rule, faults)
        entries.append(entry)
    _check_doubles(entries, layout, faults)
    return entries, faults


def _add(faults: list[Fault], entry: Entry, layout: Layout, key: str, error: ValidationError) -> None:
    entry.ok = False
    for item in error.error_list:
        faults.append(layout.fault(entry.number, key, item.code or "invalid", "".join(item.messages)))


def _read_cells(row: dict[str, Any], layout: Layout, faults: list[Fault]) -> Entry:
    entry = Entry(row["n"], {})
    for key in layout.positions:
        text = row.get(key, "")
        if not text:
            continue
        try:
            entry.values[key] = READERS[key](text)
        except ValidationError as error:
            entry.values[key] = None
            _add(faults, entry, layout, key, error)
    return entry


def _check_needed(entry: Entry, layout: Layout, faults: list[Fault]) -> None:
    """Required cells; those of a recognition once any of its cells is filled (a faulty cell is filled too)."""
    with_recognition = layout.kind == "recognitions" or any(key in entry.values for key in RECOGNITION_KEYS)
    for column in COLUMNS:
        needed = layout.needs(column, with_recognition)
        if (
            needed
            and column.key not in entry.values
            and not (column.key == "unit_name" and "unit_code" in entry.values)
        ):
            entry.ok = False
            message = _("Thiếu “%(title)s”.") % {"title": column.title}
            faults.append(layout.fault(entry.number, column.key, "required", message))


def _place(entry: Entry, layout: Layout, places: Places, today: date, faults: list[Fault]) -> None:
    name, code = entry.values.get("unit_name") or "", entry.values.get("unit_code") or ""
    if not name and not code:
        return
    day = entry.values.get("decided_on") or entry.values.get("unit_day")
    try:
        if day is None and not {"decided_on", "unit_day"}.isdisjoint(entry.values):
            entry.unit = places.find_on_any_day(name, code)
        else:
            entry.unit = places.find(name, code, day or today)
    except ValidationError as error:
        _add(faults, entry, layout, "unit_code" if code and not name else "unit_name", error)


def _check_facts(entry: Entry, layout: Layout, body_rule: str, faults: list[Fault]) -> None:
    values = entry.values
    if any(values.get(key) is None for key in ("star", "decided_on", "body")):
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
        )
    except ValidationError as error:
        for key, errors in error.error_dict.items():
            _add(faults, entry, layout, key, ValidationError(errors))


SHARED = (
    ("producer", ("legal_form", "address", "representative", "phone", "tax_code")),
    ("product", ("product_set", "official_code")),
)


def _check_doubles(entries: list[Entry], layout: Layout, faults: list[Fault]) -> None:
    """The same product and decision twice; and one producer or product described in two ways."""
    rows: dict[tuple[Any, ...], int] = {}
    told: dict[tuple[Any, ...], tuple[Any, int]] = {}
    for entry in entries:
        if not (entry.unit and entry.producer_key):
            continue
        owner = (entry.unit.pk, entry.producer_key)
        key = (*owner, entry.product_key, entry.decision)
        first = rows.setdefault(key, entry.number)
        if first != entry.number:
            message = _("Trùng với dòng %(row)d: cùng sản phẩm, chủ thể và quyết định.") % {"row": first}
            _add(faults, entry, layout, "product", ValidationError(message, "duplicate_row"))
        for what, keys in SHARED:
            for name in keys:
                _check_same(entry, layout, (*owner, entry.product_key if what == "product" else "", name), told, faults)


def _check_same(
    entry: Entry,
    layout: Layout,
    key: tuple[Any, ...],
    told: dict[tuple[Any, ...], tuple[Any, int]],
    faults: list[Fault],
) -> None:
    name = key[-1]
    value = entry.values.get(name)
    if value in (None, ""):
        return
    before, row = told.setdefault(key, (value, entry.number))
    if before != value:
        message = _("Khác với dòng %(row)d của cùng chủ thể hoặc sản phẩm.") % {"row": row}
        _add(faults, entry, layout, name, ValidationError(message, "inconsistent"))
