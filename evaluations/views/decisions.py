"""Pages of decisions: list, draft with its annex, issue."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.ui.context import read_day
from ocop.ui.paging import paginate
from programs.models import Unit

from .. import rules
from ..domain.decisions import (
    discard_decision,
    draft_decision,
    issue_decision,
    pending_results,
    update_decision,
)
from ..domain.decisions.annex import annex_of, choices_of, with_counts
from ..domain.decisions.pending import FOR_PAGES
from ..domain.decisions.who import body_of, may_draft, may_issue, units_of
from ..enums import DecisionState
from ..forms.decisions import DayForm, DecisionForm, IssueForm
from ..models import EvaluationResult, RecognitionDecision
from .decision_units import drafting_units, present_units
from .saving import posted, save, sent


@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    """Decisions the person may see, the newest first; organisers of one unit are told how many results wait."""
    decisions = with_counts(RecognitionDecision.objects.visible_to(request.user).select_related("unit"), request.user)
    own = list(units_of(request.user))
    units = present_units(own)
    context = {
        "page": paginate(decisions, request, order=("-id",)),
        "can_draft": bool(own),
        "waiting": pending_results(request.user, units[0]).count() if len(units) == 1 else 0,
    }
    return render(request, "evaluations/decision_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decision_create(request: HttpRequest) -> HttpResponse:
    """A draft of the unit `?don-vi=`, with the results that wait for it on the day `?ngay=` (today)."""
    units = drafting_units(request)
    unit = _chosen_unit(request, units)
    if unit is None:
        return render(request, "evaluations/decision_unit.html", {"units": units})
    day = read_day(request.GET.get("ngay", "")) or timezone.localdate()
    pending = list(pending_results(request.user, unit, day))
    form = DecisionForm(
        sent(request),
        choices=[choice.result.pk for choice in choices_of(pending)],
        initial={"decided_on": day, "results": [one.pk for one in pending]},
    )
    if posted(form, request):
        facts = {"actor": request.user, "unit": unit, "body": body_of(unit), **form.values()}
        decision = save(form, lambda: draft_decision(**facts))
        if decision is not None:
            messages.success(request, _("Đã lưu dự thảo quyết định."))
            return redirect("evaluations:decision_detail", pk=decision.pk)
    return _form_page(request, form, pending, unit=unit, day_form=DayForm(initial={"ngay": day}))


def _chosen_unit(request: HttpRequest, units: list[Unit]) -> Unit | None:
    """The unit asked for (404 when it is not one's own), the only one there is, or None: to be chosen."""
    asked = request.GET.get("don-vi", "")
    if not asked:
        return units[0] if len(units) == 1 else None
    own = {str(unit.pk): unit for unit in units_of(request.user)}
    if asked not in own:
        raise Http404
    return own[asked]


def _form_page(
    request: HttpRequest, form: DecisionForm, results: list[EvaluationResult], **context: Any
) -> HttpResponse:
    rows = choices_of(results, form.chosen())
    return render(request, "evaluations/decision_form.html", {"form": form, "rows": rows, **context})


@require_safe
def decision_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision with the lines of its annex which the person may see."""
    decision = _decision(request, pk)
    lines = annex_of(decision, request.user)
    is_draft = decision.state == DecisionState.DRAFT
    handles = may_issue(request.user, decision.unit)
    context = {
        "decision": decision,
        "lines": lines,
        "is_draft": is_draft,
        "law": rules.competence_on(decision.decided_on or timezone.localdate()).article,
        "faults": [line for line in lines if line.fault and is_draft],
        "can_edit": is_draft and may_draft(request.user, decision.unit),
        "can_issue": is_draft and handles,
        "handles": handles,
    }
    return render(request, "evaluations/decision_detail.html", context)


def _decision(request: HttpRequest, pk: int) -> RecognitionDecision:
    visible = RecognitionDecision.objects.visible_to(request.user).select_related("unit")
    return get_object_or_404(visible, pk=pk)


def _draft(request: HttpRequest, pk: int) -> RecognitionDecision:
    """A decision of a unit whose decisions the person drafts; 404 otherwise."""
    decision = _decision(request, pk)
    if not may_draft(request.user, decision.unit):
        raise Http404
    return decision


@require_http_methods(["GET", "HEAD", "POST"])
def decision_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft; what stands in it stays on offer beside what waits."""
    decision = _draft(request, pk)
    if decision.state != DecisionState.DRAFT:
        return redirect("evaluations:decision_detail", pk=pk)
    results = _offered(request, decision)
    ids = [choice.result.pk for choice in choices_of(results)]
    kept = list(decision.items.values_list("result_id", flat=True))
    initial = {name: getattr(decision, name) for name in ("title", "decided_on", "revision")} | {"results": kept}
    form = DecisionForm(sent(request), choices=ids, initial=initial)
    if posted(form, request):
        facts = {"decision_id": pk, "revision": form.cleaned_data["revision"] or 0, **form.values()}
        if save(form, lambda: update_decision(actor=request.user, **facts)):
            messages.success(request, _("Đã lưu dự thảo quyết định."))
            return redirect("evaluations:decision_detail", pk=pk)
    return _form_page(request, form, results, unit=decision.unit, decision=decision)


def _offered(request: HttpRequest, decision: RecognitionDecision) -> list[EvaluationResult]:
    day: date = decision.decided_on or timezone.localdate()
    kept = EvaluationResult.objects.filter(decision_item__decision=decision).select_related(*FOR_PAGES, "referral")
    return [*kept, *pending_results(request.user, decision.unit, day)]


@require_POST
def decision_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away; its results wait again."""
    _draft(request, pk)
    try:
        discard_decision(actor=request.user, decision_id=pk)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("evaluations:decision_detail", pk=pk)
    messages.success(request, _("Đã bỏ dự thảo; các kết quả lại chờ quyết định."))
    return redirect("evaluations:decision_list")


@require_http_methods(["GET", "HEAD", "POST"])
def decision_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Number, day and signer of the signed paper; issuing makes recognitions and certificates. Sent again: once."""
    decision = _decision(request, pk)
    if not may_issue(request.user, decision.unit):
        raise Http404
    if decision.state == DecisionState.ISSUED:
        return redirect("evaluations:decision_detail", pk=pk)
    initial = {"decided_on": decision.decided_on or timezone.localdate(), "revision": decision.revision}
    form = IssueForm(sent(request), initial=initial | _last_signer(decision.unit))
    if posted(form, request):
        facts: dict[str, Any] = form.cleaned_data
        if save(form, lambda: issue_decision(actor=request.user, decision_id=pk, **facts)):
            messages.success(request, _("Đã ban hành quyết định; công nhận và giấy chứng nhận đã được lập."))
            return redirect("evaluations:decision_detail", pk=pk)
    context = {"form": form, "decision": decision, "lines": annex_of(decision, request.user)}
    return render(request, "evaluations/decision_issue.html", context)


def _last_signer(unit: Unit) -> dict[str, str]:
    """Name and position on the unit's newest decision: mostly the same person signs."""
    newest = RecognitionDecision.objects.filter(unit=unit, state=DecisionState.ISSUED).order_by("-decided_on").first()
    return {name: getattr(newest, name) for name in ("signer_name", "signer_position")} if newest else {}
