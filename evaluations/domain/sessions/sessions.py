"""Sessions: made, mended while they are prepared, cancelled."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.text import format_date, nfc
from products.domain.records import assign
from products.enums import DossierKind

from ...enums import CouncilRole, SessionMode, SessionState, SheetState
from ...models import Council, CouncilSession, ScoreSheet
from ..councils.locks import check_organiser, lock_council
from ..councils.seats import sync_seats


def lock_session(session_id: int) -> CouncilSession:
    """The session under lock with its council; raises CouncilSession.DoesNotExist."""
    rows = CouncilSession.objects.select_for_update(of=("self",)).select_related("council__unit")
    return rows.get(pk=session_id)


def lock_preparing(actor: Any, session_id: int) -> CouncilSession:
    """The session under lock, its organiser checked, still under preparation."""
    session = lock_session(session_id)
    check_organiser(actor, session.council)
    if session.state != SessionState.PREPARING:
        text = _("Phiên họp %s, không sửa được phần chuẩn bị nữa.") % session.get_state_display()
        raise ValidationError(text, code="wrong_state")
    return session


@transaction.atomic
def create_session(
    *,
    actor: Any,
    council_id: int,
    mode: str = SessionMode.MEETING,
    held_on: date,
    place: str = "",
    complete_on: date | None = None,
    **more: Any,
) -> CouncilSession:
    """A session under preparation with a seat for each member of its day, absent until the roll is called.

    Its number counts the council's sessions of the year, without a gap (under the council's lock). The same values
    sent again while that session is still prepared give it. `complete_on`: the day the dossiers were complete, from
    which the 45 days of a written opinion run (Điều 7.6d). `more`: is_illustration. Raises ValidationError.
    """
    council = lock_council(actor, council_id)
    values = _clean(council, mode=mode, held_on=held_on, place=place, complete_on=complete_on)
    stored = council.sessions.filter(state=SessionState.PREPARING, **values).first()
    if stored is not None:
        return stored
    number = _next_number(council, held_on.year)
    session = CouncilSession(council=council, year=held_on.year, number=number, **values, **more)
    session.full_clean()
    session.save()
    sync_seats(session)
    record_act(verb="create_session", actor=actor, subject=session, payload=_facts(session))
    return session


@transaction.atomic
def update_session(
    *,
    actor: Any,
    session_id: int,
    revision: int | None,
    mode: str,
    held_on: date,
    place: str = "",
    complete_on: date | None = None,
) -> CouncilSession:
    """Change day, place or form while it is prepared; seats follow the day. Raises StaleError, ValidationError.

    In another year the session takes that year's next number: numbers of sessions already held never move.
    """
    council_id = CouncilSession.objects.values_list("council", flat=True).get(pk=session_id)
    council = lock_council(actor, council_id)  # before the session, as in create_session
    session = lock_preparing(actor, session_id)
    values = _clean(council, mode=mode, held_on=held_on, place=place, complete_on=complete_on)
    if values["mode"] == SessionMode.WRITTEN:
        _refuse_other_kinds(session)
    if held_on.year != session.year:
        values |= {"year": held_on.year, "number": _next_number(council, held_on.year)}
    if assign(session, revision, values):
        session.full_clean()
        session.save()
        sync_seats(session)
        record_act(verb="update_session", actor=actor, subject=session, payload=_facts(session))
    return session


@transaction.atomic
def cancel_session(*, actor: Any, session_id: int, reason: str) -> CouncilSession:
    """Call a session off with the reason; its dossiers are free for another one. Refused once a sheet was handed in.

    The number stays used: the series shows that there was such a session. Done twice = done once.
    """
    session = lock_session(session_id)
    check_organiser(actor, session.council)
    if session.state == SessionState.CANCELLED:
        return session
    if not reason.strip():
        raise ValidationError({"reason": ValidationError(_("Hãy ghi lý do."), code="required")})
    if session.state == SessionState.CLOSED:
        raise ValidationError(_("Phiên họp đã kết thúc, không hủy được."), code="wrong_state")
    if ScoreSheet.objects.filter(entry__session=session, state=SheetState.SUBMITTED).exists():
        text = _("Đã có phiếu nộp trong phiên họp này, không hủy được.")
        raise ValidationError(text, code="has_sheets")
    session.state = SessionState.CANCELLED
    session.revision += 1
    session.save()
    record_act(verb="cancel_session", actor=actor, subject=session, payload={"reason": nfc(reason).strip()})
    return session


def _next_number(council: Council, year: int) -> int:
    """The council's series of the year; the caller holds the council's lock."""
    last = council.sessions.filter(year=year).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _clean(council: Council, *, mode: str, held_on: date, place: str, complete_on: date | None) -> dict[str, Any]:
    """Within the council's life; the day of completeness only for written opinions, not after the session."""
    faults = {}
    if held_on < council.decided_on:
        text = _("Không thể họp trước ngày thành lập hội đồng (%s).") % format_date(council.decided_on)
        faults["held_on"] = ValidationError(text, code="before_start")
    if council.ended_on is not None and held_on > council.ended_on:
        text = _("Hội đồng đã giải thể ngày %s.") % format_date(council.ended_on)
        faults["held_on"] = ValidationError(text, code="ended")
    mode = SessionMode(mode)
    complete_on = complete_on if mode == SessionMode.WRITTEN else None
    if complete_on is not None and complete_on > min(held_on, timezone.localdate()):
        text = _("Ngày nhận đủ hồ sơ không thể sau ngày lấy ý kiến hoặc sau hôm nay.")
        faults["complete_on"] = ValidationError(text, code="day")
    if faults:
        raise ValidationError(faults)
    return {"mode": mode, "held_on": held_on, "place": " ".join(nfc(place or "").split()), "complete_on": complete_on}


def _refuse_other_kinds(session: CouncilSession) -> None:
    """Only re-evaluations go by written opinion (Điều 7.6d)."""
    if session.entries.exclude(dossier__kind=DossierKind.RERANK).exists():
        text = _("Phiên họp có hồ sơ không phải phân hạng lại; chỉ phân hạng lại được lấy ý kiến bằng văn bản.")
        raise ValidationError({"mode": ValidationError(text, code="kinds")})


def _facts(session: CouncilSession) -> dict[str, Any]:
    return {
        "council": session.council_id,
        "number": f"{session.number}/{session.year}",
        "mode": session.mode,
        "held_on": session.held_on.isoformat(),
        "complete_on": session.complete_on.isoformat() if session.complete_on else None,
        "chair": session.seats.filter(role=CouncilRole.CHAIR).values_list("member", flat=True).first(),
    }
