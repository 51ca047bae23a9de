"""Text of a PDF: words with their places → lines, columns, tables → paragraphs (no Django).

Runs in the child process (child.py). Lengths are points, y counts from the bottom of the page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

MOST_PAGES = 300
_WIDE_GAP = 2.2  # of the height of the letters: parts columns
_THIN, _SHORT = 3.0, 6.0  # a stroke is thinner than the first and longer than the second
_FULL = 0.90  # a line that reaches this far is full: the next one may go on with its sentence
_INDENT, _CENTRED = 8.0, 12.0


@dataclass(frozen=True)
class Word:
    """A word with its box."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Row:
    """Words of one height, parted at wide gaps."""

    y: float
    parts: tuple[tuple[float, float, str], ...]  # (x0, x1, text)


def pdf_text(data: bytes) -> str:
    """The whole text: paragraphs a line, table rows with tabs. Raises pypdfium2.PdfiumError, ValueError (too many
    pages)."""
    file = pypdfium2.PdfDocument(data)
    try:
        if len(file) > MOST_PAGES:
            raise ValueError("pages")
        paragraphs = _Paragraphs()
        for index in range(len(file)):
            _read_page(file[index], paragraphs)
        return "\n".join(paragraphs.lines)
    finally:
        file.close()


def _read_page(page: Any, paragraphs: "_Paragraphs") -> None:
    text_page = page.get_textpage()
    words = _words(text_page)
    table = _Table(page)
    outside = [word for word in words if not table.holds(word)]
    rows = _rows(outside)
    paragraphs.margins(rows, page.get_size()[0])
    cells = table.rows([word for word in words if table.holds(word)])
    pending = sorted(cells, key=lambda item: -item[0])
    for block in _blocks(rows, _middle(rows, page.get_size()[0])):
        while pending and pending[0][0] > block[0].y:
            paragraphs.row(pending.pop(0)[1])
        paragraphs.block(block)
    for _y, row in pending:
        paragraphs.row(row)
    text_page.close()
    page.close()


def _middle(rows: Sequence[Row], width: float) -> float:
    """The middle of the text area: margins differ (binding)."""
    x0 = min((row.parts[0][0] for row in rows), default=0.0)
    x1 = max((row.parts[-1][1] for row in rows), default=width)
    return (x0 + x1) / 2


def _words(text_page: Any) -> list[Word]:
    words: list[Word] = []
    letters, box = "", [0.0, 0.0, 0.0, 0.0]
    for index in range(text_page.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text_page, index))
        left, bottom, right, top = text_page.get_charbox(index, loose=True)
        blank = letter.isspace() or letter in "\0\ufffe\u0002"
        height = max(top - bottom, 1.0)
        apart = abs(bottom - box[1]) > height / 2 or left - box[2] > height / 3 or left < box[0] - height / 2
        if letters and (blank or apart):
            words.append(Word(letters, *box))
            letters = ""
        if blank:
            continue
        if not letters:
            box = [left, bottom, right, top]
        letters += letter
        box = [min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top)]
    if letters:
        words.append(Word(letters, *box))
    return words


