"""What rules have in common: a context, and the check of a paragraph's size, weight and slant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reporting.documents import layout
from reporting.documents.check.facts import Facts, Para
from reporting.documents.check.findings import Finding
from reporting.documents.check.parts import Parts
from reporting.documents.check.profiles import Profile

_SIZE_SLACK = 0.1  # points
_SHOWN = 60  # letters of a cited line


@dataclass(frozen=True)
class Read:
    """What a rule gets: facts, the elements found in them, and which rules apply."""

    facts: Facts
    parts: Parts
    profile: Profile


def cited(para: Para) -> str:
    text = para.text
    return f"“{text}”" if len(text) <= _SHOWN else f"“{text[:_SHOWN].rstrip()}…”"


def sizes_of(style: str) -> tuple[float, float]:
    return layout.STYLES[style].allowed


def look(para: Para, rule: str, sizes: tuple[float, float], *, bold: bool, italic: bool) -> Iterator[Finding]:
    """Size, bold and italic of every word of a paragraph."""
    spans = para.inked
    wrong = [span.size for span in spans if not sizes[0] - _SIZE_SLACK <= span.size <= sizes[1] + _SIZE_SLACK]
    if wrong:
        allowed = f"{sizes[0]:g}" if sizes[0] == sizes[1] else f"từ {sizes[0]:g} đến {sizes[1]:g}"
        yield Finding(para.page, rule, f"{cited(para)} cỡ chữ {wrong[0]:g}, phải {allowed}.")
    for wanted, name, has in (
        (bold, "đậm", [span.bold for span in spans]),
        (italic, "nghiêng", [span.italic for span in spans]),
    ):
        if any(found != wanted for found in has):
            yield Finding(para.page, rule, f"{cited(para)} {'phải' if wanted else 'không được'} in {name}.")


def styled(paras: Iterable[Para | None], rule: str, style: str) -> Iterator[Finding]:
    """Paragraphs against the size, weight and slant of a style of `layout.STYLES`."""
    wanted = layout.STYLES[style]
    for para in paras:
        if para is not None:
            yield from look(para, rule, wanted.allowed, bold=wanted.bold, italic=wanted.italic)


def once_a_page(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The first finding of each rule on each page: the same fault on every line is one fault."""
    seen: set[tuple[int, str]] = set()
    for finding in findings:
        if (finding.page, finding.rule) not in seen:
            seen.add((finding.page, finding.rule))
            yield finding
