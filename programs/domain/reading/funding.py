"""Where the money comes from: the lines of the section on funding, or the one sentence that names it (pure, no ORM)."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from ocop.text import fold
from programs.domain.outline import parse_line

from .base import DOUBTFUL, LIKELY, Found, Line, Section, matches

_SECTION = r"(kinh phi|nguon von|nguon luc|nguon kinh phi)"
_SENTENCE = re.compile(r"(?:nguồn\s+)?kinh phí(?: thực hiện)?(?: kế hoạch)?\s*:\s*(?P<list>.+)", re.IGNORECASE)
_KINDS = (
    ("programme", r"chuong trinh mtqg|chuong trinh muc tieu quoc gia|von chuong trinh"),
    ("central", r"trung uong"),
    ("province", r"ngan sach (cap |dia phuong )?tinh"),
    ("district", r"(ngan sach (cap )?|tinh )huyen"),
    ("commune", r"(ngan sach (cap )?|huyen )(xa|phuong|thi tran)"),
    ("integrated", r"long ghep"),
    ("credit", r"tin dung|von vay|ngan hang"),
    ("producer", r"chu the|hop tac xa|htx|doanh nghiep|ho san xuat|tu huy dong|doi ung"),
)
_OTHER = r"(nguon|von|nguon von|kinh phi)( huy dong)?( hop phap)? khac|xa hoi hoa"
_MONEY = re.compile(
    r"(?P<whole>\d{1,3}(?:[.,]\d{3})+|\d+(?:,\d+)?)\s*(?P<unit>tỷ đồng|triệu đồng|nghìn đồng|đồng)", re.I
)
_UNITS = {"tỷ đồng": 10**9, "triệu đồng": 10**6, "nghìn đồng": 10**3, "đồng": 1}


def is_funding(section: Section) -> bool:
    """Whether a section is about money."""
    return matches(rf"^({_SECTION})", section.heading) or matches(rf"\b{_SECTION} thuc hien", section.heading)


def read_funding(sections: Sequence[Section]) -> tuple[list[dict[str, Any]], list[Line], Found]:
    """Sources in the shape of `seed_schema.FUNDING`, the lines they stand in, the data."""
    found = Found()
    entries = [
        (parse_line(line.text).text, line) for section in sections if is_funding(section) for line in section.lines
    ]
    if not entries:
        entries = list(_sentence(sections))
    sources = []
    for index, (text, line) in enumerate(entries):
        kinds, sure = source_kinds(text)
        note = "" if sure else "Chưa rõ loại nguồn."
        found.add(f"funding.{index}", "Nguồn kinh phí", text, line, confidence=LIKELY if sure else DOUBTFUL, note=note)
        source: dict[str, Any] = {"order": index + 1, "text": text, "source_kind": kinds[0]}
        if kinds[1:]:
            source["also"] = kinds[1:]
        sources.append(source)
    return sources, [line for _text, line in entries], found


def _sentence(sections: Iterable[Section]) -> Iterable[tuple[str, Line]]:
    """ "6. Kinh phí thực hiện: Ngân sách tỉnh, ngân sách xã và các nguồn khác." → three sources."""
    for section in sections:
        for line in section.lines:
            match = _SENTENCE.match(parse_line(line.text).text)
            if match:
                parts = re.split(r"\s*[,;]\s*|\s+và\s+(?=các|nguồn|vốn|ngân sách)", match["list"].strip(" ."))
                return [(part, line) for part in parts if part]
    return []


def source_kinds(text: str) -> tuple[list[str], bool]:
    """Kinds of money a line names in order; whether one was recognised. "Nguồn vốn khác: tín dụng" is credit."""
    where = {}
    for kind, pattern in _KINDS:
        place = _place(pattern, text)
        if place >= 0:
            where[kind] = place
    kinds = sorted(where, key=lambda kind: where[kind])
    if "central" in where and "programme" in where and where["central"] < where["programme"]:
        kinds.remove("programme")
    if matches(rf"\b({_OTHER})\b", text) and len(kinds) != 1:
        return ["other", *kinds], True
    return (kinds, True) if kinds else (["other"], False)


def _place(pattern: str, text: str) -> int:
    match = re.search(rf"\b(?:{pattern})\b", fold(text))
    return match.start() if match else -1


def amount_of(text: str) -> int | None:
    """ "1,5 tỷ đồng" → 1500000000; None when a line names no amount."""
    match = _MONEY.search(text)
    if match is None:
        return None
    whole, factor = match["whole"], _UNITS[match["unit"].lower()]
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", whole):
        return int(re.sub(r"[.,]", "", whole)) * factor
    units, _, part = whole.partition(",")
    return int(units) * factor + (int(part) * factor // 10 ** len(part) if part else 0)
