"""Ô 1–5: country and motto, issuer, number and symbol, place and date, type and abstract, with the lines under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reporting.documents import layout
from reporting.documents.check import words
from reporting.documents.check.facts import Para, Zone
from reporting.documents.check.findings import Finding
from reporting.documents.check.looks import Read, cited, styled

_LEVEL = 2.0  # mm
_RIGHT_HALF = 0.4  # of the page width: the country's name is as wide as half a page
_RULE_SLACK = 2.0  # mm, a drawn line against the text above it
_NUMBER = re.compile(r"Số:\s*(?P<number>\d*)\s*/(?P<symbol>[^\s/]+(?:/[^\s/]+)?)$")
_GAPS = re.compile(r"\d\s+/|/\s+\S|\S\s*[-–]\s+\S|\S\s+[-–]\s*\S")
_DATE = re.compile(r"(?P<place>.+), ngày\s*(?P<day>\d*)\s*tháng\s*(?P<month>\d*)\s*năm (?P<year>\d{4})")


def country(read: Read) -> Iterator[Finding]:
    """Ô 1, mục II.1: at the top, on the right half."""
    parts = read.parts
    for para, rule, name, words_, style in (
        (parts.country, "quoc-hieu", "Quốc hiệu", layout.COUNTRY, "country"),
        (parts.motto, "tieu-ngu", "Tiêu ngữ", layout.MOTTO, "motto"),
    ):
        if para is None:
            yield Finding(1, rule, f"Thiếu {name} ở trang đầu.")
            continue
        if para.text != words_:
            yield Finding(para.page, rule, f"{name} phải ghi “{words_}”, đang là {cited(para)}.")
        if para.page != 1 or para.zone != Zone.HEAD_RIGHT or (para.start is not None and para.start < _RIGHT_HALF):
            yield Finding(para.page, rule, f"{name} phải ở phía trên, bên phải trang đầu.")
        yield from styled([para], rule, style)


def issuer(read: Read) -> Iterator[Finding]:
    """Ô 2, mục II.2: at the top, on the left half; the parent body is not bold."""
    parts = read.parts
    if not parts.issuer:
        yield Finding(1, "co-quan", "Thiếu tên cơ quan, tổ chức ban hành, bên trái và ngang hàng với Quốc hiệu.")
        return
    lines = parts.parent + parts.issuer
    if parts.country is not None and not _are_level(lines[0], parts.country):
        yield Finding(1, "co-quan", "Tên cơ quan ban hành phải ngang hàng với Quốc hiệu, bên trái.")
    for para in lines:
        if not para.text.isupper():
            yield Finding(para.page, "co-quan", f"{cited(para)} phải viết in hoa.")
    yield from styled(parts.parent, "co-quan", "parent")
    yield from styled(parts.issuer, "co-quan", "issuer")


def number(read: Read) -> Iterator[Finding]:
    """Ô 3, mục II.3; symbols of Phụ lục III."""
    para = read.parts.number
    if para is None:
        yield Finding(1, "so-ky-hieu", "Thiếu dòng “Số: …/…” dưới tên cơ quan ban hành.")
        return
    yield from styled([para], "so-ky-hieu", "number")
    found = _NUMBER.fullmatch(para.text)
    if not found or _GAPS.search(para.text.partition("/")[2]):
        yield Finding(para.page, "so-ky-hieu", f"{cited(para)} không đúng mẫu “Số: 05/KH-UBND”, viết liền.")
        return
    digits = found["number"]
    if digits and digits != layout.padded(int(digits)):
        yield Finding(para.page, "so-ky-hieu", f"Số “{digits}”: số nhỏ hơn 10 phải ghi thêm một số 0 phía trước.")
    yield from _symbol(read, para, found["symbol"])


def _symbol(read: Read, para: Para, symbol: str) -> Iterator[Finding]:
    """A letter has no abbreviation of a type; any other kind has its own (Phụ lục III)."""
    short = symbol.split("-")[0]
    if not read.profile.has_type:
        if short in layout.SYMBOLS:
            yield Finding(para.page, "so-ky-hieu", f"Công văn không ghi tên loại viết tắt “{short}” trong ký hiệu.")
        return
    if "/" not in symbol and short not in layout.SYMBOLS:
        message = f"Ký hiệu “{symbol}” không bắt đầu bằng tên loại viết tắt (Phụ lục III)."
        yield Finding(para.page, "so-ky-hieu", message)
    named = read.parts.type_name
    wanted = words.TYPE_NAMES.get(named.text.upper()) if named else None
    if wanted and short in layout.SYMBOLS and short != wanted:
        message = f"Ký hiệu “{symbol}” không phải của {cited(named)}: phải là “{wanted}-…”." if named else ""
        yield Finding(para.page, "so-ky-hieu", message)


def place(read: Read) -> Iterator[Finding]:
    """Ô 4, mục II.4: level with the number; minutes have none (mẫu 1.9)."""
    para = read.parts.place
    if not read.profile.has_place:
        if para is not None:
            yield Finding(para.page, "dia-danh", "Biên bản không có dòng địa danh, ngày tháng ở phần đầu (mẫu 1.9).")
        return
    if para is None:
        yield Finding(1, "dia-danh", "Thiếu địa danh và ngày tháng, cùng dòng với số, chữ nghiêng.")
        return
    if read.parts.number is not None and not _are_level(read.parts.number, para):
        yield Finding(para.page, "dia-danh", "Địa danh và ngày tháng phải ở cùng dòng với số, ký hiệu.")
    yield from styled([para], "dia-danh", "place")
    if not _DATE.fullmatch(para.text):
        yield Finding(para.page, "dia-danh", f"{cited(para)} không đúng mẫu “Địa danh, ngày … tháng … năm …”.")


def dates(read: Read) -> Iterator[Finding]:
    """Ô 4 and the "(Kèm theo …)" lines: days below 10 and only months 1 and 2 have a leading zero."""
    attached = [annex.attached for annex in read.parts.annexes]
    for para in (read.parts.place, *attached):
        for found in words.DATE.finditer(para.text if para else ""):
            page = para.page if para else 1
            day, month = found["day"], found["month"]
            if day != layout.padded(int(day)):
                message = f"Ngày “{day}”: ngày nhỏ hơn 10 phải ghi thêm một số 0 phía trước."
                yield Finding(page, "ngay-thang", message)
            if month != layout.month(int(month)):
                yield Finding(page, "ngay-thang", f"Tháng “{month}”: chỉ tháng 1, 2 ghi thêm số 0 phía trước.")


def type_name(read: Read) -> Iterator[Finding]:
    """Ô 5a, mục II.5."""
    if not read.profile.has_type:
        return
    para = read.parts.type_name
    if para is None:
        yield Finding(1, "ten-loai", "Thiếu tên loại văn bản, chữ in hoa (Phụ lục III).")
        return
    if not para.text.isupper():
        yield Finding(para.page, "ten-loai", f"{cited(para)} phải viết in hoa.")
    if para.align != "center":
        yield Finding(para.page, "ten-loai", "Tên loại văn bản phải đặt giữa.")
    yield from styled([para], "ten-loai", "type")


def abstract(read: Read) -> Iterator[Finding]:
    """Ô 5a, 5b, mục II.5; minutes need not have one."""
    parts = read.parts
    if not read.profile.has_type:
        if not parts.subject:
            yield Finding(1, "trich-yeu", "Thiếu trích yếu “V/v …” dưới số, ký hiệu công văn.")
        yield from styled(parts.subject, "trich-yeu", "letter_abstract")
        return
    if not parts.abstract and parts.type_name is not None:
        yield Finding(1, "trich-yeu", "Thiếu trích yếu nội dung, đậm, đặt giữa, dưới tên loại văn bản.")
    for para in parts.abstract:
        if para.align != "center":
            yield Finding(para.page, "trich-yeu", f"{cited(para)} phải đặt giữa.")
        if para.text.isupper() and len(para.text) > 20:
            yield Finding(para.page, "trich-yeu", f"{cited(para)} phải viết in thường.")
    yield from styled(parts.abstract, "trich-yeu", "abstract")


def underlines(read: Read) -> Iterator[Finding]:
    """Under the motto a line as long as its text; under issuer and abstract one of 1/3–1/2 of it."""
    parts = read.parts
    if parts.motto is not None:
        drawn, wanted = parts.motto.underline, parts.motto.width
        if drawn is None:
            yield Finding(parts.motto.page, "ke-ngang", "Thiếu đường kẻ ngang, nét liền dưới Tiêu ngữ.")
        elif abs(drawn - wanted) > _RULE_SLACK:
            message = f"Đường kẻ dưới Tiêu ngữ dài {drawn:.0f} mm, phải bằng dòng chữ ({wanted:.0f} mm)."
            yield Finding(parts.motto.page, "ke-ngang", message)
    for name, block in (("tên cơ quan ban hành", parts.issuer), ("trích yếu", parts.abstract)):
        if block:
            yield from _share(name, block)


def _share(name: str, block: Sequence[Para]) -> Iterator[Finding]:
    width, drawn, page = max(para.width for para in block), block[-1].underline, block[-1].page
    low, high = layout.ALLOWED_RULE_SHARE
    if drawn is None:
        yield Finding(page, "ke-ngang", f"Thiếu đường kẻ ngang dưới {name}.")
    elif not low * width - _RULE_SLACK <= drawn <= high * width + _RULE_SLACK:
        message = f"Đường kẻ dưới {name} dài {drawn:.0f} mm, phải bằng 1/3–1/2 dòng chữ ({width:.0f} mm)."
        yield Finding(page, "ke-ngang", message)


def _are_level(one: Para, other: Para) -> bool:
    return one.level[0] == other.level[0] and abs(one.level[1] - other.level[1]) <= _LEVEL


RULES = (country, issuer, number, place, dates, type_name, abstract, underlines)
