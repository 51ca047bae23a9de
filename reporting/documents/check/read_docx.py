"""A Word file → facts: settings resolved as Word resolves them, sections as pages, layout tables as columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

import docx as word_files
from docx.document import Document as WordFile
from docx.oxml.ns import qn

from reporting.documents import fonts, layout
from reporting.documents.check import words
from reporting.documents.check.facts import Facts, Para, Span, TableFacts, Zone
from reporting.documents.check.word_looks import Looks, ParaLook, single_line
from reporting.documents.check.word_sections import sheets_of
from reporting.documents.extract import POINTS_PER_MM

_HEAD_WORDS = (layout.COUNTRY, layout.MOTTO, "Số:")
_TWIPS_PER_MM = 1440 / 25.4


def read(data: bytes) -> Facts:
    """Raises KeyError, ValueError or zipfile.BadZipFile for bytes that are no Word file."""
    word = word_files.Document(BytesIO(data))
    reader = _Reader(word)
    reader.read()
    kind = word.core_properties.keywords or ""
    return Facts(kind, sheets_of(word, reader.looks, reader.annex_sections), reader.paras, reader.tables)


@dataclass
class _Reader:
    word: WordFile
    looks: Looks = field(init=False)
    paras: list[Para] = field(default_factory=list)
    tables: list[TableFacts] = field(default_factory=list)
    annex_sections: set[int] = field(default_factory=set)
    page: int = 1
    section: int = 0
    fresh: bool = True  # nothing stands on this page yet
    fresh_section: bool = True  # nothing stands in this section yet
    before: ParaLook | None = None  # the paragraph of the flow before this one
    closed: bool = False  # the closing mark was met

    def __post_init__(self) -> None:
        self.looks = Looks(self.word)

    def read(self) -> None:
        for child in _children(self.word.element.body):
            if child.tag == qn("w:tbl"):
                self._table(child)
            elif child.tag == qn("w:p"):
                self._flow(child)

    def _flow(self, node: Any) -> None:
        look = self.looks.para(node)
        self._page_breaks(node)
        para = self._para(node, look, Zone.SIGN_LEFT if self.closed else Zone.FLOW)
        if para.text:
            gap = None if self.before is None else max(self.before.after, look.before)
            self.paras.append(replace(para, gap=gap, first=self.fresh))
            if self.fresh_section and words.ANNEX.fullmatch(para.text):
                self.annex_sections.add(self.section)
            self.fresh = self.fresh_section = False
            self.before = look
            self.closed = self.closed or para.text.endswith(layout.CLOSING_MARK)
        elif self.paras and self.paras[-1].zone == Zone.FLOW:
            self._take_underline(node, look, self._text_width())
        if node.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            self.page, self.section = self.page + 1, self.section + 1
            self.fresh, self.fresh_section, self.before, self.closed = True, True, None, False

    def _page_breaks(self, node: Any) -> None:
        breaks = [mark for mark in node.iter(qn("w:br")) if mark.get(qn("w:type")) == "page"]
        before = node.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}")
        if breaks or before is not None:
            self.page, self.fresh, self.before = self.page + max(len(breaks), 1), True, None

    def _text_width(self) -> float:
        section = self.word.sections[min(self.section, len(self.word.sections) - 1)]
        sides = (section.page_width, section.left_margin, section.right_margin)
        width, left, right = (side.mm if side is not None else 0 for side in sides)
        return float(width - left - right)

    def _take_underline(self, node: Any, look: ParaLook, room: float) -> None:
        """An empty paragraph with a line on top, or a drawn line, underlines the paragraph before it."""
        length = None
        if self.looks.border(node, "top") or self.looks.border(node, "bottom"):
            length = room - look.left - look.right
        if length is not None:
            self.paras[-1] = replace(self.paras[-1], underline=length)

    def _para(self, node: Any, look: ParaLook, zone: Zone, level: tuple[str, float] = ("", 0.0)) -> Para:
        spans = tuple(self._spans(node))
        width = max((_width(line) for line in _broken(spans)), default=0.0)
        size = max((span.size for span in spans), default=layout.STYLES["body"].size)
        inked = [run for run in node.iter(qn("w:r")) if "".join(t.text or "" for t in run.iter(qn("w:t"))).strip()]
        drawn = bool(inked) and all(self.looks.run(node, run).underlined for run in inked)
        return Para(
            self.page,
            zone,
            spans,
            align=look.align,
            indent=look.left + look.first,
            spacing=look.line / single_line(size) if look.exact else look.line,
            level=level,
            width=width,
            underline=width if drawn else None,
        )

    def _spans(self, node: Any) -> Iterator[Span]:
        for run in node.iter(qn("w:r")):
            text = "".join(_characters(run))
            if text:
                look = self.looks.run(node, run)
                yield Span(text, look.font, look.size, look.bold, look.italic, look.color)

    def _table(self, node: Any) -> None:
        rows = list(node.iter(qn("w:tr")))
        said = " ".join("".join(text.text or "" for text in row.iter(qn("w:t"))) for row in rows)
        columns = max((len(row.findall(qn("w:tc"))) for row in rows), default=0)
        layout_words = any(word in said for word in _HEAD_WORDS) or words.RECIPIENTS.search(said) or self.closed
        if not _bordered(node, self.looks) and columns <= 2 and layout_words:
            signing = self.closed or not any(word in said for word in _HEAD_WORDS)
            self._columns(rows, (Zone.SIGN_LEFT, Zone.SIGN_RIGHT) if signing else (Zone.HEAD_LEFT, Zone.HEAD_RIGHT))
        else:
            self._cells(node, rows)
        self.before = None
        if said.strip():
            self.fresh = self.fresh_section = False

    def _columns(self, rows: list[Any], zones: tuple[Zone, Zone]) -> None:
        """Two columns side by side: every paragraph knows how far below the top of its row its words stand."""
        for number, row in enumerate(rows):
            for place, cell in enumerate(row.findall(qn("w:tc"))):
                room = _cell_width(cell) or self._text_width() / 2
                down, seen = 0.0, False
                for node in cell.findall(qn("w:p")):
                    look = self.looks.para(node)
                    para = self._para(node, look, zones[min(place, 1)])
                    size = max((span.size for span in para.spans), default=0.0)
                    height = look.line if look.exact else look.line * single_line(size)
                    base = (down + look.before + height - 0.216 * size) / POINTS_PER_MM
                    down += look.before + height + look.after
                    if para.text:
                        self.paras.append(replace(para, level=(f"{self.section}.{id(row)}.{number}", base)))
                        seen = True
                    elif seen:
                        self._take_underline(node, look, room)

    def _cells(self, node: Any, rows: list[Any]) -> None:
        for cell in node.iter(qn("w:tc")):
            for paragraph in cell.findall(qn("w:p")):
                para = self._para(paragraph, self.looks.para(paragraph), Zone.CELL)
                if para.text:
                    self.paras.append(para)
        if not rows or not _bordered(node, self.looks):
            return
        first = [self._para(p, self.looks.para(p), Zone.CELL) for p in rows[0].iter(qn("w:p"))]
        headed = any(para.text for para in first) and all(para.is_bold for para in first if para.text)
        repeats = rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        whole = all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        self.tables.append(TableFacts(self.page, headed, repeats, whole))


def _children(body: Any) -> Iterator[Any]:
    """Paragraphs and tables of the body; those inside content controls as well."""
    for child in body:
        if child.tag == qn("w:sdt"):
            content = child.find(qn("w:sdtContent"))
            yield from _children(content) if content is not None else ()
        else:
            yield child


def _characters(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:tab"):
            yield " "
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"


def _broken(spans: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """Spans line by line, where line breaks part them."""
    line: list[Span] = []
    for span in spans:
        head, *tail = span.text.split("\n")
        line.append(replace(span, text=head))
        for part in tail:
            yield tuple(line)
            line = [replace(span, text=part)]
    yield tuple(line)


def _width(line: tuple[Span, ...]) -> float:
    """Width in mm by Times metrics; letters the font lacks count as blanks."""
    points = sum(fonts.text_width(span.text, span.size, bold=span.bold, italic=span.italic) for span in line)
    return points / POINTS_PER_MM


def _cell_width(cell: Any) -> float | None:
    width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    if width is None or width.get(qn("w:type")) != "dxa":
        return None
    return float(width.get(qn("w:w"))) / _TWIPS_PER_MM


def _bordered(table: Any, looks: Looks) -> bool:
    """Lines of its own, of its cells, or of its style."""
    named = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
    styles = looks.chain(named.get(qn("w:val"))) if named is not None else ()
    for holder in (table, *styles):
        for kind in ("tblBorders", "tcBorders"):
            for borders in holder.iter(qn(f"w:{kind}")):
                if any(line.get(qn("w:val")) not in ("none", "nil", None) for line in borders):
                    return True
    return False
