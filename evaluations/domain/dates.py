"""Dates of a certificate (pure). QĐ 26/2026, Điều 4: 36 months from the day of issue."""

import calendar
from datetime import date
from functools import lru_cache

VALID_MONTHS = 36


def add_months(day: date, months: int) -> date:
    """The same day `months` later; 29/02 becomes 28/02 where the month is shorter (rules.md §9)."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


@lru_cache(maxsize=4096)
def expiry_of(decided_on: date) -> date:
    """Day on which a certificate ends: the same day 36 months after the decision."""
    return add_months(decided_on, VALID_MONTHS)
