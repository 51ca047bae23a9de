"""By when a report is due: so many working days after the period, by a declared setting; the law is silent."""

from datetime import date

from ocop.site.registry import get_settings
from ocop.site.workdays import work_calendar
from programs.enums import Tier
from programs.models import Unit

from ..period import Part, Period

_SETTING: dict[Part, str] = {
    Part.Q1: "report_due_quarter",
    Part.Q2: "report_due_quarter",
    Part.Q3: "report_due_quarter",
    Part.Q4: "report_due_quarter",
    Part.HALF: "report_due_half",
    Part.NINE: "report_due_nine",
    Part.YEAR: "report_due_year",
}
_JULY, _JANUARY, _LAST = 7, 1, 30


def due_on(unit: Unit, period: Period) -> date:
    """The proposed deadline of reports to `unit`; to the Ministry 30/7 and 30/01 of its rounds (QĐ 26/2026, Điều 5)."""
    days, rounds = get_settings(_SETTING[period.part], "report_due_ministry")
    if unit.tier == Tier.NATION and rounds == "rounds":
        if period.part == Part.HALF:
            return date(period.year, _JULY, _LAST)
        if period.part == Part.YEAR:
            return date(period.year + 1, _JANUARY, _LAST)
    return work_calendar().add(period.last, days)
