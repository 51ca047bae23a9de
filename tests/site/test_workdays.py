"""Working days: weekends, public holidays, moved days, and what an administrator decides above them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.site.models import CalendarDay
from ocop.site.workdays import WorkCalendar, general_year, work_calendar

DAY = timedelta(days=1)
DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 11, 22), False),
        (date(2026, 11, 24), False),  # Ngày Văn hóa Việt Nam
        (date(2026, 2, 17), False),  # Tết
        (date(2026, 4, 27), False),  # Giỗ Tổ fell on a Sunday
        (date(2026, 8, 31), False),  # moved
        (date(2026, 8, 22), True),  # the Saturday worked instead
        (date(2014, 12, 27), True),  # moved by a decision on the next year
        (date(2200, 1, 1), True),  # beyond what the package knows
    ],
)
def test_the_general_calendar(day, works):
    assert WorkCalendar().is_working(day) is works


@pytest.mark.django_db
def test_an_exception_goes_before_the_general_calendar():
    CalendarDay.objects.create(day=date(2026, 11, 24), is_working=True, reason="Công văn 1")
    CalendarDay.objects.create(day=date(2026, 11, 23), is_working=False, reason="Công văn 1")

    calendar = work_calendar()

    assert calendar.is_working(date(2026, 11, 24))
    assert not calendar.is_working(date(2026, 11, 23))


@given(DAYS, st.integers(0, 40))
def test_adding_and_counting_agree(start, days):
    calendar = WorkCalendar()

    end = calendar.add(start, days)

    assert calendar.count(start + DAY, end) == days
    assert days == 0 or calendar.is_working(end)


@given(DAYS, st.integers(-5, 60))
def test_counting_includes_both_ends(first, length):
    calendar, last = WorkCalendar(), first + length * DAY
    by_hand, day = 0, first
    while day <= last:
        by_hand += calendar.is_working(day)
        day += DAY

    assert calendar.count(first, last) == by_hand


@given(DAYS)
def test_the_next_working_day_has_only_days_off_before_it(day):
    calendar = WorkCalendar()

    found = calendar.on_or_after(day)

    assert calendar.is_working(found)
    assert calendar.count(day, found) == 1


def test_a_term_of_less_than_no_days_is_refused():
    with pytest.raises(ValueError, match="-1"):
        WorkCalendar().add(date(2026, 1, 5), -1)


def test_names_of_days_off_are_vietnamese():
    assert general_year(2026).off[date(2026, 9, 2)] == "Quốc khánh"
