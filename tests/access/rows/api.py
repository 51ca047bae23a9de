"""The REST interface: the same people read the same records as on the pages."""

from typing import Any

from tests import factories as make

from ..row import Row, public, readers_and_member, signed_in
from ..world import World


def _pk(name: str) -> Any:
    return lambda world: {"pk": world.records[name].pk}


def _more_producers(world: World) -> Any:
    return make.make_producer(world.units["own"])


def _more_products(world: World) -> Any:
    return make.make_recognition(make.make_product(_more_producers(world)))


def _more_evidence(world: World) -> Any:
    return make.make_evidence(world.producer)


def _more_dossiers(world: World) -> Any:
    return make.make_dossier(make.make_product(world.producer))


def _list(more: Any) -> Row:
    return Row(get=signed_in, marked=True, sees_mark=readers_and_member, more=more, is_api=True)


def _detail(name: str) -> Row:
    return Row(get=readers_and_member, kwargs=_pk(name), marked=True, sees_mark=readers_and_member, is_api=True)


ROWS = {
    "api:producer_list": _list(_more_producers),
    "api:producer_detail": _detail("producer"),
    "api:product_list": _list(_more_products),
    "api:product_detail": _detail("product"),
    "api:evidence_list": _list(_more_evidence),
    "api:evidence_detail": _detail("evidence"),
    "api:dossier_list": _list(_more_dossiers),
    "api:dossier_detail": _detail("dossier"),
    # The document and its pages hold no data: who builds on them has no account yet.
    "api:schema": Row(get=public, is_api=True),
    "api:docs": Row(get=public),
    "api:docs_area": Row(get=public, kwargs=lambda world: {"area": "products"}),
}
