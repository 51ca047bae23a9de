"""One unit's report: taking the figures, correcting them, sending; for the office above: accepting, returning."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reporting.domain.unit_reports.calls import is_open
from reporting.domain.unit_reports.drafting import (
    TEXTS,
    consolidation_for,
    correct_report,
    draft_figures,
    take_consolidated,
)
from reporting.domain.unit_reports.figures import FIGURES, GROUPS, TARGET, TARGET_SOURCE, period_of
from reporting.domain.unit_reports.sending import accept_report, return_report, submit_report
from reporting.enums import ReportState
from reporting.forms.issue import sent
from reporting.forms.unit_reports import CorrectForm, ReturnForm, SendForm
from reporting.models import ReportSubmission, UnitReport
from reporting.models.unit_report import units_of_tier
from reporting.rules import can_call_reports, can_send_report, can_write_report
from reporting.views.saving import save


def _report(request: HttpRequest, pk: int) -> UnitReport:
    known = UnitReport.objects.visible_to(request.user).select_related("call__unit", "unit", "based_on")
    return get_object_or_404(known, pk=pk)


def _is_own(user: Any, report: UnitReport) -> bool:
    return UnitReport.objects.filter(pk=report.pk, unit__in=units_of_tier(user)).exists()


@require_safe
def unit_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report: a draft to its own unit, what was submitted (`?lan=`, else the last one) to everybody else."""
    report = _report(request, pk)
    submissions = list(report.submissions.select_related("actor").order_by("number"))
    chosen = _chosen(request.GET.get("lan", ""), submissions)
    is_draft = chosen is None and is_open(report) and _is_own(request.user, report)
    shown: Any = report if is_draft else chosen or (submissions[-1] if submissions else None)
    if shown is None:
        raise Http404
    is_answer = report.unit_id != report.call.unit_id
    writes = is_answer and is_open(report) and can_write_report(request.user, report.unit)
    sends = is_draft and report.drafted_at is not None and can_send_report(request.user, report.unit)
    leads = is_answer and can_call_reports(request.user, report.call.unit)
    context = {
        "report": report,
        "call": report.call,
        "period": period_of(report.call),
        "is_draft": is_draft,
        "is_answer": is_answer,
        "shown": shown,
        "submissions": submissions,
        "groups": _groups(report, shown),
        "texts": [(title, shown.texts.get(name, "")) for name, title in TEXTS.items() if shown.texts.get(name)],
        "writes": writes,
        "send_form": SendForm(initial={"revision": report.revision}) if sends else None,
        "return_form": ReturnForm() if leads and report.state in _RETURNABLE else None,
        "can_accept": leads and report.state == ReportState.SUBMITTED,
        "whole": consolidation_for(report) if writes and report.drafted_at else None,
        "is_late": is_open(report) and timezone.localdate() > report.call.due_on,
    }
    return render(request, "reporting/unit_report.html", context)


_RETURNABLE = (ReportState.SUBMITTED, ReportState.ACCEPTED)


def _chosen(text: str, submissions: list[ReportSubmission]) -> ReportSubmission | None:
    return next((each for each in submissions if str(each.number) == text), None)


def _groups(report: UnitReport, shown: Any) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Figures by group: name, what counts, the computed one and the reason where it was corrected, rows behind it."""
    period = period_of(report.call).slug
    found = []
    for group, title in GROUPS.items():
        rows = []
        for spec in (spec for spec in FIGURES if spec.group == group):
            told = shown.corrected.get(spec.key)
            computed = shown.figures.get(spec.key)
            url = reverse("reporting:report_rows", args=[report.unit.code, period, spec.rows]) if spec.rows else ""
            rows.append(
                {
                    "name": spec.name,
                    "note": shown.texts.get(TARGET_SOURCE, "") if spec.key == TARGET else "",
                    "value": told["value"] if told else computed,
                    "computed": computed,
                    "reason": told["reason"] if told else "",
                    "url": url if computed else "",
                }
            )
        found.append((title, rows))
    return found


def _act(request: HttpRequest, pk: int, verb: Callable[[], Any], done: str) -> HttpResponse:
    """Do it and go back to the report; who may not is told there is no such page, a fault is said on the report."""
    try:
        verb()
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect("reporting:unit_report", pk=pk)


@require_POST
def unit_report_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the figures from the data."""
    _report(request, pk)
    return _act(request, pk, lambda: draft_figures(actor=request.user, report_id=pk), _("Đã lấy số liệu."))


@require_POST
def unit_report_sums(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the sums of what the units below reported."""
    _report(request, pk)
    done = _("Đã lấy số tổng hợp từ báo cáo của các đơn vị.")
    return _act(request, pk, lambda: take_consolidated(actor=request.user, report_id=pk), done)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_report_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct figures, each with its reason, and write the words."""
    report = _report(request, pk)
    if not can_write_report(request.user, report.unit) or not is_open(report) or report.drafted_at is None:
        raise Http404
    form = CorrectForm(sent(request), report=report)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if save(form, lambda: correct_report(actor=request.user, report_id=pk, **values)) is not None:
            messages.success(request, _("Đã lưu báo cáo."))
            return redirect("reporting:unit_report", pk=pk)
    context = {"report": report, "call": report.call, "form": form}
    return render(request, "reporting/unit_report_edit.html", context, status=422 if form.errors else 200)


@require_POST
def unit_report_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit it to the office above."""
    _report(request, pk)
    form = SendForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Số, ký hiệu văn bản quá dài."))
        return redirect("reporting:unit_report", pk=pk)
    values = form.cleaned_data
    return _act(request, pk, lambda: submit_report(actor=request.user, report_id=pk, **values), _("Đã gửi báo cáo."))


@require_POST
def unit_report_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it back with the reason."""
    _report(request, pk)
    reason = request.POST.get("reason", "")[:2000]
    done = _("Đã trả lại báo cáo để sửa.")
    return _act(request, pk, lambda: return_report(actor=request.user, report_id=pk, reason=reason), done)


@require_POST
def unit_report_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it as it was sent."""
    _report(request, pk)
    return _act(request, pk, lambda: accept_report(actor=request.user, report_id=pk), _("Đã nhận báo cáo."))
