"""Who leads a session to its results."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ...enums import CouncilRole, SessionState
from ...models import CouncilSession, SessionEntry
from ..sessions.roles import is_chair, seat_of


def may_conclude(user: Any, session: CouncilSession) -> bool:
    """The chair, or the secretary who writes down what the council concluded."""
    seat = seat_of(user, session)
    return seat is not None and seat.role in (CouncilRole.CHAIR, CouncilRole.SECRETARY)


def check_chair(actor: Any, session: CouncilSession) -> None:
    """Only the chair opens, calls another round, returns and closes; actor None is the command line."""
    if actor is not None and not is_chair(actor, session):
        raise ValidationError(_("Việc này của chủ tịch hội đồng."), code="not_allowed")


def check_conclude(actor: Any, session: CouncilSession) -> None:
    """Only chair and secretary enter conclusions; actor None is the command line."""
    if actor is not None and not may_conclude(actor, session):
        raise ValidationError(_("Chủ tịch hoặc thư ký hội đồng ghi kết luận."), code="not_allowed")


def check_scoring(entry: SessionEntry) -> None:
    """The session is under way and the entry not returned."""
    session = entry.session
    if session.state != SessionState.SCORING:
        raise ValidationError(_("Phiên họp %s.") % session.get_state_display(), code="wrong_state")
    if entry.returned_at is not None:
        raise ValidationError(_("Hồ sơ đã trả lại khỏi phiên họp này."), code="wrong_state")


def check_opened(entry: SessionEntry) -> None:
    """The marks of the present round are open."""
    if entry.opened_round < entry.round:
        raise ValidationError(_("Chưa mở kết quả chấm của hồ sơ này."), code="not_opened")
