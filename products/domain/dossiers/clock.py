"""The legal clocks that run on a dossier, read from its steps; the one that binds now is stored for lists."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db import transaction
from django.utils import timezone

from ocop.jobs.domain import enqueue
from ocop.site.registry import get_settings
from ocop.site.workdays import WorkCalendar, work_calendar

from ...enums import CLOSED_STATES, ClockKind, DossierKind, DossierState, DossierStep, Level
from ...models import Dossier, SupplementRequest
from ..law import PackFacts, law_book
from .clock_rules import (
    CertificateDates,
    Counting,
    Pause,
    certificate_dates,
    commune_due,
    days_after,
    is_extended,
    next_round,
)

AT_COMMUNE = frozenset({DossierState.SUBMITTED, DossierState.CHECKING, DossierState.SUPPLEMENT, DossierState.REPORTED})
AT_PROVINCE = frozenset({DossierState.PROPOSED, DossierState.RECEIVED, DossierState.ELIGIBLE, DossierState.COUNCIL})
BINDING = (ClockKind.SUPPLEMENT, ClockKind.COMMUNE, ClockKind.RERANK, ClockKind.FILING, ClockKind.ROUND)
"""Which running clock lists sort by: a term somebody must keep before a date that only names the round."""
CHUNK = 500
REFRESH = "refresh_clocks"


@dataclass(frozen=True)
class Clock:
    """One clock on a day. `due_on` is its last day (while paused: as if the answer came today); `days_left` counts
    working days when `in_working_days`, else days; negative = overdue by so many. `article` is the full citation."""

    kind: ClockKind
    starts_on: date
    due_on: date
    article: str
    in_working_days: bool = False
    is_paused: bool = False
    is_overdue: bool = False
    days_left: int = 0


@dataclass(frozen=True)
class Basis:
    """What all clocks need, read once for many dossiers: the calendar, the settings, the day."""

    today: date
    calendar: WorkCalendar
    counting: Counting
    from_receipt: bool

    @classmethod
    def now(cls, today: date | None = None) -> "Basis":
        """Two queries."""
        first, last, cutoff, start = get_settings(
            "clock_first_day", "clock_last_day", "cutoff_day_counts", "commune_clock_from"
        )
        counting = Counting(first == "same", last == "next_working", cutoff)
        return cls(today or timezone.localdate(), work_calendar(), counting, start == "receipt")


def facts_of(dossier: Dossier, today: date) -> PackFacts | None:
    """The law pack of a dossier with its last day of passage (Điều 12.2); None on a day no pack rules.

    The pack of a draft is that of the day, whatever was in force when it was begun: handing in decides."""
    book = law_book()
    try:
        chosen = book.pack_for(DossierKind(dossier.kind), dossier.submitted_on or today, today)
        if _is_undecided(dossier) or dossier.law_pack == chosen.code:
            return chosen
        stored = book.pack(dossier.law_pack)
    except LookupError:
        return None
    return replace(stored, finish_by=chosen.finish_by, finish_article=chosen.finish_article, is_late=chosen.is_late)


def _is_undecided(dossier: Dossier) -> bool:
    return not dossier.law_pack or (dossier.submitted_on is None and dossier.state == DossierState.DRAFT)


def clocks_of(dossier: Dossier, today: date | None = None, basis: Basis | None = None) -> list[Clock]:
    """All clocks on a dossier, the binding one first. Reads `moves`, `requests` and `receipts` (prefetch them for
    many); two more queries without a `basis`."""
    basis = basis or Basis.now(today)
    facts = facts_of(dossier, basis.today)
    if facts is None or dossier.state in CLOSED_STATES:
        return []
    found = [_counted(clock, basis) for clock in _Reading(dossier, facts, basis).clocks()]
    return sorted(found, key=lambda clock: (clock.is_paused, BINDING.index(clock.kind), clock.due_on))


def _counted(clock: Clock, basis: Basis) -> Clock:
    """The clock with its days left and whether it is overdue."""
    overdue = clock.due_on < basis.today and not clock.is_paused
    left = (clock.due_on - basis.today).days
    if clock.in_working_days:
        left = working_days_left(basis.today, clock.due_on, basis.calendar)
    return replace(clock, is_overdue=overdue, days_left=left)


def working_days_left(today: date, due_on: date, calendar: WorkCalendar) -> int:
    """Working days after today up to the last day; once it has passed, so many below zero (at least one)."""
    if due_on >= today:
        return calendar.count(today, due_on) - int(calendar.is_working(today))
    return -max(1, calendar.count(due_on, today) - int(calendar.is_working(due_on)))


class _Reading:
    """The steps of one dossier as the clocks see them."""

    def __init__(self, dossier: Dossier, facts: PackFacts, basis: Basis) -> None:
        self.dossier, self.facts, self.basis = dossier, facts, basis
        self.state = DossierState(dossier.state)

    @cached_property
    def requests(self) -> list[SupplementRequest]:
        return list(self.dossier.requests.all())

    def clocks(self) -> Iterator[Clock]:
        """Whatever runs in the dossier's state."""
        yield from self._supplement()
        yield from self._commune()
        yield from self._rerank()
        yield from self._filing()
        yield from self._round()
        yield from self._passage()

    def _clock(self, kind: ClockKind, starts_on: date, due_on: date, article: str = "") -> Clock:
        return Clock(kind, starts_on, due_on, article or self.facts.articles.get(kind, self.facts.title))

    def _day_of(self, step: DossierStep) -> date | None:
        """The newest day on which a step was taken."""
        days = [move.on for move in self.dossier.moves.all() if move.step == step]
        return days[-1] if days else None

    def _supplement(self) -> Iterator[Clock]:
        """The day the request itself set (Điều 7.2, 7.3a give no number of days)."""
        for request in self.requests:
            if request.closed_on is None and self.state == DossierState.SUPPLEMENT:
                yield self._clock(ClockKind.SUPPLEMENT, request.asked_on, request.due_on)

    def _commune(self) -> Iterator[Clock]:
        """15 working days at the commune from receipt; stands while a supplement is awaited (Điều 7.2)."""
        days, received = self.facts.commune_working_days, self._received_on()
        asked = [request for request in self.requests if request.level == Level.COMMUNE]
        waits_above = any(request.closed_on is None and request.level != Level.COMMUNE for request in self.requests)
        if days is None or received is None or self.state not in AT_COMMUNE or waits_above:
            return
        pauses = [Pause(request.asked_on, request.closed_on) for request in asked]
        due = commune_due(received, days, pauses, self.basis.calendar, self.basis.counting)
        clock = Clock(ClockKind.COMMUNE, received, due or received, self.facts.articles["commune"], True)
        if due is None:
            closed = [replace(pause, closed_on=pause.closed_on or self.basis.today) for pause in pauses]
            due = commune_due(received, days, closed, self.basis.calendar, self.basis.counting)
            clock = replace(clock, due_on=due or received, is_paused=True)
        yield clock

    def _received_on(self) -> date | None:
        """The day the producer handed in, or that of the commune's receipt when the setting says so."""
        if self.basis.from_receipt:
            receipts = [one.received_on for one in self.dossier.receipts.all() if one.level == Level.COMMUNE]
            if receipts:
                return receipts[0]
        return self.dossier.submitted_on or self._day_of(DossierStep.SUBMIT)

    def _rerank(self) -> Iterator[Clock]:
        """45 days from a complete dossier (Điều 7.6d)."""
        days, complete = self.facts.deadlines.get("rerank_days"), self._day_of(DossierStep.QUALIFY)
        if self.dossier.kind != DossierKind.RERANK or days is None or complete is None or self.state not in AT_PROVINCE:
            return
        due = days_after(complete, days, self.basis.calendar, self.basis.counting)
        yield self._clock(ClockKind.RERANK, complete, due)

    def _filing(self) -> Iterator[Clock]:
        """File between 180 and 120 days before the certificate ends (Điều 7.6a)."""
        dates = filing_dates(self.dossier, self.facts)
        if dates is not None and self.state == DossierState.DRAFT:
            yield self._clock(ClockKind.FILING, dates.file_from, dates.file_by)

    def _round(self) -> Iterator[Clock]:
        """First and upgrade: propose before 30/4 or 30/10; then the decision before 30/6 or 30/12 (Điều 5)."""
        if self.dossier.kind == DossierKind.RERANK:
            return
        proposed = self._day_of(DossierStep.PROPOSE)
        met = next_round(proposed or self.basis.today, self.facts.rounds, self.basis.counting)
        if met is not None:
            start = proposed or self.dossier.submitted_on or self.basis.today
            yield self._clock(ClockKind.ROUND, start, met.decide_by if proposed else met.propose_by)

    def _passage(self) -> Iterator[Clock]:
        """The last day to finish what was handed in under the outgoing decision (Điều 12.2)."""
        if self.facts.finish_by is not None and self.dossier.submitted_on is not None:
            article = self.facts.finish_article
            yield self._clock(ClockKind.ROUND, self.dossier.submitted_on, self.facts.finish_by, article)


