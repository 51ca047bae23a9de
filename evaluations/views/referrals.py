"""Pages of what goes to the Ministry and of what is not recognised."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ocop.ui.paging import paginate

from ..domain.decisions import record_outcome, refer_to_ministry, update_referral
from ..domain.decisions.pending import central_result, mean_of, potential_fives, refused_results, truncated
from ..domain.decisions.rounds import ministry_round
from ..domain.decisions.who import drafted_among, may_draft
from ..domain.lawpacks import load_pack
from ..domain.scoring import shown_total
from ..enums import ReferralOutcome, ReturnBasis
from ..forms.decisions import OutcomeForm, ReferralForm
from ..models import EvaluationResult, MinistryReferral
from .saving import posted, save, sent

NEWEST = "qd-26-2026"
"""The decision whose rounds (Điều 5) hold for what is sent to the Ministry today."""
READ = ("result__dossier__product__producer", "result__dossier__unit", "result__entry__session__council__unit")


@require_safe
def referral_list(request: HttpRequest) -> HttpResponse:
    """«Tiềm năng 5 sao»: results that wait to be sent, and what became of those that were."""
    page = paginate(MinistryReferral.objects.visible_to(request.user).select_related(*READ), request, order=("-id",))
    waiting = [_with_total(result) for result in potential_fives(request.user)]
    for referral in page.rows:
        _with_total(referral.result)
    units = {referral.result.entry.session.council.unit_id for referral in page.rows}
    context = {
        "page": page,
        "waiting": waiting,
        "round": ministry_round(NEWEST, timezone.localdate()),
        "drafted": drafted_among(request.user, units),
    }
    return render(request, "evaluations/referral_list.html", context)


def _with_total(result: EvaluationResult) -> Any:
    result.total = shown_total(mean_of(result))  # type: ignore[attr-defined]
    return result


@require_http_methods(["GET", "HEAD", "POST"])
def referral_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the province's approval of the result and the letter to the Ministry."""
    result: EvaluationResult = get_object_or_404(potential_fives(request.user), pk=pk)
    form = ReferralForm(sent(request))
    if posted(form, request) and save(
        form, lambda: refer_to_ministry(actor=request.user, result_id=pk, **form.values())
    ):
        messages.success(request, _("Đã ghi đề nghị công nhận 5 sao."))
        return redirect("evaluations:referral_list")
    return _referral_page(request, "referral_form", form, result)


def _referral(request: HttpRequest, pk: int) -> MinistryReferral:
    """A referral of a province whose decisions the person drafts; 404 otherwise."""
    visible = MinistryReferral.objects.visible_to(request.user).select_related(*READ)
    referral: MinistryReferral = get_object_or_404(visible, pk=pk)
    if not may_draft(request.user, referral.result.entry.session.council.unit):
        raise Http404
    return referral


@require_http_methods(["GET", "HEAD", "POST"])
def referral_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change numbers and days while the Ministry has not answered."""
    referral = _referral(request, pk)
    if referral.outcome != ReferralOutcome.WAITING:
        return redirect("evaluations:referral_list")
    names = (*ReferralForm.base_fields,)
    form = ReferralForm(sent(request), initial={name: getattr(referral, name) for name in names})
    if posted(form, request):
        revision = form.cleaned_data["revision"] or 0
        facts = {"referral_id": pk, "revision": revision, **form.values()}
        if save(form, lambda: update_referral(actor=request.user, **facts)):
            messages.success(request, _("Đã lưu thay đổi."))
            return redirect("evaluations:referral_list")
    return _referral_page(request, "referral_form", form, referral.result, referral=referral)


@require_http_methods(["GET", "HEAD", "POST"])
def referral_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of it: five stars, or back to the province (Điều 7.4). Sent again: once."""
    referral = _referral(request, pk)
    if referral.outcome != ReferralOutcome.WAITING:
        return redirect("evaluations:referral_list")
    initial = {"revision": referral.revision, "note": referral.note} | _concluded(referral)
    form = OutcomeForm(sent(request), initial=initial)
    if posted(form, request):
        facts = form.cleaned_data
        if save(form, lambda: record_outcome(actor=request.user, referral_id=pk, **facts)):
            messages.success(request, _("Đã ghi kết quả ở Bộ."))
            return redirect("evaluations:referral_list")
    return _referral_page(request, "referral_outcome", form, referral.result, referral=referral)


def _concluded(referral: MinistryReferral) -> dict[str, Any]:
    """What the central council concluded, when it sat in this installation: proposed, to be confirmed by the paper."""
    result = central_result(referral)
    if result is None:
        return {}
    is_five = result.star == 5
    return {
        "outcome": ReferralOutcome.FIVE_STARS if is_five else ReferralOutcome.RETURNED,
        "outcome_on": result.decided_on,
        "outcome_score": truncated(mean_of(result)),
        "star_after": result.star if result.star in (3, 4) else None,
        "basis": "" if is_five else ReturnBasis.CENTRAL,
    }


def _referral_page(request: HttpRequest, name: str, form: Any, result: EvaluationResult, **more: Any) -> HttpResponse:
    round_ = ministry_round(result.law_pack, timezone.localdate())
    context = {"form": form, "result": _with_total(result), "round": round_, **more}
    return render(request, f"evaluations/{name}.html", context)


@require_safe
def refused_list(request: HttpRequest) -> HttpResponse:
    """Results without recognition (Điều 4.1), each with the notice to commune and producer (Điều 7.3g)."""
    page = paginate(refused_results(request.user), request, order=("-id",))
    for result in page.rows:
        _with_total(result)
    return render(request, "evaluations/refused_list.html", {"page": page})


def within_sentence(name: str) -> str:
    """ "Xã Lưu Vệ" inside a sentence: "xã Lưu Vệ"."""
    return name[:1].lower() + name[1:]


@require_safe
def result_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice of a result without recognition to the commune and the producer (QĐ 26/2026, Điều 7.3g)."""
    visible = refused_results(request.user)
    result: EvaluationResult = get_object_or_404(visible, pk=pk)
    law = load_pack(result.law_pack).manifest
    context = {
        "result": _with_total(result),
        "commune": within_sentence(result.dossier.unit.name),
        "council": result.entry.session.council,
        "law": law.title,
        "article": law.cite("Điều 4") if law.code == NEWEST else law.title,
        "is_excluded": result.star is None,
        "was_returned": result.star == 5,
    }
    return render(request, "evaluations/result_notice.html", context)
