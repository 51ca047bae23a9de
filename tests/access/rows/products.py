"""Producers and products. A producer's own account reads its own records."""

from typing import Any

from tests import factories as make

from ..row import Row, any_editor, editors, readers_and_member, signed_in
from ..world import World


def _product(world: World) -> dict[str, Any]:
    return {"pk": world.product.pk}


def _producer(world: World) -> dict[str, Any]:
    return {"pk": world.producer.pk}


def _more_products(world: World) -> Any:
    return make.make_recognition(make.make_product(make.make_producer(world.units["own"])))


def _more_producers(world: World) -> Any:
    return make.make_product(make.make_producer(world.units["own"]))


def _list(more: Any) -> Row:
    return Row(get=signed_in, marked=True, sees_mark=readers_and_member, more=more)


def _detail(kwargs: Any) -> Row:
    return Row(get=readers_and_member, kwargs=kwargs, marked=True, sees_mark=readers_and_member)


ROWS = {
    "products:product_list": _list(_more_products),
    "products:product_create": Row(get=any_editor, post=any_editor),
    "products:product_detail": _detail(_product),
    "products:product_codes": Row(get=editors, post=editors, kwargs=_product, marked=True, sees_mark=editors),
    "products:product_edit": Row(get=editors, post=editors, kwargs=_product, marked=True, sees_mark=editors),
    "products:producer_list": _list(_more_producers),
    "products:producer_create": Row(get=any_editor, post=any_editor),
    "products:producer_detail": _detail(_producer),
    "products:producer_edit": Row(get=editors, post=editors, kwargs=_producer, marked=True, sees_mark=editors),
}
