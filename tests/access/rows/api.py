"""The REST interface: the same people read the same records as on the pages."""

from typing import Any

from django.utils import timezone

from tests import factories as make

from ..row import Row, editors, public, readers_and_member, signed_in
from ..world import World


def _pk(name: str) -> Any:
    return lambda world: {"pk": world.records[name].pk}


def _more_producers(world: World) -> Any:
    return make.make_producer(world.units["own"])


def _more_products(world: World) -> Any:
    return make.make_recognition(make.make_product(_more_producers(world)))


def _new_producer(world: World) -> dict[str, Any]:
    return {"name": "Hợp tác xã Mới", "legal_form": "htx", "unit": {"code": world.units["own"].code}}


def _new_product(world: World) -> dict[str, Any]:
    return {"name": "Sản phẩm mới", "producer": world.producer.pk}


def _moved(world: World) -> dict[str, Any]:
    return {"since": timezone.localdate().isoformat(), "unit": {"code": world.units["own"].code}, "address": "Thôn 1"}


def _numbered(world: World) -> dict[str, Any]:
    return {"year": timezone.localdate().year, "unit": {"code": world.units["own"].code}}


SEEN: dict[str, Any] = {"marked": True, "sees_mark": readers_and_member, "is_api": True}
UNSEEN: dict[str, Any] = {"sees_mark": readers_and_member, "is_api": True}
RENAMED: dict[str, Any] = {"changes": {"PATCH": editors}, "change_data": {"name": "Tên khác"}, "change_status": (412,)}
FORM = {"since": "2026-01-05", "legal_form": "tht"}

ROWS = {
    "api:producer_list": Row(
        get=signed_in, post=editors, asked=_new_producer, post_status=(201,), more=_more_producers, **SEEN
    ),
    "api:producer_detail": Row(get=readers_and_member, kwargs=_pk("producer"), **RENAMED, **SEEN),
    "api:producer_moves": Row(
        post=editors, kwargs=_pk("producer"), asked=_moved, revision=0, post_status=(200,), **UNSEEN
    ),
    "api:producer_forms": Row(
        post=editors, kwargs=_pk("producer"), data=FORM, revision=0, post_status=(200,), **UNSEEN
    ),
    # Who does not see the producer is told that there is none: 422, as for a number nobody has.
    "api:product_list": Row(
        get=signed_in, post=signed_in, asked=_new_product, post_status=(201, 403, 422), more=_more_products, **SEEN
    ),
    "api:product_detail": Row(get=readers_and_member, kwargs=_pk("product"), **RENAMED, **SEEN),
    "api:product_codes": Row(post=editors, kwargs=_pk("product"), asked=_numbered, post_status=(422,), **UNSEEN),
    # The document and its pages hold no data: who builds on them has no account yet.
    "api:root": Row(get=public, is_api=True),
    "api:schema": Row(get=public, is_api=True),
    "api:docs": Row(get=public),
    "api:docs_area": Row(get=public, kwargs=lambda world: {"area": "products"}),
}
