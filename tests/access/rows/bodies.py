"""Bodies are public facts, kept by who writes the unit's plans; who signs for them is read in the territory."""

from datetime import date
from typing import Any

from programs.models import Body, BodyChange, Delegation

from ..row import Row, any_editor, readers, signed_in
from ..world import MARK, Actor, World
from .numbers import keepers
from .plans import writers


def signer_keepers(actor: Actor) -> bool:
    """Who records who signs for "own": who writes its plans, and who keeps its register."""
    return writers(actor) or keepers(actor)


def _body_of(world: World) -> Body:
    unit = world.units["own"]
    return Body.objects.get_or_create(unit=unit, fold="uy ban", defaults={"name": "Ủy ban", "kind": "ubnd"})[0]


def _signer_of(world: World) -> Delegation:
    fields = {"form": "head", "head_title": "CHỦ TỊCH", "title": "CHỦ TỊCH", "valid_from": date(2025, 1, 1)}
    return Delegation.objects.get_or_create(body=_body_of(world), name=f"Lê {MARK}", defaults=fields)[0]


def _body(world: World) -> dict[str, Any]:
    return {"pk": _signer_of(world).body_id}


def _delegation(world: World) -> dict[str, Any]:
    return {"pk": _signer_of(world).pk}


def _change(world: World) -> dict[str, Any]:
    before = _body_of(world)
    after = Body.objects.get_or_create(unit=before.unit, fold="uy ban moi", defaults={"name": "Ủy ban mới"})[0]
    day = {"kind": "renamed", "effective_on": date(2025, 7, 1)}
    return {"pk": BodyChange.objects.get_or_create(predecessor=before, successor=after, defaults=day)[0].pk}


def _more(world: World) -> Any:
    return Body.objects.create(unit=world.units["own"], name=f"Phòng số {Body.objects.count()}", kind="phong")


ROWS = {
    "programs:body_list": Row(get=signed_in, more=_more),
    "programs:body_new": Row(get=any_editor, post=any_editor),
    "programs:body_detail": Row(get=signed_in, kwargs=_body, marked=True, sees_mark=readers),
    "programs:body_edit": Row(get=writers, post=writers, kwargs=_body),
    "programs:body_change_new": Row(get=writers, post=writers, kwargs=_body),
    "programs:body_change_remove": Row(post=writers, kwargs=_change),
    "programs:delegation_new": Row(get=signer_keepers, post=signer_keepers, kwargs=_body),
    "programs:delegation_edit": Row(
        get=signer_keepers, post=signer_keepers, kwargs=_delegation, marked=True, sees_mark=signer_keepers
    ),
}
