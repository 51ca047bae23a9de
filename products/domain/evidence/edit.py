"""Changing what is said of a paper, and taking it out of the vault."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ...enums import CLOSED_STATES, DossierState
from ...models import Dossier, Evidence
from ..records import assign, lock_record
from .blobs import lock_content
from .facts import NAMES, clean_facts
from .queries import check_vault

NOT_BINDING = frozenset({DossierState.DRAFT, *CLOSED_STATES})
"""A dossier in these states does not hold a paper back; what was handed in stands frozen in its submissions."""


@transaction.atomic
def update_evidence(*, actor: Any, evidence_id: int, revision: int | None, **facts: Any) -> Evidence:
    """Change the facts given (names of facts.NAMES); raises StaleError, ValidationError."""
    evidence = lock_record(Evidence, evidence_id)
    check_vault(actor, evidence.producer)
    if evidence.removed_at is not None:
        raise ValidationError(_("Tài liệu này đã được bỏ khỏi kho."), "removed")
    wanted = {name: getattr(evidence, name) for name in NAMES} | {n: v for n, v in facts.items() if n in NAMES}
    if not assign(evidence, revision, clean_facts(wanted, evidence.file_name)):
        return evidence
    lock_content(evidence.stored.sha256)  # nobody stores the same file under that kind meanwhile
    same = Evidence.objects.current().filter(producer=evidence.producer, stored=evidence.stored_id, kind=evidence.kind)
    if same.exclude(pk=evidence.pk).exists():
        raise ValidationError({"kind": ValidationError(_("Tệp này đã có trong kho ở loại đó."), "duplicate")})
    evidence.save()
    return evidence


@transaction.atomic
def remove_evidence(*, actor: Any, evidence_id: int) -> Evidence:
    """Take a paper out of the vault and out of draft dossiers; its row and bytes stay for what points to them.

    Refused (`in_use`) while a dossier that was handed in holds it. Taken out twice = once.
    """
    evidence = lock_record(Evidence, evidence_id)
    check_vault(actor, evidence.producer)
    if evidence.removed_at is not None:
        return evidence
    dossiers = list(Dossier.objects.filter(links__evidence=evidence).select_for_update(of=("self",)).order_by("pk"))
    binding = sorted({str(dossier) for dossier in dossiers if dossier.state not in NOT_BINDING})
    if binding:
        raise ValidationError(
            _("Tài liệu đang nằm trong hồ sơ đã nộp (%s) nên không bỏ được.") % "; ".join(binding[:3]), "in_use"
        )
    evidence.links.filter(dossier__state=DossierState.DRAFT).delete()
    evidence.removed_at = timezone.now()
    evidence.revision += 1
    evidence.save()
    return evidence
