"""Calls for reports: the list, who has sent, reminding, and what was sent put together."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.accounts.access import territory_grants
from ocop.text import fold
from ocop.ui.paging import paginate
from programs.enums import Tier
from programs.models import Unit, UnitReach
from reporting.domain.unit_reports.calls import open_call, remind, units_asked
from reporting.domain.unit_reports.consolidate import (
    COUNTED,
    asked_of,
    consolidate,
    consolidation,
    freeze_consolidation,
)
from reporting.domain.unit_reports.export import columns, rows
from reporting.domain.unit_reports.figures import GROUPS, period_of
from reporting.enums import ReportState
from reporting.forms.issue import sent
from reporting.forms.unit_reports import CallForm, first_period
from reporting.models import ReportCall, UnitReport
from reporting.rules import REPORT_CALLERS, can_call_reports
from reporting.views.saving import save
from reporting.views.sheet import spreadsheet
from reporting.views.unit_report_table import whole_rows


def called_units(user: Any) -> QuerySet[Unit]:
    """Units of today for which the person calls for reports."""
    wanted = Q(pk__in=[])
    for tier, roles in REPORT_CALLERS.items():
        wanted |= Q(tier=tier, pk__in=territory_grants(user, roles))
    return Unit.objects.on(timezone.localdate()).filter(wanted).order_by("sort_key", "pk")


@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    """What one has to send, and calls one put out, the latest deadline first."""
    own = UnitReport.objects.asked().filter(call=OuterRef("pk"), unit__in=_own_units(request.user)).order_by("pk")
    asked = ~Q(reports__unit=F("unit"))
    calls = (
        ReportCall.objects.visible_to(request.user)
        .shown()
        .select_related("unit")
        .annotate(
            asked=Count("reports", filter=asked),
            sent=Count("reports", filter=asked & Q(reports__state__in=COUNTED)),
            own_pk=Subquery(own.values("pk")[:1]),
            own_state=Subquery(own.values("state")[:1]),
        )
    )
    context = {
        "page": paginate(calls, request, order=("-due_on", "-id")),
        "calls": called_units(request.user).exists(),
        "today": timezone.localdate(),
        "gathers": set(ReportCall.objects.gathered_by(request.user).values_list("unit_id", flat=True)),
        "states": dict(ReportState.choices),
    }
    return render(request, "reporting/unit_report_calls.html", context)


def _own_units(user: Any) -> Any:
    """Communes and provinces at which the person holds a role: their reports are shown beside the call."""
    return UnitReach.objects.filter(unit__in=territory_grants(user), unit__tier=F("member__tier")).values("member")


@require_http_methods(["GET", "HEAD", "POST"])
def call_new(request: HttpRequest) -> HttpResponse:
    """Ask the units below for a report."""
    unit = called_units(request.user).first()
    if unit is None:
        raise Http404
    form = CallForm(sent(request), initial=first_period())
    if request.method == "POST" and form.is_valid():
        chosen = _chosen(form, unit)
        call = None if form.errors else save(form, lambda: _open(request.user, unit, form, chosen))
        if call is not None:
            messages.success(request, _("Đã gửi yêu cầu báo cáo tới các đơn vị."))
            return redirect("reporting:call_detail", pk=call.pk)
    status = 422 if form.errors else 200
    return render(request, "reporting/unit_report_call_form.html", {"form": form, "unit": unit}, status=status)


def _open(user: Any, unit: Unit, form: CallForm, chosen: list[int] | None) -> ReportCall:
    return open_call(actor=user, unit=unit, units=chosen, **form.values())


def _chosen(form: CallForm, unit: Unit) -> list[int] | None:
    """Ids of the units named in the form, None for all; a name nobody has is told at the field."""
    names = [line.strip() for line in form.cleaned_data["units"].splitlines() if line.strip()]
    if not names:
        return None
    asked = {fold(each.name): each.pk for each in units_asked(unit, form.values()["period"], timezone.localdate())}
    for name in names:
        if fold(name) not in asked:
            form.add_error("units", _("Không có đơn vị “%s” trong kỳ này.") % name)
    return [asked[fold(name)] for name in names if fold(name) in asked]


def _call(request: HttpRequest, pk: int, *, gathers: bool = False) -> ReportCall:
    known = ReportCall.objects.visible_to(request.user)
    if gathers:
        known = known.gathered_by(request.user)
    return get_object_or_404(known.select_related("unit"), pk=pk)


@require_safe
def call_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has sent, who is late; a unit asked sees its own line."""
    call = _call(request, pk)
    lines = asked_of(call, request.user, timezone.localdate())
    state = request.GET.get("loc", "")
    shown = {
        "thieu": [line for line in lines if line.is_missing],
        "tre": [line for line in lines if line.late],
        "cho": [line for line in lines if line.state == ReportState.SUBMITTED],
    }
    context = {
        "call": call,
        "period": period_of(call),
        "lines": shown.get(state, lines),
        "filter": state if state in shown else "",
        "filters": [
            ("", _("Tất cả"), len(lines)),
            ("thieu", _("Chưa gửi"), len(shown["thieu"])),
            ("tre", _("Trễ hạn"), len(shown["tre"])),
            ("cho", _("Chờ nhận"), len(shown["cho"])),
        ],
        "missing": len(shown["thieu"]),
        "leads": can_call_reports(request.user, call.unit),
        "gathers": ReportCall.objects.gathered_by(request.user).filter(pk=pk).exists(),
        "own": set(UnitReport.objects.visible_to(request.user).filter(call=call).values_list("pk", flat=True)),
        "states": dict(ReportState.choices),
    }
    return render(request, "reporting/unit_report_call.html", context)


@require_POST
def call_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask those who have not sent again."""
    call = _call(request, pk, gathers=True)
    try:
        count = remind(actor=request.user, call=call)
    except PermissionDenied as error:
        raise Http404 from error
    words = ngettext("Đã nhắc %d đơn vị.", "Đã nhắc %d đơn vị.", count) % count
    messages.success(request, words if count else _("Các đơn vị chưa gửi đều đã được nhắc hôm nay."))
    return redirect("reporting:call_detail", pk=pk)


@require_safe
def call_whole(request: HttpRequest, pk: int) -> HttpResponse:
    """Unit × figure from what was last submitted; differences from the own data stand in their cells."""
    call = _call(request, pk, gathers=True)
    whole = consolidate(call, user=request.user)
    group = request.GET.get("nhom", "")
    group = group if group in GROUPS else next(iter(GROUPS))
    context = {
        "call": call,
        "period": period_of(call),
        "whole": whole,
        "group": group,
        "groups": GROUPS.items(),
        "table": whole_rows(whole, group),
        "frozen": consolidation(call),
        "leads": can_call_reports(request.user, call.unit),
        "is_province": call.unit.tier == Tier.PROVINCE,
    }
    return render(request, "reporting/unit_report_whole.html", context)


@require_safe
def call_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole table as XLSX."""
    call = _call(request, pk, gathers=True)
    whole = consolidate(call, user=request.user)
    name = f"tong-hop-bao-cao-{call.unit.code.lower()}-{period_of(call).slug}"
    return spreadsheet(columns(), rows(whole), name=name, title=_("Tổng hợp báo cáo"))


@require_POST
def call_freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the sums as they are now."""
    _call(request, pk, gathers=True)
    try:
        made = freeze_consolidation(actor=request.user, call_id=pk)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Đã chốt bản tổng hợp lần %d.") % made.number)
    return redirect("reporting:call_whole", pk=pk)
