"""Handing in a sheet: whole, once, for good."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from products.domain.records import StaleError

from ...enums import SessionMode, SheetState
from ...models import CouncilSession, Mark, ScoreSheet, SessionEntry
from ..lawpacks import Pack, Sheet
from ..scoring import AnswerError, Answers, Score, parse_answers, parse_flags, score
from ..sessions.roles import seat_of
from .content import chosen, law_of, sheet_hash
from .edit import as_fault, check_open, check_round, lock_sheet
from .locks import share_entry


@transaction.atomic
def submit_sheet(*, actor: Any, entry_id: int, revision: int | None = None, round: int | None = None) -> ScoreSheet:
    """Hand in the own sheet of the present round. A second time gives the stored one, also after it was opened.

    Total and marks are computed here from the stored answers. At most 15 queries, whatever the numbers of members,
    criteria and products. The legal act holds the hash and nothing of the content. StaleError; ValidationError "round",
    those of `check_open`, {"answers": every criterion still missing, "opinion": none given in written mode}.
    """
    shared = share_entry(entry_id)
    seat = seat_of(actor, CouncilSession(pk=shared.session_id))
    if seat is None:
        raise ValidationError(_("Bạn không dự phiên họp này."), code="not_allowed")
    sheet = lock_sheet(entry_id, seat.member, round or shared.round)
    if sheet.state == SheetState.SUBMITTED:
        return sheet
    entry = check_open(actor, entry_id)
    check_round(shared, round)
    if revision is not None and sheet.revision != revision:
        raise StaleError(sheet.revision)
    pack, form = law_of(entry)
    answers, scored = _whole(entry, pack, form, sheet)
    _store(actor, sheet, answers, scored)
    payload = {"entry": entry.pk, "round": sheet.round, "sha256": sheet.sha256}
    article = pack.manifest.cite(form.annex)
    record_act(verb="submit_sheet", actor=actor, subject=sheet, article=article, payload=payload)
    return sheet


def _whole(entry: SessionEntry, pack: Pack, form: Sheet, sheet: ScoreSheet) -> tuple[Answers, Score]:
    """The answers and their score, or a refusal naming everything that is missing."""
    faults: dict[str, Any] = {}
    try:
        answers = parse_answers(form, sheet.answers)
    except AnswerError as error:
        faults["answers"] = [as_fault(fault) for fault in error.faults]
    if entry.session.mode == SessionMode.WRITTEN and not sheet.opinion:
        text = _("Hãy cho ý kiến về báo cáo của cơ quan tham mưu: thống nhất hoặc không thống nhất.")
        faults["opinion"] = ValidationError(text, code="opinion")
    if faults:
        raise ValidationError(faults)
    return answers, score(pack, form, answers, parse_flags(form, sheet.flags))


def _store(actor: Any, sheet: ScoreSheet, answers: Answers, scored: Score) -> None:
    """All marks in one statement, then the sheet, which is final from then on (trigger `submitted_is_final`)."""
    Mark.objects.bulk_create(
        Mark(sheet=sheet, criterion=code, case=case, option=option, points=scored.points[code])
        for code, (case, option) in chosen(answers).items()
    )
    sheet.total, sheet.state = scored.total, SheetState.SUBMITTED
    sheet.submitted_at, sheet.submitted_by = timezone.now(), actor
    sheet.revision += 1
    sheet.salt = secrets.token_hex(16)
    sheet.sha256 = sheet_hash(sheet)
    sheet.save()
