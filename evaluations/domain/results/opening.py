"""The chair opens the marks of a round, and has the council score again where totals lie too far apart."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.text import nfc

from ...enums import CouncilRole, SessionMode
from ...models import CouncilSession, EntryRound, Seat, SessionEntry
from ..sessions.begin import articles_of, quorum_text
from ..sessions.roll import count_quorum
from ..sheets import Waiting, law_of, waiting_of
from ..sheets.locks import lock_entry, lock_session
from .rights import check_chair, check_opened, check_scoring


@transaction.atomic
def open_marks(*, actor: Any, entry_id: int, reason: str = "") -> SessionEntry:
    """Open the sheets of the present round; done twice = done once. Drafts of that round are void from then on.

    Sheets still missing: the chair gives the reason, those members count as absent and the quorum is asked for again
    (rules of procedure, rules.md §8). ValidationError "not_allowed", "wrong_state", "no_sheet", "quorum",
    {"reason": "missing"}.
    """
    entry = lock_entry(entry_id)
    check_chair(actor, entry.session)
    if entry.opened_round >= entry.round:
        return entry
    check_scoring(entry)
    waiting = waiting_of(entry.session, [entry.pk])[entry.pk]
    if not waiting.submitted:
        raise ValidationError(_("Chưa có phiếu nào được nộp."), code="no_sheet")
    if waiting.missing and not reason.strip():
        names = ", ".join(seat.member.name for seat in waiting.missing)
        text = _("Còn thiếu phiếu của: %s. Muốn mở ngay thì ghi lý do.") % names
        raise ValidationError({"reason": ValidationError(text, code="missing")})
    _check_quorum(entry.session, list(entry.session.seats.all()), waiting)
    _open(actor, entry, waiting, nfc(reason).strip() if waiting.missing else "")
    return entry


@transaction.atomic
def open_all(*, actor: Any, session_id: int) -> list[SessionEntry]:
    """Open every entry of which all sheets are in; the entries opened now. ValidationError as `open_marks`."""
    session, entries = lock_session(session_id)
    check_chair(actor, session)
    blind = [entry for entry in entries if entry.opened_round < entry.round and entry.returned_at is None]
    waiting = waiting_of(session, [entry.pk for entry in blind])
    complete = [entry for entry in blind if waiting[entry.pk].submitted and not waiting[entry.pk].missing]
    seats = list(session.seats.all())
    for entry in complete:
        check_scoring(entry)
        _check_quorum(session, seats, waiting[entry.pk])
        _open(actor, entry, waiting[entry.pk], "")
    return complete


@transaction.atomic
def start_next_round(*, actor: Any, entry_id: int, reason: str) -> SessionEntry:
    """Everybody scores again, blind, each beginning with the own former sheet; earlier rounds stay readable.

    Conclusions entered so far are dropped. The same reason sent again while that round is still blind = done once.
    ValidationError "not_allowed", "wrong_state", "not_opened", {"reason": "required"}.
    """
    entry = lock_entry(entry_id)
    check_chair(actor, entry.session)
    check_scoring(entry)
    reason = nfc(reason).strip()
    if not reason:
        raise ValidationError({"reason": ValidationError(_("Hãy ghi lý do chấm lại."), code="required")})
    if entry.rounds.filter(number=entry.round, reason=reason, opened_at=None).exists():
        return entry
    check_opened(entry)
    entry.round += 1
    entry.concluded_at = None
    entry.revision += 1
    entry.save()
    entry.conclusions.all().delete()
    EntryRound.objects.create(entry=entry, number=entry.round, reason=reason)
    payload = {"round": entry.round, "reason": reason}
    record_act(verb="start_next_round", actor=actor, subject=entry, article=article_of(entry), payload=payload)
    return entry


def article_of(entry: SessionEntry) -> str:
    """The citation of what a council does with an entry."""
    return articles_of(entry.session, [law_of(entry)[0]])


def _check_quorum(session: CouncilSession, seats: list[Seat], waiting: Waiting) -> None:
    """Who has not handed in counts as absent; a written opinion has no quorum."""
    if session.mode == SessionMode.WRITTEN:
        return
    missing = {seat.pk for seat in waiting.missing}
    scoring = [seat for seat in seats if seat.role != CouncilRole.ADVISER]
    present = [seat for seat in scoring if seat.is_present and seat.pk not in missing]
    has_chair = any(seat.role == CouncilRole.CHAIR for seat in present)
    quorum = count_quorum(len(present), len(scoring), has_chair, session.quorum_percent, session.needs_chair)
    if not quorum.is_met:
        text = _("Không tính những người chưa nộp phiếu thì không đủ để kết luận. %s") % quorum_text(quorum)
        raise ValidationError(text, code="quorum")


def _open(actor: Any, entry: SessionEntry, waiting: Waiting, reason: str) -> None:
    facts = {"opened_at": timezone.now(), "opened_by": actor, "open_reason": reason}
    held, _new = EntryRound.objects.update_or_create(entry=entry, number=entry.round, defaults=facts)
    held.missing.set([seat.member_id for seat in waiting.missing])
    entry.opened_round = entry.round
    entry.revision += 1
    entry.save()
    payload = {
        "round": entry.round,
        "sheets": len(waiting.submitted),
        "missing": [seat.member.name for seat in waiting.missing],
        "reason": reason,
    }
    record_act(verb="open_marks", actor=actor, subject=entry, article=article_of(entry), payload=payload)
