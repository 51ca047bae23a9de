"""Working days of Vietnam: Monday to Friday without public holidays, unless the table of exceptions says otherwise.

Public holidays (Bộ luật Lao động 2019, Điều 112) and the moved days known so far come from the package `holidays`; the
days a decision moves later are entered by an administrator (`CalendarDay`), whose word goes before the package's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import holidays

from .models import CalendarDay

DAY = timedelta(days=1)
SATURDAY = 5
FIRST_YEAR, LAST_YEAR = 2010, 2100
"""Years the package answers for; outside of them only weekends are off."""


@dataclass(frozen=True)
class GeneralYear:
    """What the package knows of a year: names of days off, and weekend days worked instead of moved ones."""

    off: Mapping[date, str]
    worked: frozenset[date]


@lru_cache(maxsize=128)
def general_year(year: int) -> GeneralYear:
    """Days off and worked weekend days of a year; a neighbouring year may have moved a day into it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return GeneralYear({}, frozenset())
    known = holidays.country_holidays("VN", years=range(year - 1, year + 2), language="vi")
    return GeneralYear(
        {day: name for day, name in sorted(known.items()) if day.year == year},
        frozenset(day for day in known.weekend_workdays if day.year == year),
    )


@dataclass(frozen=True)
class WorkCalendar:
    """The general calendar with the exceptions laid over it: day → whether it is worked."""

    overrides: Mapping[date, bool] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """Whether offices work on the day."""
        if day in self.overrides:
            return self.overrides[day]
        general = general_year(day.year)
        if day in general.worked:
            return True
        return day.weekday() < SATURDAY and day not in general.off

    def add(self, start: date, n: int) -> date:
        """The n-th working day after `start`, which itself is not counted; `start` for n = 0. ValueError below 0."""
        if n < 0:
            raise ValueError(n)
        day = start
        while n:
            day += DAY
            n -= self.is_working(day)
        return day

    def count(self, first: date, last: date) -> int:
        """How many working days there are from `first` to `last`, both included; 0 when `last` is before `first`."""
        return sum(self.is_working(first + offset * DAY) for offset in range((last - first).days + 1))

    def on_or_after(self, day: date) -> date:
        """The day itself when it is worked, else the next one that is."""
        while not self.is_working(day):
            day += DAY
        return day


def work_calendar() -> WorkCalendar:
    """The calendar in force: one query."""
    return WorkCalendar(dict(CalendarDay.objects.values_list("day", "is_working")))


_listeners: list[Callable[[], object]] = []


def on_calendar_change(listener: Callable[[], object]) -> None:
    """Have `listener` called (in the transaction) whenever deadlines move: the table of exceptions or a setting of
    counting changed. An app above registers it (as in ADR 0004)."""
    if listener not in _listeners:
        _listeners.append(listener)


def calendar_changed() -> None:
    """Tell those who compute with working days."""
    for listener in _listeners:
        listener()
