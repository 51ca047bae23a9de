"""The content tree of an administrative document (Nghị định 30/2020/NĐ-CP), free of any output format.

All nodes are frozen. Every string is normalised when a node is made: NFC, no control characters, star glyphs turned
into words (no Times-metric font has them), so renderers may trust what they get.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\ufeff]")
_STARS_AFTER_NUMBER = re.compile(r"(\d)\s*[★☆⭐]\ufe0f?")
_STARS = re.compile(r"[★⭐]\ufe0f?(?:\s*[★⭐]\ufe0f?)*")


def clean(text: str) -> str:
    """NFC text without control characters and star glyphs: '4★' → '4 sao', '★★★☆☆' → '3 sao'."""
    text = unicodedata.normalize("NFC", _CONTROL.sub("", text))
    text = _STARS_AFTER_NUMBER.sub(r"\1 sao", text)
    text = _STARS.sub(lambda found: f"{sum(c in '★⭐' for c in found[0])} sao", text)
    return text.replace("☆", "").replace("✓", "x").replace("✔", "x")


class _Node:
    """Normalises every string field, also inside tuples of strings."""

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            if isinstance(value, str) and not isinstance(value, StrEnum) and field.name != "svg":
                object.__setattr__(self, field.name, clean(value))
            elif isinstance(value, tuple) and any(isinstance(item, str) for item in value):
                object.__setattr__(self, field.name, tuple(clean(item) for item in value))


@dataclass(frozen=True)
class Run(_Node):
    """Words of one look. `fact` marks a figure, name or date that came from a field of the data."""

    text: str
    bold: bool = False
    italic: bool = False
    fact: bool = False


Runs = tuple[Run, ...]


def runs(*parts: str | Run) -> Runs:
    """Strings and runs mixed, in order; empty ones are left out."""
    made = (part if isinstance(part, Run) else Run(part) for part in parts)
    return tuple(part for part in made if part.text)


def plain(parts: Runs) -> str:
    return "".join(part.text for part in parts)


@dataclass(frozen=True)
class Head(_Node):
    """Ô 1–4: who issues, number and symbol, place and date. `number`/`issued_on` None = draft, printed as blanks.

    `issuer` is given in lines ("ỦY BAN NHÂN DÂN", "TỈNH THANH HÓA"); `symbol` without the slash ("KH-UBND");
    `year` stands in the date of a draft. Minutes have no place and date (NĐ 30, mẫu 1.9); forms have neither and no
    issuer: only the country and its motto, centred on the page.
    """

    issuer: tuple[str, ...]
    symbol: str
    place: str
    year: int
    number: int | None = None
    issued_on: date | None = None
    parent: tuple[str, ...] = ()
    has_number: bool = True
    has_place: bool = True


@dataclass(frozen=True)
class Name(_Node):
    """Ô 5a: name of the type ("KẾ HOẠCH") and its abstract in lines; without a type the abstract ("V/v …") of a letter
    (công văn, ô 5b), which stands under the number."""

    type_name: str
    abstract: tuple[str, ...]


@dataclass(frozen=True)
class Basis(_Node):
    """One legal basis, on its own line, italic; its text carries its own ending mark."""

    runs: Runs


class Level(StrEnum):
    """Levels of a heading in a plan or report: "I." / "1." / "1.1."."""

    ROMAN = "1"
    ARABIC = "2"
    DECIMAL = "3"


@dataclass(frozen=True)
class Heading(_Node):
    level: Level
    marker: str
    runs: Runs


@dataclass(frozen=True)
class Paragraph(_Node):
    runs: Runs


@dataclass(frozen=True)
class Item(_Node):
    """An item with its own marker as written: "-", "+", "a)"."""

    marker: str
    runs: Runs


@dataclass(frozen=True)
class Styled(_Node):
    """One paragraph in any style of `layout.STYLES`, for what has no node of its own."""

    style: str
    runs: Runs


@dataclass(frozen=True)
class Article(_Node):
    """An article of a decision: "Điều 1." in bold, then its words."""

    marker: str
    runs: Runs


@dataclass(frozen=True)
class FieldLine(_Node):
    """A line of a form: "label: value"; dots to write on when there is no value."""

    label: str
    value: str = ""
    marker: str = ""


@dataclass(frozen=True)
class Choice(_Node):
    """Words of a form with a box after each: (text, ticked)."""

    label: str
    options: tuple[tuple[str, bool], ...]
    marker: str = ""


@dataclass(frozen=True)
class Picture(_Node):
    """A drawing, centred: vector in PDF, bitmap in Word, no words. `svg` is markup, `png` its picture in bytes."""

    name: str
    svg: str
    png: bytes
    width_mm: float
    height_mm: float
    alt: str


@dataclass(frozen=True)
class PageBreak(_Node):
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Note(_Node):
    """A remark in italics (source of figures, illustration data)."""

    runs: Runs


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True)
class Cell(_Node):
    """One cell; a cell spanning rows stands only in its first row. Text "" is an empty cell (also for a zero); a line
    feed in it begins a new line of the cell."""

    text: str = ""
    align: Align = Align.LEFT
    bold: bool = False
    colspan: int = 1
    rowspan: int = 1
    italic: bool = False


@dataclass(frozen=True)
class Table(_Node):
    """`widths`: shares of the text width, sum 1. `header` rows repeat on every page; no row is split.

    `bordered` False: columns side by side without lines. `size`: type size of its cells, else that of the style "cell".
    """

    widths: tuple[float, ...]
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    bordered: bool = True
    size: float | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if abs(sum(self.widths) - 1) > 0.001:
            raise ValueError("Tổng bề rộng các cột phải bằng 1.")
        for block in (self.header, self.rows):
            _check_grid(block, len(self.widths))


def _check_grid(block: tuple[tuple[Cell, ...], ...], columns: int) -> None:
    """Every row must fill all columns, counting the cells that reach down from rows above."""
    reach = [0] * columns
    for row in block:
        free = [column for column in range(columns) if not reach[column]]
        reach = [max(left - 1, 0) for left in reach]
        if sum(cell.colspan for cell in row) != len(free):
            raise ValueError("Số ô của một hàng không khớp số cột của bảng.")
        for cell in row:
            for _ in range(cell.colspan):
                reach[free.pop(0)] = cell.rowspan - 1


@dataclass(frozen=True)
class Closing(_Node):
    """Last words of the body, an item when it has a marker; renderers add the closing mark "./."."""

    runs: Runs
    marker: str = ""


Block = (
    Basis
    | Heading
    | Paragraph
    | Item
    | Article
    | Styled
    | FieldLine
    | Choice
    | Picture
    | PageBreak
    | Note
    | Table
    | Closing
)


@dataclass(frozen=True)
class Signature(_Node):
    """Ô 7: authority lines as printed ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH") and the name.

    Forms: `hint` under the title ("(Ký, ghi rõ họ tên)"), `dated` above it ("Lưu Vệ, ngày … tháng … năm …"). `picture`
    stands above all of it (the QR code of a certificate).
    """

    authority: tuple[str, ...]
    name: str = ""
    hint: str = ""
    dated: str = ""
    picture: Picture | None = None


@dataclass(frozen=True)
class Annex(_Node):
    """A separate annex with its own page numbers. `attached` is the "(Kèm theo …)" line without brackets."""

    title: tuple[str, ...]
    attached: str
    blocks: tuple[Block, ...]
    number: int | None = None
    landscape: bool = False


@dataclass(frozen=True)
class Document(_Node):
    """A whole document. `kind` is the machine name ("plan"), `title` the metadata title.

    `addressees`: «Kính gửi» (ô 9a). `form_mark`: "Mẫu số 01" above everything. `left_signature`: who signs on the left
    (minutes: THƯ KÝ); the recipients then stand below both. `framed`: a frame around the page (certificates).
    """

    kind: str
    title: str
    head: Head
    name: Name
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    signature: Signature
    annexes: tuple[Annex, ...] = ()
    addressees: tuple[str, ...] = ()
    form_mark: str = ""
    left_signature: Signature | None = None
    landscape: bool = False
    framed: bool = False

    def tables(self) -> Iterator[Table]:
        """All tables in reading order, annexes included."""
        for blocks in (self.blocks, *(annex.blocks for annex in self.annexes)):
            yield from (block for block in blocks if isinstance(block, Table))
