"""Words and shapes that builders share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import ceil
from typing import Any

from ocop.text import lower_kind
from programs.domain.plans_text import recipient_text
from reporting.documents import fonts, layout
from reporting.documents.layout import STYLES
from reporting.documents.tree import Align, Block, Cell, Document, Head, Name, Run, Runs, Signature

__all__ = [
    "figure",
    "head_cell",
    "head_of",
    "issuer_lines",
    "letter_lines",
    "lower_kind",
    "marked_runs",
    "paper",
    "recipients_of",
    "signature_of",
    "title_lines",
]

_COMMITTEE = "ỦY BAN NHÂN DÂN"
_WIDEST_TITLE = 0.96  # share of the text width a centred title line may take
_ISSUER_WIDTH = (layout.TEXT_WIDTH + 2 * layout.HEAD_OVERHANG) * layout.HEAD_COLUMNS[0] - 2 * layout.HEAD_OVERHANG
_PHRASE_STARTS = {"năm", "trên", "của", "tại", "giai", "và", "mỗi", "thuộc", "đến", "theo", "thực", "đánh"}


def issuer_lines(name: str) -> tuple[str, ...]:
    """'Ủy ban nhân dân tỉnh Thanh Hóa' → ('ỦY BAN NHÂN DÂN', 'TỈNH THANH HÓA'); other bodies in as few lines as the
    left half of the head has room for without running into the margin."""
    caps = name.strip().upper()
    if caps.startswith(f"{_COMMITTEE} "):
        return _COMMITTEE, caps.removeprefix(_COMMITTEE).strip()
    return _cut_lines(caps, "issuer", _ISSUER_WIDTH)


def title_lines(text: str, style: str = "abstract") -> tuple[str, ...]:
    """A centred title cut into as few lines as fit, nearly equal, rather before a phrase than inside a word."""
    return _cut_lines(text, style, layout.TEXT_WIDTH * _WIDEST_TITLE)


def letter_lines(text: str) -> tuple[str, ...]:
    """The abstract of a letter (ô 5b) in lines that fit under its number."""
    return _cut_lines(text, "letter_abstract", _ISSUER_WIDTH)


def _cut_lines(text: str, style: str, room: float) -> tuple[str, ...]:
    """Lines of at most `room` millimetres; words do not part evenly, so it may take one more than the width alone."""
    words = text.split()
    limit = room * 72 / 25.4
    for count in range(ceil(_width(words, style) / limit), len(words)):
        lines = _in_lines(words, count, limit, style)
        if all(_width(line.split(), style) <= limit for line in lines):
            return lines
    return tuple(words)


def _in_lines(words: list[str], count: int, limit: float, style: str) -> tuple[str, ...]:
    lines: list[str] = []
    for left in range(count, 1, -1):
        cut = _cut(words, left, limit, style)
        lines.append(" ".join(words[:cut]))
        words = words[cut:]
    return (*lines, " ".join(words)) if words else tuple(lines)


def _width(words: list[str], style: str) -> float:
    return fonts.text_width(" ".join(words), STYLES[style].size, bold=STYLES[style].bold)


def _cut(words: list[str], lines: int, limit: float, style: str) -> int:
    """How many words go to the first of `lines` lines."""
    goal = _width(words, style) / lines

    def cost(end: int) -> float:
        width = _width(words[:end], style)
        return abs(width - goal) + (0 if _is_phrase_end(words, end) else limit / 3) + (limit if width > limit else 0)

    return min(range(1, len(words)), key=cost, default=1)


def _is_phrase_end(words: list[str], end: int) -> bool:
    bracket = words[end].startswith("(") and not words[end].endswith(")")
    return bracket or words[end - 1].endswith((",", ")", ";", ":")) or words[end].lower() in _PHRASE_STARTS


def marked_runs(text: str, facts: Iterable[tuple[int, int]], bold_to: int = 0) -> Runs:
    """Text as runs: the first `bold_to` characters bold, [start, end) stretches of `facts` marked as facts."""
    marks = [(start, end) for start, end in facts if start < end]
    edges = sorted({0, len(text), min(bold_to, len(text)), *(edge for mark in marks for edge in mark)})
    return tuple(
        Run(text[start:end], bold=end <= bold_to, fact=any(a <= start and end <= b for a, b in marks))
        for start, end in pairwise(edges)
        if start < end
    )


def head_cell(text: str, *, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell(text, Align.CENTER, bold=True, colspan=colspan, rowspan=rowspan)


def figure(value: int | None, *, bold: bool = False) -> Cell:
    """A figure, centred as in the annexes of plans; zero and nothing are an empty cell."""
    return Cell(f"{value:,}".replace(",", ".") if value else "", Align.CENTER, bold)


def head_of(content: Mapping[str, Any], *, has_number: bool = True, has_place: bool = True) -> Head:
    """Ô 1–4 from the shared facts of a content (`reporting.domain.contents.common.head_facts`)."""
    return Head(
        parent=issuer_lines(content.get("issuer_parent") or ""),
        issuer=issuer_lines(content["issuer"]),
        symbol=content["symbol"],
        place=content["place"],
        year=content["year"],
        number=content.get("number"),
        issued_on=content.get("issued_on"),
        has_number=has_number,
        has_place=has_place,
    )


def signature_of(content: Mapping[str, Any]) -> Signature:
    """Ô 7: authority lines, title and name; what is not known is left out."""
    signer = content["signer"]
    lines = (*(signer.get("authority") or "").splitlines(), signer.get("title") or "")
    return Signature(tuple(line for line in lines if line), signer.get("name") or "")


def recipients_of(content: Mapping[str, Any]) -> tuple[str, ...]:
    """Ô 9b: lines of «Nơi nhận» without dash and end."""
    return tuple(recipient_text(recipient) for recipient in content["recipients"])


def paper(
    content: Mapping[str, Any], *, kind: str, type_name: str, abstract: str, blocks: Iterable[Block], **more: Any
) -> Document:
    """An administrative document (NĐ 30/2020, Phụ lục III) from the shared facts of its content: head, name in lines,
    recipients, signature. `more`: what this kind has besides (addressees, annexes), or instead (head, signature)."""
    parts: dict[str, Any] = {
        "title": f"{type_name} {abstract[:1].lower()}{abstract[1:]}",
        "head": head_of(content),
        "name": Name(type_name.upper(), title_lines(abstract)),
        "blocks": tuple(blocks),
        "recipients": recipients_of(content),
        "signature": signature_of(content),
    }
    return Document(kind=kind, **{**parts, **more})
