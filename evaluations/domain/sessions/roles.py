"""Who is who in a session: the seat, the chair, the organiser, and who may fill in which sheet."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from products.models import ProducerMember

from ...enums import CouncilRole, SessionMode, SessionState
from ...models import Council, CouncilSession, InterestDeclaration, Seat, SessionEntry


def _seats_of(user: Any) -> QuerySet[Seat]:
    """Seats of places the account still holds; a member who left keeps what was handed in, and does nothing more."""
    if not getattr(user, "is_authenticated", False):
        return Seat.objects.none()
    today = timezone.localdate()
    return Seat.objects.filter(Q(member__valid_to=None) | Q(member__valid_to__gte=today), member__user=user)


def seat_of(user: Any, session: CouncilSession) -> Seat | None:
    """The seat the account holds in the session today (its member with it); None without one."""
    return _seats_of(user).filter(session=session).select_related("member").first()


def is_chair(user: Any, session: CouncilSession) -> bool:
    """Whether the account chairs the session."""
    return _seats_of(user).filter(session=session, role=CouncilRole.CHAIR).exists()


def is_organiser(user: Any, session: CouncilSession) -> bool:
    """Whether the account prepares the session's council; that alone opens no mark."""
    return Council.objects.organised_by(user).filter(pk=session.council_id).exists()


def may_keep_roll(user: Any, session: CouncilSession) -> bool:
    """Whether the account calls the roll and opens the scoring: the organiser, the chair or the secretary."""
    if is_organiser(user, session):
        return True
    return _seats_of(user).filter(session=session, role__in=(CouncilRole.CHAIR, CouncilRole.SECRETARY)).exists()


def scorable(user: Any) -> QuerySet[SessionEntry]:
    """Entries whose sheet the account may fill in now, of all sessions.

    The session is being scored, the entry neither concluded nor its round opened; a seat that scores, present where
    there is a meeting; no interest declared, and no tie to the producer at any time (checked live, whatever was
    declared when scoring began: rules.md §8).
    """
    if not getattr(user, "is_authenticated", False):
        return SessionEntry.objects.none()
    here = Q(session__mode=SessionMode.WRITTEN) | Q(is_present=True)
    seats = _seats_of(user).filter(here, session=OuterRef("session")).exclude(role=CouncilRole.ADVISER)
    declared = InterestDeclaration.objects.filter(entry=OuterRef("pk"), member__user=user)
    tied = ProducerMember.objects.filter(producer=OuterRef("dossier__product__producer"), user=user)
    return SessionEntry.objects.filter(
        Exists(seats),
        ~Exists(declared),
        ~Exists(tied),
        session__state=SessionState.SCORING,
        concluded_at=None,
        opened_round__lt=F("round"),
    )


def may_score(user: Any, entry: SessionEntry) -> bool:
    """Whether the account may fill in its sheet of the entry now; one query."""
    return scorable(user).filter(pk=entry.pk).exists()
