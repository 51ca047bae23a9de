"""Comparing a regenerated plan with its source text, paragraph by paragraph, word by word, cell by cell."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from reporting.documents import text
from reporting.documents.tree import Document
from tests.programs.seed_sources import source_text

Difference = tuple[str, str]
"""(words of the source, words of the document); "" where one side has nothing."""

GENERATED = "DANH MỤC SẢN PHẨM DỰ KIẾN ĐÁNH GIÁ"
"""The annex of batches is made from the data and has no counterpart in the sources."""
CUT = "[...]"
_HEAD = re.compile(r"^(Số: |.*, ngày .*năm \d{4}$|KẾ HOẠCH$)")
_MARK = re.compile(r"[IVX]+\. |\d{1,2}\.(\d{1,2}\.)* ?|[a-zđ]\) ?|[-+] ?|\(|Nơi nhận|KT\. ?|PHÓ CHỦ TỊCH")
_SPACE_BEFORE = re.compile(r"\s+([;,.:])")
_BLANK_DAY = re.compile(r"ngày [\s.…]*tháng [\s.…]*năm")
_COLUMNS = 6


def normal(words: str) -> str:
    """Words without what a scan or a layout may change: blanks, blanks of a draft, "./.", ending marks of lists."""
    words = _BLANK_DAY.sub("ngày tháng năm", " ".join(unicodedata.normalize("NFC", words).split()))
    words = re.sub(r"Số: [\s.…]*/", "Số: /", words).replace("KT.CHỦ", "KT. CHỦ").replace("Nơi nhận :", "Nơi nhận:")
    words = re.sub(r"^([-+])(?=\S)", r"\1 ", words)
    return _SPACE_BEFORE.sub(r"\1", words).strip()


def source_lines(source: str) -> list[str]:
    """Lines of a source from its number to its end (or to where it is cut), without the marks of a web page."""
    lines = [re.sub(r"^#+ ", "", line).rstrip() for line in source_text(source).splitlines()]
    lines = [line for line in lines if line.strip()]
    first = next((i for i, line in enumerate(lines) if line.startswith("Số: ")), 0)
    last = lines.index(CUT) if CUT in lines else len(lines)
    return lines[first:last]


def whole_source(source: str, rest: str) -> list[str]:
    """Lines of a source that breaks off, with what follows its last line in another source."""
    lines, more = source_lines(source), source_lines(rest)
    after = next(i for i, line in enumerate(more) if normal(line) == normal(lines[-1]))
    return lines + more[after + 1 :]


def document_lines(tree: Document) -> list[str]:
    """Lines of the text of a document from its number on, without the annex of batches."""
    annexes = tuple(annex for annex in tree.annexes if not " ".join(annex.title).startswith(GENERATED))
    lines = text.render(replace(tree, annexes=tuple(replace(a, number=None) for a in annexes))).splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("Số: "))
    return [line for line in lines[first:] if line.strip()]


def paragraphs(lines: list[str]) -> list[str]:
    """Paragraphs in order, table rows left out: lines broken by a page or centred in pieces are joined."""
    found: list[str] = []
    for raw in lines:
        line = normal(raw)
        if "\t" in raw:
            continue
        if found and _continues(found[-1], line):
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


def _continues(before: str, line: str) -> bool:
    """A line in lower case goes on with the sentence; pieces of a title in capitals belong together."""
    if _HEAD.match(before) or _MARK.match(line) or _HEAD.match(line):
        return False
    return line[0].islower() or (before.isupper() and line.isupper() and "CHỦ TỊCH" not in before)


def rows(lines: list[str]) -> list[tuple[str, ...]]:
    """Rows of tables, all cells; a column that is not written at the end of a row is empty."""
    found = []
    for line in lines:
        cells = [normal(cell) for cell in line.split("\t")]
        if len(cells) > 2 and not any("OCOP" in cell for cell in cells):
            found.append(tuple([*cells, *[""] * _COLUMNS][:_COLUMNS]))
    return found


def table_heads(lines: list[str]) -> list[str]:
    """The words of the heads of tables."""
    heads = [line for line in lines if "\t" in line and "OCOP" in line]
    return [normal(cell) for line in heads for cell in line.split("\t") if cell.strip()]


def compare(source: list[str], document: list[str]) -> list[Difference]:
    """Every difference of words between two lists of paragraphs; a paragraph missing on one side is one difference.

    Paragraphs are laid beside each other first, so that words are compared only with those of their own paragraph.
    """
    pairs = SequenceMatcher(None, source, document, autojunk=False).get_opcodes()
    found: list[Difference] = []
    for kind, a, b, c, d in pairs:
        if kind != "equal":
            found += _words_apart(source[a:b], document[c:d])
    return found


def _words_apart(before: list[str], after: list[str]) -> Iterator[Difference]:
    """Words that differ in a stretch of paragraphs; a whole missing stretch is told a paragraph at a time."""
    if not before or not after:
        yield from [(one, "") for one in before] + [("", one) for one in after]
        return
    left, right = " ".join(before).split(), " ".join(after).split()
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            yield " ".join(left[a:b]), " ".join(right[c:d])


def sentences(found: list[str]) -> list[str]:
    """Sentences and members of lists, in order."""
    parts = [part for one in found for part in re.split(r"(?<=[.;:!?])\s+(?!\d)", one)]
    return [part.rstrip(" .;,:") for part in parts if any(c.isalpha() for c in part)]


def equal_share(source: list[str], document: list[str]) -> float:
    """Share of the source's sentences that stand in the document word for word."""
    wanted, left = sentences(source), sentences(document)
    kept = 0
    for one in wanted:
        if one in left:
            left.remove(one)
            kept += 1
    return kept / len(wanted)
