"""Spreadsheets without live formulas, which `read_table` reads back unchanged.

XLSX: every text is typed as text, and one that could be taken for a formula when retyped carries Excel's quote prefix.
CSV has no types: such a text gets one apostrophe in front, which the reader takes away again.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ocop.spreadsheets.rowxml import SAMPLES, with_rows

# What Excel, LibreOffice or Google Sheets may take for the start of a formula, also behind blanks. Any mix with
# apostrophes too: else a text could look like an escaped other one.
DANGEROUS = re.compile(r"[\s']*[=+\-@|%＝＋－＠\t\r\n]")
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A header and the width of its column in characters."""

    title: str
    width: int = 18


def is_dangerous(text: str) -> bool:
    return DANGEROUS.match(text) is not None


def escape_text(text: str) -> str:
    """One more apostrophe where the text could be a formula; the reader removes exactly one."""
    return "'" + text if is_dangerous(text) else text


def _plain(value: Any) -> str:
    return ILLEGAL.sub("", str(value)).replace("\r\n", "\n").replace("\r", "\n")


def _csv_value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M:%S")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float | Decimal):
        return str(value)
    return escape_text(_plain(value))


def write_csv(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    """CSV in UTF-8 with BOM (Excel needs it), comma, CRLF; dates dd/mm/yyyy."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL)
    writer.writerow([escape_text(_plain(column.title)) for column in columns])
    writer.writerows([_csv_value(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _is_quoted(text: str) -> bool:
    """Whether a text must say that it is one: a formula's start, or what the library takes for an error value."""
    return is_dangerous(text) or text.startswith("#")


def cell_of(sheet: Any, value: Any) -> Any:
    """A value for openpyxl's write-only sheet; text it would take for a formula or an error is typed as text."""
    from openpyxl.cell import WriteOnlyCell

    if value is None or value == "":
        return None
    if isinstance(value, bool | int | float | Decimal):
        return value
    if isinstance(value, date):
        dated = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]
        dated.number_format = "dd/mm/yyyy"
        return dated
    text = _plain(value)
    if not _is_quoted(text):
        return text
    typed = WriteOnlyCell(sheet, text)
    typed.data_type = "s"
    typed.quotePrefix = True
    return typed


def _xlsx_head(sheet: Any, column: Column) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    head = WriteOnlyCell(sheet, _plain(column.title))
    head.data_type = "s"
    head.quotePrefix = is_dangerous(column.title)
    head.font = Font(bold=True)
    head.alignment = Alignment(wrap_text=True, vertical="top")
    return head


def write_xlsx(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    *,
    title: str = "Du lieu",
    notes: Sequence[str] = (),
) -> bytes:
    """One sheet with a frozen header; `notes` become a second sheet. Dates are real dates shown dd/mm/yyyy."""
    import openpyxl  # 0.3 s: only where something is written
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for index, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    sheet.append([_xlsx_head(sheet, column) for column in columns])
    sheet.append([cell_of(sheet, value) for value in SAMPLES])
    if notes:
        guide = book.create_sheet("Huong dan")
        guide.column_dimensions["A"].width = 120
        for note in notes:
            guide.append([cell_of(guide, note)])
    out = io.BytesIO()
    book.save(out)
    return with_rows(out.getvalue(), rows, clean=_plain, is_quoted=_is_quoted)
