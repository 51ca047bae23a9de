"""A plan's way and its deliveries: read in the territory, each step by who may take it, received by the very unit."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from ocop.accounts.enums import TERRITORIAL, Role
from programs.models import Delivery

from ..row import Row, readers
from ..world import MARK, Actor, World
from .plans import issuers, writers

DAY = timezone.make_aware(datetime(2025, 3, 1))


def receivers(actor: Actor) -> bool:
    """Who confirms the receipt for "own": its own people, not who only looks on."""
    return actor.role in TERRITORIAL - {Role.VIEWER} and actor.place == "own"


def _slug(world: World) -> dict[str, Any]:
    return {"slug": world.plan.slug}


def _delivery(world: World) -> dict[str, Any]:
    unit = world.units["own"]
    row, _made = Delivery.objects.get_or_create(
        version=world.issued, text=f"UBND {MARK}", unit=unit, defaults={"sent_at": DAY}
    )
    return {**_slug(world), "pk": row.pk}


def _sent(world: World) -> dict[str, Any]:
    return _slug(world) if _delivery(world) else {}


ROWS = {
    "programs:plan_way": Row(
        get=readers, post=writers, kwargs=_slug, data={"step": "submit", "revision": "0"}, marked=True
    ),
    "programs:plan_copy": Row(get=writers, post=writers, kwargs=_slug, marked=True),
    "programs:plan_close": Row(get=issuers, post=issuers, kwargs=_slug, marked=True),
    "programs:plan_deliveries": Row(get=readers, post=writers, kwargs=_sent, marked=True),
    "programs:plan_receive": Row(post=receivers, kwargs=_delivery),
    "programs:plan_compare": Row(get=readers, kwargs=_slug, marked=True),
    "programs:plan_signer": Row(post=writers, kwargs=_slug, data={"revision": "0"}),
}