def _rows(words: Sequence[Word]) -> list[Row]:
    """Words gathered into lines, top to bottom."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda item: (-item.y0, item.x0)):
        height = word.y1 - word.y0
        if lines and abs(lines[-1][0].y0 - word.y0) <= height * 0.45:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_row(sorted(line, key=lambda item: item.x0)) for line in lines]


def _row(line: Sequence[Word]) -> Row:
    parts: list[tuple[float, float, str]] = []
    for word in line:
        if parts and word.x0 - parts[-1][1] <= (word.y1 - word.y0) * _WIDE_GAP:
            x0, _x1, text = parts[-1]
            parts[-1] = (x0, word.x1, f"{text} {word.text}")
        else:
            parts.append((word.x0, word.x1, word.text))
    return Row(line[0].y0, tuple(parts))


def _blocks(rows: Sequence[Row], middle: float) -> Iterator[list[Row]]:
    """Runs of lines: either lines of one part, or lines that stand in two columns (letterhead, signature)."""
    index = 0
    while index < len(rows):
        last = index + 1
        if len(rows[index].parts) > 1:
            while last < len(rows) and _sides(rows[last], rows[index], middle):
                last += 1
        yield list(rows[index:last])
        index = last


def _sides(row: Row, first: Row, middle: float) -> list[bool]:
    """For each part of a line whether it stands in the right column; [] when the line is not of the two columns."""
    sides = []
    for part in row.parts:
        if len(row.parts) == 1 and abs(_centre(part) - middle) < _CENTRED:
            return []
        left, right = _is_beside(part, first.parts[0]), _is_beside(part, first.parts[-1])
        if left == right:
            left = abs(part[0] - first.parts[0][0]) < abs(_centre(part) - _centre(first.parts[-1]))
            if not (part[1] < first.parts[-1][0] or part[0] > first.parts[0][1]):
                return []
        sides.append(not left)
    return sides


def _centre(part: tuple[float, float, str]) -> float:
    return (part[0] + part[1]) / 2


def _is_beside(part: tuple[float, float, str], column: tuple[float, float, str]) -> bool:
    return abs(part[0] - column[0]) < _INDENT * 2 or abs(_centre(part) - _centre(column)) < _INDENT * 5


class _Paragraphs:
    """The text so far; a line that goes on with the sentence before it is put behind it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.current = 0  # the paragraph a sentence may go on in
        self.left, self.right = 0.0, 0.0
        self.is_full = False

    def margins(self, rows: Sequence[Row], width: float) -> None:
        """Left and right edge of the page's text."""
        alone = [row.parts[0] for row in rows if len(row.parts) == 1]
        wide = [part for part in alone if part[1] - part[0] > width * 0.4] or alone
        self.left = min((part[0] for part in wide), default=0.0)
        self.right = max((part[1] for part in wide), default=width)

    def row(self, cells: Sequence[str]) -> None:
        """A row of a table."""
        self.lines.append("\t".join(cells))
        self.is_full = False

    def block(self, rows: Sequence[Row]) -> None:
        """Lines of one part, or two columns: the left one first."""
        first = rows[0]
        if len(first.parts) < 2:
            for row in rows:
                self._line(*row.parts[0])
            return
        for wanted in (False, True):
            self._column(
                [
                    part[2]
                    for row in rows
                    for part, is_right in zip(row.parts, _sides(row, first, -1) or [True], strict=False)
                    if is_right == wanted
                ]
            )
        self.is_full = False

    def _column(self, texts: Sequence[str]) -> None:
        """A dash runs on until its semicolon; every other line of a column stands alone."""
        begin = len(self.lines)
        for text in texts:
            last = self.lines[-1] if len(self.lines) > begin else ""
            if last.startswith("- ") and not last.endswith((";", ".")) and not text.startswith("- "):
                self.lines[-1] += f" {text}"
            else:
                self.lines.append(text)

    def _line(self, x0: float, x1: float, text: str) -> None:
        if text.strip(" -–").isdigit() and len(text) < 6:  # a page's number stands between two halves of a sentence
            self.lines.append(text)
            return
        goes_on = self.is_full and x0 <= self.left + _INDENT and not text.startswith(("- ", "+ "))
        if goes_on and self.current < len(self.lines):
            self.lines[self.current] += f" {text}"
        else:
            self.current = len(self.lines)
            self.lines.append(text)
        self.is_full = (x1 - self.left) / max(self.right - self.left, 1.0) >= _FULL


class _Table:
    """Ruled tables of a page: strokes make columns and bands; a word belongs to the cell its middle lies in."""

    def __init__(self, page: Any) -> None:
        boxes = [item.get_bounds() for item in page.get_objects([raw.FPDF_PAGEOBJ_PATH])]
        self.upright, self.level = [], []
        for left, bottom, right, top in boxes:
            width, height = right - left, top - bottom
            if width < _THIN < _SHORT < height:
                self.upright.append(((left + right) / 2, bottom, top))
            elif height < _THIN < _SHORT < width:
                self.level.append(((bottom + top) / 2, left, right))
            elif width > _SHORT and height > _SHORT:
                self.upright += [(left, bottom, top), (right, bottom, top)]
                self.level += [(bottom, left, right), (top, left, right)]
        self.xs = _merged([x for x, _bottom, _top in self.upright])
        self.bottom = min((bottom for _x, bottom, _top in self.upright), default=0.0)
        self.top = max((top for _x, _bottom, top in self.upright), default=0.0)
        self.is_table = len(self.xs) > 3

    def holds(self, word: Word) -> bool:
        """Whether a word stands in the table."""
        middle = (word.y0 + word.y1) / 2
        return (
            self.is_table and self.bottom <= middle <= self.top and self.xs[0] <= word.x0 and word.x1 <= self.xs[-1] + 2
        )

    def rows(self, words: Sequence[Word]) -> list[tuple[float, list[str]]]:
        """(top of the row, its cells), a cell that spans rows in the topmost."""
        cells: dict[tuple[float, int], list[Word]] = {}
        for word in words:
            middle = (word.x0 + word.x1) / 2
            column = max(index for index, x in enumerate(self.xs[:-1]) if x <= middle or index == 0)
            cells.setdefault((self._band(word, middle), column), []).append(word)
        tops = sorted({top for top, _column in cells}, reverse=True)
        width = len(self.xs) - 1
        return [(top, [_cell(cells.get((top, column), [])) for column in range(width)]) for top in tops]

    def _band(self, word: Word, middle: float) -> float:
        """The stroke above a word, in its own column."""
        height = (word.y0 + word.y1) / 2
        above = [y for y, left, right in self.level if left - 1 <= middle <= right + 1 and y > height]
        return round(min(above, default=self.top) / _THIN) * _THIN


def _cell(words: Sequence[Word]) -> str:
    return " ".join(part[2] for row in _rows(words) for part in row.parts)


def _merged(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _THIN:
            found.append(value)
    return found
