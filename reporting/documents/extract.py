"""Reading documents back: words of a PDF with place and look, and plain text of PDF and DOCX.

Used by the layout checker and by the tests that prove PDF, DOCX and tree say the same.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx as word_files
import pypdfium2
import pypdfium2.raw as raw
from docx.oxml.ns import qn

_ITALIC_FLAG = 1 << 6
_SHORTEST_HEADER = 3  # words
POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Word:
    """One word of a page. Coordinates in mm from the top left corner of the page; `size` in points, `color` of ink."""

    page: int
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    font: str
    size: float
    color: str = "000000"

    @property
    def bold(self) -> bool:
        return "bold" in self.font.lower()

    @property
    def italic(self) -> bool:
        return "italic" in self.font.lower() or "oblique" in self.font.lower()


@dataclass(frozen=True)
class Page:
    """Width and height in mm, words in the order they were written, and the boxes (x0, y0, x1, y1) of all strokes."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    boxes: tuple[tuple[float, float, float, float], ...] = ()


def pdf_pages(data: bytes) -> list[Page]:
    """All pages with their words. Raises pypdfium2.PdfiumError when the bytes are no PDF."""
    file = pypdfium2.PdfDocument(data)
    try:
        return [_page(file[index], index + 1) for index in range(len(file))]
    finally:
        file.close()


def _page(page: Any, number: int) -> Page:
    width, height = page.get_size()
    text_page = page.get_textpage()
    objects = {_address(item.raw): order for order, item in enumerate(page.get_objects([raw.FPDF_PAGEOBJ_TEXT]))}
    words = tuple(_words(text_page, objects, number, height))
    boxes = tuple(_strokes(page, height))
    text_page.close()
    page.close()
    return Page(number, width / POINTS_PER_MM, height / POINTS_PER_MM, words, boxes)


def _strokes(page: Any, height: float) -> Iterator[tuple[float, float, float, float]]:
    for item in page.get_objects([raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = item.get_bounds()
        yield tuple(value / POINTS_PER_MM for value in (left, height - top, right, height - bottom))  # type: ignore[misc]


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _written(text_page: Any, objects: dict[int, int]) -> Iterator[tuple[int, int]]:
    """(object, character) in the order of writing: PDFium's own order merges lines of neighbouring table cells."""
    found = []
    for index in range(text_page.count_chars()):
        order = objects.get(_address(raw.FPDFText_GetTextObject(text_page, index)))
        if order is not None:  # spaces PDFium made up belong to no object
            found.append((order, index))
    return iter(sorted(found))


def _words(text_page: Any, objects: dict[int, int], number: int, height: float) -> Iterator[Word]:
    letters: list[str] = []
    box = [0.0, 0.0, 0.0, 0.0]
    first = last = -1
    for order, index in _written(text_page, objects):
        letter = chr(raw.FPDFText_GetUnicode(text_page, index))
        blank = letter.isspace() or letter == "\0"
        left, bottom, right, top = text_page.get_charbox(index, loose=True)
        apart = order != last and (abs(bottom - box[1]) > (top - bottom) / 2 or abs(left - box[2]) > (top - bottom) / 8)
        if letters and (blank or apart):
            yield _word(text_page, letters, box, first, number, height)
            letters = []
        last = order
        if blank:
            continue
        if not letters:
            first, box = index, [left, bottom, right, top]
        letters.append(letter)
        box = [min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top)]
    if letters:
        yield _word(text_page, letters, box, first, number, height)


def _word(text_page: Any, letters: list[str], box: list[float], first: int, number: int, height: float) -> Word:
    left, bottom, right, top = (value / POINTS_PER_MM for value in box)
    full = height / POINTS_PER_MM
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, first, matrix)
    size = round(raw.FPDFText_GetFontSize(text_page, first) * abs(matrix.d), 1)
    text, ink = "".join(letters), _color(text_page, first)
    return Word(number, text, left, full - top, right, full - bottom, _font(text_page, first), size, ink)


