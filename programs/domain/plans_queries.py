"""Reads over several models for the pages of plans."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Sum

from ocop.text import fold
from programs.enums import Tier, VersionState
from programs.models import Plan, PlanVersion, Target


def plan_list(user: Any, filters: Mapping[str, str]) -> QuerySet[Plan]:
    """Plans the user may see, with unit and versions; `filters`: nam (year), cap (tier), trang-thai, don-vi (words).

    A filter that says nothing known is left out.
    """
    versions = PlanVersion.objects.visible_to(user).order_by("-state", "-issued_on", "-id")
    plans = Plan.objects.visible_to(user).select_related("unit").prefetch_related(Prefetch("versions", versions))
    if filters.get("nam", "").isdigit():
        plans = plans.filter(year=int(filters["nam"][:4]))
    if filters.get("cap") in Tier.values:
        plans = plans.filter(unit__tier=filters["cap"])
    if filters.get("trang-thai") in VersionState.values:
        of_state = PlanVersion.objects.visible_to(user).filter(plan=OuterRef("pk"), state=filters["trang-thai"])
        plans = plans.filter(Exists(of_state))
    words = fold(filters.get("don-vi", ""))
    return plans.filter(unit__fold__contains=words) if words else plans


def headline_totals(versions: Iterable[PlanVersion]) -> dict[int, dict[int, int]]:
    """Committed figures at the plans' own units: version id → {star: number}. One query."""
    table: dict[int, dict[int, int]] = {}
    rows = Target.objects.headline().filter(version__in=[version.pk for version in versions])
    sums = rows.order_by().values("version", "star").annotate(number=Sum("committed"))
    for row in sums:
        table.setdefault(row["version"], {})[row["star"]] = row["number"]
    return table
