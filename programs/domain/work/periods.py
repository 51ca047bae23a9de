"""Periods of a task that comes back: months, quarters or half years of the plan's year."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from programs.enums import Recurrence

_MONTHS = {Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.HALF_YEARLY: 6}
_LETTERS = {Recurrence.MONTHLY: "", Recurrence.QUARTERLY: "Q", Recurrence.HALF_YEARLY: "H"}


class Period(NamedTuple):
    """`code` as stored ("2026-03", "2026-Q1", "2026-H2"); `last_day`: until when its part is due."""

    code: str
    last_day: date


def periods_of(recurrence: Recurrence, year: int, since: date) -> list[Period]:
    """The periods of a year that end on or after `since`; when none does, all of them. None for a single task."""
    step = _MONTHS.get(recurrence)
    if step is None:
        return []
    found = []
    for number, last in enumerate(range(step, 13, step), 1):
        letter = _LETTERS[recurrence]
        code = f"{year}-{letter}{number}" if letter else f"{year}-{number:02d}"
        found.append(Period(code, date(year, last, monthrange(year, last)[1])))
    return [period for period in found if period.last_day >= since] or found


def period_label(code: str) -> str:
    """ "tháng 3/2026", "quý I/2026", "6 tháng đầu năm 2026" of a stored code; "" of none."""
    year, _dash, part = code.partition("-")
    if not part:
        return ""
    if part.startswith("Q"):
        return _("quý %(number)s/%(year)s") % {"number": ("I", "II", "III", "IV")[int(part[1:]) - 1], "year": year}
    if part.startswith("H"):
        words = _("6 tháng đầu năm %s") if part == "H1" else _("6 tháng cuối năm %s")
        return words % year
    return _("tháng %(number)s/%(year)s") % {"number": int(part), "year": year}