def _color(text_page: Any, index: int) -> str:
    """Ink of a letter, "000000" for black."""
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text_page, index, *parts)
    return "".join(f"{part.value:02x}" for part in parts[:3])


def _font(text_page: Any, index: int) -> str:
    """Base font name without the subset prefix ("ABCDEF+")."""
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, index, buffer, 128, flags)
    name = buffer.value.decode("utf-8", "replace").split("+")[-1]
    return name if flags.value & _ITALIC_FLAG == 0 or "talic" in name else f"{name}-Italic"


def rows(words: tuple[Word, ...] | list[Word], tolerance: float = 1.5) -> list[list[Word]]:
    """Words gathered into visual lines, top to bottom, left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.y1, w.x0)):
        if lines and abs(lines[-1][0].y1 - word.y1) <= tolerance:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.x0) for line in lines]


def normal(text: str) -> str:
    """Whitespace (also no-break) collapsed to single spaces."""
    return " ".join(text.split())


def pdf_text(data: bytes, top_margin: float = 20) -> str:
    """Words in written order, page numbers in the top margin and table headers repeated by page breaks left out."""
    said: list[str] = []
    headers: list[list[str]] = []
    for page in pdf_pages(data):
        words = [word.text for word in page.words if word.y1 > top_margin]
        again = _repeated(words, headers)
        headers.extend(_bold_starts(page, top_margin, again))
        said.extend(words[again:])
    return " ".join(said)


def _repeated(words: list[str], headers: list[list[str]]) -> int:
    """How many words at the start of a page repeat part of an earlier bold stretch (a table header)."""
    parts = (header[start:] for header in headers for start, word in enumerate(header) if words[:1] == [word])
    longest = max((_common(words, part) for part in parts), default=0)
    return longest if longest >= _SHORTEST_HEADER else 0


def _common(words: list[str], header: list[str]) -> int:
    pairs = enumerate(zip(words, header, strict=False))
    return next((index for index, (left, right) in pairs if left != right), min(len(words), len(header)))


def _bold_starts(page: Page, top_margin: float, again: int) -> Iterator[list[str]]:
    """Every stretch of bold words of table size: what may come back as a repeated header. The first `again` words are
    one that did: taken with the words after it, it would seem to go on with them on the next page."""
    stretch: list[str] = []
    for word in [word for word in page.words if word.y1 > top_margin][again:]:
        if word.bold and word.size <= 13:
            stretch.append(word.text)
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def docx_text(data: bytes) -> str:
    """Paragraphs and table cells in reading order; cells that only continue a merged one are passed over."""
    body = word_files.Document(BytesIO(data)).element.body
    return " ".join(text for text in map(_paragraph_text, body.iter(qn("w:p"))) if text)


def _paragraph_text(paragraph: Any) -> str:
    """Words of a paragraph; a line break in it parts words as a blank does."""
    line_break = qn("w:br")
    nodes = paragraph.iter(qn("w:t"), line_break)
    return "".join(" " if node.tag == line_break else node.text or "" for node in nodes)


def docx_tables(data: bytes) -> list[list[list[str]]]:
    """Each table as rows of cell texts."""
    body = word_files.Document(BytesIO(data)).element.body
    return [
        [[_paragraph_text(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]
        for table in body.iter(qn("w:tbl"))
    ]


def pdf_rules(data: bytes, page: int) -> list[tuple[float, float, float]]:
    """Thin horizontal strokes of a page (from 1): (x0, x1, y) in mm from the top left corner."""
    file = pypdfium2.PdfDocument(data)
    try:
        sheet = file[page - 1]
        height = sheet.get_size()[1]
        boxes = [item.get_bounds() for item in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])]
    finally:
        file.close()
    thin = [box for box in boxes if box[3] - box[1] < 2 and box[2] - box[0] > 10]
    return [(x0 / POINTS_PER_MM, x1 / POINTS_PER_MM, (height - top) / POINTS_PER_MM) for x0, _, x1, top in thin]


def page_count(data: bytes) -> int:
    file = pypdfium2.PdfDocument(data)
    try:
        return len(file)
    finally:
        file.close()
