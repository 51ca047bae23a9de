"""The board of a plan's batches: read in the territory, changed by those who write the plan."""

from datetime import date
from typing import Any

from django.utils import timezone

from tests import factories as make

from ..row import Row, readers
from ..world import MARK, World
from .plans import writers


def _slug(world: World) -> dict[str, Any]:
    return {"slug": world.plan.slug}


def _board(world: World) -> dict[str, Any]:
    """The board of that plan, with one product named."""
    _named(world, 0)
    return _slug(world)


def _item(world: World) -> dict[str, Any]:
    """A product named by the issued plan of "own", made when first asked for."""
    return {**_slug(world), "pk": _named(world, 0).pk}


def _named(world: World, number: int) -> Any:
    from programs.models import Batch, BatchProduct

    batch = Batch.objects.get_or_create(version=world.issued, order=1, number="1", label="Đợt 1")[0]
    name = f"Bánh gai {world.product.name} {number}" if number else world.product.name
    return BatchProduct.objects.get_or_create(batch=batch, order=number + 1, name=name)[0]


def _more(world: World) -> Any:
    from programs.models import BatchProduct

    return _named(world, BatchProduct.objects.count() + 1)


def _coming(world: World) -> Any:
    """A draft of "own" of the next year."""
    own, year = world.units["own"], timezone.localdate().year + 1
    plan = own.plans.filter(year=year).first() or make.make_plan(own, year, title=f"Kế hoạch {MARK}", slug="nam-sau")
    return plan.versions.filter(state="draft").first() or make.make_version(plan, state="draft")


def _carried(world: World) -> dict[str, Any]:
    """A product which the plan of this year carried over to that draft."""
    from programs.models import BatchMove

    draft, item = _coming(world), _named(world, 0)
    BatchMove.objects.get_or_create(item=item, to_year=draft.plan.year, reason="chưa kịp")
    return {"slug": draft.plan.slug, "pk": item.pk}


def _next_year(world: World) -> dict[str, Any]:
    """That draft, with a certificate that ends in its year."""
    draft = _coming(world)
    if not draft.plan.unit.recognitions.filter(expires_on__year=draft.plan.year).exists():
        _ending(world)
    return {"slug": draft.plan.slug}


def _ending(world: World) -> Any:
    """One more certificate that ends in the year of that draft."""
    year = _coming(world).plan.year
    product = make.make_product(world.producer)
    return make.make_recognition(product, decided_on=date(year - 3, 6, 1), expires_on=date(year, 6, 1))


ROWS = {
    "reporting:batch_board": Row(get=readers, kwargs=_board, marked=True, sees_mark=readers, more=_more),
    "reporting:batch_move": Row(get=writers, post=writers, kwargs=_item, marked=True, sees_mark=readers),
    "reporting:batch_join": Row(get=writers, post=writers, kwargs=_item, marked=True, sees_mark=readers),
    "reporting:batch_join_names": Row(post=writers, kwargs=_slug),
    "reporting:batch_take_in": Row(post=writers, kwargs=_carried),
    "reporting:renewals": Row(
        get=writers, post=writers, kwargs=_next_year, marked=True, sees_mark=readers, more=_ending
    ),
}
