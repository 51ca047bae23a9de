"""Activities held and points of sale: read in the territory, written by its editors."""

from typing import Any

from products.models import Participation, PointProduct
from programs.models import HeldActivity, PointOfSale

from ..row import Row, any_editor, editors, readers, readers_and_member, signed_in
from ..world import MARK, World

DAYS = {"starts_on": "2025-05-05", "ends_on": "2025-05-06"}


def held(world: World) -> HeldActivity:
    """An activity of "own", made when first asked for."""
    facts = {"unit": world.units["own"], "title": f"Lớp tập huấn {MARK}", "kind": "training"}
    return HeldActivity.objects.get_or_create(**facts, defaults=DAYS)[0]


def _held(world: World) -> dict[str, Any]:
    return {"pk": held(world).pk}


def _one(world: World) -> dict[str, Any]:
    held(world)
    return {}


def _joined(world: World) -> dict[str, Any]:
    row = Participation.objects.get_or_create(held=held(world), producer=world.producer)[0]
    return {"pk": row.held_id, "row": row.pk}


def _more_held(world: World) -> Any:
    held(world)
    number = HeldActivity.objects.count()
    return HeldActivity.objects.create(unit=world.units["own"], title=f"Lớp {number}", kind="training", **DAYS)


def point(world: World) -> PointOfSale:
    """A point of sale of "own"."""
    facts = {"unit": world.units["own"], "name": f"Điểm bán {MARK}"}
    return PointOfSale.objects.get_or_create(**facts, defaults={"opened_on": "2025-01-01"})[0]


def _one_point(world: World) -> dict[str, Any]:
    point(world)
    return {}


def _point(world: World) -> dict[str, Any]:
    return {"pk": point(world).pk}


def _sold(world: World) -> dict[str, Any]:
    facts = {"point": point(world), "product": world.product}
    row = PointProduct.objects.get_or_create(**facts, defaults={"since": "2025-01-01"})[0]
    return {"pk": row.point_id, "row": row.pk}


def _more_points(world: World) -> Any:
    point(world)
    number = PointOfSale.objects.count()
    return PointOfSale.objects.create(unit=world.units["own"], name=f"Điểm {number}", opened_on="2025-01-01")


def _more_producers(world: World) -> Any:
    from tests import factories as make

    return make.make_producer(world.units["own"])


SEEN = {"marked": True, "sees_mark": readers}
ROWS = {
    "programs:held_list": Row(get=signed_in, kwargs=_one, more=_more_held, **SEEN),
    "programs:held_xlsx": Row(get=signed_in, kwargs=_one, **SEEN),
    "programs:held_new": Row(get=any_editor, post=any_editor, sees_mark=readers),
    "programs:held_detail": Row(get=readers, kwargs=_held, **SEEN),
    "programs:held_edit": Row(get=editors, post=editors, kwargs=_held, **SEEN),
    "programs:held_came": Row(get=editors, post=editors, kwargs=_held, **SEEN),
    "programs:held_remove": Row(post=editors, kwargs=_held),
    "programs:point_list": Row(get=signed_in, kwargs=_one_point, more=_more_points, **SEEN),
    "programs:point_new": Row(get=any_editor, post=any_editor, sees_mark=readers),
    "programs:point_edit": Row(get=editors, post=editors, kwargs=_point, **SEEN),
    "products:held_producers": Row(get=readers, post=editors, kwargs=_held, **SEEN),
    "products:held_producer_remove": Row(post=editors, kwargs=_joined),
    "products:point_products": Row(get=readers, post=editors, kwargs=_point, **SEEN),
    "products:point_product_remove": Row(post=editors, kwargs=_sold),
    "products:untrained": Row(
        get=signed_in, marked=True, sees_mark=readers_and_member, more=_more_producers, query="?since=01/01/2025"
    ),
}
