"""Pages of one recognition: its certificate with the dates, its chain, extension and withdrawal."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ocop.text import format_date

from ..domain.certificates.chains import chain_of, link_of
from ..domain.certificates.codes import public_code
from ..domain.certificates.extend import extend
from ..domain.certificates.keepers import kept_by
from ..domain.certificates.timeline import timeline
from ..domain.certificates.withdraw import (
    competent_for,
    decide_withdrawal,
    drop_withdrawal,
    open_cases,
    open_withdrawal,
)
from ..enums import WithdrawalState
from ..forms.certificates import DecisionForm, DropForm, ExtendForm, WithdrawalForm
from ..models import CertificateExtension, Recognition, RecognitionDecision
from .saving import save

SHOWN = 200
"""Cases of withdrawal on one page; more than that are not open at once in a country."""


@require_safe
def recognition_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """State, four dates, decision, certificate, chain of the product."""
    visible = Recognition.objects.visible_to(request.user).with_life()
    recognition = get_object_or_404(visible.select_related("product__producer", "unit", "certificate"), pk=pk)
    today = timezone.localdate()
    link = link_of(recognition, today)
    decisions = RecognitionDecision.objects.visible_to(request.user)
    context = {
        "recognition": recognition,
        "link": link,
        "steps": timeline(recognition, link, today),
        "chain": chain_of(recognition.product, today),
        "extension": CertificateExtension.objects.filter(recognition=pk).select_related("recorded_by").first(),
        "cases": recognition.withdrawals.all(),
        "reminders": recognition.reminders.order_by("-months"),
        "decision": decisions.filter(items__recognition=pk).first(),
        "certificate": getattr(recognition, "certificate", None),
        "can_keep": kept_by(request.user).filter(pk=pk).exists(),
        "code": public_code(pk),
        "today": today,
    }
    return render(request, "evaluations/recognition_detail.html", context)


def _kept(request: HttpRequest, pk: int) -> Any:
    """The recognition with its life; the page is absent for who does not keep it."""
    kept = kept_by(request.user).with_life().select_related("product__producer", "unit")
    return get_object_or_404(kept, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def recognition_extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Extend a certificate under Điều 12.3, or correct its extension."""
    recognition = _kept(request, pk)
    today = timezone.localdate()
    link = link_of(recognition, today)
    stored = CertificateExtension.objects.filter(recognition=pk).first()
    initial = {"decided_on": format_date(today), "until": format_date(link.dates.extension_ends_on)}
    if stored is not None:
        initial = {"until": format_date(stored.until), "decided_on": format_date(stored.decided_on)}
        initial |= {"document_number": stored.document_number, "reason": stored.reason}
    initial["revision"] = recognition.revision
    form = ExtendForm(request.POST or None, initial=initial, latest=link.dates.extension_ends_on)
    if request.method == "POST" and form.is_valid():
        done = save(form, lambda: extend(actor=request.user, recognition_id=pk, **form.cleaned_data))
        if done is not None:
            for text in done.warnings:
                messages.warning(request, text)
            messages.success(request, _("Đã gia hạn đến hết ngày %s.") % format_date(done.extension.until))
            return redirect("evaluations:recognition_detail", pk=pk)
    context = {"form": form, "recognition": recognition, "link": link}
    return render(request, "evaluations/recognition_extend.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def recognition_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the case to withdraw; then `viec=quyet-dinh` enters the decision, `viec=bo` ends it without one."""
    recognition = _kept(request, pk)
    case = recognition.withdrawals.exclude(state=WithdrawalState.DROPPED).first()
    if case is not None and case.state == WithdrawalState.DECIDED and request.method != "POST":
        return redirect("evaluations:recognition_detail", pk=pk)
    act = request.POST.get("viec", "") if request.method == "POST" else ""
    data = request.POST if act else None
    start = {"revision": case.revision} if case is not None else {}
    forms: dict[str, Any] = {
        "mo": WithdrawalForm(data if act == "mo" else None, prefix="mo"),
        "quyet-dinh": DecisionForm(data if act == "quyet-dinh" else None, prefix="quyet-dinh", initial=start),
        "bo": DropForm(data if act == "bo" else None, prefix="bo", initial=start),
    }
    form = forms.get(act)
    if form is not None and form.is_valid() and _withdraw(request, act, form, pk, case):
        return redirect("evaluations:recognition_detail", pk=pk)
    context = {
        "recognition": recognition,
        "case": case,
        "today": timezone.localdate(),
        "competent": competent_for(recognition),
        "opening": forms["mo"],
        "deciding": forms["quyet-dinh"],
        "dropping": forms["bo"],
    }
    return render(request, "evaluations/recognition_withdraw.html", context)


def _withdraw(request: HttpRequest, act: str, form: Any, pk: int, case: Any) -> bool:
    """Do what the form asks; whether it was done."""
    if act == "mo":
        opened = save(form, lambda: open_withdrawal(actor=request.user, recognition_id=pk, **form.cleaned_data))
        if opened is not None:
            messages.success(request, _("Đã lập hồ sơ thu hồi, hạn quyết định %s.") % format_date(opened.due_on))
        return opened is not None
    if case is None:
        raise Http404
    verb: Any = decide_withdrawal if act == "quyet-dinh" else drop_withdrawal
    ended = save(form, lambda: verb(actor=request.user, withdrawal_id=case.pk, **form.cleaned_data))
    if ended is not None:
        words = _("Đã ghi quyết định thu hồi.") if act == "quyet-dinh" else _("Đã kết thúc, không thu hồi.")
        messages.success(request, words)
    return ended is not None


@require_safe
def withdrawal_list(request: HttpRequest) -> HttpResponse:
    """Cases under way, the most urgent first."""
    cases = open_cases(request.user)
    context = {"cases": cases[:SHOWN], "today": timezone.localdate()}
    return render(request, "evaluations/withdrawal_list.html", context)
