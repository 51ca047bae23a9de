"""The legal clocks as pure functions over a working calendar: dates in, dates out, each with its article.

The articles are those of Quyết định 26/2026/QĐ-TTg; numbers of days come from the law pack. Where the decision is
silent (first day, day off at the end, the cut-off day itself) `Counting` says what the installation has chosen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ocop.site.workdays import WorkCalendar

from ..law import RoundDates

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Counting:
    """How days are counted where the law is silent (settings `clock_first_day`, `clock_last_day`,
    `cutoff_day_counts`)."""

    first_day_counts: bool = False
    end_moves: bool = True
    cutoff_counts: bool = False


@dataclass(frozen=True)
class Pause:
    """A supplement request: the clock stands after `asked_on` until the answer comes (None: still open)."""

    asked_on: date
    closed_on: date | None = None


def is_paused_on(day: date, pauses: Sequence[Pause], counting: Counting) -> bool:
    """Whether a day is not counted because the commune waits for the producer.

    The day of asking has run; the day of the answer is a first day again and counts as first days do.
    """
    for pause in pauses:
        ends_before = pause.closed_on is not None and (
            day > pause.closed_on or (day == pause.closed_on and counting.first_day_counts)
        )
        if day > pause.asked_on and not ends_before:
            return True
    return False


def commune_due(
    received_on: date, days: int, pauses: Sequence[Pause], calendar: WorkCalendar, counting: Counting
) -> date | None:
    """The day on which `days` working days since receipt are over (Điều 7.2); None while an open request stops it."""
    day = received_on - DAY if counting.first_day_counts else received_on
    left = days
    while left:
        day += DAY
        if is_paused_on(day, pauses, counting):
            if _is_stopped(day, pauses):
                return None
            continue
        left -= calendar.is_working(day)
    return day


def _is_stopped(day: date, pauses: Sequence[Pause]) -> bool:
    return any(pause.closed_on is None and day > pause.asked_on for pause in pauses)


def days_after(start: date, days: int, calendar: WorkCalendar, counting: Counting) -> date:
    """The last day of a term of calendar days (45 days: Điều 7.6d; 15 days of a withdrawal: Điều 8)."""
    last = start + timedelta(days=days - int(counting.first_day_counts))
    return calendar.on_or_after(last) if counting.end_moves else last


@dataclass(frozen=True)
class RoundOn:
    """A round met on a day: its number in the year, last day to propose, last day to decide, the year of proposal."""

    number: int
    year: int
    propose_by: date
    decide_by: date


def next_round(day: date, rounds: Sequence[RoundDates], counting: Counting) -> RoundOn | None:
    """The first round for which a dossier can still be proposed on a day (Điều 5); None when the pack names none.

    "Trước ngày 30/4": the day before, unless the setting lets the day itself count. The decision stands before 30/6
    or 30/12.
    """
    found = []
    for year in (day.year, day.year + 1):
        for number, dates in enumerate(rounds, start=1):
            start = _on(dates.proposed_before, year)
            decided = _on(dates.decided_before, year)
            last = start if counting.cutoff_counts else start - DAY
            found.append(RoundOn(number, year, last, decided - DAY))
    return min((one for one in found if one.propose_by >= day), key=lambda one: one.propose_by, default=None)


def _on(day_month: tuple[int, int], year: int) -> date:
    return date(year, day_month[1], day_month[0])


@dataclass(frozen=True)
class CertificateDates:
    """The four dates of a certificate: filing from and to (Điều 7.6a), its end (Điều 4), the end of an extension
    (Điều 12.3)."""

    file_from: date
    file_by: date
    expires_on: date
    extended_to: date


def certificate_dates(
    expires_on: date, *, earliest: int = 180, latest: int = 120, extension: int = 180
) -> CertificateDates:
    """Counted in calendar days from the day of expiry; the window is never moved by days off: filing late costs the
    certificate."""
    return CertificateDates(
        file_from=expires_on - timedelta(days=earliest),
        file_by=expires_on - timedelta(days=latest),
        expires_on=expires_on,
        extended_to=expires_on + timedelta(days=extension),
    )


def is_extended(dates: CertificateDates, in_force_from: date) -> bool:
    """Whether Điều 12.3 prolongs a certificate: valid when the decision came into force, its filing window already
    over on that day. It then stands until the authority's result, at most to `extended_to`."""
    return dates.file_by < in_force_from <= dates.expires_on
