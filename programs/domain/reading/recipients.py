"""«Nơi nhận» and the signature block (NĐ 30/2020, Phụ lục I, mục II.7 and II.9; pure, no ORM)."""

import re
from collections.abc import Sequence
from typing import Any

from .base import DOUBTFUL, LIKELY, Found, Line, Source
from .sections import is_signature

_PURPOSE = re.compile(
    r"(?P<text>.+?)\s*\((?P<purpose>(?:để\s+)?(?:b/c|b/cáo|báo cáo|t/h|t/hiện|thực hiện|c/đ|chỉ đạo|p/h|ph/h|phối hợp|"
    r"để biết|biết|theo dõi|thi hành|đăng tải|g/s|giám sát)[^()]{0,30})\)",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"N[ơƠ][iI] nhận\s*:?\s*", re.IGNORECASE)
_AUTHORITY = re.compile(r"(TM|KT|TL|TUQ|Q)\s?\.\s*", re.IGNORECASE)
_META_SIGNER = re.compile(r"^người ký\s*:?\s*", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+){1,5}")
_NOT_PERSON = re.compile(r"\(.*\)|đã ký|ký tên|đóng dấu", re.IGNORECASE)


def read_recipients(foot: Sequence[Line]) -> tuple[list[dict[str, Any]], Found]:
    """Lines of «Nơi nhận» in the shape of `seed_schema.RECIPIENT`."""
    found, inside = Found(), False
    rows: list[dict[str, Any]] = []
    for line in foot:
        begins = _BEGINS.match(line.text)
        inside = inside or bool(begins)
        text = line.text[begins.end() :] if begins else line.text
        if not inside or is_signature(line.text) or not (begins or re.match(r"[-+–]\s", text)):
            continue
        for part in re.split(r";\s*-\s+", text):
            row = recipient(part)
            if row["text"]:
                found.add(f"recipients.{len(rows)}", "Nơi nhận", part.strip("-+ ;."), line)
                rows.append(row)
    if not rows:
        found.add("recipients", "Nơi nhận", "", None, confidence=DOUBTFUL, note="Không có nơi nhận trong tệp.")
    return rows, found


def recipient(text: str) -> dict[str, Any]:
    """ "- Bộ Nông nghiệp và PTNT (để b/c);" → text and purpose; other brackets belong to the name."""
    line = text.strip(" -+–;.")
    match = _PURPOSE.fullmatch(line)
    return match.groupdict() if match else {"text": line}


def read_signer(source: Source) -> tuple[dict[str, str], Found]:
    """{authority, title, name} of the signature block; "" for what is not there."""
    found = Found()
    signer = {"authority": "", "title": "", "name": ""}
    titles = [line for line in source.foot if is_signature(line.text)]
    if titles:
        first = titles[0]
        signer["authority"] = _AUTHORITY.sub(lambda match: f"{match[1].upper()}. ", first.text)
        signer["title"] = titles[-1].text if len(titles) > 1 else ""
        found.add("signer.authority", "Quyền hạn ký", signer["authority"], first)
        name = _name(source.foot, source.foot.index(titles[-1]))
        if name:
            signer["name"] = name.text
            found.add("signer.name", "Người ký", name.text, name)
    published = source.meta.get("signer")
    if not signer["name"] and published:
        signer["name"] = _META_SIGNER.sub("", published.text).strip()
        note = "Lấy từ trang đăng văn bản, không phải từ khối ký."
        found.add("signer.name", "Người ký", signer["name"], published, confidence=LIKELY, note=note)
    if not signer["name"]:
        found.add("signer.name", "Người ký", "", None, confidence=DOUBTFUL, note="Không tìm thấy người ký.")
    return signer, found


def _name(foot: Sequence[Line], title: int) -> Line | None:
    """The first line behind the title that reads like a person's name."""
    for line in foot[title + 1 :]:
        if _NAME.fullmatch(line.text) and line.text.istitle() and not _NOT_PERSON.search(line.text):
            return line
    return None
