"""What pages of sessions show: my sheets, the list, the board. Counts only, never a point (R6: marks are blind)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from ocop.audit.models import LegalAct

from ...enums import CouncilRole, SessionState, SheetState
from ...models import CouncilMember, CouncilSession, InterestDeclaration, ScoreSheet, Seat, SessionEntry
from ..sheets import Counts, progress_of
from .begin import Choice, choice_of
from .interests import ties
from .roles import scorable
from .roll import Quorum, quorum_of

NONE = Counts(0, 0)


@dataclass(frozen=True)
class MySheets:
    """My sheets of one session: `done` of `total`; `next_entry` is the first still to fill in, None when all are in."""

    session: CouncilSession
    done: int
    total: int
    next_entry: SessionEntry | None

    @property
    def left(self) -> int:
        """Sheets still to fill in."""
        return self.total - self.done


def my_sheets(user: Any, most: int | None = None) -> list[MySheets]:
    """Sessions under scoring where the account has sheets to fill in or has filled them in; one query."""
    if not getattr(user, "is_authenticated", False):
        return []
    mine = ScoreSheet.objects.filter(
        entry=OuterRef("pk"), member__user=user, round=OuterRef("round"), state=SheetState.SUBMITTED
    )
    open_to_me = Q(pk__in=scorable(user).values("pk"))
    sessions = CouncilSession.objects.shown().filter(state=SessionState.SCORING)
    found = SessionEntry.objects.filter(session__in=sessions).annotate(is_in=Exists(mine))
    entries = found.filter(open_to_me | Q(is_in=True)).select_related("session__council", "dossier__product")
    by_session: dict[int, list[Any]] = {}
    for entry in entries.order_by("session__held_on", "session", "order", "pk"):
        by_session.setdefault(entry.session_id, []).append(entry)
    return [_of_session(rows) for rows in by_session.values()][:most]


def _of_session(entries: list[Any]) -> MySheets:
    left = [entry for entry in entries if not entry.is_in]
    return MySheets(entries[0].session, len(entries) - len(left), len(entries), left[0] if left else None)


def chaired(user: Any) -> QuerySet[Any]:
    """Sessions under scoring which the account chairs, with `left` = entries not concluded yet."""
    if not getattr(user, "is_authenticated", False):
        return CouncilSession.objects.none()
    today = timezone.localdate()
    held = Q(member__valid_to=None) | Q(member__valid_to__gte=today)
    seats = Seat.objects.filter(held, member__user=user, role=CouncilRole.CHAIR, session=OuterRef("pk"))
    sessions = CouncilSession.objects.shown().filter(Exists(seats), state=SessionState.SCORING)
    left = Count("entries", filter=Q(entries__concluded_at=None))
    return sessions.annotate(left=left).select_related("council").order_by("held_on", "pk")


def with_counts(sessions: QuerySet[CouncilSession]) -> QuerySet[CouncilSession]:
    """Sessions as lists show them, with `dossiers` = how many entries each has."""
    return sessions.annotate(dossiers=Count("entries")).select_related("council__unit")


@dataclass(frozen=True)
class SeatLine:
    """A seat on the board: `counts` are sheets handed in of those expected, `scores` False for the advisory team."""

    seat: Seat
    counts: Counts
    scores: bool


@dataclass(frozen=True)
class EntryLine:
    """An entry on the board: who has handed in, which members are closed out, the law it is or will be scored under.

    `is_mine`: the person's own sheet is open for it; `is_in`: that sheet is handed in.
    """

    entry: SessionEntry
    counts: Counts
    closed_out: list["ClosedOut"]
    choice: Choice
    is_mine: bool = False
    is_in: bool = False


@dataclass(frozen=True)
class ClosedOut:
    """A member who does not score an entry; `declared` None: only the tie of the account says so."""

    member: CouncilMember
    ground: str
    declared: InterestDeclaration | None = None


@dataclass(frozen=True)
class Board:
    """Everything of a session's board. `quorum` and counts; not one mark."""

    session: CouncilSession
    seats: list[SeatLine]
    entries: list[EntryLine]
    quorum: Quorum


def board_session(session: CouncilSession) -> CouncilSession:
    """The session with its seats and their members read once."""
    seats = Seat.objects.select_related("member__user").order_by("member__order", "pk")
    rows = CouncilSession.objects.select_related("council__unit").prefetch_related(Prefetch("seats", seats))
    return rows.get(pk=session.pk)


def board_of(user: Any, session: CouncilSession) -> Board:
    """The board for somebody who sees the session; constant in members and dossiers."""
    session = board_session(session)
    is_scored = session.state in (SessionState.SCORING, SessionState.CLOSED)
    progress = progress_of(session) if is_scored else None
    counted = progress or _Nothing()
    mine = _own_sheets(user, session) if is_scored else {}
    entries = list(session.entries.select_related("dossier__product__producer", "dossier__unit"))
    out = _closed_out(session, entries)
    seats = list(session.seats.all())
    return Board(
        session,
        [SeatLine(seat, counted.seats.get(seat.pk, NONE), seat.role != CouncilRole.ADVISER) for seat in seats],
        [
            EntryLine(
                entry,
                counted.entries.get(entry.pk, NONE),
                out.get(entry.pk, []),
                choice_of(entry, session.held_on),
                entry.pk in mine,
                mine.get(entry.pk, False),
            )
            for entry in entries
        ],
        quorum_of(session),
    )


def _own_sheets(user: Any, session: CouncilSession) -> dict[int, bool]:
    """Entries the person scores → whether the own sheet of the present round is in; one query."""
    handed_in = ScoreSheet.objects.filter(
        entry=OuterRef("pk"), member__user=user, round=OuterRef("round"), state=SheetState.SUBMITTED
    )
    found = scorable(user).filter(session=session).annotate(is_in=Exists(handed_in))
    return dict(found.values_list("pk", "is_in"))


class _Nothing:
    """Counts of a session whose scoring has not begun."""

    entries: dict[int, Counts] = {}
    seats: dict[int, Counts] = {}


def _closed_out(session: CouncilSession, entries: list[SessionEntry]) -> dict[int, list[ClosedOut]]:
    """By entry: declared interests, then ties nobody declared (they close the sheet all the same)."""
    found: dict[int, list[ClosedOut]] = {}
    said = set()
    for one in InterestDeclaration.objects.filter(entry__session=session).select_related("member").order_by("pk"):
        said.add((one.entry_id, one.member_id))
        found.setdefault(one.entry_id, []).append(ClosedOut(one.member, one.get_ground_display(), one))
    members = {seat.member_id: seat.member for seat in session.seats.all()}
    for (entry_id, member_id), ground in sorted(ties(entries, members.values()).items()):
        if (entry_id, member_id) not in said:
            found.setdefault(entry_id, []).append(ClosedOut(members[member_id], str(ground.label)))
    return found


def cancelled_because(session: CouncilSession) -> str:
    """The reason a session was called off, "" when it was not."""
    acts = LegalAct.objects.filter(verb="cancel_session", subject_id=str(session.pk))
    act = acts.filter(subject_type=session._meta.label_lower).first()
    return str(act.payload["reason"]) if act else ""