def filing_dates(dossier: Dossier, facts: PackFacts) -> CertificateDates | None:
    """The dates of the certificate a re-evaluation renews; None without one or where the pack names no window."""
    days = facts.deadlines
    earliest, latest, extension = (
        days.get(name) for name in ("filing_earliest_days", "filing_latest_days", "extension_days")
    )
    expires_on = dossier.certificate_expires_on
    if dossier.kind != DossierKind.RERANK or expires_on is None:
        return None
    if earliest is None or latest is None or extension is None:
        return None
    return certificate_dates(expires_on, earliest=earliest, latest=latest, extension=extension)


def extended_to(dossier: Dossier, today: date | None = None) -> date | None:
    """How long at most Điều 12.3 prolongs the certificate a re-evaluation renews; None when it does not."""
    facts = facts_of(dossier, today or timezone.localdate())
    dates = filing_dates(dossier, facts) if facts is not None else None
    if facts is None or dates is None or not is_extended(dates, facts.valid_from):
        return None
    return dates.extended_to


def decided_by(dossier: Dossier, basis: Basis) -> date | None:
    """The last day on which the decision is expected: papers must be valid until then. None when no rule names one."""
    facts = facts_of(dossier, basis.today)
    if facts is None:
        return None
    days = facts.deadlines.get("rerank_days")
    if dossier.kind == DossierKind.RERANK:
        return days_after(basis.today, days, basis.calendar, basis.counting) if days is not None else None
    proposed = [move.on for move in dossier.moves.all() if move.step == DossierStep.PROPOSE]
    met = next_round(proposed[-1] if proposed else basis.today, facts.rounds, basis.counting)
    return met.decide_by if met is not None else None


