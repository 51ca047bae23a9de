"""Pages of administrative units: find them on any day's map, see what they were before and became after."""

from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ocop.text import format_number
from ocop.ui.context import read_day
from programs.domain.units import children_of, count_units, history, search_units
from programs.enums import Tier
from programs.models import Unit
from programs.rules import runs_reforms

MOST_FOUND = 50
BORDERS = (date(2025, 6, 30), date(2025, 7, 1))
"""The two sides of the reform, offered as shortcuts."""
DATA_BEGINS = (date(2019, 12, 1), date(2025, 1, 1))
"""Days on which the loaded data begin (units_data/NOTICE.md): no unit was founded by them."""


def map_day(request: HttpRequest) -> tuple[date, str]:
    """The day of `?ngay=`, today without one; and what is wrong with it."""
    text = request.GET.get("ngay", "").strip()
    day = read_day(text) if text else timezone.localdate()
    if day is None:
        return timezone.localdate(), _("“%(text)s” không phải là ngày. Ghi theo dạng 30/06/2025.") % {"text": text}
    return day, ""


def day_query(day: date) -> str:
    """ "?ngay=2025-06-30", empty for today: links keep the map one looks at."""
    return "" if day == timezone.localdate() else "?" + urlencode({"ngay": day.isoformat()})


@require_safe
def unit_list(request: HttpRequest) -> HttpResponse:
    """Provinces of a day with the number of units, or what a search (`?q=`) finds on that day's map."""
    day, fault = map_day(request)
    text = request.GET.get("q", "").strip()[:100]
    found = search_units(text, day, limit=MOST_FOUND + 1) if text else []
    context = {
        "day": day,
        "fault": fault,
        "text": text,
        "found": found[:MOST_FOUND],
        "has_more": len(found) > MOST_FOUND,
        "provinces": [] if text else children_of(None, day),
        "query": day_query(day),
        "borders": [(border, day_query(border)) for border in BORDERS],
    }
    if request.headers.get("HX-Target") == "ket-qua":
        return render(request, "programs/unit_found.html", context)
    page = {"counts": count_units(day), "runs_reforms": runs_reforms(request.user)}
    return render(request, "programs/unit_list.html", context | page)


@require_safe
def unit_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One unit as it was on a day: facts, before and after, what lies below it, where it lies."""
    day, fault = map_day(request)
    versions = list(
        Unit.objects.visible_to(request.user)
        .filter(code=code)
        .select_related("instrument_from", "instrument_to")
        .order_by("valid_from")
    )
    if not versions:
        raise Http404
    unit, is_there = _version(versions, day)
    shown = day if is_there else (unit.valid_to or unit.valid_from)
    is_nation = unit.tier == Tier.NATION
    context = {
        "unit": unit,
        "day": day,
        "fault": fault,
        "is_there": is_there,
        "shown": shown,
        "query": day_query(shown),
        "versions": [(version, _address(version)) for version in versions],
        "above": _above(unit, shown),
        "children": [] if unit.tier == Tier.COMMUNE else children_of(None if is_nation else unit, shown),
        "below": count_units(shown, unit.code) if unit.tier == Tier.PROVINCE else None,
        "dots": _dots(unit, shown),
        **_history(unit),
    }
    return render(request, "programs/unit_detail.html", context)


def _version(versions: list[Unit], day: date) -> tuple[Unit, bool]:
    """The version of the day; else the last one before it, else the first."""
    there = next((version for version in versions if version.is_valid_on(day)), None)
    if there is not None:
        return there, True
    before = [version for version in versions if version.valid_from <= day]
    return (before or versions[:1])[-1], False


def _address(unit: Unit) -> str:
    """The page of a version on a day when it was there."""
    today = timezone.localdate()
    day = today if unit.is_valid_on(today) else (unit.valid_to or unit.valid_from)
    return reverse("programs:unit_detail", args=[unit.code]) + day_query(day)


def _above(unit: Unit, day: date) -> list[Unit]:
    codes = unit.path.split("/")[:-2]
    found = {u.code: u for u in Unit.objects.on(day).filter(code__in=codes)}
    return [found[code] for code in codes if code in found]


def _history(unit: Unit) -> dict[str, Any]:
    made = history(unit)
    return {
        "before": [(step, _address(step.unit)) for step in made.before],
        "after": [(step, _address(step.unit)) for step in made.after],
        "derived": [(heir, _address(heir)) for heir in made.derived],
        "begins_with_data": not made.before and unit.instrument_from is None and unit.valid_from in DATA_BEGINS,
        "is_split": any(step.depth == 1 and not step.is_whole for step in made.after),
    }


def _dots(unit: Unit, day: date) -> dict[str, Any] | None:
    """A drawing of the province's communes as points, this unit marked, north up, at most 240 wide and high."""
    if unit.lat is None or unit.lon is None or unit.tier == Tier.NATION:
        return None
    communes = Unit.objects.on(day).filter(tier=Tier.COMMUNE, path__startswith=f"{unit.province_code}/")
    places = [(lat, lon) for lat, lon in communes.values_list("lat", "lon") if lat is not None and lon is not None]
    places.append((unit.lat, unit.lon))
    south, west = min(lat for lat, _lon in places), min(lon for _lat, lon in places)
    high = max(max(lat for lat, _lon in places) - south, 0.01)
    wide = max(max(lon for _lat, lon in places) - west, 0.01)
    scale = min(230 / wide, 230 / high)
    drawn = [(f"{5 + (lon - west) * scale:.1f}", f"{5 + (high - (lat - south)) * scale:.1f}") for lat, lon in places]
    return {
        "box": f"0 0 {10 + wide * scale:.0f} {10 + high * scale:.0f}",
        "others": drawn[:-1],
        "here": drawn[-1],
        "place": _("%(lat)s° Bắc, %(lon)s° Đông")
        % {"lat": format_number(Decimal(str(unit.lat)), 4), "lon": format_number(Decimal(str(unit.lon)), 4)},
    }
