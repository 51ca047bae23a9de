"""Self-assessment: read like the dossier, written by who prepares it. Sheets: the seat's own, nobody else's, whoever
asks: administrators, organisers and readers of the territory included."""

from typing import Any

from ocop.accounts.enums import Role
from products.domain.dossiers.freeze import freeze_submission
from products.enums import DossierStep
from products.models import EvidenceLink, Product

from ..row import Row, readers_and_member
from ..world import Actor, World
from .dossiers import SEEN, dossier, preparers

SEATS = {f"{Role.COUNCIL_MEMBER}@province", f"{Role.COUNCIL_MEMBER}@own"}


def seats(actor: Actor) -> bool:
    """Who sits in the council: the chair and the member, each with a sheet of her own."""
    return actor.name in SEATS


def _marked(world: World) -> dict[str, Any]:
    """The draft, of a product whose sheet is known."""
    Product.objects.filter(pk=world.product.pk).update(product_set=4)
    return dossier(world)


def _entry(world: World) -> dict[str, Any]:
    return {"pk": world.entry.pk}


def _api(world: World) -> dict[str, Any]:
    return {"entry": world.entry.pk}


def _paper(world: World) -> dict[str, Any]:
    """A paper of what was handed in to the council."""
    handed_in = world.entry.dossier
    if not handed_in.submissions.exists():
        EvidenceLink.objects.get_or_create(dossier=handed_in, evidence=world.evidence, requirement="criterion:1.1")
        freeze_submission(actor=None, dossier=handed_in, step=DossierStep.PROPOSE)
    return {"pk": world.entry.pk, "evidence": world.evidence.pk}


def _form(world: World) -> dict[str, Any]:
    return {"code": "qd-26-2026", "product_set": 4}


OWN = {"marked": True, "sees_mark": seats}

ROWS = {
    "evaluations:assessment": Row(get=readers_and_member, kwargs=_marked, **SEEN),
    "evaluations:assessment_save": Row(post=preparers, kwargs=_marked),
    "evaluations:sheet_edit": Row(get=seats, kwargs=_entry, **OWN),
    "evaluations:sheet_save": Row(post=seats, kwargs=_entry),
    "evaluations:sheet_submit": Row(get=seats, post=seats, kwargs=_entry, **OWN),
    "evaluations:sheet_evidence": Row(get=seats, kwargs=_paper, sees_mark=seats),
}
