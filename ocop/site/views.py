"""Settings and the working calendar: administrators of the whole installation."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ocop.accounts.access import is_national_admin
from ocop.audit.models import LegalAct
from ocop.text import format_date

from .domain import CALENDAR_YEARS, add_calendar_day, change_calendar_day, change_setting, remove_calendar_day
from .forms import CalendarDayForm, NewCalendarDayForm, SettingsForm
from .models import CalendarDay, SiteSetting
from .registry import DECLARED
from .workdays import general_year

View = Callable[..., HttpResponse]


def national_admins_only(view: View) -> View:
    """404 for everybody but administrators of the whole installation."""

    @wraps(view)
    def gate(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not is_national_admin(request.user):
            raise Http404
        return view(request, **kwargs)

    return gate


@require_http_methods(["GET", "POST"])
@national_admins_only
def settings_page(request: HttpRequest) -> HttpResponse:
    """All settings with their reasons; each change is kept in the row history."""
    form = SettingsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            changed = [change_setting(actor=request.user, key=key, value=form.cleaned_data[key]) for key in DECLARED]
        names = [str(DECLARED[stored.key].label) for stored in changed if stored]
        messages.success(request, _("Đã đổi: %s.") % "; ".join(names) if names else _("Không có gì thay đổi."))
        return redirect("site:settings")
    stored = SiteSetting.objects.filter(key__in=DECLARED).order_by("key")
    changed_ones = [{"label": DECLARED[row.key].label, "row": row} for row in stored]
    return render(request, "site/settings.html", {"form": form, "changed": changed_ones})


@require_GET
@national_admins_only
def calendar_page(request: HttpRequest) -> HttpResponse:
    """The exceptions of a year with who decided them, beside the days off of the general calendar."""
    year = _year(request.GET.get("nam", ""))
    days = list(CalendarDay.objects.filter(day__year=year).order_by("day"))
    general = general_year(year)
    deciders = _deciders(days)
    context = {
        "year": year,
        "years": [one for one in (year - 1, year + 1) if CALENDAR_YEARS[0] <= one <= CALENDAR_YEARS[1]],
        "rows": [{"day": day, "act": deciders.get(str(day.pk))} for day in days],
        "off": general.off.items(),
        "worked": sorted(general.worked),
    }
    return render(request, "site/calendar.html", context)


def _year(text: str) -> int:
    """A year of the calendar; this one for anything else."""
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if CALENDAR_YEARS[0] <= year <= CALENDAR_YEARS[1] else timezone.localdate().year


def _deciders(days: list[CalendarDay]) -> dict[str, LegalAct]:
    """The newest act on each day, with its person."""
    ids = [str(day.pk) for day in days]
    acts = LegalAct.objects.filter(subject_type="site.calendarday", subject_id__in=ids).select_related("actor")
    return {act.subject_id: act for act in acts.order_by("sequence")}


def _to_year(day: CalendarDay) -> HttpResponse:
    return redirect(f"{reverse('site:calendar')}?nam={day.day.year}")


@require_http_methods(["GET", "POST"])
@national_admins_only
def calendar_day_new(request: HttpRequest) -> HttpResponse:
    """A day off or a worked day that the general calendar does not know."""
    form = NewCalendarDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("day", "is_working", "reason")}
        try:
            stored = add_calendar_day(actor=request.user, **facts)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Đã ghi ngày %s vào lịch làm việc.") % format_date(stored.day))
            return _to_year(stored)
    return render(request, "site/calendar_day.html", {"form": form, "day": None})


@require_http_methods(["GET", "POST"])
@national_admins_only
def calendar_day(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide an exception anew."""
    day = get_object_or_404(CalendarDay, pk=pk)
    initial = {"is_working": "1" if day.is_working else "0", "reason": day.reason, "revision": day.revision}
    form = CalendarDayForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_calendar_day(actor=request.user, day_id=day.pk, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            form.data = form.data.copy()
            form.data["revision"] = str(day.revision)
        else:
            messages.success(request, _("Đã sửa ngày %s trong lịch làm việc.") % format_date(day.day))
            return _to_year(day)
    return render(request, "site/calendar_day.html", {"form": form, "day": day})


@require_POST
@national_admins_only
def calendar_day_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the day to the general calendar again."""
    day = get_object_or_404(CalendarDay, pk=pk)
    remove_calendar_day(actor=request.user, day_id=day.pk)
    messages.success(request, _("Đã bỏ ngày %s khỏi bảng; ngày này theo lịch chung.") % format_date(day.day))
    return _to_year(day)
