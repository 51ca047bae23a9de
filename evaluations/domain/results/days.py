"""Days of a session's end."""

from datetime import date

from django.utils import timezone

from ...enums import SessionMode
from ...models import CouncilSession


def concluded_on(session: CouncilSession) -> date:
    """A meeting concludes on its day, a written opinion on the day its result is drawn up."""
    today = timezone.localdate()
    return min(session.held_on, today) if session.mode == SessionMode.MEETING else today
