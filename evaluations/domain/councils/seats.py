"""Seats of sessions under preparation follow the council's members; once scoring has begun they stand."""

from ...enums import SessionState
from ...models import Council, CouncilMember, CouncilSession, Seat


def sync_council(council: Council) -> None:
    """Every session of the council under preparation; the caller holds the council's lock."""
    for session in council.sessions.filter(state=SessionState.PREPARING).select_for_update():
        sync_seats(session)


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
