"""Explaining a finding of the prover: said by the one who may issue the plan, kept as a legal act."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from programs.domain.plans_lock import check_draft, lock_version
from programs.domain.proof import all_findings
from programs.models import PlanVersion, ProofExplanation
from programs.rules import can_issue_plan


@transaction.atomic
def explain_finding(*, version: PlanVersion, key: str, text: str, actor: Any) -> ProofExplanation:
    """Say why a finding does not keep the version from being issued; said twice, the first stands.

    Raises PermissionDenied, or ValidationError (codes: frozen – already issued; gone – no such finding any more;
    empty – nothing said).
    """
    locked = lock_version(version)
    if not can_issue_plan(actor, locked.plan):
        raise PermissionDenied
    said = locked.explanations.filter(finding=key).first()
    if said:
        return said
    check_draft(locked)
    finding = next((one for one in all_findings(locked) if one.key == key), None)
    if finding is None:
        raise ValidationError(_("Phát hiện này không còn: nội dung kế hoạch đã thay đổi."), code="gone")
    if not text.strip():
        raise ValidationError({"text": ValidationError(_("Hãy ghi giải trình."), code="empty")})
    made = ProofExplanation(version=locked, finding=key, message=finding.message, text=text.strip(), actor=actor)
    made.full_clean()
    made.save()
    payload = {"finding": key, "message": finding.message, "text": made.text}
    record_act(verb="explain_finding", actor=actor, subject=locked, article=finding.article, payload=payload)
    return made
