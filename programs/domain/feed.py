"""Units and plans in the change feed."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, JSONField, Max, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject

from ocop.accounts.access import territory_grants
from ocop.api.domain.feed_registry import Feed, register_feed, register_stamp
from ocop.api.enums import FeedResource

from ..enums import VersionState
from ..models import Plan, PlanVersion, Target, Unit, UnitLineage, UnitReach


def reached(user: Any, units: Collection[int]) -> Iterable[int]:
    """Those of the units that the account's grants of today reach."""
    pairs = UnitReach.objects.filter(unit__in=territory_grants(user), member__in=units)
    return pairs.values_list("member", flat=True)


def reached_or_above(user: Any, units: Collection[int]) -> Iterable[int]:
    """The same with the units above: their issued plans are sent down."""
    pairs = UnitReach.objects.filter(member__in=territory_grants(user), unit__in=units)
    return (*reached(user, units), *pairs.values_list("unit", flat=True))


def _unit() -> dict[str, Any]:
    edges = UnitLineage.objects.filter(predecessor=OuterRef("pk")).order_by("successor")
    columns = ("id", "code", "tier", "kind", "name", "valid_from", "valid_to", "parent_code", "path", "lat", "lon")
    return {name: name for name in columns} | {"successors": ArraySubquery(edges.values("successor"))}


def _plan() -> dict[str, Any]:
    """With the text in force: the version issued last and its targets."""
    versions = PlanVersion.objects.filter(state=VersionState.ISSUED).order_by("-issued_on", "-pk")
    issued, newest = versions.filter(plan=OuterRef("pk")), versions.filter(plan=OuterRef(OuterRef("pk")))
    line = JSONObject(
        unit_id="unit_id", unit_code="unit__code", star="star", kind="kind", committed="committed", working="working"
    )
    of_newest = Target.objects.filter(version=Subquery(newest.values("pk")[:1])).order_by().values("version")
    targets = of_newest.annotate(all=JSONBAgg(line, order_by=[F("order"), F("pk")])).values("all")
    columns = ("id", "revision", "slug", "unit_id", "year", "title", "closed_on", "updated_at")
    return {name: name for name in columns} | {
        "unit_code": "unit__code",
        "issued_number": Subquery(issued.values("number")[:1]),
        "issued_symbol": Subquery(issued.values("symbol")[:1]),
        "issued_on": Subquery(issued.values("issued_on")[:1]),
        "targets": Coalesce(Subquery(targets), Value([], JSONField())),
    }


def _reach_stamp(_user: Any) -> str:
    """The closure is written anew as a whole: its newest row says which it is."""
    return str(UnitReach.objects.aggregate(newest=Max("pk"))["newest"])


def register() -> None:
    """Called when the app is ready."""
    of_day = "told.code || '/?on=' || told.valid_from"  # codes are used again
    register_feed(Feed(FeedResource.UNITS, Unit, Unit.objects.visible_to, _unit, None, address=of_day, address_end=""))
    register_feed(Feed(FeedResource.PLANS, Plan, Plan.objects.visible_to, _plan, reached_or_above, address="told.slug"))
    register_stamp(_reach_stamp)
