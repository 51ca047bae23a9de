"""What reading a plan is made of: lines with their numbers, what was found, what was left out (pure)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ocop.text import fold

Confidence = Literal["sure", "likely", "doubtful"]
SURE: Confidence = "sure"
LIKELY: Confidence = "likely"
DOUBTFUL: Confidence = "doubtful"

UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
LOWER = "a-zđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"


@dataclass(frozen=True)
class Line:
    """A paragraph, or a row of a table when it has `cells`; `number`: where it begins in the text as read, from 1."""

    number: int
    text: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Noise:
    """Something that is no part of the plan, or is odd in it. kind: see NOISE.

    `printed` → `written`: the change made because of it ("" and "": only left out, or only told)."""

    kind: str
    line: int
    text: str
    note: str
    printed: str = ""
    written: str = ""


NOISE = {
    "outside": "ngoài văn bản (đầu trang, chân trang, quảng cáo của nơi đăng)",
    "page_number": "số trang lẫn vào chữ",
    "broken_line": "câu bị ngắt dòng",
    "markup": "ký hiệu định dạng lẫn vào chữ",
    "cut": "văn bản bị cắt",
    "repeated_number": "số mục lặp lại",
    "doubled_word": "chữ lặp",
    "unread": "phần chưa xếp được vào đâu",
}


@dataclass(frozen=True)
class Datum:
    """One thing proposed, with the sentence it was read from.

    `path`: where it stands in the version ("batches.0.products.2"); `line`: number of its line, 0 when it was
    concluded from several; `note`: why it is not sure."""

    path: str
    label: str
    value: Any
    line: int
    text: str
    confidence: Confidence = SURE
    note: str = ""


@dataclass
class Found:
    """What one part of the reader gives: its piece of the version, and the data in it."""

    data: list[Datum] = field(default_factory=list)
    noise: list[Noise] = field(default_factory=list)

    def add(self, path: str, label: str, value: Any, line: Line | None, **more: Any) -> None:
        """Note a datum with its line."""
        text = line.text if line is not None else ""
        self.data.append(Datum(path, label, value, line.number if line else 0, text, **more))


@dataclass(frozen=True)
class Section:
    """A top-level part: number as printed, heading, its heading line, its paragraphs."""

    number: str
    heading: str
    line: Line
    lines: tuple[Line, ...]


@dataclass
class Source:
    """A text cut into its zones. `meta`: facts of the page it was published on (number, day, signer)."""

    head: list[Line] = field(default_factory=list)
    title: list[Line] = field(default_factory=list)
    intro: list[Line] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    closing: list[Line] = field(default_factory=list)
    foot: list[Line] = field(default_factory=list)
    annex: list[Line] = field(default_factory=list)
    meta: dict[str, Line] = field(default_factory=dict)
    was_cut: bool = False

    def body(self) -> Iterable[tuple[Section, Line]]:
        """Every paragraph of every section."""
        return ((section, line) for section in self.sections for line in section.lines)


def matches(pattern: str, text: str) -> bool:
    """Whether a folded text (no accents, lower case) holds the pattern."""
    return re.search(pattern, fold(text)) is not None


def first_line(lines: Sequence[Line], pattern: re.Pattern[str]) -> Line | None:
    """The first line in which the pattern is found."""
    return next((line for line in lines if pattern.search(line.text)), None)


def capital(text: str) -> str:
    """The text with its first letter a capital."""
    return text[:1].upper() + text[1:]
