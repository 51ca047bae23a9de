"""What the forms of QĐ 26/2026, Phụ lục III share: head, source line, running texts, the signature of a form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from ocop.text import format_date
from reporting.documents import fonts, layout
from reporting.documents.tree import (
    Block,
    Closing,
    FieldLine,
    Head,
    Heading,
    Item,
    Level,
    Note,
    Paragraph,
    Run,
    Styled,
    runs,
)

Content = Mapping[str, Any]
_MARKED = re.compile(r"([-–+*•])\s+(?=\S)")


def form_head(content: Content) -> Head:
    """Country and motto alone: a form has neither number nor place."""
    return Head((), "", content["place"], content["year"], has_number=False, has_place=False)


def source_line(content: Content) -> Iterator[Block]:
    """'(Mẫu số 01, Phụ lục III, Quyết định 26/2026/QĐ-TTg)': whose form it is."""
    mark, source = content["form"]["mark"], content["form"]["source"]
    if source:
        words = source if source.startswith(mark) else f"{mark}, {source}"
        yield Styled("center_plain", runs(Run(f"({words})", italic=True)))


def numbered(marker: str, title: str, value: str = "") -> Heading:
    """A numbered line of a form, with its value on the line."""
    return Heading(Level.ARABIC, marker, runs(title, Run(f": {value}" if value else "", fact=True)))


def field(label: str, value: Any = "", marker: str = "-") -> Block:
    """'- Điện thoại: 0912 345 678', for nothing dots to the end of the line; without a marker flush with the margin."""
    if not marker:
        return FieldLine(label, str(value or "") or dots_after(f"{label}: "))
    words = f"{label}: "
    return Item(marker, runs(words, Run(str(value or "") or dots_after(f"{marker} {words}", layout.FIRST_INDENT))))


def boxes(options: Iterable[tuple[str, bool]], marker: str = "") -> Item:
    """'a) Giấy đăng ký kinh doanh ■': words with a box after each, ticked or not."""
    words = (f"{text}{layout.NBSP}{layout.BOX_ON if ticked else layout.BOX}" for text, ticked in options)
    return Item(marker, runs(layout.BOX_GAP.join(words)))


def dots_after(words: str = "", indent: float = 0) -> str:
    """As many dots as the rest of a line holds after these words; `indent` in millimetres."""
    size = layout.STYLES["field"].size
    room = (layout.TEXT_WIDTH - indent) * 72 / 25.4 - fonts.text_width(words, size)
    return "…" * max(int(room / fonts.text_width("…", size)) - 1, 3)


def text_blocks(text: str) -> Iterator[Block]:
    """What a person wrote, paragraph by paragraph; a line that begins with a dash or a plus is an item."""
    for line in filter(None, map(str.strip, text.splitlines())):
        found = _MARKED.match(line)
        if found:
            yield Item("+" if found[1] == "+" else "-", runs(line[found.end() :]))
        else:
            yield Paragraph(runs(line))


def text_or_dots(text: str) -> Iterator[Block]:
    """The text, or two lines to write on."""
    if text.strip():
        yield from text_blocks(text)
    else:
        yield from (Styled("field", runs(dots_after())) for _line in range(2))


def closed(blocks: Iterator[Block]) -> Iterator[Block]:
    """The same blocks, the last one carrying the closing mark "./."."""
    *before, last = blocks
    yield from before
    if isinstance(last, Paragraph):
        yield Closing(last.runs)
    else:
        assert isinstance(last, Item)
        yield Closing(last.runs, last.marker)


def illustration_note(content: Content) -> Iterator[Block]:
    """Made-up data say so on the paper."""
    if content["illustration"]:
        yield Note(runs("Ghi chú: dữ liệu minh họa, không phải hồ sơ thật."))


def as_date(value: date | str | None) -> date | None:
    """A day, also when it comes from stored data; None for none."""
    if isinstance(value, str):
        return date.fromisoformat(value) if value else None
    return value


def day(value: date | str | None) -> str:
    """'05/03/2026'; "" for none."""
    found = as_date(value)
    return format_date(found) if found else ""


def open_date(content: Content) -> str:
    """'Lưu Vệ, ngày      tháng      năm 2026': to be filled in by hand."""
    return f"{content['place']}, {layout.long_date(None, content['year'])}"
