"""Reads over recognitions for lists and exports."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from products.domain.queries import Filters, holds_words, matching_units
from programs.models import Plan, UnitReach

from ..models import Recognition


def filter_recognitions(recognitions: QuerySet[Recognition], filters: Filters) -> QuerySet[Recognition]:
    """Narrowed by words of product, producer and unit or by a decision number ("12/QĐ"), by the unit of its day,
    star, kind and year."""
    if "/" in filters.text:
        recognitions = recognitions.filter(decision_number__icontains=filters.text)
    else:
        recognitions = recognitions.filter(holds_words(filters.text, "product__fold"))
    if filters.unit:
        reached = UnitReach.objects.filter(unit__in=matching_units(filters.unit, filters.day)).values("member")
        recognitions = recognitions.filter(unit__in=reached)
    exact: dict[str, Any] = {"star": filters.star, "kind": filters.kind}
    recognitions = recognitions.filter(**{name: value for name, value in exact.items() if value})
    if filters.year:
        first, last = date(filters.year, 1, 1), date(filters.year, 12, 31)
        recognitions = recognitions.decided_between(first, last)  # type: ignore[attr-defined]
    return recognitions


def plans_for(user: Any) -> QuerySet[Plan]:
    """Plans a recognition may be counted for by this person."""
    return Plan.objects.in_territory(user).select_related("unit").order_by("-year", "pk")
