"""Verbs on producers at activities and products at points of sale, and producers nobody of which was trained."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from ocop.site.registry import get_setting
from programs.domain.held.counts import TAUGHT
from programs.models import HeldActivity, PointOfSale
from programs.rules import can_keep_activities

from ...models import Participation, PointProduct, Producer, Product
from ..records import assign


@transaction.atomic
def join_activity(
    *,
    actor: Any,
    held_id: int,
    producer: Producer,
    product: Product | None = None,
    people: int = 1,
    revenue: int | None = None,
) -> Participation:
    """A producer (and the product it showed) at an activity: people sent, đồng sold there. Said again: corrected.

    Raises PermissionDenied, ValidationError (product of another producer; field errors).
    """
    held = HeldActivity.objects.select_for_update(of=("self",)).select_related("unit").get(pk=held_id)
    _check(actor, held)
    if product is not None and product.producer_id != producer.pk:
        raise ValidationError({"product": ValidationError(_("Sản phẩm này của chủ thể khác."), code="product")})
    joined = Participation.objects.filter(held=held, producer=producer, product=product).first()
    joined = joined or Participation(held=held, producer=producer, product=product)
    if assign(joined, None, {"people": people, "revenue": revenue}) or joined.pk is None:
        joined.full_clean()
        joined.save()
    return joined


@transaction.atomic
def leave_activity(*, actor: Any, held_id: int, participation_id: int) -> None:
    """Take a producer out of an activity. Gone already: nothing. Raises PermissionDenied."""
    held = HeldActivity.objects.select_for_update(of=("self",)).select_related("unit").get(pk=held_id)
    _check(actor, held)
    Participation.objects.filter(held=held, pk=participation_id).delete()


@transaction.atomic
def put_product(
    *,
    actor: Any,
    point_id: int,
    product: Product,
    since: date,
    until: date | None = None,
    revenue: int | None = None,
) -> PointProduct:
    """A product at a point of sale from a day on, to a day, with what it sold so far (đồng). Said again: corrected.

    Raises PermissionDenied, ValidationError (days: the end before the beginning; field errors).
    """
    point = PointOfSale.objects.select_for_update(of=("self",)).select_related("unit").get(pk=point_id)
    _check(actor, point)
    if until is not None and until < since:
        raise ValidationError({"until": ValidationError(_("Ngày cuối không được trước ngày đầu."), code="days")})
    if revenue is not None and revenue < 0:
        raise ValidationError({"revenue": ValidationError(_("Doanh thu không thể âm."), code="revenue")})
    sold = PointProduct.objects.filter(point=point, product=product).first()
    sold = sold or PointProduct(point=point, product=product)
    if assign(sold, None, {"since": since, "until": until, "revenue": revenue}) or sold.pk is None:
        sold.full_clean()
        sold.save()
    return sold


@transaction.atomic
def take_product(*, actor: Any, point_id: int, row_id: int) -> None:
    """Take out a product put at a point by mistake. Gone already: nothing. Raises PermissionDenied."""
    point = PointOfSale.objects.select_for_update(of=("self",)).select_related("unit").get(pk=point_id)
    _check(actor, point)
    PointProduct.objects.filter(point=point, pk=row_id).delete()


def _check(actor: Any, thing: HeldActivity | PointOfSale) -> None:
    if actor is not None and not can_keep_activities(actor, thing.unit):
        raise PermissionDenied


def market_counts(held_ids: list[int]) -> dict[int, tuple[int, int, int]]:
    """Activity → (producers, products, đồng sold); one query."""
    sums: Any = {
        "producers": Count("producer", distinct=True),
        "products": Count("product", distinct=True),
        "sold": Sum("revenue"),
    }
    rows: Any = Participation.objects.filter(held__in=held_ids).order_by().values("held").annotate(**sums)
    return {row["held"]: (row["producers"], row["products"], row["sold"] or 0) for row in rows}


def untrained_producers(user: Any, since: date) -> QuerySet[Producer]:
    """Producers the person may see nobody of which took part in training that ended since the day."""
    taught = Participation.objects.filter(held__kind__in=TAUGHT, held__ends_on__gte=since)
    if not get_setting("show_illustration"):
        taught = taught.filter(held__is_illustration=False)
    return Producer.objects.visible_to(user).exclude(pk__in=taught.values("producer"))
