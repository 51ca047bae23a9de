"""The roll of a session and its quorum. Neither is law: both come from the council's Quy chế (rules.md §8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.text import nfc

from ...enums import CouncilRole, SessionMode, SessionState, SheetState
from ...models import CouncilSession, ScoreSheet, Seat
from ..councils.procedure import rules_on
from .roles import may_keep_roll
from .sessions import lock_session


@dataclass(frozen=True)
class Quorum:
    """Who is there of those who score. `percent` None: the rules ask for no share, `needed` is 0.

    `is_asked`: False for a written opinion, where nobody meets; `is_met` is True then.
    """

    present: int
    seats: int
    percent: int | None
    needed: int
    has_chair: bool
    is_met: bool
    needs_chair: bool = False
    is_asked: bool = True


def count_quorum(present: int, seats: int, has_chair: bool, percent: int | None, needs_chair: bool) -> Quorum:
    """75 % of 9 seats are 7: the smallest number that reaches the share, in whole numbers (no rounding)."""
    needed = 0 if percent is None else -(-seats * percent // 100)
    is_met = present >= needed and (has_chair or not needs_chair)
    return Quorum(present, seats, percent, needed, has_chair, is_met, needs_chair)


def quorum_of(session: CouncilSession) -> Quorum:
    """The quorum now: under the rules copied when scoring began, before that under those in force on its day.

    Reads `seats` (prefetch them); one more query while the session is prepared. Advisers do not count.
    """
    scoring = [seat for seat in session.seats.all() if seat.role != CouncilRole.ADVISER]
    present = [seat for seat in scoring if seat.is_present]
    if session.mode == SessionMode.WRITTEN:
        return Quorum(len(present), len(scoring), None, 0, False, is_met=True, is_asked=False)
    rules: Any = session
    if session.state == SessionState.PREPARING:
        rules = rules_on(session.council, session.held_on)
    percent, needs_chair = (rules.quorum_percent, rules.needs_chair) if rules else (None, False)
    has_chair = any(seat.role == CouncilRole.CHAIR for seat in present)
    return count_quorum(len(present), len(scoring), has_chair, percent, needs_chair)


@transaction.atomic
def mark_attendance(
    *, actor: Any, session_id: int, present: Mapping[int, bool], notes: Mapping[int, str] | None = None
) -> CouncilSession:
    """Who is there, by seat; seats that are not named stay. A member who comes late is marked while scoring goes on.

    `notes`: why somebody is absent (dropped for those present). Every change stays in the history of the seat. Raises
    ValidationError: nobody's roll to keep, session over, an absence of somebody who handed in a sheet.
    """
    session = lock_session(session_id)
    if actor is not None and not may_keep_roll(actor, session):
        raise ValidationError(_("Bạn không điểm danh phiên họp này."), code="not_allowed")
    if session.state not in (SessionState.PREPARING, SessionState.SCORING):
        raise ValidationError(_("Phiên họp %s, không điểm danh nữa.") % session.get_state_display(), code="wrong_state")
    seats = {seat.pk: seat for seat in session.seats.select_related("member")}
    changed = [
        seat for pk, seat in seats.items() if pk in present and _assign(seat, present[pk], (notes or {}).get(pk, ""))
    ]
    _refuse_absent_with_sheet(session, [seat for seat in changed if not seat.is_present])
    for seat in changed:
        seat.save(update_fields=["is_present", "note"])
    if changed:
        payload = {"present": sorted(seat.member_id for seat in seats.values() if seat.is_present)}
        record_act(verb="mark_attendance", actor=actor, subject=session, payload=payload)
    return session


def _assign(seat: Seat, is_present: bool, note: str) -> bool:
    """Put the values on the seat; whether they differ from what it held."""
    note = "" if is_present else " ".join(nfc(note or "").split())[:200]
    if (seat.is_present, seat.note) == (is_present, note):
        return False
    seat.is_present, seat.note = is_present, note
    return True


def _refuse_absent_with_sheet(session: CouncilSession, absent: list[Seat]) -> None:
    """Who handed in a sheet was there: the sheet counts in the mean."""
    sheets = ScoreSheet.objects.filter(entry__session=session, state=SheetState.SUBMITTED)
    members = set(sheets.filter(member__in=[seat.member_id for seat in absent]).values_list("member", flat=True))
    names = [seat.member.name for seat in absent if seat.member_id in members]
    if names:
        text = _("Đã nộp phiếu nên không ghi vắng được: %s.") % ", ".join(names)
        raise ValidationError(text, code="has_sheet")
