"""Layout check of a PDF against Nghị định 30/2020/NĐ-CP, Phụ lục I: what is on the page, not what we meant to print.

Each check takes the pages and yields findings; `check_pdf` runs them all. Measures come from `layout`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from reporting.documents import layout
from reporting.documents.extract import Page, Word, pdf_pages, pdf_rules, rows

_SLACK = 0.6  # mm
_RULE_SLACK = 2.0  # mm, a drawn line against the text above it
_NUMBER = re.compile(r"Số:\s*(?P<number>\d*)\s*/(?P<symbol>[^\s/]+(?:/[^\s/]+)?)\s*$")
_DATE = re.compile(r"^(?P<place>.+), ngày\s*(?P<day>\d*)\s*tháng\s*(?P<month>\d*)\s*năm (?P<year>\d{4})$")


@dataclass(frozen=True)
class Finding:
    """A violation: page (from 1), short machine name of the rule, Vietnamese message citing what was found."""

    page: int
    rule: str
    message: str


Check = Callable[[list[Page]], Iterator[Finding]]


@dataclass(frozen=True)
class _Line:
    words: list[Word]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def y1(self) -> float:
        return self.words[0].y1


def check_pdf(data: bytes) -> list[Finding]:
    """All violations, in page order. Raises pypdfium2.PdfiumError for bytes that are no PDF."""
    pages = pdf_pages(data)
    found = [finding for check in _CHECKS for finding in check(pages)]
    found += _rules_drawn(pages, pdf_rules(data, page=1))
    return sorted(found, key=lambda finding: (finding.page, finding.rule))


def _paper(pages: list[Page]) -> Iterator[Finding]:
    sides = sorted((layout.PAGE_WIDTH, layout.PAGE_HEIGHT))
    for page in pages:
        if any(abs(a - b) > 1 for a, b in zip(sorted((page.width, page.height)), sides, strict=True)):
            found = f"{page.width:.0f} × {page.height:.0f} mm"
            yield Finding(page.number, "kho-giay", f"Khổ giấy phải là A4 (210 × 297 mm), đang là {found}.")


def _margins(pages: list[Page]) -> Iterator[Finding]:
    for page in pages:
        words = _body(page)
        if not words:
            continue
        sides = (
            ("trên", min(w.y0 for w in words), layout.ALLOWED_TOP_BOTTOM[0]),
            ("dưới", page.height - max(w.y1 for w in words), layout.ALLOWED_TOP_BOTTOM[0]),
            ("trái", min(w.x0 for w in words), layout.ALLOWED_LEFT[0]),
            ("phải", page.width - max(w.x1 for w in words), layout.ALLOWED_RIGHT[0]),
        )
        for name, found, least in sides:
            if found < least - _SLACK:
                yield Finding(page.number, "le-trang", f"Lề {name} {found:.1f} mm, phải từ {least} mm trở lên.")


def _left_edge(pages: list[Page]) -> Iterator[Finding]:
    """Full lines of running text start at the left margin or after a first-line indent of 1–1.27 cm."""
    lines = [line for page in pages for line in _running(page)]
    if not lines:
        return
    left = min(line.x0 for line in lines)
    low, high = layout.ALLOWED_LEFT
    if not low - _SLACK <= left <= high + _SLACK:
        yield Finding(1, "le-trang", f"Lề trái {left:.1f} mm, phải trong khoảng {low}–{high} mm.")
    first, last = layout.ALLOWED_FIRST_INDENT
    for line in lines:
        indent = line.x0 - left
        if abs(indent) > _SLACK and not first - _SLACK <= indent <= last + _SLACK:
            message = f"Dòng “{line.text[:40]}…” thụt {indent:.1f} mm, phải thụt 10–12,7 mm."
            yield Finding(line.words[0].page, "thut-dau-dong", message)


def _fonts(pages: list[Page]) -> Iterator[Finding]:
    for page in pages:
        names = {word.font for word in page.words}
        for name in sorted(names):
            bare = re.sub(r"[^a-z]", "", name.lower())
            if not any(family in bare for family in layout.TIMES_METRIC):
                yield Finding(page.number, "phong-chu", f"Phông chữ “{name}” không phải Times New Roman.")


def _sizes(pages: list[Page]) -> Iterator[Finding]:
    for page in pages:
        for size in sorted({word.size for word in page.words if not 10.9 <= word.size <= 14.1}):
            yield Finding(page.number, "co-chu", f"Cỡ chữ {size:g} nằm ngoài khoảng 11–14.")


def _unicode(pages: list[Page]) -> Iterator[Finding]:
    for page in pages:
        for word in page.words:
            if not unicodedata.is_normalized("NFC", word.text):
                yield Finding(page.number, "unicode", f"“{word.text}” không ở dạng Unicode dựng sẵn (TCVN 6909:2001).")


def _page_numbers(pages: list[Page]) -> Iterator[Finding]:
    expected = 0
    for page in pages:
        first = page.number == 1 or _is_annex_start(page)
        expected = 1 if first else expected + 1
        top = [word for word in page.words if word.y1 <= layout.ALLOWED_TOP_BOTTOM[0] + _SLACK]
        text = " ".join(word.text for word in top)
        if first and top:
            yield Finding(page.number, "so-trang", "Trang đầu không được ghi số trang.")
        elif not first and text != str(expected):
            yield Finding(page.number, "so-trang", f"Số trang phải là {expected}, đang là “{text}”.")
        elif not first:
            yield from _number_look(page, top)


def _number_look(page: Page, top: list[Word]) -> Iterator[Finding]:
    middle = (top[0].x0 + top[-1].x1) / 2
    text_middle = (layout.MARGIN_LEFT + page.width - layout.MARGIN_RIGHT) / 2
    if min(abs(middle - page.width / 2), abs(middle - text_middle)) > 4:
        yield Finding(page.number, "so-trang", "Số trang phải ở giữa lề trên.")
    low, high = layout.ALLOWED_PAGE_NUMBER
    if not low <= top[0].size <= high or top[0].bold or top[0].italic:
        yield Finding(page.number, "so-trang", "Số trang phải cỡ 13–14, kiểu chữ đứng.")


def _head(pages: list[Page]) -> Iterator[Finding]:
    country = _find(pages[:1], layout.COUNTRY)
    motto = _find(pages[:1], layout.MOTTO)
    for words, rule, sizes in ((country, "quoc-hieu", _sizes_of("country")), (motto, "tieu-ngu", _sizes_of("motto"))):
        if not words:
            yield Finding(1, rule, f"Thiếu {'Quốc hiệu' if rule == 'quoc-hieu' else 'Tiêu ngữ'} ở trang đầu.")
            continue
        yield from _look(words, rule, sizes, bold=True, italic=False)
        if words[0].x0 < pages[0].width * 0.4:
            yield Finding(1, rule, "Quốc hiệu, Tiêu ngữ phải ở phía trên, bên phải trang đầu.")
    if country:
        left = [w for w in pages[0].words if abs(w.y1 - country[0].y1) < 2 and w.x1 < country[0].x0]
        if not left:
            yield Finding(1, "co-quan", "Tên cơ quan ban hành phải ngang hàng với Quốc hiệu, bên trái.")
        elif not any(w.bold for w in pages[0].words if w.x1 < country[0].x0 and w.y1 < country[0].y1 + 20):
            yield Finding(1, "co-quan", "Tên cơ quan ban hành phải in đậm.")


def _number_and_date(pages: list[Page]) -> Iterator[Finding]:
    line = next((words for words in rows(_body(pages[0])) if words[0].text == "Số:"), None)
    if line is None:
        yield Finding(1, "so-ky-hieu", "Thiếu dòng “Số: …/…”.")
        return
    cut = next((i for i, word in enumerate(line) if word.italic), len(line))
    number, place = line[:cut], line[cut:]
    yield from _number_form(" ".join(word.text for word in number))
    yield from _look(number, "so-ky-hieu", _sizes_of("number"), bold=False, italic=False)
    if not place:
        yield Finding(1, "dia-danh", "Địa danh và ngày tháng phải ở cùng dòng với số, chữ nghiêng.")
        return
    yield from _date_form(" ".join(word.text for word in place))
    yield from _look(place, "dia-danh", _sizes_of("place"), bold=False, italic=True)


def _number_form(text: str) -> Iterator[Finding]:
    found = _NUMBER.search(text)
    if not found:
        yield Finding(1, "so-ky-hieu", f"“{text}” không đúng mẫu “Số: 05/KH-UBND”.")
    elif found["number"] and found["number"] != layout.padded(int(found["number"])):
        yield Finding(1, "so-ky-hieu", f"Số “{found['number']}”: số nhỏ hơn 10 phải ghi thêm số 0 phía trước.")
    elif found and found["symbol"].split("-")[0] not in layout.SYMBOLS and "/" not in found["symbol"]:
        yield Finding(
            1, "so-ky-hieu", f"Ký hiệu “{found['symbol']}” không bắt đầu bằng tên loại viết tắt (Phụ lục III)."
        )


def _date_form(text: str) -> Iterator[Finding]:
    found = _DATE.match(text)
    if not found:
        yield Finding(1, "dia-danh", f"“{text}” không đúng mẫu “Địa danh, ngày … tháng … năm …”.")
        return
    if found["day"] and found["day"] != layout.padded(int(found["day"])):
        yield Finding(1, "ngay-thang", f"Ngày “{found['day']}”: ngày nhỏ hơn 10 phải ghi thêm số 0 phía trước.")
    if found["month"] and found["month"] != layout.month(int(found["month"])):
        yield Finding(1, "ngay-thang", f"Tháng “{found['month']}”: chỉ tháng 1, 2 ghi thêm số 0 phía trước.")


def _type_name(pages: list[Page]) -> Iterator[Finding]:
    names = {name.upper() for name in layout.SYMBOLS.values()}
    line = next((words for words in rows(_body(pages[0])) if " ".join(w.text for w in words) in names), None)
    if line is None:
        yield Finding(1, "ten-loai", "Thiếu tên loại văn bản, chữ in hoa.")
        return
    yield from _look(line, "ten-loai", _sizes_of("type"), bold=True, italic=False)
    middle = (line[0].x0 + line[-1].x1) / 2
    if abs(middle - (layout.MARGIN_LEFT + pages[0].width - layout.MARGIN_RIGHT) / 2) > 3:
        yield Finding(1, "ten-loai", "Tên loại văn bản phải đặt giữa.")


def _closing(pages: list[Page]) -> Iterator[Finding]:
    words = [word for page in pages for word in _body(page)]
    ends = [index for index, word in enumerate(words) if word.text.endswith(layout.CLOSING_MARK)]
    receivers = next((i for i, w in enumerate(words) if w.text == "Nơi" and words[i + 1].text == "nhận:"), len(words))
    if not any(index < receivers for index in ends):
        yield Finding(pages[-1].number, "ket-thuc", "Thiếu dấu “./.” kết thúc nội dung, trước “Nơi nhận”.")


def _recipients(pages: list[Page]) -> Iterator[Finding]:
    title = _find(pages, layout.RECIPIENTS_TITLE)
    if not title:
        yield Finding(pages[-1].number, "noi-nhan", "Thiếu “Nơi nhận:”.")
        return
    page = pages[title[0].page - 1]
    yield from _look(title, "noi-nhan", _sizes_of("recipients_title"), bold=True, italic=True)
    middle = page.width * 0.5
    below = [word for word in _body(page) if word.y1 > title[0].y1 - 3]
    signer = [word for word in below if word.x0 >= middle - 5 and word.bold]
    if not signer or min(abs(word.y1 - title[0].y1) for word in signer) > 3:
        yield Finding(page.number, "noi-nhan", "“Nơi nhận” phải ngang hàng với quyền hạn, chức vụ của người ký.")
    listed = [word for word in below if word.x1 < middle + 5 and word.y0 > title[0].y0 + 1 and not word.bold]
    yield from _recipient_list(page, [" ".join(w.text for w in line) for line in rows(listed)], listed)


def _recipient_list(page: Page, lines: list[str], words: list[Word]) -> Iterator[Finding]:
    if any(word.size != 11 for word in words):
        yield Finding(page.number, "noi-nhan", "Danh sách nơi nhận phải cỡ chữ 11.")
    text = " ".join(lines)
    items = re.split(r"(?:^|(?<=[;.]) )- ", text)[1:]
    if not items or not all(item.rstrip().endswith(";") for item in items[:-1]) or not items[-1].endswith("."):
        yield Finding(page.number, "noi-nhan", "Mỗi nơi nhận là một dòng “- …;”, dòng cuối kết thúc bằng dấu chấm.")
    elif not items[-1].startswith("Lưu"):
        yield Finding(page.number, "noi-nhan", "Dòng cuối của “Nơi nhận” phải là “Lưu: VT, …”.")


def _rules_drawn(pages: list[Page], lines: list[tuple[float, float, float]]) -> Iterator[Finding]:
    """Lines under motto, issuer and abstract (ô 1, 2, 5a). `lines`: (x0, x1, y) in mm of thin horizontal strokes."""
    motto = _find(pages[:1], layout.MOTTO)
    if not motto:
        return
    yield from _short_rules(pages[0], motto, lines)
    wanted = motto[-1].x1 - motto[0].x0
    under = _lengths_under(motto, lines)
    if not under:
        yield Finding(1, "ke-ngang", "Thiếu đường kẻ ngang, nét liền dưới Tiêu ngữ.")
    elif min(abs(length - wanted) for length in under) > _RULE_SLACK:
        found = under[0]
        yield Finding(
            1, "ke-ngang", f"Đường kẻ dưới Tiêu ngữ dài {found:.0f} mm, phải bằng dòng chữ ({wanted:.0f} mm)."
        )


def _short_rules(page: Page, motto: list[Word], lines: list[tuple[float, float, float]]) -> Iterator[Finding]:
    """Under the issuer and under the abstract a line of 1/3–1/2 of the text (ô 2, 5a)."""
    written = rows(_body(page))
    number = next((index for index, line in enumerate(written) if line[0].text == "Số:"), 0)
    edge = (_find([page], layout.COUNTRY) or motto)[0].x0
    issuer = [[word for word in line if word.x1 < edge] for line in written[:number]]
    names = {name.upper() for name in layout.SYMBOLS.values()}
    kind = next((i for i, line in enumerate(written) if " ".join(word.text for word in line) in names), len(written))
    abstract = list(takewhile(lambda line: all(word.bold for word in line), written[kind + 1 :]))
    for name, block in (("tên cơ quan ban hành", [line for line in issuer if line]), ("trích yếu", abstract)):
        if block:
            yield from _short_rule(name, block, lines)


def _short_rule(name: str, block: list[list[Word]], lines: list[tuple[float, float, float]]) -> Iterator[Finding]:
    width = max(line[-1].x1 - line[0].x0 for line in block)
    under = _lengths_under(block[-1], lines)
    low, high = layout.ALLOWED_RULE_SHARE
    if not under:
        yield Finding(1, "ke-ngang", f"Thiếu đường kẻ ngang dưới {name}.")
    elif not any(low * width - _RULE_SLACK <= length <= high * width + _RULE_SLACK for length in under):
        message = f"Đường kẻ dưới {name} dài {under[0]:.0f} mm, phải bằng 1/3–1/2 dòng chữ ({width:.0f} mm)."
        yield Finding(1, "ke-ngang", message)


def _lengths_under(line: list[Word], lines: list[tuple[float, float, float]]) -> list[float]:
    """Lengths of the strokes close under a line of text."""
    left, right, bottom = line[0].x0, line[-1].x1, line[0].y1
    return [x1 - x0 for x0, x1, y in lines if -1 <= y - bottom < 3 and x1 > left and x0 < right]


def _sizes_of(style: str) -> tuple[float, float]:
    return layout.STYLES[style].allowed


def _look(words: list[Word], rule: str, sizes: tuple[float, float], *, bold: bool, italic: bool) -> Iterator[Finding]:
    text = " ".join(word.text for word in words)
    page = words[0].page
    if any(not sizes[0] - 0.1 <= word.size <= sizes[1] + 0.1 for word in words):
        yield Finding(page, rule, f"“{text}” cỡ chữ {words[0].size:g}, phải từ {sizes[0]} đến {sizes[1]}.")
    for wanted, name, has in ((bold, "đậm", [w.bold for w in words]), (italic, "nghiêng", [w.italic for w in words])):
        if any(found != wanted for found in has):
            yield Finding(page, rule, f"“{text}” {'phải' if wanted else 'không được'} in {name}.")


def _find(pages: list[Page], text: str) -> list[Word]:
    """The words of the first place where `text` stands."""
    wanted = text.split()
    for page in pages:
        said = [word.text for word in page.words]
        for start in range(len(said) - len(wanted) + 1):
            if said[start : start + len(wanted)] == wanted:
                return list(page.words[start : start + len(wanted)])
    return []


def _body(page: Page) -> list[Word]:
    return [word for word in page.words if word.y1 > layout.ALLOWED_TOP_BOTTOM[0]]


def _is_annex_start(page: Page) -> bool:
    body = _body(page)
    return len(body) > 1 and f"{body[0].text} {body[1].text}" == layout.ANNEX_WORD and body[0].bold


def _running(page: Page) -> list[_Line]:
    """Lines of running text that fill the line to the right margin (so they are not centred)."""
    lines = [_Line(words) for words in rows([word for word in _body(page) if word.size >= 12.9])]
    if not lines:
        return []
    right = max(line.x1 for line in lines)
    full = [line for line in lines if right - line.x1 < 1 and line.x1 - line.x0 > page.width * 0.5]
    return [line for line in full if not all(word.bold or word.italic for word in line.words)]


_CHECKS: tuple[Check, ...] = (
    _paper,
    _margins,
    _left_edge,
    _fonts,
    _sizes,
    _unicode,
    _page_numbers,
    _head,
    _number_and_date,
    _type_name,
    _closing,
    _recipients,
)
