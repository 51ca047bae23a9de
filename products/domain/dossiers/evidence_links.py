"""Papers of the vault shown for the requirements of a dossier."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ...models import Dossier, Evidence, EvidenceLink
from ...validators import clean_text
from .verbs import lock_writable

REQUIREMENT = re.compile(r"(paper|criterion):[0-9A-Za-z_.\-]{1,28}\Z")
"""How a requirement is named: "paper:dkkd", "criterion:1.5" (domain/law.py)."""


@transaction.atomic
def link_evidence(*, actor: Any, dossier_id: int, evidence_id: int, requirement: str, note: str = "") -> EvidenceLink:
    """Show a paper of the dossier's own producer for a requirement; the link already there keeps, with the new note.

    Raises ValidationError ("frozen", "outside_territory", "requirement", "other_producer", "removed"), DoesNotExist.
    """
    dossier = lock_writable(actor, dossier_id)
    if not REQUIREMENT.match(requirement):
        raise ValidationError(_("Không rõ yêu cầu cần gắn minh chứng."), code="requirement")
    evidence = Evidence.objects.select_for_update(of=("self",), no_key=True).get(pk=evidence_id)
    if evidence.producer_id != dossier.product.producer_id:
        raise ValidationError(_("Minh chứng này của chủ thể khác."), code="other_producer")
    if evidence.removed_at is not None:
        raise ValidationError(_("Minh chứng này đã được bỏ khỏi kho."), code="removed")
    values = {"note": clean_text(note, limit=300)}
    link, is_new = EvidenceLink.objects.get_or_create(
        dossier=dossier, evidence=evidence, requirement=requirement, defaults=values
    )
    if not is_new and link.note != values["note"]:
        link.note = values["note"]
        link.save(update_fields=["note"])
    return link


@transaction.atomic
def unlink_evidence(*, actor: Any, link_id: int) -> Dossier | None:
    """Take a paper off a requirement; it stays in the vault. None when it was off already."""
    link = EvidenceLink.objects.filter(pk=link_id).first()
    if link is None:
        return None
    dossier = lock_writable(actor, link.dossier_id)
    EvidenceLink.objects.filter(pk=link_id).delete()
    return dossier
