"""Re-recognition targets proposed from the radar of 36 months (QĐ 26/2026, Điều 4.3 and 7.6): certificates that end in
the year of a plan become named products of a draft's batch and, where asked for, its targets of that kind."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations.domain.certificates.radar import Place, Wanted, radar
from evaluations.models import Recognition
from products.domain.planned_batches import join_product
from products.models import PlannedProduct
from programs.domain.batches.moves import add_named
from programs.domain.plans_parts import save_batch
from programs.domain.targets import child_units, set_targets
from programs.domain.targets_grid import GridRow, stored_rows
from programs.enums import TargetKind
from programs.models import Batch, BatchProduct, PlanVersion

STARS = (5, 4, 3)
MOST = 400
"""Certificates listed by name; all of them are counted."""


@dataclass(frozen=True)
class Proposal:
    """A certificate that ends, and where its producer is now (None: a split commune nobody has decided on)."""

    recognition: Recognition
    unit: Any

    @property
    def product_id(self) -> int:
        """The product to be recognised again."""
        return self.recognition.product_id


@dataclass(frozen=True)
class Renewals:
    """`places`: proposals by present unit and star, those named already too; `open`: not yet named by the plan."""

    places: list[Place]
    open: list[Proposal]
    named: int
    total: int
    by_star: Mapping[int, int] = field(default_factory=dict)

    @property
    def left_out(self) -> int:
        """Proposals beyond the list."""
        return self.total - self.named - len(self.open)


def renewals_for(version: PlanVersion, user: Any, today: date | None = None) -> Renewals:
    """What the radar proposes for the year and the territory of a version, as far as the person sees it."""
    today = today or timezone.localdate()
    found = radar(user, Wanted(today=today, plan_year=version.plan.year, unit=_place(version)))
    already = PlannedProduct.objects.filter(item__batch__version=version).values("product")
    ending = found.recognitions.select_related("product__producer").order_by("expires_on", "pk")
    fresh = [Proposal(one, found.unit_of(one)) for one in ending.exclude(product__in=already)[:MOST]]
    named = found.recognitions.filter(product__in=already).count()
    by_star = {star: sum(place.stars[star] for place in found.places) for star in STARS}
    return Renewals(found.places, fresh, named, found.total, by_star)


def _place(version: PlanVersion) -> str:
    """The plan's unit as the radar asks for it; "" for the whole country."""
    return version.plan.unit.code if version.plan.unit.path else ""


@transaction.atomic
def propose_renewals(
    *,
    version: PlanVersion,
    revision: int,
    actor: Any,
    products: Collection[int],
    batch: Batch | None = None,
    with_targets: bool = False,
) -> list[BatchProduct]:
    """Name the chosen products (ids, of `renewals_for`) in a batch of a draft for re-recognition of their star.

    `batch` None: a new one. `with_targets`: the targets of kind "công nhận lại" become the numbers of all certificates
    that end, by unit and star. Sent twice, nothing is named twice. Raises PermissionDenied, StaleVersion,
    ValidationError (codes none, capacity, frozen, not_open; those of the target sheet).
    """
    found = renewals_for(version, actor)
    chosen = [one for one in found.open if one.product_id in set(products)]
    if not chosen:
        raise ValidationError(_("Hãy chọn ít nhất một sản phẩm."), code="none")
    if batch is None:
        fields = {"number": str(version.batch_set.count() + 1), "label": _("Đợt đánh giá công nhận lại")}
        batch = save_batch(version=version, revision=revision, actor=actor, fields=fields, products=[])
        revision += 1
    rows = [_named(one) for one in chosen]
    items = add_named(version=version, revision=revision, actor=actor, batch=batch, rows=rows)
    for item, one in zip(items, chosen, strict=True):
        join_product(item=item, product=one.recognition.product, actor=actor)
    if with_targets:
        _set_targets(version, revision + 1, actor, found)
    return items


def _named(one: Proposal) -> dict[str, Any]:
    product = one.recognition.product
    return {
        "name": product.name[:200],
        "producer_name": product.producer.name[:200],
        "place": one.unit.name if one.unit else "",
        "unit": one.unit,
        "star_sought": one.recognition.star,
        "kind": TargetKind.RENEWAL,
    }


def _set_targets(version: PlanVersion, revision: int, actor: Any, found: Renewals) -> None:
    """The whole sheet with the rows of re-recognition made anew; other kinds stay.

    A plan that gives targets to units gets a row for each unit; what belongs to no unit below is in no row, and so not
    in the headline either: the page says how many those are.
    """
    headline, rows = stored_rows(version)
    other_heads = [row for row in headline if row.kind != TargetKind.RENEWAL]
    others = [row for row in rows if row.kind != TargetKind.RENEWAL]
    below = {unit.pk: unit for unit in child_units(version.plan)} if rows else {}
    given = [
        GridRow(place.unit.pk, TargetKind.RENEWAL, place.unit.name, dict(place.stars), None)
        for place in found.places
        if place.unit is not None and place.unit.pk in below
    ]
    sums = {star: sum(row.committed.get(star) or 0 for row in given) for star in STARS} if rows else found.by_star
    own = GridRow(version.plan.unit_id, TargetKind.RENEWAL, version.plan.unit.name, dict(sums), None)
    heads = [*other_heads, own] if any(sums.values()) else other_heads
    set_targets(version=version, revision=revision, actor=actor, headline=heads, rows=[*others, *given])


def unplaced(found: Renewals) -> int:
    """Certificates whose producer belongs to no single unit now."""
    return sum(place.total for place in found.places if place.unit is None)
