"""What a sentence of a plan says of its day and of how often: a proposal for a person, nothing more."""

import re
from datetime import date

from ocop.text import fold, nfc
from programs.enums import Recurrence

_OFTEN: tuple[tuple[Recurrence, str], ...] = (
    (Recurrence.MONTHLY, r"\bhang thang\b|giao ban thang|bao cao thang"),
    (Recurrence.QUARTERLY, r"\bhang quy\b|bao cao quy\b|\bmoi quy\b"),
    (Recurrence.HALF_YEARLY, r"6 thang|sau thang"),
)
_DAY = re.compile(r"(?:trước|đến|trong|chậm nhất|hạn|xong)\D{0,25}?(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")


def recurrence_in(text: str) -> Recurrence:
    """How often, when the sentence says so."""
    key = fold(text)
    return next((often for often, pattern in _OFTEN if re.search(pattern, key)), Recurrence.NONE)


def due_in(text: str, year: int) -> date | None:
    """The first day named as a limit ("trước ngày 15/3/2026"); without a year it is the plan's."""
    for match in _DAY.finditer(nfc(text).lower()):
        day, month, said = match.groups()
        try:
            return date(int(said or year), int(month), int(day))
        except ValueError:
            continue
    return None
