"""What all pages of a plan share: the gate, the version read, tabs, and the sending of an edit form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ocop.ui.nav import address_exists
from programs.domain.plans_lock import StaleVersion
from programs.domain.saving import StaleRecord
from programs.enums import VersionState
from programs.models import Plan, PlanVersion
from programs.rules import can_edit_plan, can_issue_plan

from .plan_tabs import rooms_of


def plan_of(request: HttpRequest, slug: str) -> Plan:
    """The plan the person may see; 404 otherwise."""
    return get_object_or_404(Plan.objects.visible_to(request.user).select_related("unit"), slug=slug)


def draft_of(request: HttpRequest, slug: str) -> PlanVersion:
    """The draft of a plan the person may edit; 404 when they may not or there is none."""
    plan = plan_of(request, slug)
    if not can_edit_plan(request.user, plan):
        raise Http404
    version = get_object_or_404(PlanVersion, plan=plan, state=VersionState.DRAFT)
    version.plan = plan
    return version


def read_version(request: HttpRequest, plan: Plan) -> tuple[PlanVersion | None, list[PlanVersion]]:
    """The version asked for by `?ban=` (its id), else the last issued, else the draft; and all versions of the plan."""
    visible = PlanVersion.objects.visible_to(request.user).filter(plan=plan)
    versions = list(visible.order_by("-state", "-issued_on", "-id"))
    for version in versions:
        version.plan = plan
    asked = request.GET.get("ban", "")
    if asked:
        found = [version for version in versions if str(version.pk) == asked]
        if not found:
            raise Http404
        return found[0], versions
    return (versions[0] if versions else None), versions


def page_context(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Context of a reading page: plan, version, versions, draft, rights, and where else this plan is shown; `is_own`:
    the plan is of the person's territory, not one of a unit above."""
    plan = plan_of(request, slug)
    version, versions = read_version(request, plan)
    edits = can_edit_plan(request.user, plan)
    draft = next((one for one in versions if one.state == VersionState.DRAFT), None)
    suffix = f"?ban={request.GET['ban']}" if request.GET.get("ban") else ""
    is_own = Plan.objects.in_territory(request.user).filter(pk=plan.pk).exists()
    links = _links(plan, is_own)
    return {
        "plan": plan,
        "version": version,
        "versions": versions,
        "draft": draft if edits else None,
        "can_edit": edits,
        "can_issue": bool(draft) and can_issue_plan(request.user, plan),
        "rooms": rooms_of(
            plan, links, path=request.path, suffix=suffix, is_issued=bool(version and version.document_number)
        ),
        "links": links,
        "is_own": is_own,
    }


def _links(plan: Plan, is_own: bool) -> dict[str, str]:
    """Addresses of other parts about this plan; "" while the part is not there, or not for those below its unit."""
    paths = {
        "progress": f"/tien-do/{plan.slug}/",
        "board": f"/ke-hoach/{plan.slug}/dot/theo-doi/",
        "documents": f"/van-ban/?ke-hoach={plan.slug}",
        "make_document": f"/ke-hoach/{plan.slug}/lap-van-ban/",
        "way": f"/ke-hoach/{plan.slug}/trinh-duyet/",
        "proof": f"/ke-hoach/{plan.slug}/kiem-tra/",
    }
    return {
        name: path if is_own and address_exists(path.partition("?")[0], None) else "" for name, path in paths.items()
    }


EDIT_PAGES = (
    ("plan_edit", "Đầu văn bản"),
    ("plan_bases", "Căn cứ"),
    ("plan_sections", "Các phần"),
    ("plan_targets_edit", "Chỉ tiêu"),
    ("plan_batches_edit", "Đợt"),
    ("plan_tasks_edit", "Nhiệm vụ"),
    ("plan_activities", "Hoạt động"),
    ("plan_money", "Kinh phí"),
    ("plan_recipients", "Nơi nhận"),
)


def edit_context(version: PlanVersion, page: str) -> dict[str, Any]:
    """Context of an edit page: plan, version and the list of edit pages."""
    plan = version.plan
    pages = [(_(label), reverse(f"programs:{name}", args=[plan.slug]), name == page) for name, label in EDIT_PAGES]
    return {"plan": plan, "version": version, "edit_pages": pages}


def put_errors(form: forms.Form, error: ValidationError) -> None:
    """A verb's refusal shown at the form's fields; what has no field goes to the top."""
    if hasattr(error, "error_dict"):
        for name, found in error.error_dict.items():
            for one in found:
                form.add_error(name if name in form.fields else None, ValidationError(one.messages))
    else:
        form.add_error(None, ValidationError(error.messages))


def refuse(form: forms.Form, error: ValidationError) -> None:
    """Show why nothing was written; a stale form takes the present revision, so that a second sending is deliberate."""
    if isinstance(error, StaleVersion | StaleRecord):
        data: Any = form.data.copy()
        data["revision"] = str(error.revision)
        form.data = data
    put_errors(form, error)


def save_or_show(
    request: HttpRequest,
    form: forms.Form,
    save: Callable[[], Any],
    done: str,
    template: str,
    context: dict[str, Any],
    *,
    others_valid: Callable[[], bool] = lambda: True,
    message: str = "",
) -> HttpResponse:
    """POST: save and go to `done`, or show the form again with what was typed (422). GET: show the form."""
    status = 200
    if request.method == "POST":
        if all([form.is_valid(), others_valid()]):
            try:
                save()
            except PermissionDenied as error:
                raise Http404 from error
            except ValidationError as error:
                refuse(form, error)
            else:
                messages.success(request, message or _("Đã lưu."))
                return redirect(done)
        status = 422
    return render(request, template, {**context, "form": form}, status=status)
