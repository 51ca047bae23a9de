"""Letterhead, number, place, date, abstract and year of a plan (NĐ 30/2020, Phụ lục I, mục II.1-5; pure, no ORM)."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from .base import DOUBTFUL, LIKELY, Found, Line, Source, capital, first_line

_NUMBER = re.compile(r"Số\s*:?\s*(?P<number>\d{1,5})?[\s.…_]*/\s*(?P<symbol>[A-ZĐ][\w-]*-[\w-]+)", re.IGNORECASE)
_BLANK = r"[\s.…_]*"
_PLACE = re.compile(
    rf"(?P<place>[^\W\d_][^,;:]{{1,60}}),\s*ngày{_BLANK}(?P<day>\d{{1,2}})?{_BLANK}tháng{_BLANK}(?P<month>\d{{1,2}})?"
    rf"{_BLANK}năm{_BLANK}(?P<year>20\d\d)?",
    re.IGNORECASE,
)
_META_NUMBER = re.compile(r"(?P<number>\d{1,5})/(?P<symbol>[A-ZĐ][\w-]*-[\w-]+)")
_META_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_KINDS = r"tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu"
_BODY = re.compile(
    rf"(?:ủy|uỷ)\s+ban\s+nhân\s+dân\s+(?P<full>(?:{_KINDS})\s+[^,;.:]+)|ubnd\s+(?P<short>(?:{_KINDS})\s+[^,;.:]+)",
    re.IGNORECASE,
)
_VERBS = re.compile(r"\s+(?:xây dựng|ban hành|lập|triển khai|đề ra|yêu cầu|giao|về|phê duyệt|với)\b.*$", re.IGNORECASE)
_BARE = re.compile(rf"(?:ubnd|(?:ủy|uỷ)\s+ban\s+nhân\s+dân)\s+({_KINDS})\s+(?:ban hành|xây dựng|lập|triển khai)", re.I)
_YEAR = re.compile(r"\bnăm\s+(20\d\d)\b", re.IGNORECASE)


def read_header(source: Source) -> tuple[dict[str, Any], Found]:
    """{number, symbol, issued_on, place, issuer_parent, issuer, abstract, year, unit_name} and the data in it.

    What the letterhead does not say is taken from the opening and closing sentences, then doubtful. Values that are
    nowhere are None or ""."""
    found = Found()
    head: dict[str, Any] = {"number": None, "symbol": "KH-UBND", "issued_on": None, "place": "", "issuer_parent": ""}
    _read_number(source, head, found)
    _read_place(source, head, found)
    _read_abstract(source, head, found)
    _read_year(source, head, found)
    _read_issuer(source, head, found)
    return head, found


def _read_number(source: Source, head: dict[str, Any], found: Found) -> None:
    line = first_line(source.head, _NUMBER)
    match = _NUMBER.search(line.text) if line else None
    if match is None:
        line = source.meta.get("number")
        match = _META_NUMBER.search(line.text) if line else None
    if match is None:
        found.add(
            "symbol", "Số, ký hiệu", head["symbol"], None, confidence=DOUBTFUL, note="Văn bản không ghi số, ký hiệu."
        )
        return
    head["symbol"] = match["symbol"].upper()
    head["number"] = int(match["number"]) if match["number"] else None
    found.add("number", "Số", head["number"], line)
    found.add("symbol", "Ký hiệu", head["symbol"], line)


def _read_place(source: Source, head: dict[str, Any], found: Found) -> None:
    line = first_line(source.head, _PLACE)
    match = _PLACE.search(line.text) if line else None
    if match is not None:
        head["place"] = match["place"].strip()
        head["issued_on"] = _day(match["day"], match["month"], match["year"])
        head["year"] = int(match["year"]) if match["year"] else None
        found.add("place", "Địa danh", head["place"], line)
    published = source.meta.get("issued_on")
    said = _META_DAY.search(published.text) if published else None
    if head["issued_on"] is None and said:
        head["issued_on"], line = _day(*said.groups()), published
    if head["issued_on"]:
        found.add("issued_on", "Ngày ban hành", head["issued_on"], line)


def _day(day: str | None, month: str | None, year: str | None) -> date | None:
    try:
        return date(int(year or 0), int(month or 0), int(day or 0))
    except ValueError:
        return None


def _read_abstract(source: Source, head: dict[str, Any], found: Found) -> None:
    text = " ".join(line.text for line in source.title).strip(" .")
    if text.isupper():
        text = capital(_lower(text))
    head["abstract"] = text
    line = source.title[0] if source.title else None
    if text:
        shouted = bool(line and line.text.isupper())
        note = "Nguồn in toàn chữ hoa; viết hoa tên riêng cần xem lại." if shouted else ""
        found.add("abstract", "Trích yếu", text, line, confidence=LIKELY if shouted else "sure", note=note)
    else:
        found.add("abstract", "Trích yếu", "", None, confidence=DOUBTFUL, note="Không tìm thấy trích yếu.")


def _lower(text: str) -> str:
    """All-capital words in lower case but the names after a kind of unit, and what stands in brackets."""
    text = re.sub(r"\((.+?)\)|([^()]+)", lambda m: f"({m[1]})" if m[1] else m[2].lower(), text)
    name = re.compile(rf"\b({_KINDS}) ((?:[^\W\d_]+\s?)+)$")
    return name.sub(lambda m: f"{m[1]} {_title(m[2])}", text)


def _title(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:].lower() for word in name.split())


def _read_year(source: Source, head: dict[str, Any], found: Found) -> None:
    """The year of the plan stands in its title ("… năm 2025"); else that of its date."""
    for line in [*source.title, *source.intro[-1:], *source.closing]:
        years = _YEAR.findall(line.text)
        if years and (line in source.title or line in source.closing or len(set(years)) == 1):
            head["year"] = int(years[-1])
            found.add("year", "Năm", head["year"], line)
            return
    if head.get("year") or head["issued_on"]:
        head["year"] = head.get("year") or head["issued_on"].year
        found.add(
            "year", "Năm", head["year"], None, confidence=DOUBTFUL, note="Trích yếu không ghi năm; lấy năm ban hành."
        )
    else:
        head["year"] = None
        found.add("year", "Năm", None, None, confidence=DOUBTFUL, note="Không tìm thấy năm của kế hoạch.")


def _read_issuer(source: Source, head: dict[str, Any], found: Found) -> None:
    """The letterhead names the body; where it is missing, the sentence that issues the plan does."""
    printed = _letterhead(source.head)
    lines = [*source.intro, *source.closing, *source.title]
    candidates = [(name, line) for line in lines for name in unit_names(line.text)]
    if printed:
        parent, name, line = printed
        head["issuer_parent"], head["unit_name"] = parent, name
        found.add("issuer", "Cơ quan ban hành", f"Ủy ban nhân dân {name}", line)
    elif candidates:
        name, line = _issuing(candidates, head["place"])
        head["unit_name"] = name
        note = "Không có phần đầu văn bản; lấy theo câu mở đầu hoặc câu kết."
        found.add("issuer", "Cơ quan ban hành", f"Ủy ban nhân dân {name}", line, confidence=LIKELY, note=note)
    elif bare := _bare(source, head["place"]):
        head["unit_name"], line = bare
        note = "Ghép từ câu mở đầu (cấp) và địa danh (tên)."
        found.add("issuer", "Cơ quan ban hành", f"Ủy ban nhân dân {bare[0]}", line, confidence=LIKELY, note=note)
    else:
        head["unit_name"] = ""
        found.add("issuer", "Cơ quan ban hành", "", None, confidence=DOUBTFUL, note="Không tìm thấy cơ quan ban hành.")
    head["issuer"] = f"Ủy ban nhân dân {head['unit_name']}".strip() if head["unit_name"] else ""
    if not head["place"] and head["unit_name"]:
        head["place"] = re.sub(rf"^(?:{_KINDS})\s+", "", head["unit_name"])
        note = "Văn bản không ghi địa danh; lấy tên đơn vị."
        found.add("place", "Địa danh", head["place"], None, confidence=DOUBTFUL, note=note)


def _letterhead(lines: Sequence[Line]) -> tuple[str, str, Line] | None:
    """(superior body, unit, line) of "ỦY BAN NHÂN DÂN / XÃ LƯU VỆ", on one line or two."""
    for index, line in enumerate(lines):
        if not re.match(r"(?:ỦY|UỶ) BAN NHÂN DÂN|UBND", line.text):
            continue
        rest = re.sub(r"^(?:(?:ỦY|UỶ) BAN NHÂN DÂN|UBND)\s*", "", line.text)
        if not rest and index + 1 < len(lines):
            rest = lines[index + 1].text
        match = re.match(rf"({_KINDS})\s+(.+)", rest, re.IGNORECASE)
        if match:
            parent = lines[index - 1].text if index and re.match(r"(?:ỦY|UỶ) BAN|UBND", lines[index - 1].text) else ""
            name = match[2] if not match[2].isupper() else _title(match[2])
            return parent, f"{match[1].lower()} {name}", line
    return None


def unit_names(text: str) -> list[str]:
    """Units whose committee a sentence names: "UBND huyện Thọ Xuân xây dựng kế hoạch …" → ["huyện Thọ Xuân"]."""
    names = []
    for match in _BODY.finditer(text):
        name = _VERBS.sub("", match["full"] or match["short"]).strip()
        kind, _, own = name.partition(" ")
        words = re.match(r"(?:[^\W\d_]+\s?){1,5}", own)
        if words and own[:1].isupper():
            kept = [word for word in words[0].split() if word[:1].isupper()]
            names.append(f"{kind.lower()} {' '.join(kept)}")
    return names


def _bare(source: Source, place: str) -> tuple[str, Line] | None:
    """ "Chủ tịch UBND tỉnh ban hành Kế hoạch" below "Thanh Hóa, ngày …": tỉnh Thanh Hóa."""
    for line in source.intro:
        kinds = _BARE.findall(line.text)
        if kinds and place:
            return f"{kinds[-1].lower()} {place}", line
    return None


def _issuing(candidates: Sequence[tuple[str, Line]], place: str) -> tuple[str, Line]:
    """The unit of the place in the letterhead, else that of the sentence that ends in a colon, else the first."""
    by_place = [found for found in candidates if place and found[0].partition(" ")[2].lower() == place.lower()]
    opening = [found for found in candidates if found[1].text.endswith(":")]
    return (by_place or opening[-1:] or candidates)[0]
