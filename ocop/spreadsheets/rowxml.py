"""Rows of an XLSX as XML text: the library makes an object and five calls of each cell, which is most of an export.

The workbook comes from openpyxl with a head and one sample row, whose styles the rows get; they take its place.
"""

import io
import math
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any
from xml.sax.saxutils import escape

SHEET = "xl/worksheets/sheet1.xml"
SAMPLE_ROW = re.compile(rb'<row r="2">.*?</row>', re.DOTALL)
STYLE = re.compile(rb' s="(\d+)"')
SAMPLES: tuple[Any, ...] = (date(2000, 1, 1), "=")
"""A date and a text which could be a formula: the two styles of cells (writer.cell_of)."""
PLAIN = re.compile("[^\\s'=+\\-@|%＝＋－＠#<>&\x00-\x1f\x7f\ufffe\uffff][^<>&\x00-\x1f\x7f\ufffe\uffff]*(?<!\\s)\\Z")
"""A text that is itself in XML, needs no style and has no blank at its ends; most are."""
MOST_CHARS = 32_767
BLOCK = 500


class RowWriter:
    """Values → `<row>`: texts typed as text, dates and dangerous texts with their style, empty cells left out."""

    def __init__(self, date_style: str, text_style: str, clean: Callable[[Any], str], is_quoted: Callable[[str], bool]):
        self.date_style, self.text_style = date_style, text_style
        self.clean, self.is_quoted = clean, is_quoted
        self.letters: list[str] = []
        self.days: dict[date, str] = {}

    def row(self, number: int, values: Sequence[Any]) -> str:
        """The XML of one row; `number` counts from 1."""
        if len(values) > len(self.letters):
            from openpyxl.utils import get_column_letter

            self.letters = [get_column_letter(index) for index in range(1, len(values) + 1)]
        cells = []
        for letter, value in zip(self.letters, values, strict=False):
            if type(value) is str and len(value) < MOST_CHARS and PLAIN.match(value):
                cells.append(f'<c r="{letter}{number}" t="inlineStr"><is><t>{value}</t></is></c>')
            elif value is not None and value != "":
                cells.append(f'<c r="{letter}{number}"{self.inner(value)}</c>')
        return f'<row r="{number}">{"".join(cells)}</row>'

    def inner(self, value: Any) -> str:
        """All of a cell behind its place."""
        if isinstance(value, bool):
            return f' t="b"><v>{value:d}</v>'
        if isinstance(value, int | float | Decimal):
            return f' t="n"><v>{value:.16g}</v>' if math.isfinite(value) else ">"
        if isinstance(value, date):
            if value not in self.days:
                self.days[value] = self.day(value)
            return self.days[value]
        text = self.clean(value)[:MOST_CHARS]
        style = f' s="{self.text_style}"' if self.is_quoted(text) else ""
        space = ' xml:space="preserve"' if text != text.strip() else ""
        return f'{style} t="inlineStr"><is><t{space}>{escape(text)}</t></is>'

    def day(self, value: date) -> str:
        """A date, or a date with its time, as the number spreadsheets count."""
        from openpyxl.utils.datetime import to_excel

        return f' s="{self.date_style}" t="n"><v>{to_excel(value):.16g}</v>'


def with_rows(
    data: bytes, rows: Iterable[Sequence[Any]], *, clean: Callable[[Any], str], is_quoted: Callable[[str], bool]
) -> bytes:
    """The workbook with the rows in place of its sample row (SAMPLES behind the head)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in made.infolist():
            if member.filename != SHEET:
                archive.writestr(member, made.read(member))
        sheet = made.read(SHEET)
        sample = SAMPLE_ROW.search(sheet)
        assert sample is not None  # the library wrote it
        date_style, text_style = (style.decode() for style in STYLE.findall(sample[0]))
        with archive.open(SHEET, "w") as stream:
            stream.write(sheet[: sample.start()])
            for block in _blocks(RowWriter(date_style, text_style, clean, is_quoted), rows):
                stream.write(block)
            stream.write(sheet[sample.end() :])
    return out.getvalue()


def _blocks(writer: RowWriter, rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """XML of some hundred rows at a time: fewer calls of the compressor."""
    numbered = enumerate(rows, 2)
    while block := [writer.row(number, values) for number, values in islice(numbered, BLOCK)]:
        yield "".join(block).encode()
