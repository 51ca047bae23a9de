"""Fixed words and forms by which parts of a document are known."""

from __future__ import annotations

import re

from reporting.documents import layout

TYPE_NAMES = {name.upper(): symbol for symbol, name in layout.SYMBOLS.items()}
"""'KẾ HOẠCH' → 'KH'."""

PAGE_LABEL = re.compile(r"(?:Trang\s*)?[-–]?\s*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*/\s*\d{1,4})?\s*[-–]?", re.IGNORECASE)
ANNEX = re.compile(rf"{layout.ANNEX_WORD}(?:\s+(?P<number>[IVXLC]+|\d+))?", re.IGNORECASE)
NUMBER_OR_DATE = re.compile(r"(?:^|\s)Số\b.*/|\bngày\b.*\btháng\b.*\bnăm\b")
SYMBOL = re.compile(r"^Số:.*/(?P<short>[^-/\s]+)-")
SYMBOL = re.compile(r"^Số:.*/(?P<short>[^-/\s]+)-")
DATE = re.compile(r"\bngày\s*(?P<day>\d{1,2})\s*tháng\s*(?P<month>\d{1,2})\s*năm\s*\d{4}", re.IGNORECASE)
LETTER_SUBJECT = re.compile(r"V/v\b", re.IGNORECASE)
RECIPIENTS = re.compile(r"Nơi nhận\b", re.IGNORECASE)
BASIS = re.compile(r"Căn cứ\b")
BASIS_GOES_ON = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét đề nghị|Thực hiện)\b")
ARTICLE = re.compile(r"Điều\s+\d+\.?")
ROMAN_HEADING = re.compile(r"[IVXLC]+\.\s+\S")
CHAPTER = re.compile(r"(?:Phần|Chương)\s+\S+")
POINT = re.compile(r"(?P<letter>[a-zđ])\)\s")
ADDRESSEES = re.compile(r"Kính gửi\b", re.IGNORECASE)
