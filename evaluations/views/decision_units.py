"""The units whose decisions a person drafts."""

from django.http import Http404, HttpRequest
from django.utils import timezone

from programs.models import Unit

from ..domain.decisions.who import units_of


def drafting_units(request: HttpRequest) -> list[Unit]:
    """Units of today whose decisions the person drafts, and of former days when there is none; 404 without any."""
    units = list(units_of(request.user))
    if not units:
        raise Http404
    return present_units(units)


def present_units(units: list[Unit]) -> list[Unit]:
    """Those of today; all when there is none."""
    return [unit for unit in units if unit.is_valid_on(timezone.localdate())] or units
