"""The commune's report (Mẫu 03): written, looked at in its form, issued and locked."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from programs.enums import Tier
from programs.models import Unit

from ..domain.dossiers.queries import levels_of, unit_above
from ..domain.dossiers.reports import issue_report, next_number, start_report, update_report
from ..enums import CommuneTopic, Level, ReportState
from ..forms.reports import IssueForm, ReportForm
from ..models import CommuneReport, Dossier
from .dossier_common import dossier_of, head
from .gate import posted, save, sent


def _writes(request: HttpRequest, dossier: Dossier) -> bool:
    """Whether the person writes for the commune of the dossier (QĐ 26/2026, Điều 7.2)."""
    return Level.COMMUNE in levels_of(request.user, dossier)


def _draft_of(request: HttpRequest, pk: int) -> CommuneReport:
    """The draft the person may write; 404 when it is issued, another's, or none."""
    report = _report_of(request, pk)
    if report.state != ReportState.DRAFT or not _writes(request, report.dossier):
        raise Http404
    return report


def _report_of(request: HttpRequest, pk: int) -> CommuneReport:
    visible = CommuneReport.objects.visible_to(request.user)
    found = visible.select_related("dossier__product__producer__unit", "dossier__unit")
    return get_object_or_404(found.prefetch_related("topics"), pk=pk)


@require_POST
def report_start(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft of a dossier's report, new or the one there is."""
    dossier = dossier_of(request, pk)
    if not _writes(request, dossier):
        raise Http404
    try:
        report = start_report(actor=request.user, dossier_id=pk)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("products:dossier_detail", pk=pk)
    return redirect("products:report_edit", pk=report.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def report_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the four contents; somebody else's save is told and nothing typed is lost."""
    report = _draft_of(request, pk)
    form = ReportForm(sent(request), report=report)
    if posted(form, request):
        revision, values = form.cleaned_data["revision"], form.values()
        if save(form, lambda: update_report(actor=request.user, report_id=pk, revision=revision or 0, **values)):
            messages.success(request, _("Đã lưu báo cáo của xã."))
            done = "products:report_detail" if "xem" in request.POST else "products:report_edit"
            return redirect(done, pk=pk)
    context = {**head(report.dossier, here=_("Viết báo cáo của xã")), "report": report, "form": form}
    return render(request, "products/report_edit.html", context)


@require_safe
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The report in the order of Mẫu 03; a draft says what is still to be written."""
    report = _report_of(request, pk)
    dossier = report.dossier
    producer, day = dossier.product.producer, report.issued_on or timezone.localdate()
    context = {
        **head(dossier),
        "report": report,
        "can_edit": report.state == ReportState.DRAFT and _writes(request, dossier),
        "topics": _topics(report),
        "person": getattr(producer, "representation", None),
        "commune_name": _within_sentence(dossier.unit),
        "province_name": _within_sentence(unit_above(dossier.unit, Tier.PROVINCE, day)) or _("tỉnh …"),
        "others": dossier.commune_reports.exclude(pk=pk).order_by("-pk"),
    }
    return render(request, "products/report_detail.html", context)


def _within_sentence(unit: Unit | None) -> str:
    """ "Xã Lưu Vệ" inside a sentence: "xã Lưu Vệ"."""
    return unit.name[:1].lower() + unit.name[1:] if unit else ""


def _topics(report: CommuneReport) -> list[dict[str, Any]]:
    texts = {topic.topic: topic for topic in report.topics.all()}
    return [
        {"number": number, "title": topic.label, "text": texts.get(topic)}
        for number, topic in enumerate(CommuneTopic, 1)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def report_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Number, day and signer; issuing locks the report and takes the step. Sent again: issued once."""
    report = _report_of(request, pk)
    if not _writes(request, report.dossier):
        raise Http404
    if report.state == ReportState.ISSUED:
        return redirect("products:report_detail", pk=pk)
    today = timezone.localdate()
    initial = {"number": next_number(report.dossier, today), "issued_on": today, "revision": report.revision}
    form = IssueForm(sent(request), initial=initial | _last_signer(report))
    if posted(form, request):
        data = form.cleaned_data
        if save(form, lambda: issue_report(actor=request.user, report_id=pk, **data)):
            messages.success(request, _("Đã ban hành báo cáo của xã; nội dung được giữ nguyên từ đây."))
            return redirect("products:dossier_detail", pk=report.dossier_id)
    empty = [row["title"] for row in _topics(report) if not (row["text"] and row["text"].assessed.strip())]
    context = {
        **head(report.dossier, here=_("Ban hành báo cáo của xã")),
        "report": report,
        "form": form,
        "empty": empty,
    }
    return render(request, "products/report_issue.html", context)


def _last_signer(report: CommuneReport) -> dict[str, str]:
    """Who signed the commune's last report: most often the same person."""
    issued = CommuneReport.objects.filter(dossier__unit__code=report.dossier.unit.code, state=ReportState.ISSUED)
    last = issued.order_by("-issued_on", "-pk").first()
    return {"signer_name": last.signer_name, "signer_position": last.signer_position} if last else {}
