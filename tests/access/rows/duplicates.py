"""Duplicates and merges: editors of the territory only, on both records."""

from typing import Any

from products.domain.merge import merge_products
from tests import factories as make

from ..row import Row, any_editor, editors
from ..world import MARK, World


def _kind(world: World) -> dict[str, Any]:
    return {"slug": "san-pham"}


def _pair(world: World) -> dict[str, Any]:
    """The product of "own" and its twin, made for the try."""
    twin = make.make_product(world.product.producer, name=f"Bánh gai {MARK} hai")
    return {"slug": "san-pham", "first": world.product.pk, "second": twin.pk}


def _merge(world: World) -> dict[str, Any]:
    twin = make.make_product(world.product.producer, name=f"Bánh gai {MARK} ba")
    return {"pk": merge_products(actor=None, kept_id=world.product.pk, merged_id=twin.pk).pk}


ROWS = {
    "products:duplicates": Row(get=any_editor, kwargs=_kind, sees_mark=editors),
    "products:duplicate_pair": Row(get=editors, post=editors, kwargs=_pair, marked=True, sees_mark=editors),
    "products:merges": Row(get=any_editor, sees_mark=editors),
    "products:merge_undo": Row(post=editors, kwargs=_merge),
}
