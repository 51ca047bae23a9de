"""Where a product named by a plan stands on a day: in the batch it is printed in, unless it was moved since."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from programs.models import BatchMove, BatchProduct, Plan, PlanVersion


def standing_on(items: QuerySet[BatchProduct], day: date) -> QuerySet[Any]:
    """Named products with `batch_now`, the id of their batch as moved up to the end of a day; None when they have gone
    over to the year `year_now`. `move_reason`: of the last move, None without one."""
    end = timezone.make_aware(datetime.combine(day, time.max))
    moves = BatchMove.objects.filter(item=OuterRef("pk"), at__lte=end).order_by("-pk")
    year = Subquery(moves.values("to_year")[:1])
    reason = Subquery(moves.values("reason")[:1], output_field=CharField())
    moved = Coalesce(Subquery(moves.values("to_batch")[:1]), F("batch_id"), output_field=IntegerField())
    here = Case(When(year_now=None, then=moved), default=None, output_field=IntegerField())
    return items.annotate(year_now=year, move_reason=reason).annotate(batch_now=here)


def standing_of(version: PlanVersion, day: date | None = None) -> QuerySet[Any]:
    """The named products of a version as they stand on a day (today), in the order of batches and lists."""
    items = BatchProduct.objects.filter(batch__version=version).select_related("batch", "unit")
    return standing_on(items, day or timezone.localdate()).order_by("batch__order", "order", "pk")


def carried_into(plan: Plan) -> QuerySet[BatchProduct]:
    """Products which plans of the same unit carried over to the year of this plan, and which stand there still."""
    items = BatchProduct.objects.filter(
        batch__version__plan__unit__code=plan.unit.code,
        batch__version__plan__unit__tier=plan.unit.tier,
        batch__version__plan__year__lt=plan.year,
    )
    here = standing_on(items.select_related("batch__version__plan", "unit"), timezone.localdate())
    return here.filter(year_now=plan.year).order_by("batch__version__plan__year", "batch__order", "order", "pk")
