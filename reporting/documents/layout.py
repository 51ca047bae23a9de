"""Every measure and fixed form of Nghị định 30/2020/NĐ-CP (Phụ lục I) used by the renderers and the checker.

Lengths in millimetres, type sizes and spacings in points. A range in the decree is kept as `ALLOWED_…` for the
checker; the value we print is the constant or style beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reporting.documents.tree import Head, Level

# Page: khổ giấy A4, định lề trang (Phụ lục I, mục I.1–3).
PAGE_WIDTH, PAGE_HEIGHT = 210, 297
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = 20, 20, 30, 20
ALLOWED_TOP_BOTTOM, ALLOWED_LEFT, ALLOWED_RIGHT = (20, 25), (30, 35), (15, 20)
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
ANNEX_TEXT_WIDTH_LANDSCAPE = PAGE_HEIGHT - MARGIN_LEFT - MARGIN_RIGHT
PAGE_NUMBER_SIZE = 14
ALLOWED_PAGE_NUMBER = (13, 14)
PAGE_NUMBER_FROM_EDGE = 10

# Fonts: "Times New Roman" in Word; in PDF an embedded font of the same metrics (see fonts.py).
WORD_FONT = "Times New Roman"
TIMES_METRIC = ("timesnewroman", "liberationserif", "tinos", "thorndaleamt", "nimbusroman")
LANGUAGE = "vi-VN"

# Lines (mục II): under the motto as long as its text; under issuer and abstract 1/3–1/2 of the text.
RULE_SHARE = 0.4
ALLOWED_RULE_SHARE = (1 / 3, 1 / 2)
RULE_THICKNESS = 0.75

# Running text (mục II.6): first line 1–1.27 cm, at least 6 pt between paragraphs, line spacing single to 1.5.
FIRST_INDENT = 12.7
ALLOWED_FIRST_INDENT = (10, 12.7)
PARAGRAPH_GAP = 6
LINE_SPACING = 1.1
# One "single" line of a Times-metric font is 1.149 of its size (ascent + descent + gap).
SINGLE_LINE = 1.149

HEAD_COLUMNS = (0.42, 0.58)
HEAD_OVERHANG = 4  # mm into each margin, so that the name of the country stays on one line
SIGN_COLUMNS = (0.5, 0.5)
SIGNATURE_ROOM = 70  # points left for the hand and the seal
TABLE_LINE = 0.5
TABLE_PADDING = (0.7, 1.2)

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS_TITLE = "Nơi nhận:"
ADDRESSEES_TITLE = "Kính gửi:"
CLOSING_MARK = "./."
ANNEX_WORD = "Phụ lục"
NBSP = "\u00a0"
# Boxes of forms: every Times-metric font has these two; ☐ and ☒ would come from another font.
BOX, BOX_ON, BOX_GAP = "□", "■", f"{NBSP * 3} "
DOTS = "…" * 14
FRAME_LINE, FRAME_INSET = 3, 9  # points and millimetres from the edge, certificates only


@dataclass(frozen=True)
class Style:
    """Look of one kind of paragraph. `word` is the style's name in Word; `outline` its heading level there;
    `margin` the room left of all its lines in millimetres."""

    word: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "justify"
    indent: float = 0
    before: float = 0
    after: float = 0
    spacing: float = 1.0
    keep_next: bool = False
    outline: int | None = None
    allowed: tuple[float, float] = (13, 14)
    margin: float = 0


_BODY: dict[str, Any] = {"indent": FIRST_INDENT, "after": PARAGRAPH_GAP, "spacing": LINE_SPACING}

STYLES: dict[str, Style] = {
    "country": Style("Quốc hiệu", 13, bold=True, align="center", allowed=(12, 13)),
    "motto": Style("Tiêu ngữ", 14, bold=True, align="center"),
    "parent": Style("Cơ quan chủ quản", 13, align="center", allowed=(12, 13)),
    "issuer": Style("Cơ quan ban hành", 13, bold=True, align="center", allowed=(12, 13)),
    "number": Style("Số ký hiệu", 13, align="center", before=6, allowed=(13, 13)),
    "place": Style("Địa danh ngày tháng", 14, italic=True, align="center", before=6),
    "type": Style("Tên loại văn bản", 14, bold=True, align="center", before=18, keep_next=True),
    "abstract": Style("Trích yếu", 14, bold=True, align="center", keep_next=True),
    "basis": Style("Căn cứ", 14, italic=True, **_BODY),
    "h1": Style("Heading 1", 14, bold=True, before=6, keep_next=True, outline=0, **_BODY),
    "h2": Style("Heading 2", 14, bold=True, keep_next=True, outline=1, **_BODY),
    "h3": Style("Heading 3", 14, bold=True, keep_next=True, outline=2, **_BODY),
    "body": Style("Nội dung", 14, **_BODY),
    "item": Style("Gạch đầu dòng", 14, **_BODY),
    "note": Style("Ghi chú", 13, italic=True, before=3, after=PARAGRAPH_GAP),
    "letter_abstract": Style("Trích yếu công văn", 13, align="center", before=6, allowed=(12, 13)),
    "addressee": Style("Kính gửi", 14, align="center", before=18, after=PARAGRAPH_GAP),
    # Several addressees: their dashes stand right under the colon (ô 9a), 17.6 mm behind "Kính gửi".
    "addressees_title": Style("Kính gửi nhiều nơi", 14, align="left", margin=60 - 17.6, before=18, after=2),
    "addressees": Style("Danh sách kính gửi", 14, align="left", margin=60, after=PARAGRAPH_GAP),
    "form_mark": Style("Mẫu số", 13, bold=True, align="right", after=6, keep_next=True),
    "center": Style("Giữa đậm", 14, bold=True, align="center", before=6, after=PARAGRAPH_GAP, keep_next=True),
    "center_plain": Style("Giữa", 14, align="center", after=PARAGRAPH_GAP),
    "right_italic": Style("Phải nghiêng", 14, italic=True, align="right", after=PARAGRAPH_GAP),
    "field": Style("Dòng biểu mẫu", 14, after=4, spacing=LINE_SPACING, align="left"),
    "small": Style("Chữ nhỏ", 12, after=2, align="left", allowed=(11, 13)),
    "certificate_type": Style("Tên giấy chứng nhận", 28, bold=True, align="center", before=6, allowed=(28, 28)),
    "certificate_of": Style("Tên phụ giấy chứng nhận", 16, bold=True, align="center", allowed=(16, 16)),
    "certificate_line": Style("Dòng giấy chứng nhận", 14, align="center", before=2, after=2),
    "certificate_product": Style("Sản phẩm được chứng nhận", 22, bold=True, align="center", after=2, allowed=(22, 22)),
    "certificate_long": Style("Sản phẩm có tên dài", 16, bold=True, align="center", after=2, allowed=(16, 16)),
    "dated": Style("Ngày ký", 14, italic=True, align="center"),
    "hint": Style("Hướng dẫn ký", 13, italic=True, align="center"),
    "caption": Style("Tên bảng", 13, bold=True, align="center", before=6, after=4, keep_next=True),
    "cell": Style("Ô bảng", 12, align="left", allowed=(11, 13)),
    "recipients_title": Style("Nơi nhận", 12, bold=True, italic=True, align="left", allowed=(12, 12)),
    "recipient": Style("Danh sách nơi nhận", 11, align="left", allowed=(11, 11)),
    "authority": Style("Quyền hạn chức vụ", 14, bold=True, align="center"),
    "signer": Style("Họ tên người ký", 14, bold=True, align="center"),
    "annex": Style("Phụ lục", 14, bold=True, align="center", keep_next=True, outline=0, allowed=(14, 14)),
    "annex_title": Style("Tên phụ lục", 14, bold=True, align="center", keep_next=True),
    "attached": Style("Kèm theo", 14, italic=True, align="center", after=8, keep_next=True),
}

HEADING_STYLE = {Level.ROMAN: "h1", Level.ARABIC: "h2", Level.DECIMAL: "h3"}

# Chữ viết tắt tên loại văn bản (Phụ lục III).
SYMBOLS = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QyĐ": "Quy định", "TC": "Thông cáo",
    "TB": "Thông báo", "HD": "Hướng dẫn", "CTr": "Chương trình", "KH": "Kế hoạch", "PA": "Phương án", "ĐA": "Đề án",
    "DA": "Dự án", "BC": "Báo cáo", "BB": "Biên bản", "TTr": "Tờ trình", "HĐ": "Hợp đồng", "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận", "GUQ": "Giấy ủy quyền", "GM": "Giấy mời", "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép", "PG": "Phiếu gửi", "PC": "Phiếu chuyển", "PB": "Phiếu báo",
}  # fmt: skip


def padded(number: int) -> str:
    """Numbers of documents and days below 10 get a leading zero: 5 → '05'."""
    return f"{number:02d}"


def month(number: int) -> str:
    """Only months 1 and 2 get a leading zero: '02', '3', '12'."""
    return f"{number:02d}" if number <= 2 else str(number)


def blanks(count: int) -> str:
    """Room for the pen; no-break spaces, so no renderer or reader swallows them."""
    return NBSP * count


def long_date(day: date | None, year: int) -> str:
    """'ngày 05 tháng 3 năm 2026'; a draft (None) leaves room for day and month and keeps the year."""
    if day is None:
        return f"ngày{blanks(6)}tháng{blanks(6)}năm {year}"
    return f"ngày {padded(day.day)} tháng {month(day.month)} năm {day.year}"


def place_line(head: Head) -> str:
    return f"{head.place}, {long_date(head.issued_on, head.year)}"


def number_line(head: Head) -> str:
    """'Số: 05/KH-UBND'; blanks for a draft."""
    return f"Số: {_number(head)}/{head.symbol}"


def _number(head: Head) -> str:
    return blanks(7) if head.number is None else padded(head.number)


def attached_line(type_name: str, head: Head, issuer: str) -> str:
    """'Kèm theo Kế hoạch số 36/KH-UBND ngày 24 tháng 02 năm 2025 của Ủy ban nhân dân tỉnh Thanh Hóa'."""
    return f"Kèm theo {type_name} số {_number(head)}/{head.symbol} {long_date(head.issued_on, head.year)} của {issuer}"


def annex_heading(number: int | None) -> str:
    """'Phụ lục' alone, or with a Roman number when there are two or more."""
    return ANNEX_WORD if number is None else f"{ANNEX_WORD} {roman(number)}"


def roman(number: int) -> str:
    """1 → 'I' … 39 → 'XXXIX' (no document has more parts)."""
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (number // 10) + ones[number % 10]


def recipient_lines(recipients: Sequence[str]) -> tuple[str, ...]:
    """'- …;' each, the last ends with '.' (ô 9b)."""
    stripped = [text.strip().lstrip("-–").strip().rstrip(";.").strip() for text in recipients]
    last = len(stripped) - 1
    return tuple(f"- {text}{'.' if index == last else ';'}" for index, text in enumerate(stripped))
