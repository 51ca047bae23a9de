"""The target sheet: units × stars typed like a spreadsheet, saved whole or refused naming row and column."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from programs.domain.cascade.suggest import WAYS
from programs.domain.targets import GridRefused, set_targets
from programs.forms.plan import RevisionForm
from programs.forms.plan_grid import Sheet
from programs.models import PlanVersion
from programs.views.plan_common import draft_of, edit_context, refuse


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet of a draft; `?du-kien=1` also shows the working figures, `?goi-y=` divides the total (suggest.WAYS)."""
    draft = draft_of(request, slug)
    shows_working = (request.POST if request.method == "POST" else request.GET).get("du-kien") == "1"
    grid = Sheet(draft, working=shows_working)
    form = RevisionForm(request.POST or None, initial={"revision": draft.revision})
    status = 200
    suggestion = request.GET.get("goi-y", "")
    if suggestion in WAYS and request.method != "POST":
        grid.suggest(suggestion)
    if request.method == "POST":
        if _save(request, draft, grid, form):
            messages.success(request, _("Đã lưu chỉ tiêu."))
            return redirect("programs:plan_targets_edit", slug=slug)
        status = 422
    context: dict[str, Any] = edit_context(draft, "plan_targets_edit") | {"form": form, "sheet": grid}
    context["is_suggested"] = suggestion in WAYS and request.method != "POST"
    return render(request, "programs/plan/targets_edit.html", context, status=status)


def _save(request: HttpRequest, draft: PlanVersion, grid: Sheet, form: RevisionForm) -> bool:
    """Whether the sheet was written; if not, the sheet and the form say why."""
    headline, rows = grid.read(request.POST)
    if not form.is_valid() or grid.faults:
        return False
    revision = form.cleaned_data["revision"]
    try:
        set_targets(version=draft, revision=revision, actor=request.user, headline=headline, rows=rows)
    except PermissionDenied as error:
        raise Http404 from error
    except GridRefused as error:
        grid.mark(error.faults)
        return False
    except ValidationError as error:
        refuse(form, error)
        return False
    return True
