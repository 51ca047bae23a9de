"""Time codes of PTNT_OCOP (pure). QĐ 5277 names the column; how it is written is a setting (`ptnt_time_code`)."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CODE = re.compile(r"(20\d\d)(?:Q([1-4])|(0[1-9]|1[0-2]))?\Z", re.ASCII)


@dataclass(frozen=True)
class Period:
    """A year, quarter or month; the table tells how things stood on its last day."""

    code: str
    year: int
    last: date

    def day(self, today: date) -> date:
        """The day whose state is told: the last one, today while the period still runs."""
        return min(self.last, today)


def parse_time(text: str) -> Period:
    """ "2026", "2026Q3" or "202609"; raises ValidationError `time_code`."""
    found = CODE.match(text.strip().upper())
    if found is None:
        message = _("“%(text)s” không phải mã thời gian. Ví dụ: 2026, 2026Q3, 202609.")
        raise ValidationError(message % {"text": text[:20]}, "time_code")
    year, quarter, month = found.groups()
    end = int(quarter) * 3 if quarter else int(month or 12)
    return Period(found[0], int(year), date(int(year), end, calendar.monthrange(int(year), end)[1]))


def period_of(day: date, written: str) -> Period:
    """The period of a day; `written`: "year", "quarter" or "month"."""
    ends = {"quarter": f"Q{(day.month + 2) // 3}", "month": f"{day.month:02}"}
    return parse_time(f"{day.year}{ends.get(written, '')}")


def recent_periods(today: date, written: str, number: int = 5) -> list[Period]:
    """The present period and those before it, newest first."""
    found = [period_of(today, written)]
    while len(found) < number:
        first = found[-1].last.replace(day=1)
        months = {"year": 12, "quarter": 3, "month": 1}[written]
        count = first.year * 12 + first.month - 1 - months
        found.append(period_of(date(count // 12, count % 12 + 1, 1), written))
    return found
