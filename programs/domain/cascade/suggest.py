"""A suggestion for the target sheet: the plan's own total divided among the units below, to be changed by a person."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from programs.domain.cascade.promised import promised_on
from programs.domain.cascade.split import split
from programs.domain.targets_grid import STARS
from programs.enums import VersionState
from programs.models import PlanVersion, Unit

WAYS = ("deu", "nam-truoc")


def weights_of(version: PlanVersion, unit_ids: Sequence[int], way: str) -> list[int]:
    """Weights of the units: equal ("deu"), or the committed totals of last year's plan ("nam-truoc"; units by code)."""
    if way != "nam-truoc":
        return [1] * len(unit_ids)
    unit, year = version.plan.unit, version.plan.year - 1
    issued = PlanVersion.objects.filter(
        plan__unit__code=unit.code, plan__unit__tier=unit.tier, plan__year=year, state=VersionState.ISSUED
    )
    last = issued.select_related("plan__unit").order_by("-issued_on", "-pk").first()
    given: dict[int, int] = {}
    for (unit_id, _star, _kind), figure in (promised_on(last.plan, timezone.localdate(), last) if last else {}).items():
        given[unit_id] = given.get(unit_id, 0) + figure[0]
    codes = dict(Unit.objects.filter(pk__in=[*given, *unit_ids]).values_list("pk", "code"))
    by_code = {codes[unit_id]: number for unit_id, number in given.items()}
    return [by_code.get(codes[unit_id], 0) for unit_id in unit_ids]


def suggested(totals: Mapping[int, int], weights: Sequence[int]) -> list[dict[int, int]]:
    """{star: number} for each unit, each star divided on its own; columns sum to `totals` exactly."""
    columns = {star: split(totals.get(star, 0), weights) for star in STARS}
    return [{star: columns[star][index] for star in STARS} for index in range(len(weights))]
