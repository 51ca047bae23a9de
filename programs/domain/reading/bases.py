"""Legal bases and the opening sentence of a plan: each act with its number, day and issuer (pure, no ORM)."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from .base import DOUBTFUL, LIKELY, Found, Line

_ACT = (
    r"Luật|Bộ luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Tờ trình|Công văn|Văn bản|"
    r"Hướng dẫn|Thông báo|Báo cáo|Đề án"
)
_SPLIT = re.compile(
    rf"(?:;\s*|\.\s+(?=Căn cứ|Xét|Theo|Thực hiện|Trên cơ sở))(?=(?:Căn cứ|Xét|Theo|Thực hiện|trên cơ sở|(?:{_ACT})\b))",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:(?<=[;,.])\s*|^)(?P<opening>(?:Chủ tịch\s+)?(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\b[^;]*"
    r"(?:ban hành|xây dựng|lập|triển khai|thực hiện)\b.*:)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:số\s+|(?<=\s))(?P<number>\d{1,6}(?:/\d{4})?/[A-ZĐ][\w.-]*[\w])")
_DAY = re.compile(r"ngày\s+(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(\d{4})")
_ISSUER = re.compile(
    r"\s*,?\s*của\s+(.+?)(?=,?\s+(?:về|ban hành|phê duyệt|quy định|sửa đổi|công bố|ngày|hướng dẫn)\b|[;,.:]|$)"
)
_BY_SYMBOL = {"TTg": "Thủ tướng Chính phủ", "CP": "Chính phủ"}


def read_bases(intro: Sequence[Line]) -> tuple[list[dict[str, Any]], str, Found]:
    """Lines between title and first section → bases in the shape of `seed_schema.BASIS`, the opening sentence."""
    found, pieces, opening = Found(), list[tuple[str, Line]](), ""
    for line in intro:
        rest = line.text
        match = _OPENING.search(rest)
        if match:
            opening, rest = match["opening"].strip(), rest[: match.start("opening")]
            found.add("opening", "Câu dẫn", opening, line)
        pieces += [(part.strip(" ;,."), line) for part in _SPLIT.split(rest) if part.strip(" ;,.")]
    bases: list[dict[str, Any]] = []
    for text, line in pieces:
        basis, note = _basis(text)
        confidence = LIKELY if note else "sure"
        found.add(f"bases.{len(bases)}", "Căn cứ", text, line, confidence=confidence, note=note)
        bases.append(basis)
    if not opening:
        found.add("opening", "Câu dẫn", "", None, confidence=DOUBTFUL, note="Không tìm thấy câu dẫn “… như sau:”.")
    return bases, opening, found


def _basis(text: str) -> tuple[dict[str, Any], str]:
    """The fields of one basis; the note says what was not printed where it belongs."""
    number = _NUMBER.search(text)
    if number is None:
        return {"text": text}, ""
    basis: dict[str, Any] = {"text": text, "number": number["number"]}
    day = _DAY.match(text, _skip(text, number.end()))
    after = day.end() if day else number.end()
    if day:
        basis["issued_on"] = _date(day)
    issuer = _ISSUER.match(text, after)
    if issuer:
        return basis | {"issuer": issuer[1].strip()}, "" if day else "Căn cứ không ghi ngày."
    guess = _BY_SYMBOL.get(re.split(r"[-/]", number["number"])[-1])
    if guess:
        return basis | {"issuer": guess}, "Không ghi cơ quan ban hành; suy từ ký hiệu."
    return basis, "Không ghi cơ quan ban hành."


def _skip(text: str, position: int) -> int:
    """Past the comma and blanks after a number."""
    return position + len(text[position:]) - len(text[position:].lstrip(" ,"))


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
