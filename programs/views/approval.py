"""A plan's way: stages in a line with the one thing that is next, adjusting, ending."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from programs.domain.approval import close_plan, steps_open, take_step
from programs.domain.approval_rules import BY_NAME, Step
from programs.domain.plans import copy_issued_to_draft, issue_faults
from programs.domain.plans_number import held_number
from programs.enums import PlanStage, VersionState
from programs.forms.approval import AdjustForm, CloseForm, StepForm
from programs.models import Plan, PlanVersion
from programs.rules import can_edit_plan, can_issue_plan
from programs.views.plan_common import page_context, plan_of, refuse, save_or_show

page = require_http_methods(["GET", "HEAD", "POST"])
STEP_WORDS = {
    "submit": (gettext_lazy("Trình thẩm định"), "primary"),
    "appraise": (gettext_lazy("Đồng ý, chuyển ký"), "primary"),
    "return": (gettext_lazy("Trả lại để hoàn thiện"), "outline-danger"),
    "withdraw": (gettext_lazy("Rút về soạn thảo"), "outline-secondary"),
    "recall": (gettext_lazy("Rút về soạn thảo"), "outline-secondary"),
    "reopen": (gettext_lazy("Trả lại, không ký"), "outline-danger"),
}


def own_plan(request: HttpRequest, slug: str) -> Plan:
    """A plan of the person's own territory: what was said on its way is not for the units below."""
    plans = Plan.objects.visible_to(request.user).in_territory(request.user).select_related("unit")
    return get_object_or_404(plans, slug=slug)


def version_on_the_way(request: HttpRequest, plan: Plan) -> PlanVersion | None:
    """The version asked for by `?ban=`, else the draft made after the last issue, else the last issued, else the
    draft (a draft kept beside its issued text has no way before it)."""
    versions = list(PlanVersion.objects.visible_to(request.user).filter(plan=plan).order_by("-id"))
    asked = request.GET.get("ban", "")
    if asked:
        versions = [one for one in versions if str(one.pk) == asked]
        if not versions:
            raise Http404
    for one in versions:
        one.plan = plan
    return versions[0] if versions else None


@page
def way(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a version stands, what was said on its way, and the step that is next (POST: take it)."""
    plan = own_plan(request, slug)
    version = version_on_the_way(request, plan)
    if version is None:
        raise Http404
    steps = steps_open(version, request.user)
    forms = {step.name: StepForm(step=step, initial={"revision": version.revision}) for step in steps}
    status = 200
    if request.method == "POST":
        asked = _asked(request, plan)
        form = StepForm(request.POST, step=asked)
        if form.is_valid() and _take(request, version, asked, form):
            return redirect(f"{reverse('programs:plan_way', args=[slug])}?ban={version.pk}")
        forms[asked.name], status = form, 422
    return render(request, "programs/approval/way.html", _way_context(request, slug, version, forms), status=status)


def _asked(request: HttpRequest, plan: Plan) -> Step:
    """The step of the form, for who may take it; 404 otherwise."""
    step = BY_NAME.get(request.POST.get("step", ""))
    if step is None or not step.rule(request.user, plan):
        raise Http404
    return step


def _take(request: HttpRequest, version: PlanVersion, step: Step, form: StepForm) -> bool:
    try:
        take_step(version=version, actor=request.user, step=step.name, **form.cleaned_data)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        refuse(form, error)
        return False
    messages.success(request, _("Đã ghi: %s.") % str(STEP_WORDS[step.name][0]).lower())
    return True


def _way_context(request: HttpRequest, slug: str, version: PlanVersion, forms: dict[str, StepForm]) -> dict[str, Any]:
    context = page_context(request, slug)
    plan = context["plan"]
    stage, issued = version.stage, version.state == VersionState.ISSUED
    ready = stage == PlanStage.APPRAISED or stage == PlanStage.DRAFTING
    sent = version.deliveries.count() if issued else 0
    return context | {
        "version": version,
        "stages": _stages(version, sent),
        "forms": [(BY_NAME[name], *STEP_WORDS[name], form) for name, form in forms.items()],
        "steps": version.steps.select_related("actor"),
        "faults": issue_faults(version) if not issued and context["can_edit"] else [],
        "held": held_number(version) if stage == PlanStage.APPRAISED else None,
        "may_issue": ready and can_issue_plan(request.user, plan),
        "may_send": issued and can_edit_plan(request.user, plan),
        "may_close": issued and not plan.closed_on and can_issue_plan(request.user, plan),
        "may_adjust": issued and not plan.closed_on and context["can_edit"] and context["draft"] is None,
        "sent": sent,
        "read": version.deliveries.exclude(read_at=None).count() if sent else 0,
    }


def _stages(version: PlanVersion, sent: int) -> list[tuple[str, str]]:
    """The line of stages: (words, "done" | "now" | "ahead")."""
    order = [PlanStage.DRAFTING, PlanStage.APPRAISAL, PlanStage.APPRAISED, PlanStage.ISSUED]
    here = order.index(PlanStage(version.stage))
    if version.state == VersionState.ISSUED:
        here += 1 + bool(sent) + bool(version.plan.closed_on)
    words = [_("Soạn thảo"), _("Thẩm định"), _("Ký"), _("Ban hành"), _("Gửi nơi nhận"), _("Kết thúc")]
    if version.plan.closed_on:
        here = len(words)
    return [(word, "done" if at < here else "now" if at == here else "ahead") for at, word in enumerate(words)]


@page
def adjust(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the issued version up again as a draft, saying what for and why."""
    plan = plan_of(request, slug)
    if not can_edit_plan(request.user, plan):
        raise Http404
    form = AdjustForm(request.POST or None)
    issued = plan.versions.filter(state=VersionState.ISSUED).order_by("-issued_on", "-id").first()

    def save() -> None:
        copy_issued_to_draft(plan=plan, actor=request.user, **form.cleaned_data)

    context = {"plan": plan, "issued": issued}
    done, message = reverse("programs:plan_edit", args=[slug]), _("Đã lập dự thảo từ bản ban hành.")
    return save_or_show(request, form, save, done, "programs/approval/adjust.html", context, message=message)


@page
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """End an issued plan with its conclusion."""
    plan = plan_of(request, slug)
    if not can_issue_plan(request.user, plan):
        raise Http404
    form = CloseForm(request.POST or None, initial={"revision": plan.revision, "closed_on": timezone.localdate()})

    def save() -> None:
        close_plan(plan=plan, actor=request.user, **form.cleaned_data)

    done = reverse("programs:plan_way", args=[slug])
    context = {"plan": plan}
    message = _("Đã kết thúc kế hoạch.")
    return save_or_show(request, form, save, done, "programs/approval/close.html", context, message=message)
