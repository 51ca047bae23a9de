"""The prover's page: read in the plan's own territory; explained by the one who issues the plan."""

from typing import Any

from ..row import Row, readers
from ..world import World
from .plans import issuers


def _slug(world: World) -> dict[str, Any]:
    return {"slug": world.plan.slug}


ROWS = {
    "reporting:plan_proof": Row(get=readers, post=issuers, kwargs=_slug, marked=True, sees_mark=readers),
}
