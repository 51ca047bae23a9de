"""Rows of a file read into entries: one for each recognition a row holds; a text of a column is read once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ocop.spreadsheets import Fault
from ocop.spreadsheets.messages import fault_message
from ocop.text import fold
from programs.models import Unit

from .columns import MARK, RECOGNITION_KEYS, TIMED_KEYS, Layout
from .resources import FlatResource

SKIP = "skip"
Rows = Sequence[Sequence[Any]]
Corrections = Mapping[int, Mapping[str, str]]


@dataclass(slots=True)
class Entry:
    """One recognition of a row, read: `values` by column key, the unit of its day; `ok` while no cell is faulty.

    `root` is the first entry of the same row: they have one producer and one product. `owner`: Match.key, once settled.
    """

    number: int
    values: dict[str, Any]
    layout: Layout
    unit: Unit | None = None
    ok: bool = True
    root: "Entry | None" = None
    producer_key: str = ""
    product_key: str = ""
    owner: tuple[int, str] | None = None
    warnings: list[str] = field(default_factory=list)

    @property
    def has_recognition(self) -> bool:
        return any(self.values.get(key) is not None for key in RECOGNITION_KEYS)

    @property
    def decision(self) -> tuple[str, date] | None:
        number, day = self.values.get("decision_number"), self.values.get("decided_on")
        return (number, day) if number and day else None

    def add(self, faults: list[Fault], key: str, error: ValidationError) -> None:
        """Put an error at a cell of this entry."""
        self.ok = False
        for item in error.error_list:
            near = tuple(getattr(error, "suggestions", ()))
            faults.append(self.layout.fault(self.number, key, item.code or "invalid", "".join(item.messages), near))


class Cells:
    """Reads texts of columns; the same text of a column is read once."""

    def __init__(self) -> None:
        fields = FlatResource().fields
        self.readers = {key: field.widget.reader for key, field in fields.items()}
        self.known: dict[str, dict[str, Any]] = {key: {} for key in self.readers}
        self.folds: dict[str, str] = {}

    def read(self, key: str, text: str) -> Any:
        """The value, or the ValidationError that says what is wrong with the text."""
        known = self.known[key]
        if text not in known:
            try:
                known[text] = self.readers[key](text)
            except ValidationError as error:
                known[text] = error
        return known[text]

    def fold(self, text: str) -> str:
        """ocop.text.fold, once a text."""
        found = self.folds.get(text)
        if found is None:
            found = self.folds[text] = fold(text)
        return found


def read_entries(
    rows: Rows, layout: Layout, corrections: Corrections, bad: Mapping[int, Mapping[int, str]], faults: list[Fault]
) -> list[Entry]:
    """Every cell read; faults of cells are added to `faults`. `bad`: row → column → code of an unreadable cell."""
    cells = Cells()
    entries: list[Entry] = []
    views = [
        (view, tuple(Place(key, bare, view.positions[key], cells.known[bare]) for key, bare in _bare_keys(view)))
        for view in layout.views()
    ]
    for row in rows:
        number = row[0]
        fixed = corrections.get(number, {})
        if fixed.get(SKIP):
            continue
        entries += _entries_of(row, views, fixed, bad.get(number, {}), cells, faults)
    return entries


class Place(NamedTuple):
    """A column of a view: its key, the key without the time, where it stands in a row, the texts read so far."""

    own: str
    key: str
    column: int
    known: dict[str, Any]


def _bare_keys(view: Layout) -> Iterator[tuple[str, str]]:
    return ((key, key.partition(MARK)[0]) for key in view.keys)


Views = Sequence[tuple[Layout, tuple[Place, ...]]]


def _entries_of(
    row: Sequence[Any],
    views: Views,
    fixed: Mapping[str, str],
    bad: Mapping[int, str],
    cells: Cells,
    faults: list[Fault],
) -> Iterator[Entry]:
    """The entries of one row; a second one only when a cell of the second recognition is filled."""
    root: Entry | None = None
    for view, columns in views:
        entry = Entry(row[0], {}, view)
        if fixed or bad:
            _read_corrected(entry, row, columns, bad, cells, faults, fixed)
        else:
            _read_row(entry, row, columns, cells, faults)
        if root is None:
            root = entry
            entry.producer_key = cells.fold(entry.values.get("producer") or "")
            entry.product_key = cells.fold(entry.values.get("product") or "")
            yield entry
        elif entry.values:
            shared = {key: value for key, value in root.values.items() if key not in TIMED_KEYS}
            entry.values, entry.root = shared | entry.values, root
            entry.producer_key, entry.product_key = root.producer_key, root.product_key
            yield entry


def _read_row(entry: Entry, row: Sequence[Any], columns: Sequence[Place], cells: Cells, faults: list[Fault]) -> None:
    """What the row says, as nearly all rows are: nothing corrected, no cell unreadable."""
    values, width = entry.values, len(row)
    for _own, key, column, known in columns:
        text = row[column] if column < width else ""
        if not text:
            continue
        value = known.get(text)
        if value is None:
            value = cells.read(key, text)
        values[key] = value
        if isinstance(value, ValidationError):
            values[key] = None
            entry.add(faults, key, value)


def _read_corrected(
    entry: Entry,
    row: Sequence[Any],
    columns: Sequence[Place],
    bad: Mapping[int, str],
    cells: Cells,
    faults: list[Fault],
    fixed: Mapping[str, str],
) -> None:
    values, width = entry.values, len(row)
    for own, key, column, _known in columns:
        text = row[column] if column < width else ""
        if own in fixed:
            text = fixed[own]
        elif column in bad:
            values[key] = None
            message = fault_message(bad[column], {"area": _("này")})
            entry.add(faults, key, ValidationError(message, bad[column]))
            continue
        if not text:
            continue
        value = values[key] = cells.read(key, text)
        if isinstance(value, ValidationError):
            values[key] = None
            entry.add(faults, key, value)
    _read_absent(entry, columns, cells, faults, fixed)


def _read_absent(
    entry: Entry,
    columns: Sequence[Place],
    cells: Cells,
    faults: list[Fault],
    fixed: Mapping[str, str],
) -> None:
    """Corrections of columns which the file has not."""
    present = {place.own for place in columns}
    for own, text in fixed.items():
        key, _mark, time = own.partition("@")
        if own in present or not text or key not in cells.readers or (time or "1") != str(entry.layout.time):
            continue
        value = cells.read(key, text)
        entry.values[key] = None if isinstance(value, ValidationError) else value
        if isinstance(value, ValidationError):
            entry.add(faults, key, value)