def refresh_clock(dossier: Dossier, today: date | None = None) -> None:
    """Store the binding clock on the dossier (`clock_kind`, `clock_due_on`); the caller holds its lock."""
    refresh_clocks([dossier], Basis.now(today))


def refresh_clocks(dossiers: Iterable[Dossier], basis: Basis) -> int:
    """Store the binding clock of each; how many changed."""
    changed = []
    for dossier in dossiers:
        running = [clock for clock in clocks_of(dossier, basis=basis) if not clock.is_paused]
        kind, due = (str(running[0].kind), running[0].due_on) if running else ("", None)
        if (dossier.clock_kind, dossier.clock_due_on) != (kind, due):
            dossier.clock_kind, dossier.clock_due_on = kind, due
            changed.append(dossier)
    Dossier.objects.bulk_update(changed, ["clock_kind", "clock_due_on"])
    return len(changed)


def ask_refresh() -> None:
    """Have all clocks computed anew in the background; every change of the calendar asks, none may be missed."""
    enqueue(kind=REFRESH, params={}, user=None)


def refresh_all_clocks(today: date | None = None) -> int:
    """Every open dossier, in chunks under lock; how many changed. Daily, and when the working calendar changes."""
    basis, last, total = Basis.now(today), 0, 0
    while True:
        with transaction.atomic():
            rows = Dossier.objects.open().filter(pk__gt=last).order_by("pk").select_for_update(of=("self",))
            chunk = list(rows.prefetch_related("moves", "requests", "receipts")[:CHUNK])
            total += refresh_clocks(chunk, basis)
        if not chunk:
            return total
        last = chunk[-1].pk
