"""Issuing a draft, and taking an issued plan up again as a draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from programs.domain.plans import copy_issued_to_draft, issue_faults, issue_version
from programs.domain.plans_number import offered_number
from programs.enums import VersionState
from programs.forms.plan import IssueForm
from programs.models import PlanVersion
from programs.rules import can_edit_plan, can_issue_plan
from programs.views.plan_common import plan_of, save_or_show


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    """What is missing, then number and date; for those who may issue this plan."""
    plan = plan_of(request, slug)
    if not can_issue_plan(request.user, plan):
        raise Http404
    draft = get_object_or_404(PlanVersion, plan=plan, state=VersionState.DRAFT)
    draft.plan = plan
    form = IssueForm(request.POST or None, initial={"revision": draft.revision, "number": offered_number(draft)})

    def save() -> None:
        issue_version(version=draft, actor=request.user, **form.cleaned_data)

    context = {"plan": plan, "version": draft, "faults": issue_faults(draft)}
    done = reverse("programs:plan_detail", args=[slug])
    message = _("Đã ban hành. Nội dung và số liệu của bản này được giữ nguyên.")
    return save_or_show(request, form, save, done, "programs/plan/issue.html", context, message=message)


@require_POST
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    """A new draft from the issued version."""
    plan = plan_of(request, slug)
    if not can_edit_plan(request.user, plan):
        raise Http404
    try:
        copy_issued_to_draft(plan=plan, actor=request.user)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("programs:plan_versions", slug=slug)
    messages.success(request, _("Đã lập dự thảo từ bản ban hành."))
    return redirect("programs:plan_edit", slug=slug)
