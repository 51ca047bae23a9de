"""Dossiers: read in the territory and by the producer; prepared by editors and the producer's own account."""

from typing import Any

from products.domain.dossiers.freeze import freeze_submission
from products.enums import DossierState, DossierStep, Level
from products.models import Dossier, EvidenceLink, SupplementItem, SupplementRequest
from tests import factories as make

from ..row import Row, editors, readers_and_member, signed_in
from ..world import Actor, World


def preparers(actor: Actor) -> bool:
    """Editors of the territory, and the producer's own account."""
    return editors(actor) or actor.name == "member"


def dossier(world: World) -> dict[str, Any]:
    return {"pk": world.dossier.pk}


def _product(world: World) -> dict[str, Any]:
    return {"pk": world.product.pk}


def _link(world: World) -> dict[str, Any]:
    facts = {"dossier": world.dossier, "evidence": world.evidence, "requirement": "paper:dkkd"}
    return {"pk": world.dossier.pk, "link": EvidenceLink.objects.get_or_create(**facts)[0].pk}


def _submission(world: World) -> dict[str, Any]:
    if not world.dossier.submissions.exists():
        freeze_submission(actor=None, dossier=world.dossier, step=DossierStep.SUBMIT)
    return {"pk": world.dossier.pk, "number": 1}


def _compared(world: World) -> dict[str, Any]:
    _submission(world)
    return dossier(world)


def _item(world: World) -> dict[str, Any]:
    """An item asked of the dossier, which waits for the producer."""
    facts = {"level": Level.COMMUNE, "returns_to": DossierState.CHECKING, "asked_on": "2026-08-03"}
    asked, _ = SupplementRequest.objects.get_or_create(
        dossier=world.dossier, closed_on=None, defaults={**facts, "due_on": "2026-08-13"}
    )
    item, _ = SupplementItem.objects.get_or_create(request=asked, text="Bổ sung giấy đăng ký")
    return {"pk": world.dossier.pk, "item": item.pk}


def _step(world: World) -> dict[str, Any]:
    return {"pk": world.dossier.pk, "step": "submit"}


def _more(world: World) -> Dossier:
    return make.make_dossier(make.make_product(make.make_producer(world.units["own"])))


LIST = Row(get=signed_in, marked=True, sees_mark=readers_and_member, more=_more)
SEEN = {"marked": True, "sees_mark": readers_and_member}
PREPARED = {"marked": True, "sees_mark": preparers}

ROWS = {
    "products:dossier_list": LIST,
    "products:dossier_xlsx": LIST,
    "products:dossier_csv": LIST,
    "products:dossier_create": Row(get=preparers, post=preparers, kwargs=_product, **PREPARED),
    "products:dossier_detail": Row(get=readers_and_member, kwargs=dossier, **SEEN),
    "products:dossier_texts": Row(get=readers_and_member, post=preparers, kwargs=dossier, **SEEN),
    "products:dossier_history": Row(get=readers_and_member, kwargs=dossier, **SEEN),
    "products:submission_detail": Row(get=readers_and_member, kwargs=_submission, **SEEN),
    "products:submission_compare": Row(get=readers_and_member, kwargs=_compared, query="?cu=1&moi=1", **SEEN),
    "products:dossier_picker": Row(get=preparers, kwargs=dossier, query="?yeu-cau=paper:dkkd", **PREPARED),
    "products:dossier_link": Row(post=preparers, kwargs=dossier),
    "products:dossier_unlink": Row(post=preparers, kwargs=_link),
    "products:dossier_answer": Row(post=preparers, kwargs=_item),
    "products:dossier_step": Row(get=preparers, post=preparers, kwargs=_step, **PREPARED),
}
