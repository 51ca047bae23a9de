"""What the council concludes on an entry: its gates, or that the dossier goes back."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.text import nfc
from products.domain.dossiers.steps import take_council_step
from products.enums import DossierState, DossierStep
from products.models import Dossier

from ...enums import GateKind
from ...models import GateConclusion, SessionEntry
from ..sheets.locks import lock_entry
from .days import concluded_on
from .gates import GateLine, Key, gates_of
from .opened import spread_of
from .opening import article_of
from .rights import check_chair, check_conclude, check_opened, check_scoring


class Conclusion(NamedTuple):
    """The council on one gate. A ground to reject or stop with `is_met` False is concluded against the product."""

    criterion: str
    kind: str
    star: int | None
    is_met: bool
    reason: str = ""


@transaction.atomic
def conclude(
    *, actor: Any, entry_id: int, conclusions: Iterable[Conclusion], note: str = "", spread_note: str = ""
) -> SessionEntry:
    """Write down the conclusion on every gate; may be mended until the session is closed.

    A reason is owed where it differs from the majority of the sheets, where a ground excludes the product, and for
    concluding although totals lie beyond the spread. ValidationError "not_allowed", "wrong_state", "not_opened", and
    keyed by `GateLine.key` or "spread_note": "reason", "missing", "unknown".
    """
    entry = lock_entry(entry_id)
    check_conclude(actor, entry.session)
    check_scoring(entry)
    check_opened(entry)
    given = {(one.criterion, str(one.kind), one.star): one for one in conclusions}
    lines = gates_of(entry)
    rows = _rows(actor, entry, lines, given)
    spread_note = nfc(spread_note).strip() if spread_of(entry) else ""
    if not spread_note and spread_of(entry):
        text = _("Điểm còn chênh lệch quá mức của quy chế: hãy ghi lý do kết luận.")
        raise ValidationError({"spread_note": ValidationError(text, code="reason")})
    _store(entry, rows)
    entry.note, entry.spread_note, entry.concluded_at = nfc(note).strip(), spread_note, timezone.now()
    entry.revision += 1
    entry.save()
    unmet = [f"{row.criterion} {row.star or row.kind}" for row in rows if not row.is_met]
    payload = {"round": entry.round, "unmet": unmet, "note": entry.note, "spread_note": spread_note}
    record_act(verb="conclude_entry", actor=actor, subject=entry, article=article_of(entry), payload=payload)
    return entry


@transaction.atomic
def return_entry(*, actor: Any, entry_id: int, reason: str) -> SessionEntry:
    """Send a dossier back without a result; it can be put into another session (a meeting, where written opinions
    differ: QĐ 26/2026, Điều 7.6d). Sheets not opened stay closed. Done twice = done once.

    A dossier the province has sent to the central council keeps its state. ValidationError "not_allowed",
    "wrong_state", {"reason": "required"}.
    """
    entry = lock_entry(entry_id)
    check_chair(actor, entry.session)
    if entry.returned_at is not None:
        return entry
    check_scoring(entry)
    reason = nfc(reason).strip()
    if not reason:
        raise ValidationError({"reason": ValidationError(_("Hãy ghi lý do trả lại."), code="required")})
    dossier = Dossier.objects.select_for_update(of=("self",), no_key=True).get(pk=entry.dossier_id)
    entry.returned_at = entry.concluded_at = timezone.now()
    entry.note = reason
    entry.revision += 1
    entry.save()
    if dossier.state == DossierState.COUNCIL:
        day = concluded_on(entry.session)
        take_council_step(actor=actor, dossier_id=dossier.pk, step=DossierStep.RETURN, on=day, note=reason)
    payload = {"dossier": dossier.pk, "reason": reason}
    record_act(verb="return_entry", actor=actor, subject=entry, article=article_of(entry), payload=payload)
    return entry


def _rows(actor: Any, entry: SessionEntry, lines: list[GateLine], given: dict[Key, Conclusion]) -> list[GateConclusion]:
    """A row for each gate of the sheet, or a refusal naming what is missing, unknown or without its reason."""
    faults: dict[str, ValidationError] = {}
    rows = []
    for line in lines:
        one = given.pop(line.identity, None)
        if one is None:
            faults[line.key] = ValidationError(_("Chưa kết luận tiêu chí %s.") % line.criterion, code="missing")
            continue
        excludes = line.kind != GateKind.STAR and not one.is_met
        reason = nfc(one.reason).strip()
        if not reason and (excludes or one.is_met != line.majority_met):
            text = _("Tiêu chí %s: hãy ghi lý do (khác đa số phiếu, hoặc loại, dừng đánh giá).")
            faults[line.key] = ValidationError(text % line.criterion, code="reason")
            continue
        rows.append(_row(actor, entry, line, one.is_met, reason))
    for criterion, kind, star in given:
        text = _("Phiếu không có điều kiện này ở tiêu chí %s.") % criterion
        faults[f"{kind}-{star or ''}-{criterion}"] = ValidationError(text, code="unknown")
    if faults:
        raise ValidationError(faults)
    return rows


def _row(actor: Any, entry: SessionEntry, line: GateLine, is_met: bool, reason: str) -> GateConclusion:
    return GateConclusion(
        entry=entry,
        criterion=line.criterion,
        kind=line.kind,
        star=line.star,
        is_met=is_met,
        majority_met=line.majority_met,
        mean=str(line.mean),
        reason=reason,
        decided_by=actor,
    )


def _store(entry: SessionEntry, rows: list[GateConclusion]) -> None:
    """Insert, or change what was concluded before; the history of the rows keeps both."""
    GateConclusion.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["entry", "criterion", "kind", "star"],
        update_fields=["is_met", "majority_met", "mean", "reason", "decided_at", "decided_by"],
    )
    entry.conclusions.exclude(criterion__in={row.criterion for row in rows}).delete()
