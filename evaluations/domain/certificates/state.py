"""Where a certificate stands on a day, and its dates (pure). Articles without a number of decision: QĐ 26/2026/QĐ-TTg.

Every day is a day of Asia/Ho_Chi_Minh (`timezone.localdate()`): states change at 00:00 there. The law does not say
whether the day of expiry itself still counts: here it does, as everywhere in this software (rules.md §9).
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from ...enums import CertificateState
from ..dates import add_months

DAY = timedelta(days=1)
WARN_MONTHS = 9
"""Months before the end from which a certificate counts as near its end: the first reminder. The law names none."""


@dataclass(frozen=True)
class Deadlines:
    """Days of the law packs. `filing_since`: first day of the rule on the filing window (None: since ever).

    `notice`: how many days before the end the issuing body had to tell the producer (QĐ 148/QĐ-TTg); None elsewhere.
    """

    filing_opens: int = 180  # Điều 7.6a
    filing_closes: int = 120  # Điều 7.6a
    extension: int = 180  # Điều 12.3
    notice: int | None = None
    filing_since: date | None = None


@dataclass(frozen=True)
class CertificateFacts:
    """What a state follows from.

    `extended_until`: last day of an extension. `result_on`: day of a result of the re-evaluation that brings no
    recognition. `withdrawn_on`: day of the decision to withdraw. `replaced_on`: day of the next recognition.
    """

    decided_on: date
    expires_on: date
    extended_until: date | None = None
    result_on: date | None = None
    withdrawn_on: date | None = None
    replaced_on: date | None = None
    deadlines: Deadlines = field(default_factory=Deadlines)


@dataclass(frozen=True)
class CertificateDates:
    """The four dates of rules.md §9, the day of the first reminder and, under QĐ 148, the last day to give notice."""

    expires_on: date
    filing_opens_on: date
    filing_closes_on: date
    extension_ends_on: date
    warn_on: date
    notice_by: date | None


def dates_of(facts: CertificateFacts) -> CertificateDates:
    """Counted back from the day of expiry in calendar days; days off move none of them."""
    end, days = facts.expires_on, facts.deadlines
    return CertificateDates(
        expires_on=end,
        filing_opens_on=end - timedelta(days=days.filing_opens),
        filing_closes_on=end - timedelta(days=days.filing_closes),
        extension_ends_on=end + timedelta(days=days.extension),
        warn_on=add_months(end, -WARN_MONTHS),
        notice_by=None if days.notice is None else end - timedelta(days=days.notice),
    )


def extension_end(facts: CertificateFacts) -> date | None:
    """Last day of the extension, which ends when the authority's result comes (Điều 12.3); None without one."""
    until = facts.extended_until
    if until is not None and facts.result_on is not None:
        until = min(until, facts.result_on - DAY)
    return until if until is not None and until > facts.expires_on else None


def in_force_until(facts: CertificateFacts) -> date:
    """Last day on which the certificate counts; before `decided_on` when it was withdrawn or replaced that very day."""
    ends = [extension_end(facts) or facts.expires_on]
    ends += [day - DAY for day in (facts.withdrawn_on, facts.replaced_on) if day is not None]
    return min(ends)


def state_on(facts: CertificateFacts, day: date) -> CertificateState:
    """State on a day from `decided_on` on. What ends a certificate for good comes before what its dates say.

    Withdrawn (Điều 8) · replaced by a later recognition · in force: valid, near its end, filing window open, window
    missed (Điều 4, 7.6a, 12.1) · extended (Điều 12.3) · expired.
    """
    if facts.withdrawn_on is not None and facts.withdrawn_on <= day:
        return CertificateState.WITHDRAWN
    if facts.replaced_on is not None and facts.replaced_on <= day:
        return CertificateState.REPLACED
    if day <= facts.expires_on:
        return _before_end(facts, day)
    until = extension_end(facts)
    return CertificateState.EXTENDED if until is not None and day <= until else CertificateState.EXPIRED


def _before_end(facts: CertificateFacts, day: date) -> CertificateState:
    dates, since = dates_of(facts), facts.deadlines.filing_since
    if day < dates.warn_on:
        return CertificateState.VALID
    if day < dates.filing_opens_on or (since is not None and day < since):
        return CertificateState.WARNING
    return CertificateState.WINDOW if day <= dates.filing_closes_on else CertificateState.LATE
