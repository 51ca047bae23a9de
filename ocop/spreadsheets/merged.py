"""A spreadsheet whose header has merged cells over several rows, as tables of reports have; no live formulas."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ocop.spreadsheets.writer import cell_of

_LONGEST_TITLE = 31


@dataclass(frozen=True, slots=True)
class Head:
    """One cell of the header over `colspan` × `rowspan` fields; it stands only in its first row."""

    text: str
    colspan: int = 1
    rowspan: int = 1


def spans(header: Sequence[Sequence[Head]], columns: int) -> list[tuple[int, int, Head]]:
    """Where each cell begins: (row, column, cell), counted from 1. Raises ValueError when one does not fit."""
    reach = [0] * columns
    found = []
    for number, row in enumerate(header, start=1):
        free = [column for column in range(columns) if reach[column] < number]
        for cell in row:
            if cell.colspan > len(free):
                raise ValueError("Số ô của tiêu đề không khớp số cột của bảng.")
            found.append((number, free[0] + 1, cell))
            for column in free[: cell.colspan]:
                reach[column] = number + cell.rowspan - 1
            free = free[cell.colspan :]
    return found


def write_merged_xlsx(
    header: Sequence[Sequence[Head]],
    widths: Sequence[int],
    rows: Iterable[Sequence[Any]],
    *,
    title: str = "Du lieu",
    bold: frozenset[int] = frozenset(),
) -> bytes:
    """One sheet: the header frozen and merged, columns `widths` characters wide, rows in `bold` (from 0) in bold."""
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title[:_LONGEST_TITLE])
    sheet.freeze_panes = f"A{len(header) + 1}"
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    grid: list[list[Any]] = [[None] * len(widths) for _row in header]
    for row, column, cell in spans(header, len(widths)):
        head = _styled(sheet, cell.text, Font(bold=True))
        head.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        grid[row - 1][column - 1] = head
        if cell.colspan > 1 or cell.rowspan > 1:
            last = f"{get_column_letter(column + cell.colspan - 1)}{row + cell.rowspan - 1}"
            sheet.merged_cells.add(f"{get_column_letter(column)}{row}:{last}")
    for line in grid:
        sheet.append(line)
    for number, values in enumerate(rows):
        strong = Font(bold=True) if number in bold else None
        sheet.append([_styled(sheet, value, strong) if strong else cell_of(sheet, value) for value in values])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _styled(sheet: Any, value: Any, font: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = cell_of(sheet, value)
    if cell is None:
        return None
    if not hasattr(cell, "font"):
        cell = WriteOnlyCell(sheet, cell)
    cell.font = font
    return cell
