"""The installation itself: health, settings, the audit trail."""

from typing import Any

from ocop.accounts.enums import Role
from ocop.audit.acts import record_act
from tests import factories as make

from ..row import Row, admins, any_admin, nobody, public
from ..world import Actor, World


def national_admins(actor: Actor) -> bool:
    """Administrators of the whole installation."""
    return actor.role == Role.ADMIN and actor.place == "nation"


def _row(world: World) -> dict[str, Any]:
    return {"model": "products.product", "pk": str(world.product.pk)}


def _more_acts(world: World) -> Any:
    return record_act(verb="issue_plan", actor=world.users["admin@nation"], subject=make.make_plan())


ROWS = {
    "health": Row(get=public, get_status=(200, 503), few="asks the broker and waits for it; everyone may"),
    "site:settings": Row(get=national_admins, post=national_admins, sees_mark=nobody),
    "audit:acts": Row(get=any_admin, sees_mark=admins, more=_more_acts),
    "audit:verify": Row(get=national_admins, sees_mark=nobody),
    "audit:find": Row(get=any_admin, query="?loai=products.product&ma=1", get_status=(302,)),
    "audit:row": Row(get=admins, kwargs=_row, marked=True, sees_mark=admins),
}
