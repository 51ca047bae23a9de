"""Which sheets an entry waits for and which are in: counts only, never a point."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from products.models import ProducerMember

from ...enums import CouncilRole, SessionMode, SheetState
from ...models import CouncilSession, InterestDeclaration, ScoreSheet, Seat, SessionEntry


class Counts(NamedTuple):
    """Sheets handed in of those expected; `expected` includes whoever handed one in and has left since."""

    submitted: int
    expected: int

    @property
    def is_complete(self) -> bool:
        """Nobody is waited for, and somebody has scored."""
        return 0 < self.submitted == self.expected


class Progress(NamedTuple):
    """How far a session is, in the present round of each entry: by entry id, by seat id."""

    entries: dict[int, Counts]
    seats: dict[int, Counts]


class Waiting(NamedTuple):
    """An entry's present round: seats that score it, member ids whose sheet is in."""

    seats: list[Seat]
    submitted: set[int]

    @property
    def missing(self) -> list[Seat]:
        """Seats whose sheet is still out."""
        return [seat for seat in self.seats if seat.member_id not in self.submitted]


def progress_of(session: CouncilSession) -> Progress:
    """Counts for the board of a session; five queries, whatever its size."""
    waiting = waiting_of(session)
    by_seat: dict[int, list[bool]] = defaultdict(list)
    for one in waiting.values():
        for seat in one.seats:
            by_seat[seat.pk].append(seat.member_id in one.submitted)
    return Progress(
        {pk: Counts(len(one.submitted), len(one.seats)) for pk, one in waiting.items()},
        {pk: Counts(sum(done), len(done)) for pk, done in by_seat.items()},
    )


def waiting_of(session: CouncilSession, entry_ids: Iterable[int] | None = None) -> dict[int, Waiting]:
    """By entry id (all, or those asked for): who scores it and who has, by the same rules as `roles.scorable`."""
    entries = SessionEntry.objects.filter(session=session)
    if entry_ids is not None:
        entries = entries.filter(pk__in=list(entry_ids))
    producers = dict(entries.values_list("pk", "dossier__product__producer"))
    handed_in = _pairs(ScoreSheet.objects.filter(last_sheets("entry__round"), entry__in=producers))
    declared = _pairs(InterestDeclaration.objects.filter(entry__in=producers))
    seats = list(session.seats.exclude(role=CouncilRole.ADVISER).select_related("member"))
    users = {seat.member.user_id for seat in seats}
    tied = set(
        ProducerMember.objects.filter(user__in=users, producer__in=set(producers.values())).values_list(
            "producer", "user"
        )
    )

    def scores(seat: Seat, entry_id: int) -> bool:
        if (entry_id, seat.member_id) in handed_in:
            return True
        closed = (entry_id, seat.member_id) in declared or (producers[entry_id], seat.member.user_id) in tied
        return not closed and _is_there(seat, session)

    return {
        pk: Waiting(
            [seat for seat in seats if scores(seat, pk)],
            {member for entry, member in handed_in if entry == pk},
        )
        for pk in producers
    }


def _pairs(rows: QuerySet[Any]) -> set[tuple[int, int]]:
    return set(rows.values_list("entry", "member"))


def _is_there(seat: Seat, session: CouncilSession) -> bool:
    """Present where there is a meeting, and still a member."""
    left = seat.member.valid_to is not None and seat.member.valid_to < timezone.localdate()
    return not left and (session.mode == SessionMode.WRITTEN or seat.is_present)


def last_sheets(number: str = "entry__opened_round") -> Q:
    """Condition on sheets: handed in, of the newest opened round (or of the round another column names)."""
    return Q(state=SheetState.SUBMITTED, round=F(number))
