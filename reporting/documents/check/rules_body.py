"""Ô 6 and 9a: legal bases, paragraphs, headings, articles, points, "Kính gửi", and the closing mark."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.documents import layout
from reporting.documents.check import words
from reporting.documents.check.facts import Para
from reporting.documents.check.findings import Finding
from reporting.documents.check.looks import Read, cited, look, once_a_page, styled

_SLACK = 0.6  # mm
_LONGEST_INDENT = 25.0  # mm; further in stands what is no running text
_GAP_SLACK, _SPACING_SLACK = 0.8, 0.04
_LONG = 120  # letters: more than a title
_BODY = (13.0, 14.0)
_NOT_VIETNAMESE = "fjwz"
_COLUMN = 95.0  # mm
_NOTHING_MORE = "Sau dấu “./.” không còn nội dung nào của văn bản."


def bases(read: Read) -> Iterator[Finding]:
    """Each on its own line, italic, ending ";", the last "." (ô 6)."""
    found = read.parts.bases
    yield from styled(found, "can-cu", "basis")
    for place, para in enumerate(found, 1):
        is_last = place == len(found)
        if not para.text.endswith("." if is_last else ";"):
            wanted = "dấu chấm" if is_last else "dấu chấm phẩy"
            yield Finding(para.page, "can-cu", f"{cited(para)} phải kết thúc bằng {wanted}.")


def _is_running(para: Para) -> bool:
    """A paragraph of words, not a title, note or form line standing by itself."""
    low, high = layout.ALLOWED_FIRST_INDENT
    indented = para.indent is not None and low - _SLACK <= para.indent <= high + _SLACK
    if para.align in ("center", "right", "columns"):
        return False
    return indented or (para.align == "both" and len(para.text) > _LONG)


def indents(read: Read) -> Iterator[Finding]:
    low, high = layout.ALLOWED_FIRST_INDENT
    for para in read.parts.bases + read.parts.texts:
        if para.indent is None or para.align in ("center", "right", "columns", "left"):
            continue
        if low - _SLACK <= para.indent <= high + _SLACK or para.indent > _LONGEST_INDENT:
            continue
        is_note = para.is_italic and para not in read.parts.bases
        goes_on = para.first and abs(para.indent) <= _SLACK  # from the page before
        if is_note or goes_on or (abs(para.indent) <= _SLACK and para.align != "both"):
            continue
        message = f"{cited(para)} thụt đầu dòng {para.indent:.1f} mm, phải thụt 10–12,7 mm."
        yield Finding(para.page, "thut-dau-dong", message)


def justified(read: Read) -> Iterator[Finding]:
    for para in read.parts.bases + read.parts.texts:
        if _is_running(para) and para.align == "left" and len(para.text) > _LONG / 2:
            yield Finding(para.page, "can-deu", f"{cited(para)} phải dàn đều cả hai lề.")


def gaps(read: Read) -> Iterator[Finding]:
    before: Para | None = None
    for para in read.parts.bases + read.parts.body:
        running = _is_running(para)
        if running and before is not None and para.gap is not None and para.gap < layout.PARAGRAPH_GAP - _GAP_SLACK:
            message = f"{cited(para)} cách đoạn trước {max(para.gap, 0):.1f} pt, phải từ 6 pt trở lên."
            yield Finding(para.page, "gian-doan", message)
        before = para if running else None


def spacings(read: Read) -> Iterator[Finding]:
    for para in read.parts.bases + read.parts.texts:
        if (
            _is_running(para)
            and para.spacing is not None
            and not 1 - _SPACING_SLACK <= para.spacing <= 1.5 + _SPACING_SLACK
        ):
            message = f"{cited(para)} giãn dòng {para.spacing:.2f}, phải từ dòng đơn (1) đến 1,5 dòng."
            yield Finding(para.page, "gian-dong", message)


def words_of_text(read: Read) -> Iterator[Finding]:
    """Body text: size 13–14, upright, not bold all over."""
    for para in read.parts.body:
        if not _is_running(para):
            continue
        wrong = [span.size for span in para.inked if not _BODY[0] - 0.1 <= span.size <= _BODY[1] + 0.1]
        if wrong:
            yield Finding(para.page, "co-chu", f"{cited(para)} cỡ chữ {wrong[0]:g}, phải từ 13 đến 14.")
        if len(para.text) > _LONG and (para.is_italic or (para.is_bold and not _is_title(para))):
            yield Finding(para.page, "noi-dung", f"{cited(para)}: nội dung phải trình bày kiểu chữ đứng, không đậm.")


def _is_title(para: Para) -> bool:
    return bool(words.ROMAN_HEADING.match(para.text) or words.CHAPTER.match(para.text) or para.text[:1].isdigit())


def headings(read: Read) -> Iterator[Finding]:
    """Parts "I." bold; chapters in the middle; articles with a bold "Điều 1."."""
    for para in read.parts.body:
        if words.ROMAN_HEADING.match(para.text):
            yield from look(para, "de-muc", _BODY, bold=True, italic=False)
        elif words.CHAPTER.fullmatch(para.text):
            yield from look(para, "de-muc", _BODY, bold=True, italic=False)
            if para.align != "center":
                yield Finding(para.page, "de-muc", f"{cited(para)} phải đặt giữa.")
        article = words.ARTICLE.match(para.text) if read.profile.is_decision else None
        if article:
            yield from look(para.starting(article.end()), "dieu", _BODY, bold=True, italic=False)
            if not article[0].endswith("."):
                yield Finding(para.page, "dieu", f"Sau số thứ tự của {cited(para)} phải có dấu chấm.")


def articles_in_order(read: Read) -> Iterator[Finding]:
    """A decision has articles numbered from 1 without a break."""
    if not read.profile.is_decision:
        return
    found = [para for para in read.parts.body if words.ARTICLE.match(para.text)]
    numbers = [int(para.text.split()[1].rstrip(".:")) for para in found]
    if numbers != list(range(1, len(numbers) + 1)) or not numbers:
        yield Finding(found[0].page if found else 1, "dieu", "Các điều phải đánh số liên tục từ “Điều 1.”.")


def points(read: Read) -> Iterator[Finding]:
    """Points go by the Vietnamese alphabet: a, b, c, d, đ, e, g…"""
    before = ""
    for para in read.parts.texts:
        found = words.POINT.match(para.text)
        if not found:
            continue
        letter = found["letter"]
        if letter in _NOT_VIETNAMESE:
            message = f"{cited(para)}: bảng chữ cái tiếng Việt không có “{letter}”."
            yield Finding(para.page, "diem", message)
        elif (before, letter) == ("d", "e"):
            yield Finding(para.page, "diem", f"{cited(para)}: sau điểm d) là điểm đ).")
        if para.is_bold or any(span.italic for span in para.starting(2).inked):
            yield Finding(para.page, "diem", f"{cited(para)}: điểm trình bày kiểu chữ đứng, không đậm.")
        before = letter


def addressees(read: Read) -> Iterator[Finding]:
    """Ô 9a: upright; several addressees on lines of their own, "- …;", the last "."."""
    found = read.parts.addressees
    if not found:
        if not read.profile.has_type:
            yield Finding(1, "kinh-gui", "Công văn phải có “Kính gửi: …”.")
        return
    yield from styled(found, "kinh-gui", "addressee")
    if not found[0].text.startswith(layout.ADDRESSEES_TITLE):
        yield Finding(found[0].page, "kinh-gui", f"{cited(found[0])} phải bắt đầu bằng “Kính gửi:”.")
    listed = found[1:]
    if not listed and found[0].text == layout.ADDRESSEES_TITLE:
        yield Finding(found[0].page, "kinh-gui", "Sau “Kính gửi:” là tên nơi nhận, mỗi nơi một dòng “- …;”.")
    for place, para in enumerate(listed, 1):
        if not para.text.endswith("." if place == len(listed) else ";"):
            yield Finding(para.page, "kinh-gui", f"{cited(para)} phải kết thúc bằng “;”, dòng cuối bằng dấu chấm.")


def closing(read: Read) -> Iterator[Finding]:
    ends = [para for para in read.parts.body if para.text.endswith(layout.CLOSING_MARK)]
    last = read.facts.sheets[-1].number
    if not ends:
        yield Finding(last, "ket-thuc", "Thiếu dấu “./.” kết thúc nội dung, trước “Nơi nhận”.")
    elif len(ends) > 1:
        yield Finding(ends[1].page, "ket-thuc", "Dấu “./.” chỉ đứng một lần, ở cuối văn bản.")
    else:
        more = filter(_is_text, read.parts.left_authority)
        yield from (Finding(para.page, "ket-thuc", _NOTHING_MORE) for para in more)


def _is_text(para: Para) -> bool:
    """Words after the end of the text, wider than the column of a signer."""
    return para.width > _COLUMN


_OFTEN = (indents, justified, gaps, spacings, words_of_text)
_SINGLE = (bases, headings, articles_in_order, points, addressees, closing)


def check(read: Read) -> Iterator[Finding]:
    for rule in _OFTEN:
        yield from once_a_page(rule(read))
    for single in _SINGLE:
        yield from single(read)
