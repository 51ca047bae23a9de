"""Whether the units' figures are settled: what each row of a draft has come to, and what is still open."""

from django.utils.translation import gettext as _

from ocop.site.registry import get_setting
from programs.domain.cascade.assignments import settled_figures
from programs.domain.cascade.figures import by_unit, packed
from programs.enums import AssignmentState
from programs.models import PlanVersion, Unit


def open_units(version: PlanVersion) -> list[Unit]:
    """Units with figures in the version which are not confirmed, or were changed since; in the annex's order."""
    given = {unit_id: packed(figures) for unit_id, figures in by_unit(version).items()}
    rows = version.assignments.filter(state=AssignmentState.CONFIRMED).prefetch_related("steps")
    settled = {row.unit_id for row in rows if settled_figures(row) == given.get(row.unit_id)}
    units = Unit.objects.in_bulk([unit_id for unit_id, figures in given.items() if figures and unit_id not in settled])
    return [units[unit_id] for unit_id in given if unit_id in units]


def assignment_faults(version: PlanVersion) -> list[str]:
    """What the setting `assignments_confirmed_to_issue` asks for before a draft is issued; [] while it is off."""
    if not get_setting("assignments_confirmed_to_issue"):
        return []
    return [_("Chưa chốt chỉ tiêu với %s.") % unit.name for unit in open_units(version)]
