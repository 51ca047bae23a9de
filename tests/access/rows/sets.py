"""Sets of documents: seen where they are filed and by who asked; asked for by readers of a territory."""

from typing import Any

from ocop.accounts.enums import TERRITORIAL
from tests import factories as make

from ..row import Row, readers, signed_in
from ..world import Actor, World


def any_reader(actor: Actor) -> bool:
    """Who reads the records of some territory."""
    return actor.name == "mixed" or actor.role in TERRITORIAL


def _set(world: World) -> dict[str, Any]:
    return {"pk": world.document_set.pk}


def _more(world: World) -> Any:
    return make.make_document_set(world.units["own"])


def _more_items(world: World) -> Any:
    return make.make_set_item(world.document_set)


ROWS = {
    "reporting:set_list": Row(get=signed_in, marked=True, more=_more),
    "reporting:set_new": Row(get=any_reader, post=any_reader, data={"bo": "ke-hoach"}),
    "reporting:set_detail": Row(get=readers, kwargs=_set, marked=True, more=_more_items),
    "reporting:set_progress": Row(get=readers, kwargs=_set),
    "reporting:set_archive": Row(get=readers, kwargs=_set),
    "reporting:set_resume": Row(post=readers, kwargs=_set),
}
