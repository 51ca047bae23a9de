"""Producers beyond list and entry: people, yearly figures, accounts, personal data. One's own account has its part."""

from typing import Any

from ocop.accounts.enums import Role
from products.models import ProducerMember

from ..row import Row, editors
from ..world import Actor, World


def editors_and_member(actor: Actor) -> bool:
    """Editors of the territory, and the producer's own account."""
    return editors(actor) or actor.name == "member"


def asked(actor: Actor) -> bool:
    """The one who asked for the export; not even administrators."""
    return actor.name == f"{Role.COMMUNE_OFFICER}@own"


def _producer(world: World) -> dict[str, Any]:
    return {"pk": world.producer.pk}


def _member(world: World) -> dict[str, Any]:
    return {"pk": ProducerMember.objects.get(producer=world.producer).pk}


def _own(**fields: Any) -> Row:
    return Row(
        get=editors_and_member,
        post=editors_and_member,
        kwargs=_producer,
        marked=True,
        sees_mark=editors_and_member,
        **fields,
    )


def _editors(**fields: Any) -> Row:
    return Row(get=editors, post=editors, kwargs=_producer, marked=True, sees_mark=editors, **fields)


ROWS = {
    "products:producer_change_form": _editors(),
    "products:producer_move": _editors(),
    "products:producer_members": _editors(),
    "products:producer_years": _own(),
    "products:person_edit": _own(),
    "products:person_data": Row(get=editors_and_member, kwargs=_producer, marked=True, sees_mark=editors_and_member),
    "products:person_export": Row(post=editors_and_member, kwargs=_producer, post_status=(302,)),
    "products:person_erase": _editors(data={"is_asked": "on"}),
    "products:producer_reveal": Row(post=editors_and_member, kwargs=_producer, post_status=(200,)),
    "products:member_end": Row(post=editors, kwargs=_member, post_status=(302,)),
    "products:person_file": Row(
        get=asked, kwargs=lambda world: {"job_id": world.person_export.pk}, marked=True, sees_mark=asked
    ),
}
