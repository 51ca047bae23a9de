"""The list of plans, and the making of a new one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ocop.accounts.access import grants_of, has_role
from ocop.accounts.enums import EDITORS
from ocop.ui.paging import paginate
from programs.domain.plans import create_plan
from programs.domain.plans_queries import headline_totals, plan_list
from programs.forms.plan import PlanForm
from programs.forms.plan_filters import FILTERS, PlanFilters
from programs.rules import writes_templates
from programs.views.plan_common import put_errors


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Plans the person may see, latest year first."""
    chosen = {name: request.GET.get(name, "").strip() for name in FILTERS}
    page = paginate(plan_list(request.user, chosen), request, order=("-year", "id"))
    shown = [(plan, versions[0]) for plan in page.rows if (versions := list(plan.versions.all()))]
    totals = headline_totals([version for _plan, version in shown])
    first = dict(shown)
    rows = [
        {"plan": plan, "version": first.get(plan), "totals": _totals(totals, first.get(plan))} for plan in page.rows
    ]
    context = {
        "page": page,
        "rows": rows,
        "form": PlanFilters(chosen),
        "filtered": any(chosen.values()),
        "can_create": has_role(request.user, *EDITORS),
        "writes_templates": writes_templates(request.user),
    }
    return render(request, "programs/plan/list.html", context)


def _totals(totals: dict[int, dict[int, int]], version: Any) -> list[int]:
    """[all, 5 stars, 4 stars, 3 stars] of a version's headline."""
    stars = totals.get(version.pk, {}) if version else {}
    return [sum(stars.values()), *(stars.get(star, 0) for star in (5, 4, 3))]


@require_http_methods(["GET", "HEAD", "POST"])
def new_plan(request: HttpRequest) -> HttpResponse:
    """Make the plan of a unit for a year; for those who write records somewhere."""
    if not has_role(request.user, *EDITORS):
        raise Http404
    units = [grant.unit for grant in grants_of(request.user) if grant.role in EDITORS]
    form = PlanForm(request.POST or None, user=request.user, initial={"unit": units[0].name if units else ""})
    if request.method == "POST" and form.is_valid():
        try:
            plan = create_plan(actor=request.user, **form.cleaned_data)
        except PermissionDenied:
            form.add_error("unit", _("Tài khoản của bạn không lập kế hoạch cho đơn vị này."))
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Đã lập dự thảo. Hãy điền đầu văn bản, chỉ tiêu và các phần."))
            return redirect("programs:plan_edit", slug=plan.slug)
    status = 422 if form.is_bound else 200
    return render(request, "programs/plan/new.html", {"form": form}, status=status)
