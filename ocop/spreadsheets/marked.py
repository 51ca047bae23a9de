"""A table to take away with its faults marked: coloured cells with a comment, all messages of a row in one column."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ocop.spreadsheets.writer import cell_of

FILL = "FFF4C7C3"
AUTHOR = "OCOP"
COMMENT_SIZE = {"width": 320, "height": 110}
MAX_COMMENTS = 5_000
"""Spreadsheet programs grow slow with more; the column of faults has all of them."""


def write_marked(
    rows: Iterable[tuple[int, Sequence[str]]],
    marks: Mapping[tuple[int, int], str],
    *,
    header_row: int,
    title: str,
    heading: str,
    notes: Mapping[int, str] | None = None,
) -> bytes:
    """XLSX without live formulas. `rows`: (row number, texts), rising; `marks`: (row, column) from 1 → what is wrong
    there; `notes`: row → what is wrong with the row as a whole; `heading` tops the column of faults behind the last."""
    import openpyxl
    from openpyxl.styles import PatternFill

    listed = list(rows)
    width = max((len(texts) for _number, texts in listed), default=0)
    told: dict[int, list[str]] = {row: [text] for row, text in (notes or {}).items()}
    for (row, _column), text in sorted(marks.items()):
        told.setdefault(row, []).append(text)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = f"A{header_row + 1}"
    fill = PatternFill("solid", start_color=FILL)
    with_comments, written = len(marks) <= MAX_COMMENTS, 0
    for number, texts in listed:
        while written < number - 1:
            sheet.append([])
            written += 1
        cells = [cell_of(sheet, text) for text in [*texts, *[""] * (width - len(texts))]]
        for column in range(1, width + 1):
            if (number, column) in marks:
                comment = marks[number, column] if with_comments else ""
                cells[column - 1] = _marked(sheet, cells[column - 1], fill, comment)
        last = heading if number == header_row else "\n".join(told.get(number, ()))
        sheet.append([*cells, cell_of(sheet, last)])
        written = number
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _marked(sheet: Any, cell: Any, fill: Any, comment: str) -> Any:
    """The cell coloured, with a comment when there is one."""
    from openpyxl.cell import Cell, WriteOnlyCell
    from openpyxl.comments import Comment

    marked = cell if isinstance(cell, Cell) else WriteOnlyCell(sheet, cell)
    marked.fill = fill
    if comment:
        marked.comment = Comment(comment, AUTHOR, **COMMENT_SIZE)
    return marked
