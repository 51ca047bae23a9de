"""What a person sees of a faulty batch: faulty cells to be typed anew, and the file with its faults marked."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ocop.spreadsheets.marked import write_marked
from products.enums import LegalForm
from products.models import ImportBatch

from ...enums import RecognitionBody, RecognitionKind
from .batches import layout_of, unpack
from .columns import MARK, Layout, title_of
from .entries import SKIP

PER_PAGE = 25
CHOICES: dict[str, Any] = {
    "star": ("3", "4", "5"),
    "kind": tuple(RecognitionKind.labels),
    "body": tuple(RecognitionBody.labels),
    "legal_form": tuple(LegalForm.labels),
}


@dataclass(slots=True)
class FaultyCell:
    """A cell to be typed anew: `place` names it ("12:star"), `value` is what stands in it now."""

    place: str
    title: str
    value: str
    column: str = ""
    messages: list[str] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)

    @property
    def ident(self) -> str:
        """For the page's elements."""
        return "o-" + self.place.replace(":", "-").replace(MARK, "-")


@dataclass(slots=True)
class FaultyRow:
    """A row with faults; `about` says which product of whom it is."""

    number: int
    about: str
    cells: dict[str, FaultyCell] = field(default_factory=dict)

    @property
    def skip_place(self) -> str:
        """Place of the mark that leaves the row out."""
        return f"{self.number}:{SKIP}"


@dataclass(slots=True)
class FaultyPage:
    """Faulty rows after a row number; `after`: the last number of this page when more follow, else None."""

    rows: list[FaultyRow]
    after: int | None
    left: int


def faulty_page(batch: ImportBatch, after: int = 0) -> FaultyPage:
    """The next faulty rows in the order of the file, PER_PAGE at most."""
    by_row: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for fault in batch.faults:
        if fault["row"] and fault.get("key") and fault["row"] > after:
            by_row[fault["row"]].append(fault)
    numbers = sorted(by_row)
    shown = numbers[:PER_PAGE]
    wanted = set(shown)
    stored = {row[0]: row for row in batch.parsed["rows"] if row[0] in wanted}
    layout, fixed = layout_of(batch), unpack(batch.corrections)
    rows = [_faulty_row(stored[number], by_row[number], layout, fixed.get(number, {})) for number in shown]
    return FaultyPage(rows, shown[-1] if len(numbers) > len(shown) else None, len(numbers))


def _text(row: list[Any], layout: Layout, fixed: dict[str, str], key: str) -> str:
    if key in fixed:
        return fixed[key]
    column = layout.positions.get(key, 0)
    return str(row[column]) if 0 < column < len(row) else ""


def _faulty_row(row: list[Any], faults: list[dict[str, Any]], layout: Layout, fixed: dict[str, str]) -> FaultyRow:
    about = " · ".join(text for key in ("product", "producer") if (text := _text(row, layout, fixed, key)))
    found = FaultyRow(row[0], about)
    for fault in faults:
        key = fault["key"]
        cell = found.cells.get(key)
        if cell is None:
            text = _text(row, layout, fixed, key)
            cell = FaultyCell(f"{row[0]}:{key}", fault["header"] or title_of(key), text, fault["column"])
            cell.suggestions = list(CHOICES.get(key.partition(MARK)[0], ()))
            found.cells[key] = cell
        cell.messages.append(fault["message"])
        cell.suggestions = [*fault.get("suggestions", ()), *cell.suggestions]
    return found


def file_faults(batch: ImportBatch) -> list[dict[str, Any]]:
    """Faults that no cell can be typed anew for: of the whole file or of a column."""
    return [fault for fault in batch.faults if not (fault["row"] and fault.get("key"))]


def annotated(batch: ImportBatch) -> bytes:
    """The rows of the file at their numbers, as corrected, faulty cells coloured with a comment, a column "Lỗi"."""
    layout, fixed = layout_of(batch), unpack(batch.corrections)
    marks: dict[tuple[int, int], str] = {}
    notes: dict[int, list[str]] = defaultdict(list)
    for fault in batch.faults:
        column = layout.positions.get(fault.get("key", ""))
        if not fault["row"]:
            continue
        if column is None:
            notes[fault["row"]].append(f"{fault['header']}: {fault['message']}")
        else:
            place = (fault["row"], column)
            marks[place] = "\n".join([*([marks[place]] if place in marks else []), fault["message"]])
    return write_marked(
        _rows(batch, layout, fixed),
        marks,
        header_row=len(batch.parsed["above"]),
        title="OCOP",
        heading=str(_("Lỗi")),
        notes={row: "\n".join(texts) for row, texts in notes.items()},
    )


def _rows(batch: ImportBatch, layout: Layout, fixed: dict[int, dict[str, str]]) -> Iterator[tuple[int, list[str]]]:
    yield from enumerate(batch.parsed["above"], 1)
    for row in batch.parsed["rows"]:
        texts = list(row[1:])
        for key, text in fixed.get(row[0], {}).items():
            column = layout.positions.get(key)
            if column is not None:
                texts += [""] * (column - len(texts))
                texts[column - 1] = text
        yield row[0], texts
