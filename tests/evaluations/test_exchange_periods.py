"""Time codes of the ministry's table."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from evaluations.domain.exchange.periods import parse_time, period_of, recent_periods


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2024", date(2024, 12, 31)),
        (" 2026q3 ", date(2026, 9, 30)),
        ("2026Q1", date(2026, 3, 31)),
        ("202402", date(2024, 2, 29)),
        ("202512", date(2025, 12, 31)),
    ],
)
def test_a_code_names_a_last_day(text: str, last: date) -> None:
    period = parse_time(text)
    assert (period.code, period.year, period.last) == (text.strip().upper(), last.year, last)


@pytest.mark.parametrize("text", ["", "26", "1999", "2026Q5", "2026Q0", "202600", "202613", "2026-09", "20260"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        parse_time(text)
    assert caught.value.code == "time_code"


def test_what_is_not_over_is_told_as_it_stands_today() -> None:
    period = parse_time("2026")
    assert period.day(date(2026, 5, 4)) == date(2026, 5, 4)
    assert period.day(date(2027, 1, 1)) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("year", ["2026", "2025", "2024"]),
        ("quarter", ["2026Q1", "2025Q4", "2025Q3"]),
        ("month", ["202602", "202601", "202512"]),
    ],
)
def test_the_periods_before_a_day(written: str, codes: list[str]) -> None:
    day = date(2026, 2, 10)
    assert period_of(day, written).code == codes[0]
    assert [one.code for one in recent_periods(day, written, 3)] == codes
