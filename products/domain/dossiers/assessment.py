"""The producer's own marks, criterion by criterion (Mẫu 02, part III of QĐ 26/2026)."""

from datetime import date

from django.utils import timezone

from ...models import Dossier
from ..law import SelfScore, law_book
from .clock import facts_of


def sheet_place(dossier: Dossier, today: date | None = None) -> tuple[str, int | None]:
    """(law pack, product set) whose sheet the dossier is marked on: a draft follows the law of the day."""
    facts = facts_of(dossier, today or timezone.localdate())
    return facts.code if facts else dossier.law_pack, dossier.product.product_set


def self_score_of(dossier: Dossier, today: date | None = None) -> SelfScore | None:
    """The dossier's self-assessment on its sheet; None while there is no sheet to mark."""
    try:
        return law_book().self_score(*sheet_place(dossier, today), dossier.assessment)
    except LookupError:
        return None


def assessment_revision(dossier: Dossier) -> int:
    """How often the marks were saved. A count of their own: a mark saved while the texts stand open in another window
    does not make those stale."""
    return int(dossier.assessment.get("revision", 0))
