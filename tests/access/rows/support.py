"""Support to producers: read with the producer, also by the producer's own account; written by editors."""

from typing import Any

from products.models import SupportGrant
from tests import factories as make

from ..row import Row, any_editor, editors, readers_and_member, signed_in
from ..world import MARK, World
from .money import norm

FACTS = {"amount": 500_000, "on": "2025-05-05"}


def grant(world: World) -> SupportGrant:
    """Support the producer of "own" received."""
    facts = {"norm": norm(world), "producer": world.producer, "product": None, "paper": f"UNC {MARK}"}
    return SupportGrant.objects.get_or_create(**facts, defaults=FACTS)[0]


def _grant(world: World) -> dict[str, Any]:
    return {"pk": grant(world).pk}


def _more(world: World) -> Any:
    grant(world)
    producer = make.make_producer(world.units["own"])
    return SupportGrant.objects.create(norm=norm(world), producer=producer, paper="UNC", **FACTS)


def _one(world: World) -> dict[str, Any]:
    grant(world)
    return {}


SEEN = {"marked": True, "sees_mark": readers_and_member}
ROWS = {
    "products:support_list": Row(get=signed_in, kwargs=_one, more=_more, **SEEN),
    "products:support_xlsx": Row(get=signed_in, kwargs=_one, **SEEN),
    "products:support_new": Row(get=any_editor, post=any_editor, sees_mark=readers_and_member),
    "products:support_edit": Row(get=editors, post=editors, kwargs=_grant, marked=True, sees_mark=editors),
    "products:support_remove": Row(post=editors, kwargs=_grant),
}
