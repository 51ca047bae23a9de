"""Seats of sessions under preparation follow the council's members; once scoring has begun they stand."""

from django.utils import timezone

from ...enums import CouncilRole, SessionState
from ...models import Council, CouncilMember, CouncilSession, Seat


def sync_council(council: Council) -> None:
    """Every session of the council that is not over; the caller holds the council's lock."""
    for session in council.sessions.filter(state=SessionState.PREPARING).select_for_update():
        sync_seats(session)
    for session in council.sessions.filter(state=SessionState.SCORING).select_for_update():
        _hand_over_chair(session)


def sync_seats(session: CouncilSession) -> None:
    """A seat for each member in force on the day of the session, with the place of that day; others go."""
    members = list(CouncilMember.objects.filter(council=session.council_id).on(session.held_on))
    seats = {seat.member_id: seat for seat in session.seats.all()}
    for member in members:
        seat = seats.pop(member.pk, None)
        if seat is None:
            Seat.objects.create(session=session, member=member, role=member.role)
        elif seat.role != member.role:
            seat.role = member.role
            seat.save(update_fields=["role"])
    Seat.objects.filter(pk__in=[seat.pk for seat in seats.values()]).delete()


def _hand_over_chair(session: CouncilSession) -> None:
    """A session whose chair has left the council would stay open for ever: the chair of today takes over.

    The seat of the one who left, and her sheets, stay as they are."""
    today = timezone.localdate()
    chairs = CouncilMember.objects.filter(council=session.council_id, role=CouncilRole.CHAIR).on(today)
    led = session.seats.filter(role=CouncilRole.CHAIR, member__in=CouncilMember.objects.on(today)).exists()
    successor = None if led else chairs.first()
    if successor is not None:
        Seat.objects.update_or_create(session=session, member=successor, defaults={"role": CouncilRole.CHAIR})
