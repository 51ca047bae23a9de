"""Times a plan names: quarters, months, halves of a year, days → first and last day (pure, no ORM)."""

import calendar
import re
from datetime import date

_QUARTER = re.compile(
    r"quý\s+(?P<list>(?:(?:quý\s+)?(?:IV|I{1,3}|[1-4])\b(?:\s*(?:,|và|-|–|đến)\s*)?)+)", re.IGNORECASE
)
_QUARTERS = re.compile(r"\b(IV|I{1,3}|[1-4])\b", re.IGNORECASE)
_MONTH = re.compile(
    r"tháng\s+(?P<first>\d{1,2})(?:\s*(?:-|–|đến|và|đến tháng|và tháng)\s*(?:tháng\s+)?(?P<last>\d{1,2}))?"
    r"(?:\s*(?:/|năm)\s*(?P<year>20\d\d))?",
    re.IGNORECASE,
)
_DAYS = re.compile(
    r"từ\s+(?:ngày\s+)?(\d{1,2})/(\d{1,2})/(20\d\d)\s+đến\s+(?:hết\s+)?(?:ngày\s+)?(\d{1,2})/(\d{1,2})/(20\d\d)",
    re.IGNORECASE,
)
_HALF = re.compile(r"(?:6|sáu)\s+tháng\s+(đầu|cuối)\s+năm", re.IGNORECASE)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

Window = tuple[date, date]


def read_window(text: str, year: int) -> Window | None:
    """ "Trong Quý I, Quý II/2024" → (01/01/2024, 30/06/2024); None: no time. `year`: where none is said."""
    days = _DAYS.search(text)
    if days:
        return _days(*(int(part) for part in days.groups()))
    quarters = _quarters(text)
    if quarters:
        said = re.search(r"quý[^.;:]{0,40}?(?:/|năm\s+)(20\d\d)", text, re.IGNORECASE)
        return _months(3 * min(quarters) - 2, 3 * max(quarters), int(said[1]) if said else year)
    half = _HALF.search(text)
    if half:
        return _months(1, 6, year) if half[1].lower() == "đầu" else _months(7, 12, year)
    month = _MONTH.search(text)
    if month:
        first = int(month["first"])
        return _months(first, int(month["last"] or first), int(month["year"] or year))
    return None


def _quarters(text: str) -> list[int]:
    found: list[int] = []
    for match in _QUARTER.finditer(text):
        found += [_ROMAN.get(one.lower()) or int(one) for one in _QUARTERS.findall(match["list"])]
    return found


def _months(first: int, last: int, year: int) -> Window | None:
    if not 1 <= first <= last <= 12:
        return None
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _days(*parts: int) -> Window | None:
    try:
        first, last = date(parts[2], parts[1], parts[0]), date(parts[5], parts[4], parts[3])
    except ValueError:
        return None
    return (first, last) if first <= last else None
