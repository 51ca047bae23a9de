"""The rows a report of a period is computed from, read in a constant number of queries and given to rows of units."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import BooleanField, Exists, ExpressionWrapper, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from evaluations.enums import CouncilLevel, ReferralOutcome
from evaluations.models import EvaluationResult, Recognition
from products.enums import DossierStep
from products.models import Dossier, Producer

from ..progress_places import Found, PlanMap
from .types import DossierFact, Fact

OUTSIDE = -1
FIVE = 5


def read_facts(plan_map: PlanMap, *, as_of: date, with_illustration: bool) -> list[Fact]:
    """Recognitions by `as_of` of every product that has one in the territory, by product and day; one query."""
    territory = plan_map.territory()
    known: Any = Recognition.objects.filter(decided_on__lte=as_of, product__merged_into=None)
    if not with_illustration:
        known = known.filter(is_illustration=False)
    inside: Any = Value(True)
    if territory:
        inside = ExpressionWrapper(territory, output_field=BooleanField())
        known = known.filter(product__in=known.filter(territory).order_by().values("product"))
    rows = (
        known.with_end()
        .annotate(inside=inside)
        .order_by("product_id", "decided_on", "pk")
        .values_list(
            *("pk", "product_id", "product__producer_id", "unit_id", "star", "kind", "decided_on", "withdrawn_on"),
            *("in_force_until", "product__product_set", "product__producer__legal_form", "is_illustration", "inside"),
        )
    )
    return list(map(Fact._make, rows))


def read_dossiers(plan_map: PlanMap, *, first: date, as_of: date, with_illustration: bool) -> list[DossierFact]:
    """Dossiers of the territory with a counted step in the span, and those waiting for the Ministry; one query."""
    results = EvaluationResult.objects.filter(dossier=OuterRef("pk"), decided_on__lte=as_of)
    failed = results.filter(Q(star=None) | Q(star__lt=3)).order_by("-decided_on")
    potential = results.filter(star=FIVE, entry__session__council__level=CouncilLevel.PROVINCE).order_by("-decided_on")
    steps = {
        "qualified_on": Min("moves__on", filter=Q(moves__step=DossierStep.QUALIFY)),
        "rejected_on": Min("moves__on", filter=Q(moves__step=DossierStep.REJECT)),
    }
    ministry = Recognition.objects.filter(
        product=OuterRef("product"), star=FIVE, decided_on__gte=OuterRef("potential_since")
    ).order_by("decided_on")
    answered = potential.exclude(referral__outcome=ReferralOutcome.WAITING).values("referral__outcome_on")
    dossiers = Dossier.objects.filter(plan_map.territory(), product__merged_into=None)
    if not with_illustration:
        dossiers = dossiers.filter(is_illustration=False)
    counted = (
        Q(submitted_on__range=(first, as_of))
        | Q(pk__in=Dossier.objects.filter(moves__on__range=(first, as_of)).order_by().values("pk"))
        | Exists(failed.filter(decided_on__gte=first))
        | Exists(potential)
    )
    rows = (
        dossiers.filter(counted)
        .order_by("pk")
        .annotate(
            **steps,
            failed_on=Subquery(failed.values("decided_on")[:1]),
            potential_since=Subquery(potential.values("decided_on")[:1]),
        )
        .annotate(potential_until=Coalesce(Subquery(answered[:1]), Subquery(ministry.values("decided_on")[:1])))
        .values_list(
            *("pk", "product__producer_id", "unit_id", "star_sought", "submitted_on", "qualified_on", "rejected_on"),
            *("failed_on", "potential_since", "potential_until", "is_illustration"),
        )
    )
    return list(map(DossierFact._make, rows))


class Placing:
    """To which row of the map each fact belongs: its unit's, or where that is unclear (a split commune) its producer's,
    as progress does (ADR 0003). At most 5 queries when made, none afterwards."""

    def __init__(self, plan_map: PlanMap, facts: Iterable[Fact | DossierFact]) -> None:
        pairs = {(fact.unit, fact.producer) for fact in facts}
        units = {unit for unit, _producer in pairs}
        plan_map.prepare(units)
        found = {unit: plan_map.find(unit) for unit in units}
        self._rows = {unit: _row(place) for unit, place in found.items()}
        unclear = {unit for unit, place in found.items() if place.row is None and not place.outside}
        again = {pair for pair in pairs if pair[0] in unclear}
        homes = _homes(plan_map, {producer for _unit, producer in again})
        self._single = {pair: _look_again(plan_map, pair[0], *homes[pair[1]]) for pair in again}
        self.has_outside = OUTSIDE in self._rows.values() or OUTSIDE in self._single.values()

    def row(self, fact: Fact | DossierFact) -> int | None:
        """Unit id of the row; None belongs to no single one; OUTSIDE lies beyond the territory."""
        if self._single and (fact.unit, fact.producer) in self._single:
            return self._single[fact.unit, fact.producer]
        return self._rows[fact.unit]


def _row(place: Found) -> int | None:
    return OUTSIDE if place.outside else place.row


def _homes(plan_map: PlanMap, producers: set[int]) -> dict[int, tuple[int, frozenset[int]]]:
    """Producer → the unit where it is registered, and where it was put by decision after a split."""
    if not producers:
        return {}
    rows = Producer.objects.filter(pk__in=producers).annotate(decided=ArrayAgg("attributions__unit"))
    homes = {
        pk: (home, frozenset(unit for unit in decided if unit))
        for pk, home, decided in rows.order_by().values_list("pk", "unit_id", "decided")
    }
    plan_map.prepare({home for home, _decided in homes.values()}.union(*(decided for _home, decided in homes.values())))
    return homes


def _look_again(plan_map: PlanMap, unit: int, home: int, chosen: frozenset[int]) -> int | None:
    place = plan_map.find(unit, chosen)
    if place.row is None and not place.outside and home != unit:
        place = plan_map.find(home, chosen)
    return _row(place)
