"""The products a plan's batches name, joined to their records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ocop.text import fold
from programs.domain.plans_lock import lock_version
from programs.models import BatchProduct, PlanVersion
from programs.rules import can_edit_plan

from ..models import PlannedProduct, Product
from .queries import search_products


def candidates(user: Any, text: str) -> QuerySet[Product]:
    """Visible products with these words in their name, producer or unit, accents or not."""
    found = search_products(Product.objects.visible_to(user), text)
    return found.select_related("producer__unit").order_by("sort_key", "id")


@transaction.atomic
def join_product(*, item: BatchProduct, product: Product | None, actor: Any) -> PlannedProduct | None:
    """Say which record a named product is; None takes the join away. Works on drafts and issued plans alike: the words
    of the plan stay. Raises PermissionDenied, or ValidationError when the plan names the record twice (twice)."""
    version = lock_version(item.batch.version)
    if not can_edit_plan(actor, version.plan):
        raise PermissionDenied
    if product is None:
        PlannedProduct.objects.filter(item=item).delete()
        return None
    if not Product.objects.visible_to(actor).filter(pk=product.pk).exists():
        raise PermissionDenied
    twice = PlannedProduct.objects.filter(item__batch__version=version, product=product).exclude(item=item).first()
    if twice is not None:
        message = _("Kế hoạch đã ghép sản phẩm này với dòng “%(name)s” của %(batch)s.")
        facts = {"name": twice.item.name, "batch": twice.item.batch.label}
        raise ValidationError(message % facts, code="twice")
    joined = PlannedProduct.objects.filter(item=item).first() or PlannedProduct(item=item)
    if joined.product_id != product.pk:
        joined.product = product
        joined.revision += 0 if joined._state.adding else 1
        joined.save()
    return joined


@transaction.atomic
def join_by_name(*, version: PlanVersion, actor: Any) -> int:
    """Join every named product still alone to the one visible record of exactly its name (and producer, when the plan
    names one) in the plan's territory; how many were joined. Names that fit several records wait for a person."""
    locked = lock_version(version)
    if not can_edit_plan(actor, locked.plan):
        raise PermissionDenied
    alone = BatchProduct.objects.filter(batch__version=locked, planned=None).select_related("unit").order_by("pk")
    taken = set(PlannedProduct.objects.filter(item__batch__version=locked).values_list("product", flat=True))
    joined = []
    for item, product in exact_matches(list(alone), actor, locked).items():
        if product.pk not in taken:
            taken.add(product.pk)
            joined.append(PlannedProduct(item=item, product=product))
    PlannedProduct.objects.bulk_create(joined)
    return len(joined)


def exact_matches(items: Iterable[BatchProduct], user: Any, version: PlanVersion) -> dict[BatchProduct, Product]:
    """Named products whose name, accents or not, is that of one visible record only; two queries at most.

    The record must stand in what the plan's unit reaches; where the plan names producer or commune they narrow it.
    """
    named = [item for item in items if item.name]
    by_name: dict[str, list[Product]] = defaultdict(list)
    begun = Q()
    for item in named:
        begun |= Q(fold__startswith=fold(item.name))
    if begun:
        reached = version.plan.unit.reaches.values("member")
        near = Product.objects.visible_to(user).filter(begun, producer__unit__in=reached)
        for product in near.select_related("producer__unit"):
            by_name[fold(product.name)].append(product)
    found = {}
    for item in named:
        fits = [product for product in by_name[fold(item.name)] if _fits(item, product)]
        if len(fits) == 1:
            found[item] = fits[0]
    return found


def _fits(item: BatchProduct, product: Product) -> bool:
    """Same producer and same commune, by any of its names, where the plan names them."""
    if item.producer_name and fold(item.producer_name) != fold(product.producer.name):
        return False
    home = product.producer.unit
    return item.unit is None or item.unit_id == home.pk or item.unit.fold in home.kin_fold


def follow_copy(pairs: Mapping[int, int]) -> None:
    """A draft made from an issued plan names the same records."""
    joined = PlannedProduct.objects.filter(item__in=pairs)
    PlannedProduct.objects.bulk_create(
        PlannedProduct(item_id=pairs[one.item_id], product_id=one.product_id) for one in joined
    )


def planned_products(items: Iterable[BatchProduct]) -> dict[int, int]:
    """Named product id → id of the record it is joined to."""
    return dict(PlannedProduct.objects.filter(item__in=[one.pk for one in items]).values_list("item", "product"))
