"""Sections of a Word file as pages: what the page number of the first and of the next page of each will be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.section import Section

from reporting.documents import layout
from reporting.documents.check.facts import Para, Sheet, Span, Zone
from reporting.documents.check.word_looks import Looks

_FORMATS = {"upperRoman": "II", "lowerRoman": "ii", "upperLetter": "B", "lowerLetter": "b"}
_UNKNOWN = "…"  # numbers that go on from a section whose length nobody knows


def sheets_of(word: WordFile, looks: Looks, annexes: set[int]) -> list[Sheet]:
    """Two sheets a section, its first page and its second; `annexes` = sections (from 0) that begin with one."""
    made: list[Sheet] = []
    for place, section in enumerate(word.sections):
        starts = place == 0 or place in annexes
        numbering = _numbering(section)
        own = place == 0 or numbering.get("start") == "1"
        first = _label(section, looks, place + 1, "1" if own else _UNKNOWN, first=True)
        second = _label(section, looks, place + 1, _number(numbering, own=own), first=False)
        made.append(_sheet(section, place + 1, starts, first))
        if starts:
            made.append(_sheet(section, place + 1, False, second))
    return made


def _numbering(section: Section) -> dict[str, str]:
    found = section._sectPr.find(qn("w:pgNumType"))
    return {} if found is None else {str(key).rpartition("}")[2]: str(value) for key, value in found.attrib.items()}


def _number(numbering: dict[str, str], *, own: bool) -> str:
    shape = numbering.get("fmt", "decimal")
    return _FORMATS.get(shape, "2" if shape == "decimal" else shape) if own else _UNKNOWN


def _sheet(section: Section, number: int, starts: bool, label: Para | None) -> Sheet:
    sides = {
        "trên": section.top_margin,
        "dưới": section.bottom_margin,
        "trái": section.left_margin,
        "phải": section.right_margin,
    }
    margins = {name: float(side.mm) for name, side in sides.items() if side is not None}
    width, height = (float(side.mm) if side is not None else 0.0 for side in (section.page_width, section.page_height))
    return Sheet(number, width, height, margins, True, starts, label)


def _label(section: Section, looks: Looks, number: int, text: str, *, first: bool) -> Para | None:
    """The paragraph with the field of the page number, its field filled in."""
    own_first = first and section.different_first_page_header_footer
    parts = (
        (Zone.TOP, section.first_page_header if own_first else section.header),
        (Zone.BOTTOM, section.first_page_footer if own_first else section.footer),
    )
    for zone, part in parts:
        for paragraph in part._element.iter(qn("w:p")):
            if any(code.split()[:1] == ["PAGE"] for code in _fields(paragraph)):
                return _filled(paragraph, looks, number, zone, text)
    return None


def _fields(paragraph: Any) -> Iterator[str]:
    yield from (node.text or "" for node in paragraph.iter(qn("w:instrText")))
    yield from (node.get(qn("w:instr")) or "" for node in paragraph.iter(qn("w:fldSimple")))


def _filled(paragraph: Any, looks: Looks, number: int, zone: Zone, text: str) -> Para:
    runs = list(paragraph.iter(qn("w:r")))
    look = looks.run(paragraph, runs[0]) if runs else None
    said = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
    said = said if any(letter.isalpha() for letter in said) else ""
    span = Span(
        f"{said}{text}",
        look.font if look else layout.WORD_FONT,
        look.size if look else layout.PAGE_NUMBER_SIZE,
        bool(look and look.bold),
        bool(look and look.italic),
    )
    return Para(number, zone, (span,), align=looks.para(paragraph).align)
