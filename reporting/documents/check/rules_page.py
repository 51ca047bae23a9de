"""Paper, margins, type, page numbers and tables: rules of every printed document (Phụ lục I, mục I)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from reporting.documents import layout
from reporting.documents.check.facts import Sheet, Zone
from reporting.documents.check.findings import Finding
from reporting.documents.check.looks import Read, cited, once_a_page

_SLACK = 0.6  # mm
_LOOSE = 8.0  # mm a last row may stay above the bottom margin
_FORM_SIZES, _SIZES, _CELL_SIZES = (8.9, 20.1), (10.9, 14.1), (9.9, 14.1)
_ALLOWED = {
    "trên": layout.ALLOWED_TOP_BOTTOM,
    "dưới": layout.ALLOWED_TOP_BOTTOM,
    "trái": layout.ALLOWED_LEFT,
    "phải": layout.ALLOWED_RIGHT,
}
_UNKNOWN_NUMBER = "…"


def paper(read: Read) -> Iterator[Finding]:
    sides = sorted((layout.PAGE_WIDTH, layout.PAGE_HEIGHT))
    for sheet in read.facts.sheets:
        if any(abs(a - b) > 1 for a, b in zip(sorted((sheet.width, sheet.height)), sides, strict=True)):
            found = f"{sheet.width:.0f} × {sheet.height:.0f} mm"
            yield Finding(sheet.number, "kho-giay", f"Khổ giấy phải là A4 (210 × 297 mm), đang là {found}.")


def orientation(read: Read) -> Iterator[Finding]:
    """Upright; on its side only for tables that are no separate annexes, and for annexes (mục I.2)."""
    first = read.facts.sheets[0]
    wide = first.width > first.height
    if read.profile.is_certificate:
        if not wide:
            yield Finding(1, "huong-giay", "Giấy chứng nhận trình bày theo chiều ngang của khổ A4.")
    elif wide and not any(table.page == 1 for table in read.facts.tables):
        yield Finding(1, "huong-giay", "Văn bản phải trình bày theo chiều dài của khổ A4 (khi không có bảng ở trong).")


def margins(read: Read) -> Iterator[Finding]:
    for sheet in read.facts.sheets:
        for name, found in sheet.margins.items():
            least, most = _ALLOWED[name]
            if found < least - _SLACK:
                yield Finding(sheet.number, "le-trang", f"Lề {name} {found:.1f} mm, phải từ {least} mm trở lên.")
            elif sheet.exact and found > most + _SLACK:
                message = f"Lề {name} {found:.1f} mm, phải trong khoảng {least}–{most} mm."
                yield Finding(sheet.number, "le-trang", message)


def measured_margins(read: Read) -> Iterator[Finding]:
    """On a printed page only what fills the page shows how wide its margins are."""
    if read.facts.text_edges:
        left, right = read.facts.text_edges
        found = {"trái": left, "phải": layout.PAGE_WIDTH - right}
        for name, room in found.items():
            if room > _ALLOWED[name][1] + _SLACK:
                low, high = _ALLOWED[name]
                yield Finding(1, "le-trang", f"Lề {name} {room:.1f} mm, phải trong khoảng {low}–{high} mm.")
    pages = [sheet for sheet in read.facts.sheets if not sheet.exact and sheet.height > sheet.width and sheet.margins]
    followed = [sheet for sheet, after in pairwise(pages) if not after.starts]
    going_on = [sheet for sheet in pages if not sheet.starts]
    for name, sheets, loose in (("trên", going_on, 2.0), ("dưới", followed, _LOOSE)):
        room = min((sheet.margins[name] for sheet in sheets), default=0.0)
        if len(sheets) >= 2 and room > _ALLOWED[name][1] + loose:
            low, high = _ALLOWED[name]
            yield Finding(sheets[0].number, "le-trang", f"Lề {name} {room:.1f} mm, phải trong khoảng {low}–{high} mm.")


def fonts(read: Read) -> Iterator[Finding]:
    names = {(para.page, span.font) for para in _everything(read) for span in para.inked}
    for page, name in sorted(names):
        bare = re.sub(r"[^a-z]", "", name.lower())
        if not any(family in bare for family in layout.TIMES_METRIC):
            yield Finding(page, "phong-chu", f"Phông chữ “{name}” không phải Times New Roman.")


def colours(read: Read) -> Iterator[Finding]:
    if read.profile.is_certificate:
        return
    for para in _everything(read):
        wrong = [span for span in para.inked if span.color != "000000"]
        if wrong:
            yield Finding(para.page, "mau-chu", f"“{wrong[0].text.strip()[:40]}” màu #{wrong[0].color}, phải màu đen.")


def sizes(read: Read) -> Iterator[Finding]:
    if read.profile.is_certificate:
        return
    administrative = read.profile.is_administrative
    for para in read.facts.paras:
        low, high = (_CELL_SIZES if para.zone == Zone.CELL else _SIZES) if administrative else _FORM_SIZES
        wrong = [span.size for span in para.inked if not low <= span.size <= high]
        if wrong:
            said = f"{cited(para)} cỡ chữ {wrong[0]:g}, nằm ngoài khoảng {low + 0.1:g}–{high - 0.1:g}."
            yield Finding(para.page, "co-chu", said)


def composed(read: Read) -> Iterator[Finding]:
    for para in _everything(read):
        for word in para.text.split():
            if not unicodedata.is_normalized("NFC", word) or any(_is_private(letter) for letter in word):
                yield Finding(para.page, "unicode", f"“{word}” không ở dạng Unicode dựng sẵn (TCVN 6909:2001).")


def _is_private(letter: str) -> bool:
    """Letters of old code tables and what stands for an unknown letter."""
    return unicodedata.category(letter) == "Co" or letter == "\ufffd"


def page_numbers(read: Read) -> Iterator[Finding]:
    expected = 0
    for sheet in read.facts.sheets:
        expected = 1 if sheet.starts else expected + 1
        label = sheet.label
        if sheet.starts and label is not None:
            yield Finding(sheet.number, "so-trang", "Trang đầu không được ghi số trang.")
        elif not sheet.starts and label is None:
            yield Finding(sheet.number, "so-trang", f"Số trang phải là {expected}, ở giữa lề trên; trang không có số.")
        elif not sheet.starts and label is not None:
            if label.text not in (str(expected), _UNKNOWN_NUMBER) or _must_be_known(sheet, read, label.text):
                yield Finding(sheet.number, "so-trang", f"Số trang phải là {expected}, đang là “{label.text}”.")
            yield from _number_look(sheet)


def _must_be_known(sheet: Sheet, read: Read, text: str) -> bool:
    """An annex counts its own pages from 1 (mục III): a number going on from the text before is wrong."""
    starts = any(other.starts and other.number == sheet.number for other in read.facts.sheets)
    return text == _UNKNOWN_NUMBER and starts


def _number_look(sheet: Sheet) -> Iterator[Finding]:
    label = sheet.label
    assert label is not None
    if label.zone != Zone.TOP or label.align != "center":
        yield Finding(sheet.number, "so-trang", "Số trang phải ở giữa lề trên.")
    low, high = layout.ALLOWED_PAGE_NUMBER
    if any(not low - 0.1 <= span.size <= high + 0.1 or span.bold or span.italic for span in label.inked):
        yield Finding(sheet.number, "so-trang", "Số trang phải cỡ 13–14, kiểu chữ đứng.")


def tables(read: Read) -> Iterator[Finding]:
    for table in read.facts.tables:
        if table.headed and not table.repeats:
            yield Finding(table.page, "bang", "Hàng tiêu đề của bảng phải lặp lại ở đầu mỗi trang.")
        if not table.whole:
            yield Finding(table.page, "bang", "Hàng của bảng không được cắt qua hai trang.")


def _everything(read: Read) -> Iterator:  # type: ignore[type-arg]
    yield from read.facts.paras
    yield from (sheet.label for sheet in read.facts.sheets if sheet.label is not None)


def check(read: Read) -> Iterator[Finding]:
    """All rules of this module. A document without any page has none to break."""
    if not read.facts.sheets:
        return
    for rule in (paper, orientation, margins, measured_margins, fonts, page_numbers, tables):
        yield from _certificate_free(rule(read), read)
    for rule in (colours, sizes, composed):
        yield from once_a_page(rule(read))


def _certificate_free(found: Iterator[Finding], read: Read) -> Iterator[Finding]:
    """A certificate has no margins of the decree: its frame stands nearer to the edge."""
    skip = {"le-trang"} if read.profile.is_certificate else set()
    return (finding for finding in found if finding.rule not in skip)
