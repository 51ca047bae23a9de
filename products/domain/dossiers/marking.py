"""The producer's own marks are stored; reading them is in assessment.py."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ...models import Dossier
from ..records import StaleError
from .assessment import assessment_revision
from .verbs import clean_long_text, lock_writable

NOTE_LIMIT = 5_000
"""Characters of the description of one criterion."""


@transaction.atomic
def save_assessment(
    *,
    actor: Any,
    dossier_id: int,
    revision: int | None,
    law_pack: str,
    product_set: int,
    answers: Mapping[str, Any],
    notes: Mapping[str, str],
) -> Dossier:
    """Keep the marks and descriptions of a sheet (checked against it by the caller, the app above).

    Only a draft or a dossier being mended changes; the same marks again change nothing. Raises StaleError (`revision`
    None = not checked), ValidationError ("frozen", "outside_territory", "too_long"), Dossier.DoesNotExist.
    """
    dossier = lock_writable(actor, dossier_id)
    marks = {
        "law_pack": law_pack,
        "product_set": product_set,
        "answers": dict(answers),
        "notes": {code: text for code, note in notes.items() if (text := clean_note(code, note))},
    }
    current = assessment_revision(dossier)
    if {**marks, "revision": current} == dossier.assessment:
        return dossier
    if revision is not None and revision != current:
        raise StaleError(current)
    dossier.assessment = {**marks, "revision": current + 1}
    dossier.save(update_fields=["assessment", "updated_at"])
    return dossier


def clean_note(code: str, text: str) -> str:
    """A description as it is kept; ValidationError names the criterion."""
    cleaned = clean_long_text(text)
    if len(cleaned) > NOTE_LIMIT:
        facts = {"code": code, "n": len(cleaned), "limit": NOTE_LIMIT}
        raise ValidationError(_("Tiêu chí %(code)s: mô tả dài %(n)d ký tự, tối đa %(limit)d.") % facts, code="too_long")
    return cleaned
