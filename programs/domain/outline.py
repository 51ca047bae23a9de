"""Outline text of a plan's section: its lines, their marks, and the facts filled into them (pure, no ORM).

A section is stored as plain text, one paragraph a line; a line may begin with the mark it is printed with
("1.", "2.1.", "a)", "-", "+"). Facts stand in it as ``{{ name }}`` or ``{{ name|02 }}`` (two digits, as
administrative documents write numbers below ten, Nghị định 30/2020/NĐ-CP, Phụ lục I).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple

Value = str | int | None

PLAIN, POINT, DASH, PLUS = 0, 4, 5, 6
_MARK = re.compile(r"(?P<num>\d{1,2}(?:\.\d{1,2}){0,2}\.)(?=\s|$)|(?P<point>[a-zđ]\))(?=\s|$)|(?P<dash>-)|(?P<plus>\+)")
_FIELD = re.compile(r"\{\{(.*?)\}\}")
_NAME = re.compile(r"\s*([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)\s*(\|\s*02\s*)?")


class Line(NamedTuple):
    """One paragraph: level (0 plain, 1–3 numbered, 4 "a)", 5 "-", 6 "+"), its mark as printed, its text."""

    level: int
    marker: str
    text: str


class Span(NamedTuple):
    """Where a fact stands in a filled text: [start, end) in characters, and the fact's name."""

    start: int
    end: int
    name: str


class Missing(str):
    """A stand-in printed where a draft has no value yet; it is never padded."""

    __slots__ = ()


class OutlineError(ValueError):
    """A section's text cannot be filled; the message is for the person who writes it."""


def _squeeze(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _level(match: re.Match[str]) -> int:
    if match["num"]:
        return match["num"].count(".")
    return POINT if match["point"] else DASH if match["dash"] else PLUS


def parse_line(raw: str) -> Line:
    """One line of outline text → Line."""
    text = _squeeze(raw)
    match = _MARK.match(text)
    if not match:
        return Line(PLAIN, "", text)
    return Line(_level(match), match[0], text[match.end() :].strip())


def parse_outline(text: str) -> list[Line]:
    """Outline text → its paragraphs in order; blank lines separate nothing and are dropped."""
    return [parse_line(raw) for raw in text.splitlines() if raw.strip()]


def render_outline(lines: Iterable[Line]) -> str:
    """The text of the lines: ``parse_outline(render_outline(x)) == x`` for every x that parse_outline gives."""
    return "\n".join(f"{line.marker} {line.text}".strip() for line in lines)


def normalise(text: str) -> str:
    """The canonical spelling of an outline: NFC, one blank between words, one line a paragraph."""
    return render_outline(parse_outline(text))


def field_names(text: str) -> list[str]:
    """Names of the facts used in a text, in order; badly written fields are left out (fill reports them)."""
    found = (_NAME.fullmatch(match[1]) for match in _FIELD.finditer(text))
    return [match[1] for match in found if match]


def _where(where: str, text: str, position: int) -> str:
    line = text.count("\n", 0, position) + 1
    return f"{where}, dòng {line}" if where else f"Dòng {line}"


def _nearest(name: str, values: Iterable[str]) -> str:
    found = get_close_matches(name, values, n=1, cutoff=0.7)
    return f"; gần nhất là “{found[0]}”" if found else ""


def _value(field: str, values: Mapping[str, Value], place: str) -> tuple[str, str]:
    """The fact's name and its printed value; OutlineError when there is none."""
    parsed = _NAME.fullmatch(field)
    if not parsed:
        raise OutlineError(f"{place}: “{{{{{field}}}}}” không phải là tên số liệu hợp lệ.")
    name, pad = parsed[1], parsed[2]
    if name not in values:
        raise OutlineError(f"{place}: không có số liệu tên “{name}”{_nearest(name, values)}.")
    value = values[name]
    if value is None or value == "":
        raise OutlineError(f"{place}: số liệu “{name}” chưa có giá trị.")
    if isinstance(value, int):
        return name, f"{value:02d}" if pad else f"{value:,}".replace(",", ".")
    if pad and not isinstance(value, Missing):
        raise OutlineError(f"{place}: “{name}” không phải là số nên không viết hai chữ số được.")
    return name, value


def fill(text: str, values: Mapping[str, Value], *, where: str = "") -> tuple[str, list[Span]]:
    """Put the facts into a text.

    ``values``: name → text or whole number (None: known but empty). ``where`` names the section in messages
    ("Mục II"). Returns the filled text and the places of the facts in it. Values are never filled again.
    Raises OutlineError naming section and line for an unknown, empty or badly written fact.
    """
    parts: list[str] = []
    spans: list[Span] = []
    length = position = 0
    for match in _FIELD.finditer(text):
        before = text[position : match.start()]
        name, printed = _value(match[1], values, _where(where, text, match.start()))
        parts += [before, printed]
        start = length + len(before)
        length = start + len(printed)
        spans.append(Span(start, length, name))
        position = match.end()
    rest = text[position:]
    if "{{" in rest:
        place = _where(where, text, position + rest.index("{{"))
        raise OutlineError(f"{place}: thiếu dấu “}}}}” đóng số liệu.")
    return "".join([*parts, rest]), spans
