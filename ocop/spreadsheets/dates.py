"""Dates as people write them in Vietnam's spreadsheets: dd/mm/yyyy, yyyy-mm-dd, or an Excel date."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})\Z")
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?(?:\.0+)?)?\Z")
TWO_DIGIT_YEAR = re.compile(r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2}\Z")
SERIAL = re.compile(r"\d{5}(?:\.0+)?\Z")
EXCEL_EPOCH = date(1899, 12, 30)
FIRST_YEAR, LAST_YEAR = 1990, 2100


class DateFault(ValueError):
    """The value is no single date; str() is the message in Vietnamese."""


def parse_date(value: Any) -> date:
    """One date from a cell's value (text, number, date); raises DateFault with what to write instead."""
    if isinstance(value, datetime):
        if value.time() != datetime.min.time():
            raise DateFault(_("Giá trị có cả giờ phút; chỉ ghi ngày dạng dd/mm/yyyy."))
        return _in_range(value.date())
    if isinstance(value, date):
        return _in_range(value)
    if isinstance(value, bool) or value is None:
        raise DateFault(_("Không phải ngày. Hãy ghi dạng dd/mm/yyyy, ví dụ 24/02/2025."))
    text = str(value).strip()
    if SERIAL.match(text):
        return _in_range(EXCEL_EPOCH + timedelta(days=int(float(text))))
    if match := YEAR_FIRST.match(text):
        return _make(int(match[1]), int(match[2]), int(match[3]), text)
    if match := DAY_FIRST.match(text):
        return _make(int(match[3]), int(match[2]), int(match[1]), text)
    if TWO_DIGIT_YEAR.match(text):
        raise DateFault(
            _("“%(text)s” chỉ có hai chữ số năm. Hãy ghi đủ bốn chữ số, ví dụ 24/02/2025.") % {"text": text}
        )
    raise DateFault(_("“%(text)s” không phải ngày. Hãy ghi dạng dd/mm/yyyy, ví dụ 24/02/2025.") % {"text": text[:40]})


def _make(year: int, month: int, day: int, text: str) -> date:
    try:
        return _in_range(date(year, month, day))
    except DateFault:
        raise
    except ValueError:
        pass
    if month > 12 and day <= 12:
        raise DateFault(
            _("“%(text)s” có vẻ viết theo thứ tự tháng/ngày. Hãy ghi ngày trước, tháng sau: dd/mm/yyyy.")
            % {"text": text}
        )
    raise DateFault(_("Ngày “%(text)s” không có trên lịch.") % {"text": text})


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DateFault(
            _("Năm %(year)s ngoài khoảng %(first)s–%(last)s.")
            % {"year": day.year, "first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return day
