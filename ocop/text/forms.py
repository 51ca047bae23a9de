"""How numbers, dates and document numbers are written in Vietnamese documents and pages."""

import re
from datetime import date
from decimal import Decimal


def format_number(value: int | Decimal, decimals: int = 0) -> str:
    """1234.5 → "1.234,5" (`decimals` places)."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def two_digits(value: int) -> str:
    """Numbers below ten get a leading zero in official documents (NĐ 30/2020, PL I)."""
    return f"{value:02d}"


def format_date(value: date) -> str:
    """05/03/2026."""
    return value.strftime("%d/%m/%Y")


def written_date(value: date) -> str:
    """ "ngày 05 tháng 3 năm 2026": days below ten and months 1, 2 with a leading zero (NĐ 30/2020, PL I, mục II.4)."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"


def parse_document_number(text: str) -> tuple[int, str] | None:
    """ "36/KH-UBND" → (36, "KH-UBND"); None when it is no document number."""
    match = re.fullmatch(r"\s*(\d{1,6})\s*/\s*([^\s/]+(?:/[^\s/]+)?)\s*", text)
    return (int(match[1]), match[2].upper()) if match else None


def lower_kind(name: str) -> str:
    """'Tỉnh Thanh Hóa' → 'tỉnh Thanh Hóa': the common noun of a unit is lower case inside a sentence (NĐ 30, PL II)."""
    keep = ("Thành phố Hồ Chí Minh", "Thủ đô", "Toàn quốc")
    numbered = name.rpartition(" ")[2].isdigit()
    return name if name.startswith(keep) or numbered else name[:1].lower() + name[1:]
