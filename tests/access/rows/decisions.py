"""Decisions: drafted by organisers, entered by them and the signer, read when issued; the way to the Ministry."""

from typing import Any

from evaluations.models import Certificate, MinistryReferral
from evaluations.models.council import ORGANISERS, READERS
from ocop.accounts.enums import Role
from tests import factories as make

from ..row import Row, readers_and_member, signed_in
from ..world import MARK, Actor, World

HIGH = ("province", "nation")


def drafters(actor: Actor) -> bool:
    """Who organises the council of the province."""
    return actor.role in ORGANISERS and actor.place in HIGH


def handlers(actor: Actor) -> bool:
    """Who drafts or signs for the province."""
    return actor.role in READERS and actor.place in HIGH


def result_readers(actor: Actor) -> bool:
    """Who sees the product, and the two members of the council."""
    return readers_and_member(actor) or actor.name in {
        f"{Role.COUNCIL_MEMBER}@{place}" for place in ("province", "own")
    }


def _decision(world: World) -> dict[str, Any]:
    return {"pk": world.decision.pk}


def _result(world: World, star: int, points: int) -> Any:
    number = world.producer.products.count()
    product = make.make_product(world.producer, name=f"Chè {number} {MARK}", product_set=4)
    dossier = make.make_dossier(product, state="evaluated")
    entry = make.make_entry(world.closed, dossier)
    return make.make_result(entry, star=star, points_sum=points)


def _more_decisions(world: World) -> Any:
    return make.make_decision(world.units["province"], _result(world, 4, 75))


def _refer(world: World) -> MinistryReferral:
    """A result of 93 points that was sent to the Ministry."""
    found = MinistryReferral.objects.filter(result__entry__session=world.closed).first()
    return found or _more_referrals(world)


def _more_referrals(world: World) -> MinistryReferral:
    facts = {"approval_number": "2/QĐ-UBND", "approved_on": "2026-06-20", "sent_on": "2026-07-01"}
    return MinistryReferral.objects.create(result=_result(world, 5, 93), letter_number="3/UBND", **facts)


def _referral(world: World) -> dict[str, Any]:
    return {"pk": _refer(world).pk}


def _listed(world: World) -> dict[str, Any]:
    _refer(world)
    return {}


def _five(world: World) -> dict[str, Any]:
    return {"pk": _result(world, 5, 94).pk}


def _refused(world: World) -> dict[str, Any]:
    return {"pk": _result(world, 2, 40).pk}


def _one_refused(world: World) -> dict[str, Any]:
    _result(world, 2, 40)
    return {}


def _certificate(world: World) -> dict[str, Any]:
    recognition = world.recognition
    facts = {"unit": world.units["province"], "year": 2025, "serial": 1, "issued_on": recognition.decided_on}
    words = {"number": "01/GCN-OCOP", "product_name": world.product.name, "producer_name": world.producer.name}
    Certificate.objects.get_or_create(recognition=recognition, defaults={**facts, **words})
    return {"pk": recognition.pk}


DRAFT = {"kwargs": _decision, "marked": True}
SENT = {"kwargs": _referral, "marked": True, "sees_mark": drafters}

ROWS = {
    "evaluations:decision_list": Row(get=signed_in, marked=True, sees_mark=handlers, more=_more_decisions),
    "evaluations:decision_create": Row(get=drafters, post=drafters, sees_mark=drafters),
    "evaluations:decision_detail": Row(get=handlers, sees_mark=handlers, **DRAFT),
    "evaluations:decision_edit": Row(get=drafters, post=drafters, sees_mark=drafters, **DRAFT),
    "evaluations:decision_discard": Row(post=drafters, kwargs=_decision),
    "evaluations:decision_issue": Row(get=handlers, post=handlers, sees_mark=handlers, **DRAFT),
    "evaluations:referral_list": Row(
        get=signed_in, kwargs=_listed, marked=True, sees_mark=result_readers, more=_more_referrals
    ),
    "evaluations:referral_create": Row(get=drafters, post=drafters, kwargs=_five, marked=True, sees_mark=drafters),
    "evaluations:referral_edit": Row(get=drafters, post=drafters, **SENT),
    "evaluations:referral_outcome": Row(get=drafters, post=drafters, **SENT),
    "evaluations:refused_list": Row(
        get=signed_in,
        kwargs=_one_refused,
        marked=True,
        sees_mark=result_readers,
        more=lambda world: _result(world, 1, 20),
    ),
    "evaluations:result_notice": Row(get=result_readers, kwargs=_refused, marked=True, sees_mark=result_readers),
    "evaluations:certificate_print": Row(
        get=readers_and_member, kwargs=_certificate, marked=True, sees_mark=readers_and_member
    ),
}
