"""The plan a unit's own plan is built on: the issued one of the unit above, and what it gives."""

from programs.enums import VersionState
from programs.models import PlanVersion, Target, Unit


def _paths_above(path: str) -> list[str]:
    """ "38/396/" → ["", "38/"]: the nation first, the nearest last."""
    codes = path.rstrip("/").split("/")
    return ["".join(f"{code}/" for code in codes[:size]) for size in range(len(codes))]


def plan_above(unit: Unit, year: int) -> PlanVersion | None:
    """The version in force of the nearest unit above that issued a plan for the year, with plan and unit; else None.

    One query. A district's plan counts for its communes while there are districts (until 30/06/2025).
    """
    if not unit.path:
        return None
    issued = PlanVersion.objects.filter(
        state=VersionState.ISSUED,
        plan__year=year,
        plan__unit__path__in=_paths_above(unit.path),
        plan__unit__valid_from__year__lte=year,
    )
    nearest = sorted(
        issued.select_related("plan__unit"),
        key=lambda version: (len(version.plan.unit.path), str(version.issued_on), version.pk),
    )
    return nearest[-1] if nearest else None


def assigned(unit: Unit, year: int) -> list[Target]:
    """What the issued plan above gives to the unit, as issued; [] when there is none. Adjustments: `given_now`."""
    version = plan_above(unit, year)
    return list(version.targets.filter(unit=unit).order_by("-star", "kind")) if version else []
