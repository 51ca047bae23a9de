"""Issuing a draft."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from programs.domain.plans import issue_faults, issue_version
from programs.domain.plans_number import offered_number
from programs.enums import VersionState
from programs.forms.plan import IssueForm
from programs.models import PlanVersion
from programs.rules import can_issue_plan
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
