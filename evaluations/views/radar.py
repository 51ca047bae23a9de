"""The radar of certificates that end: table, monthly bars, spreadsheet."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ocop.accounts.access import grants_of
from ocop.accounts.enums import TERRITORIAL
from ocop.text import format_number
from ocop.ui.paging import paginate

from ..domain.certificates.chains import link_of
from ..domain.certificates.radar import MONTHS, Bar, Wanted, radar, radar_xlsx
from ..domain.exports import MAX_ROWS
from ..forms.certificates import MONTHS_AHEAD, RadarForm
from .downloads import download

NEXT_YEAR = "nam-sau"
WIDTH, BASE, TOP = 520, 190, 24


@dataclass(frozen=True)
class Drawn:
    """One bar of the chart in units of its view box."""

    bar: Bar
    x: str
    y: str
    width: str
    height: str
    middle: str
    is_labelled: bool


def drawn_bars(bars: list[Bar]) -> list[Drawn]:
    """Bars over the width; every third month is labelled where labels would touch each other."""
    top = max((bar.count for bar in bars), default=0) or 1
    step = WIDTH / max(len(bars), 1)
    every = 1 if len(bars) <= 7 else 3
    drawn = []
    for number, bar in enumerate(bars):
        height = (BASE - TOP) * bar.count / top
        place = (number * step + step * 0.15, BASE - height, step * 0.7, height, number * step + step / 2)
        drawn.append(Drawn(bar, *(f"{value:.1f}" for value in place), number % every == 0))
    return drawn


def read_wanted(request: HttpRequest) -> Wanted:
    """Filters of the url; nonsense narrows nothing."""
    text = request.GET.get("den", "")
    today = timezone.localdate()
    months = int(text) if text.isascii() and text.isdigit() and int(text) in MONTHS_AHEAD else MONTHS
    star = request.GET.get("sao", "")
    return Wanted(
        today=today,
        months=months,
        plan_year=today.year + 1 if text == NEXT_YEAR else None,
        unit=request.GET.get("don-vi", "").replace("\0", "").strip()[:100],
        star=int(star) if star in ("3", "4", "5") else None,
    )


@require_safe
def radar_page(request: HttpRequest) -> HttpResponse:
    """Certificates in force that end soon; `don-vi`, `sao`, `den` (months, or "nam-sau") narrow them."""
    wanted = read_wanted(request)
    found = radar(request.user, wanted)
    page = paginate(found.recognitions.select_related("product__producer"), request, order=("expires_on", "id"))
    lines: list[Any] = [(link_of(one, wanted.today), found.unit_of(one)) for one in page]
    chosen = NEXT_YEAR if wanted.plan_year else str(wanted.months)
    form = RadarForm({"don-vi": wanted.unit, "sao": str(wanted.star or ""), "den": chosen})
    context = {
        "form": form,
        "found": found,
        "page": page,
        "lines": lines,
        "bars": drawn_bars(found.bars),
        "wanted": wanted,
        "next_year": wanted.today.year + 1,
        "query": request.GET.urlencode(),
        "home_unit": _home_unit(request.user),
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "evaluations/radar.html", context)


def _home_unit(user: Any) -> Any:
    """The widest unit the person works for: lists of it can be made as documents. None for members of councils."""
    units = [grant.unit for grant in grants_of(user) if grant.role in TERRITORIAL]
    return min(units, key=lambda unit: len(unit.path), default=None)


@require_safe
def radar_file(request: HttpRequest) -> HttpResponse:
    """The spreadsheet of what the page with the same query shows."""
    wanted = read_wanted(request)
    found = radar(request.user, wanted)
    if found.total > MAX_ROWS:
        text = _("Có %(count)s dòng, mỗi lần chỉ xuất được %(limit)s. Hãy lọc bớt rồi xuất.")
        messages.error(request, text % {"count": format_number(found.total), "limit": format_number(MAX_ROWS)})
        return redirect(f"{reverse('evaluations:radar')}?{request.GET.urlencode()}")
    name = f"ke-hoach-{wanted.plan_year}" if wanted.plan_year else "sap-het-han"
    return download(radar_xlsx(found, wanted.today), "xlsx", name)
