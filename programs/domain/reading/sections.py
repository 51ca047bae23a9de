"""The zones of a plan: letterhead, title, bases, sections, closing, recipients and signature, annexes (pure, no ORM).

The shape is that of Nghị định 30/2020/NĐ-CP, Phụ lục I; what stands before and after the document is told as noise.
"""

import re
from collections.abc import Sequence

from programs.domain.outline_whole import heading_of

from .base import Line, Noise, Section, Source, matches

_TITLE = re.compile(r"K\s?Ế\s+H\s?O\s?Ạ\s?C\s?H")
_HEAD = re.compile(
    r"ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|CỘNG H[ÒO][AÀ]|Độc lập|Số\s*:|.{2,40},\s*ngày\b|"
    r"(?:TỈNH|HUYỆN|XÃ|PHƯỜNG|THỊ TRẤN|THỊ XÃ|THÀNH PHỐ|QUẬN|ĐẶC KHU|HỘI ĐỒNG)\b|DỰ THẢO"
)
_CUT = re.compile(r"\[\s*(?:\.{3}|…)\s*\]")
_RECIPIENTS = re.compile(r"N[ơƠ][iI] nhận\s*:?|NƠI NHẬN\s*:?")
_CLOSING = re.compile(r"Trên đây là\b")
_SIGNS = re.compile(
    r"(?:(?:TM|KT|TL|TUQ|Q)\s?\.\s*)?(?:PHÓ\s+)?(?:GIÁM ĐỐC|CHÁNH VĂN PHÒNG|TRƯỞNG PHÒNG|(?:.*\b)?CHỦ TỊCH)|"
    r"TM\s?\.\s*(?:ỦY|UỶ) BAN NHÂN DÂN"
)
_NAME = re.compile(r"(?:[A-ZĐ]\w*\.?\s+)?\w+(?:\s+\w+){1,4}")
_META = {
    "number": r"so hieu|so ky hieu|so van ban",
    "issued_on": r"ngay ban hanh",
    "issuer": r"co quan ban hanh|noi ban hanh",
    "signer": r"nguoi ky",
}
_HEAD_LINES = 16


def cut_zones(lines: Sequence[Line]) -> tuple[Source, list[Noise]]:
    """Lines → zones. A text without the word KẾ HOẠCH has its title where the first basis or section begins."""
    source, noise = Source(), []
    rest = list(lines)
    cut = next((i for i, line in enumerate(rest) if _CUT.fullmatch(line.text)), None)
    if cut is not None:
        source.was_cut = True
        noise.append(
            Noise("cut", rest[cut].number, rest[cut].text, "Nguồn bị cắt từ đây; phần sau không có trong tệp.")
        )
        noise += [_outside(line) for line in rest[cut + 1 :]]
        rest = rest[:cut]
    title = next((i for i, line in enumerate(rest) if _TITLE.fullmatch(line.text)), None)
    if title is not None:
        first = _head_begins(rest, title)
        source.head = rest[first:title]
        noise += _read_meta(rest[:first], source)
        rest = rest[title + 1 :]
    _cut_body(rest, source, noise)
    return source, noise


def _outside(line: Line) -> Noise:
    return Noise("outside", line.number, line.text, "Không thuộc văn bản; đã bỏ.")


def _head_begins(lines: Sequence[Line], title: int) -> int:
    """Where the letterhead above the title begins: the topmost of the lines that look like one, without a gap."""
    first = title
    for index in range(title - 1, max(-1, title - 1 - _HEAD_LINES), -1):
        if not _HEAD.match(lines[index].text):
            break
        first = index
    return first


def _read_meta(lines: Sequence[Line], source: Source) -> list[Noise]:
    """Facts the publisher's page prints above the document; the lines themselves are no part of it."""
    for line in lines:
        for name, pattern in _META.items():
            if matches(rf"^(?:{pattern})\b", line.text):
                source.meta.setdefault(name, line)
    return [_outside(line) for line in lines]


def _cut_body(rest: list[Line], source: Source, noise: list[Noise]) -> None:
    starts = [i for i, line in enumerate(rest) if not line.cells and heading_of(line.text)]
    foot = next((i for i, line in enumerate(rest) if _RECIPIENTS.match(line.text)), None)
    starts = [i for i in starts if foot is None or i < foot]
    before = rest[: starts[0]] if starts else rest[:foot]
    source.title, source.intro = _split_title(before)
    end = foot if foot is not None else _signature_begins(rest, starts)
    body = rest[starts[0] : end] if starts else []
    closing = next((i for i, line in enumerate(body) if _CLOSING.match(line.text)), None)
    if closing is not None:
        body, source.closing = body[:closing], body[closing:]
    source.sections = _sections(body)
    tail = rest[end:] if end is not None else []
    after = _signature_ends(tail)
    source.foot, source.annex = tail[:after], tail[after:]
    noise += _repeated(source.sections)


def _split_title(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The abstract under the word KẾ HOẠCH, and the bases with the opening sentence."""
    for index, line in enumerate(lines):
        if matches(
            r"^(can cu|xet|theo|thuc hien (ke hoach|quyet dinh|nghi quyet|chi thi)|tren co so)\b", line.text
        ) and (index or not matches(r"^thuc hien", line.text) or ";" in line.text):
            return list(lines[:index]), list(lines[index:])
        if line.text.endswith(":") and matches(r"\b(uy ban nhan dan|ubnd|chu tich)\b", line.text):
            return list(lines[:index]), list(lines[index:])
    return list(lines), []


def _sections(body: Sequence[Line]) -> list[Section]:
    found: list[tuple[str, str, Line, list[Line]]] = []
    for line in body:
        heading = None if line.cells else heading_of(line.text)
        if heading:
            found.append((*heading, line, []))
        else:
            found[-1][3].append(line)
    return [Section(number, heading, line, tuple(lines)) for number, heading, line, lines in found]


def _repeated(sections: Sequence[Section]) -> list[Noise]:
    numbers = [section.number for section in sections]
    return [
        Noise("repeated_number", section.line.number, section.line.text, f"Số mục {section.number} đã dùng ở trên.")
        for index, section in enumerate(sections)
        if section.number in numbers[:index]
    ]


def is_signature(text: str) -> bool:
    """Whether a line is the first of a signature block ("KT. CHỦ TỊCH")."""
    return bool(_SIGNS.fullmatch(text)) and text.isupper()


def _signature_begins(rest: Sequence[Line], starts: Sequence[int]) -> int | None:
    after = starts[-1] if starts else 0
    return next((i for i, line in enumerate(rest) if i > after and is_signature(line.text)), None)


def _signature_ends(tail: Sequence[Line]) -> int:
    """The line after the signer's name (or after the recipients, where they stand below it)."""
    last = 0
    for index, line in enumerate(tail):
        if line.cells:
            break
        if is_signature(line.text):
            last = index + 1
        elif last == index and index and _NAME.fullmatch(line.text) and line.text.istitle():
            return max(index + 1, _recipients_end(tail, index + 1))
    return last or _recipients_end(tail, 0)


def _recipients_end(tail: Sequence[Line], begin: int) -> int:
    """After «Nơi nhận» and its dashes when they begin at `begin`; else `begin`."""
    index = begin
    if index < len(tail) and _RECIPIENTS.match(tail[index].text):
        index += 1
        while index < len(tail) and re.match(r"[-+]\s", tail[index].text):
            index += 1
    return index
