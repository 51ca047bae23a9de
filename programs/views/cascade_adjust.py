"""Adjustments of an issued plan: what was decided, the figures of any day, and the sheet of a new decision."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from programs.domain.cascade.adjustments import adjust_targets, last_adjustment
from programs.domain.cascade.desk import cells_of, unit_lines
from programs.domain.cascade.promised import given_to, in_force_on, promised_on
from programs.forms.cascade import AdjustForm, AdjustSheet, DayForm
from programs.models import Adjustment, Plan, PlanVersion
from programs.rules import can_adjust_plan
from programs.views.plan_common import page_context, plan_of, put_errors


@require_safe
def adjustments(request: HttpRequest, slug: str) -> HttpResponse:
    """Decisions of the year, newest first, and what the plan promises at the end of a day (`?ngay=`)."""
    context = page_context(request, slug)
    plan = context["plan"]
    form = DayForm(request.GET or None)
    day = (form.cleaned_data["ngay"] if form.is_bound and form.is_valid() else None) or timezone.localdate()
    version = in_force_on(plan, day).select_related("plan__unit").first()
    decided = Adjustment.objects.visible_to(request.user).filter(plan=plan)
    context |= {
        "version": version or context["version"],
        "form": form if form.is_bound else DayForm(initial={"ngay": day}),
        "day": day,
        "decisions": decided.select_related("actor", "version")
        .prefetch_related("lines__unit")
        .order_by("-decided_on", "-pk"),
        "can_adjust": _adjustable(plan) is not None and can_adjust_plan(request.user, plan),
    }
    if version:
        figures = promised_on(plan, day, version)
        own = given_to(figures, plan.unit_id)
        context["headline"] = cells_of((key[0], one) for key, one in own.items())
        context["lines"] = unit_lines(version, figures)
    return render(request, "programs/cascade/adjustments.html", context)


def _adjustable(plan: Plan) -> PlanVersion | None:
    """The version a new decision changes."""
    return None if plan.closed_on else in_force_on(plan, timezone.localdate()).select_related("plan__unit").first()


@require_http_methods(["GET", "HEAD", "POST"])
def adjust(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet with the figures of today: the new ones are typed over them, the decision below."""
    plan = plan_of(request, slug)
    version = _adjustable(plan)
    if version is None or not can_adjust_plan(request.user, plan):
        raise Http404
    version.plan = plan
    grid = AdjustSheet(version)
    form = AdjustForm(request.POST or None, initial={"seen": last_adjustment(plan)})
    status = 200
    if request.method == "POST":
        if _save(request, plan, grid, form):
            messages.success(request, _("Đã ghi quyết định điều chỉnh chỉ tiêu."))
            return redirect("programs:plan_adjustments", slug=slug)
        status = 422
    context: dict[str, Any] = {"plan": plan, "version": version, "form": form, "sheet": grid}
    return render(request, "programs/cascade/adjust.html", context, status=status)


def _save(request: HttpRequest, plan: Plan, grid: AdjustSheet, form: AdjustForm) -> bool:
    """Whether the decision was recorded; if not, the sheet and the form say why."""
    changes = grid.changes(*grid.read(request.POST))
    if not form.is_valid() or grid.faults:
        return False
    try:
        adjust_targets(plan=plan, changes=changes, actor=request.user, **form.cleaned_data)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        put_errors(form, error)
        return False
    return True
