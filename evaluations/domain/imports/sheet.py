"""A register as it stands → one header, rows of texts, and cells that nobody can read (pure).

Real registers (reports.md §13) have the header in any of the first rows and on two of them ("Lần 1" above "Sao,
Ngày…"), cells merged per producer, section rows across the table, and #REF! left behind by deleted sheets.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ocop.spreadsheets import Grid
from ocop.text import fold

from .synonyms import is_group, key_of

SEARCHED_ROWS = 8
HEADER_DEPTH = 3
SAMPLES = 3
ERROR_TEXT = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)\Z")
SECTION_COLUMNS = 3
"""A row whose only text is merged over so many columns is the title of a section."""


@dataclass(slots=True)
class Sheet:
    """`rows`: [row number in the file, text of column 1, …]; `bad`: (row, column) → code of the fault; `above`: the
    rows up to the header's last one as they stand; `sections`: numbers of rows left out as titles of sections."""

    header: list[str]
    rows: list[list[object]]
    above: list[list[str]] = field(default_factory=list)
    bad: dict[tuple[int, int], str] = field(default_factory=dict)
    sections: list[int] = field(default_factory=list)

    @property
    def signature(self) -> str:
        """The same for every file with this header: a mapping made once is used again."""
        return hashlib.sha256("\x1f".join(fold(title) for title in self.header).encode()).hexdigest()

    def samples(self) -> list[list[str]]:
        """Per column its first different values."""
        found: list[list[str]] = []
        for column in range(1, len(self.header) + 1):
            texts = (str(row[column]) for row in self.rows[:200] if column < len(row) and row[column])
            found.append(list(dict.fromkeys(texts))[:SAMPLES])
        return found

    def column(self, number: int) -> list[str]:
        """The texts of a column (from 1), empty ones left out."""
        return [str(row[number]) for row in self.rows if number < len(row) and row[number]]


def read_sheet(grid: Grid) -> Sheet:
    """Find the header, fill merged cells down, note what cannot be read."""
    rows = [list(row) for row in grid.rows]
    top = next((number for number, row in enumerate(rows) if any(row)), 0)
    merged = list(grid.merged)
    first, depth = _header_place(rows, merged, top)
    end = first + depth
    header = _titles(rows, merged, first, depth)
    sheet = Sheet(header, [], [list(row) for row in rows[:end]])
    _fill_down(rows, merged, end, sheet)
    for row, column in grid.formulas | grid.errors:
        if row > end:
            sheet.bad[row, column] = "error_value" if (row, column) in grid.errors else "formula"
    for number, texts in enumerate(rows[end:], end + 1):
        if number in sheet.sections or not any(texts):
            continue
        sheet.rows.append([number, *texts])
        if "#" in "".join(texts):
            for column, text in enumerate(texts, 1):
                if ERROR_TEXT.match(text):
                    sheet.bad[number, column] = "error_value"
    return sheet


Merges = Sequence[tuple[int, int, int, int]]


def _header_place(rows: list[list[str]], merged: Merges, top: int) -> tuple[int, int]:
    """(index of the header's first row, number of its rows): where most titles are known; else the first filled row."""
    best, place = 0, (top, 1)
    for first in range(top, min(top + SEARCHED_ROWS, len(rows))):
        for depth in range(1, min(HEADER_DEPTH, len(rows) - first) + 1):
            known = Counter(key for key in map(key_of, _titles(rows, merged, first, depth)) if key)
            if len(known) > best:
                best, place = len(known), (first, depth)
    return place if best > 1 else (top, 1)


def _titles(rows: list[list[str]], merged: Merges, first: int, depth: int) -> list[str]:
    """Titles of the columns; the words of the upper rows come first, those of a group reach over its columns."""
    part = [list(row) for row in rows[first : first + depth]]
    width = max((len(row) for row in part), default=0)
    for row in part:
        row += [""] * (width - len(row))
    for top, left, bottom, right in merged:
        if first < top <= first + depth:
            text = part[top - 1 - first][left - 1]
            for number in range(top - 1 - first, min(bottom - first, depth)):
                part[number][left - 1 : right] = [text] * (min(right, width) - left + 1)
    for row in part[:-1]:
        for column in range(1, width):
            if not row[column] and is_group(row[column - 1]):
                row[column] = row[column - 1]
    titles = []
    for column in range(width):
        words = list(dict.fromkeys(" ".join(row[column].split()) for row in part if row[column]))
        titles.append(" / ".join(words))
    return titles


def _fill_down(rows: list[list[str]], merged: Merges, end: int, sheet: Sheet) -> None:
    """A cell merged over rows says the same of each of them; one over columns is a fault or a section's title."""
    for top, left, bottom, right in merged:
        if top <= end:
            continue
        if right > left:
            row = rows[top - 1] if top <= len(rows) else []
            alone = sum(1 for text in row if text) == 1
            if alone and bottom == top and right - left + 1 >= SECTION_COLUMNS:
                sheet.sections.append(top)
            else:
                sheet.bad[top, left] = "merged"
            continue
        text = rows[top - 1][left - 1] if left <= len(rows[top - 1]) else ""
        for number in range(top, min(bottom, len(rows))):
            row = rows[number]
            row += [""] * (left - len(row))
            row[left - 1] = text
