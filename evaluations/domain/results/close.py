"""Closing a session: every result computed on the server once more and frozen with all it came from."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from products.domain.dossiers.steps import take_council_step
from products.enums import DossierState, DossierStep

from ...enums import SessionState
from ...models import CouncilSession, EvaluationResult, ScoreSheet, SessionEntry
from ..lawpacks import PackError
from ..sessions.begin import articles_of
from ..sheets import digest
from ..sheets.locks import lock_dossiers, lock_session
from .content import excluded_facts, failed_facts, frozen_content, newest_submissions, opened_rounds
from .days import concluded_on
from .gates import gate_lines, outcome_of, stored_conclusions
from .opened import Law, scores_of
from .rights import check_chair


@transaction.atomic
def close_session(*, actor: Any, session_id: int) -> list[EvaluationResult]:
    """Freeze the result of every entry that was not returned, conclude their dossiers, end the session: all or nothing.

    Done twice = done once: the same results. ValidationError "not_allowed", "wrong_state", "open_entries" (one for each
    entry neither concluded nor returned), "pack" (the law at hand is not the one pinned).
    """
    session, entries = lock_session(session_id)
    check_chair(actor, session)
    if session.state == SessionState.CLOSED:
        return list(EvaluationResult.objects.filter(entry__session=session).order_by("entry__order", "entry_id"))
    if session.state != SessionState.SCORING:
        raise ValidationError(_("Phiên họp %s.") % session.get_state_display(), code="wrong_state")
    faults = close_faults(entries)
    if faults:
        raise ValidationError(faults)
    judged = [entry for entry in entries if entry.returned_at is None]
    laws = {entry.pk: _law(entry) for entry in judged}
    states = lock_dossiers(entry.dossier_id for entry in judged)
    results = _freeze(actor, session, judged, laws)
    session.state, session.closed_at, session.closed_by = SessionState.CLOSED, timezone.now(), actor
    session.revision += 1
    session.save()
    for entry, result in zip(judged, results, strict=True):
        _record(actor, session, entry, result, laws[entry.pk], states[entry.dossier_id])
    payload = {"results": [result.sha256 for result in results], "returned": len(entries) - len(judged)}
    article = articles_of(session, [law.pack for law in laws.values()])
    record_act(verb="close_session", actor=actor, subject=session, article=article, payload=payload)
    return results


def close_faults(entries: list[SessionEntry]) -> list[ValidationError]:
    """What is in the way of closing; the page shows the same list."""
    text = _("%s: chưa kết luận, cũng chưa trả lại.")
    return [
        ValidationError(text % entry.dossier.product.name, code="open_entries")
        for entry in entries
        if entry.concluded_at is None or (entry.returned_at is None and entry.opened_round < entry.round)
    ]


def _law(entry: SessionEntry) -> Law:
    """The law pinned when scoring began, or a refusal: nothing is computed with another one."""
    try:
        law = Law.of(entry)
    except (LookupError, PackError):
        law = None
    if law is None or law.pack.sha256 != entry.pack_sha256:
        text = _("%(product)s: bộ quy định %(pack)s trên máy chủ không phải bản đã dùng khi bắt đầu chấm.")
        words = {"product": entry.dossier.product.name, "pack": entry.law_pack}
        raise ValidationError(text % words, code="pack")
    return law


def _freeze(
    actor: Any, session: CouncilSession, entries: list[SessionEntry], laws: dict[int, Law]
) -> list[EvaluationResult]:
    sheets, submissions = opened_rounds(entries), newest_submissions(entries)
    day = concluded_on(session)
    rows = [
        _result(session, entry, laws[entry.pk], sheets[entry.pk], submissions.get(entry.dossier_id, ""))
        for entry in entries
    ]
    for row in rows:
        row.decided_on, row.frozen_by = day, actor
    return EvaluationResult.objects.bulk_create(rows)


def _result(
    session: CouncilSession, entry: SessionEntry, law: Law, sheets: list[ScoreSheet], submission: str
) -> EvaluationResult:
    scores = scores_of(law, [sheet for sheet in sheets if sheet.round == entry.opened_round])
    stored = stored_conclusions(entry)
    outcome = outcome_of(law, scores, gate_lines(law.form, scores, stored))
    content = frozen_content(session, entry, sheets, list(stored.values()), outcome, submission)
    return EvaluationResult(
        entry=entry,
        dossier_id=entry.dossier_id,
        law_pack=entry.law_pack,
        pack_sha256=entry.pack_sha256,
        product_set=law.form.product_set,
        points_sum=outcome.points_sum,
        sheet_count=outcome.count,
        band_star=outcome.band_star,
        star=outcome.star,
        failed_gates=failed_facts(outcome),
        excluded=excluded_facts(outcome),
        content=content,
        sha256=digest(content),
    )


def _record(
    actor: Any, session: CouncilSession, entry: SessionEntry, result: EvaluationResult, law: Law, state: str
) -> None:
    """The dossier's step and the act with the hash. What the province sent to the Ministry was concluded before."""
    if state == DossierState.COUNCIL:
        take_council_step(actor=actor, dossier_id=entry.dossier_id, step=DossierStep.CONCLUDE, on=result.decided_on)
    payload = {"entry": entry.pk, "sha256": result.sha256, "star": result.star, "points_sum": result.points_sum}
    payload |= {"sheet_count": result.sheet_count, "pack": result.law_pack, "pack_sha256": result.pack_sha256}
    article = articles_of(session, [law.pack])
    record_act(verb="freeze_result", actor=actor, subject=result, article=article, payload=payload)
