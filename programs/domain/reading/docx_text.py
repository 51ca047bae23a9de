"""Text of a Word file: paragraphs with the numbers Word counts by itself, tables as rows with tabs (no Django).

Runs in the child process (child.py): whatever stands in the file is parsed there only.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LAYOUT_COLUMNS, _LAYOUT_ROWS = 2, 4


def docx_text(data: bytes) -> str:
    """The whole text. Tables of at most two columns and four rows are letterhead or signature: their paragraphs."""
    document = docx.Document(BytesIO(data))
    counter = _Counter(document)
    lines: list[str] = []
    for element in document.element.body:
        if element.tag == qn("w:p"):
            lines.append(counter.mark(element) + _text(element))
        elif element.tag == qn("w:tbl"):
            lines += _table(element, counter)
    return "\n".join(lines)


def _text(paragraph: Any) -> str:
    """Words of a paragraph; a line break in it begins a new line."""
    parts = []
    for node in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:noBreakHyphen")):
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        else:
            parts.append({qn("w:br"): "\n", qn("w:tab"): " "}.get(node.tag, "-"))
    return "".join(parts)


def _table(table: Any, counter: "_Counter") -> Iterator[str]:
    rows = [list(row.findall(qn("w:tc"))) for row in table.findall(qn("w:tr"))]
    if max(map(len, rows), default=0) <= _LAYOUT_COLUMNS and len(rows) <= _LAYOUT_ROWS:
        for row in rows:
            for cell in row:
                yield from (counter.mark(p) + _text(p) for p in cell.iter(qn("w:p")))
        return
    for row in rows:
        cells: list[str] = []
        for cell in row:
            words = " ".join(" ".join(_text(p) for p in cell.iter(qn("w:p"))).split())
            cells += [words, *[""] * (_span(cell) - 1)]
        yield "\t".join(cells)


def _span(cell: Any) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return min(int(span.get(qn("w:val"), "1")), 50) if span is not None else 1


class _Counter:
    """The numbers of automatic lists, counted as Word does."""

    def __init__(self, document: Any) -> None:
        self.levels: dict[tuple[str, int], tuple[str, str]] = {}
        self.counts: dict[str, list[int]] = {}
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {item.get(qn("w:abstractNumId")): item for item in numbering.findall(qn("w:abstractNum"))}
        for number in numbering.findall(qn("w:num")):
            link = number.find(qn("w:abstractNumId"))
            item = abstract.get(link.get(qn("w:val"))) if link is not None else None
            for level in item.findall(qn("w:lvl")) if item is not None else []:
                kind, text = level.find(qn("w:numFmt")), level.find(qn("w:lvlText"))
                if kind is not None and text is not None:
                    key = (number.get(qn("w:numId")), int(level.get(qn("w:ilvl"), "0")))
                    self.levels[key] = (kind.get(qn("w:val"), ""), text.get(qn("w:val"), ""))

    def mark(self, paragraph: Any) -> str:
        """ "2.1. " or "- " before a paragraph of an automatic list; "" before any other."""
        properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is None:
            return ""
        number, level = properties.find(qn("w:numId")), properties.find(qn("w:ilvl"))
        name = number.get(qn("w:val")) if number is not None else ""
        depth = min(int(level.get(qn("w:val"), "0")), 8) if level is not None else 0
        kind, text = self.levels.get((name, depth), ("", ""))
        if kind == "bullet":
            return "- " if depth == 0 else "+ "
        if not kind or kind == "none":
            return ""
        counts = self.counts.setdefault(name, [0] * 9)
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (8 - depth)
        for place in range(depth + 1):
            shown = _number(max(counts[place], 1), self.levels.get((name, place), (kind, ""))[0])
            text = text.replace(f"%{place + 1}", shown)
        return f"{text} "


def _number(count: int, kind: str) -> str:
    if kind in ("upperRoman", "lowerRoman"):
        text = ""
        for value, letters in _ROMAN:
            text += letters * (count // value)
            count %= value
        return text if kind == "upperRoman" else text.lower()
    if kind in ("lowerLetter", "upperLetter"):
        letter = "abcdđeghiklmnopqrstuvxy"[(count - 1) % 23]
        return letter if kind == "lowerLetter" else letter.upper()
    return str(count)
