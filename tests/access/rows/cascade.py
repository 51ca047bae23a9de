"""The cascade: plans' desks and adjustments for their readers, answers for the units' staff and signers."""

from typing import Any

from programs.models import Adjustment, Assignment
from tests import factories as make

from ..row import Row, readers, signed_in
from ..world import MARK, Actor, World
from .plans import issuers, writers


def answerers(actor: Actor) -> bool:
    """Who answers for "own": who writes its plans, and its signer (rules.can_answer_for)."""
    return writers(actor) or issuers(actor)


def _slug(world: World) -> dict[str, Any]:
    return {"slug": world.plan.slug}


def _pk(world: World) -> dict[str, Any]:
    return {"pk": world.assignment.pk}


def _confirmed(world: World) -> dict[str, Any]:
    """An assignment of the draft of "own" itself."""
    unit = world.units["beside"]
    assignment = Assignment.objects.get_or_create(version=world.draft, unit=unit, defaults={"state": "accepted"})[0]
    return {"slug": world.plan.slug, "pk": assignment.pk}


def _more(world: World) -> Any:
    return make.make_assignment(world.units["own"], world.units["province"], 2028 + Assignment.objects.count())


def _adjusted(world: World) -> dict[str, Any]:
    values = {"version": world.issued, "decided_on": world.issued.issued_on, "reason": MARK}
    Adjustment.objects.get_or_create(plan=world.plan, number=f"1/QĐ-{MARK}", defaults=values)
    return _slug(world)


ROWS = {
    "programs:assigned_list": Row(get=signed_in, marked=True, sees_mark=readers, more=_more),
    "programs:assigned": Row(get=readers, post=answerers, kwargs=_pk, marked=True, data={"revision": "0"}),
    "programs:plan_cascade": Row(get=readers, kwargs=_slug, marked=True),
    "programs:plan_cascade_propose": Row(post=writers, kwargs=_slug),
    "programs:plan_cascade_confirm": Row(post=writers, kwargs=_confirmed),
    "programs:plan_adjustments": Row(get=readers, kwargs=_adjusted, marked=True),
    "programs:plan_adjust": Row(get=issuers, post=issuers, kwargs=_slug, marked=True),
}
