"""The sections of a plan as one outline text and back: "I. MỤC ĐÍCH" begins a section (pure, no ORM)."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from programs.domain.outline import OutlineError, normalise
from programs.domain.outline_tree import renumber

LONGEST_NUMBER, LONGEST_HEADING = 8, 200
_HEADING = re.compile(
    r"(?P<number>(?:(?:phần|chương|mục)\s+)?(?:[IVX]{1,5}|(?<=\s)\d{1,2}))\s*[.:]\s+(?P<heading>\S.*)", re.IGNORECASE
)
_ROMAN = re.compile(r"(?=.)X{0,3}(?:IX|IV|V?I{0,3})")


class Part(NamedTuple):
    """One section: number as printed without its dot ("I", "Phần II"), heading, outline text, its row in the whole."""

    number: str
    heading: str
    body: str
    row: int = 0


def heading_of(line: str) -> tuple[str, str] | None:
    """(number, heading) when a line begins a section: "I. …", "Phần II. …", "Mục 3: …"."""
    match = _HEADING.fullmatch(" ".join(line.split()))
    if not match:
        return None
    number, heading = match["number"], match["heading"]
    last = number.rpartition(" ")[2]
    is_number = last.isdigit() or (last.isupper() and _ROMAN.fullmatch(last))
    fits = len(number) <= LONGEST_NUMBER and len(heading) <= LONGEST_HEADING
    return (number, heading) if is_number and fits else None


def write_whole(parts: Iterable[Part]) -> str:
    """All sections as one text: heading lines, their paragraphs, a blank line between sections."""
    return "\n\n".join(f"{part.number}. {part.heading}\n{part.body}".strip() for part in parts)


def read_whole(text: str) -> list[Part]:
    """One text → its sections. `read_whole(write_whole(parts))` are the parts when no body holds a heading line.

    Raises OutlineError naming the line when words stand before the first heading.
    """
    parts: list[tuple[str, str, list[str], int]] = []
    for row, raw in enumerate(text.splitlines(), 1):
        found = heading_of(raw)
        if found:
            parts.append((*found, [], row))
        elif parts:
            parts[-1][2].append(raw)
        elif raw.strip():
            raise OutlineError(f"Dòng {row}: phải bắt đầu bằng một đề mục, ví dụ “I. MỤC ĐÍCH, YÊU CẦU”.")
    return [Part(number, heading, normalise("\n".join(lines)), row) for number, heading, lines, row in parts]


def raw_bodies(text: str, parts: Sequence[Part]) -> list[str]:
    """The lines of each part as typed, with blank lines before them so that rows are those of the whole text."""
    lines = text.splitlines()
    ends = [part.row - 1 for part in parts[1:]] + [len(lines)] * bool(parts)
    return ["\n" * part.row + "\n".join(lines[part.row : end]) for part, end in zip(parts, ends, strict=True)]


def repeated_numbers(parts: Sequence[Part]) -> list[Part]:
    """Sections whose number another one before already has (two "V.")."""
    numbers = [part.number for part in parts]
    return [part for index, part in enumerate(parts) if part.number in numbers[:index]]


def renumber_whole(text: str) -> str:
    """The text with its sections and the lines of each counted anew. Text that has no sections yet stays as it is."""
    try:
        parts = read_whole(text)
    except OutlineError:
        return text
    counted = all(_ROMAN.fullmatch(part.number) for part in parts)
    return write_whole(
        part._replace(number=roman(index) if counted else part.number, body=renumber(part.body))
        for index, part in enumerate(parts, 1)
    )


def roman(number: int) -> str:
    """1 → "I" … 39 → "XXXIX"."""
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (number // 10) + ones[number % 10]
