"""The plan a unit's own plan is built on: the issued one of the unit above, and what it gives."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from ocop.text import format_date
from programs.domain.cascade.promised import Figure, given_to, in_force_on, promised_on
from programs.enums import VersionState
from programs.models import PlanVersion, Target, Unit


class Given(NamedTuple):
    """What the plan above gives a unit: the version in force on the day; (star, kind) → figure, adjustments in."""

    version: PlanVersion
    figures: dict[tuple[int, str], Figure]

    @property
    def words(self) -> str:
        """Where the figures come from, for a unit that has no plan of its own."""
        facts = {"number": self.version.document_number, "issuer": self.version.issuer}
        facts["day"] = format_date(self.version.issued_on) if self.version.issued_on else ""
        return _("Chỉ tiêu do Kế hoạch số %(number)s ngày %(day)s của %(issuer)s giao; chưa có kế hoạch riêng.") % facts


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


def given_on(unit: Unit, year: int, day: date) -> Given | None:
    """What the plan above gives the unit at the end of the day; None when there is no such plan or it gives nothing.

    At most four queries."""
    above = plan_above(unit, year)
    version = in_force_on(above.plan, day).select_related("plan").first() if above else None
    if version is None:
        return None
    figures = given_to(promised_on(version.plan, day, version), unit.pk)
    return Given(version, figures) if figures else None
