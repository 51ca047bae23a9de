"""Activities that took place: the list and its spreadsheet, one with who came, recording and correcting."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.spreadsheets.writer import CONTENT_TYPES
from ocop.ui.paging import paginate
from programs.domain.held.activities import create_held, remove_held, set_attendance, update_held
from programs.domain.held.listing import HeldFilters, filter_held, held_xlsx, shown_held
from programs.enums import HeldKind
from programs.forms.held import HeldForm, came_formset
from programs.forms.plan import RevisionForm
from programs.models import HeldActivity
from programs.rules import can_keep_activities, keeps_activities
from programs.views.saving import home_unit, sent, stored

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def held_list(request: HttpRequest) -> HttpResponse:
    """Activities the person may see, latest first; `q`, `loai`, `nam`, `don-vi` narrow them."""
    filters = HeldFilters.from_query(request.GET)
    found = filter_held(shown_held(request.user), filters)
    context = {
        "page": paginate(found, request, order=("-starts_on", "-id")),
        "filters": filters,
        "kinds": HeldKind.choices,
        "count": found.count(),
        "query": request.GET.urlencode(),
        "can_create": keeps_activities(request.user),
    }
    return render(request, "programs/held/list.html", context)


@require_safe
def held_export(request: HttpRequest) -> HttpResponse:
    """The list with the same filters as XLSX."""
    found = filter_held(shown_held(request.user), HeldFilters.from_query(request.GET))
    response = HttpResponse(held_xlsx(found), content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = 'attachment; filename="hoat-dong.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _held(request: HttpRequest, pk: int, *, keeps: bool = False) -> HeldActivity:
    """An activity the person sees; with `keeps` one they may change. 404 otherwise."""
    seen = HeldActivity.objects.visible_to(request.user).select_related("unit", "plan", "activity", "funding__plan")
    held = get_object_or_404(seen, pk=pk)
    if keeps and not can_keep_activities(request.user, held.unit):
        raise Http404
    return held


@require_safe
def held_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What, when, where, by which plan and money, and who came."""
    held = _held(request, pk)
    came = list(held.attendances.select_related("unit").order_by("unit__sort_key", "pk"))
    context = {
        "held": held,
        "came": came,
        "officials": sum(one.officials for one in came),
        "producers": sum(one.producers for one in came),
        "keeps": can_keep_activities(request.user, held.unit),
    }
    return render(request, "programs/held/detail.html", context)


@page
def held_new(request: HttpRequest) -> HttpResponse:
    """Record an activity of one's territory."""
    if not keeps_activities(request.user):
        raise Http404
    form = HeldForm(sent(request), user=request.user, unit=home_unit(request.user))
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "revision"}
        held = stored(form, lambda: create_held(actor=request.user, **values))
        if held is not None:
            messages.success(request, _("Đã ghi hoạt động. Hãy ghi số người tham dự."))
            return redirect("programs:held_detail", pk=held.pk)
    return _show(request, form, [(_("Ghi hoạt động"), "")])


@page
def held_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an activity."""
    held = _held(request, pk, keeps=True)
    title = held.title
    form = HeldForm(sent(request), user=request.user, unit=held.unit, held=held)
    if request.method == "POST" and form.is_valid():
        saved = stored(form, lambda: update_held(actor=request.user, held_id=pk, **form.cleaned_data))
        if saved is not None:
            messages.success(request, _("Đã lưu."))
            return redirect("programs:held_detail", pk=pk)
    return _show(request, form, [(title, reverse("programs:held_detail", args=[pk])), (_("Sửa"), "")])


def _show(request: HttpRequest, form: Any, steps: list[tuple[str, str]]) -> HttpResponse:
    crumbs = [(_("Hoạt động"), reverse("programs:held_list")), *steps]
    heading = _("Sửa hoạt động") if len(steps) > 1 else steps[0][0]
    context = {"form": form, "heading": heading, "crumbs": crumbs}
    return render(request, "programs/held/form.html", context, status=422 if form.errors else 200)


@page
def held_came(request: HttpRequest, pk: int) -> HttpResponse:
    """How many people of which unit came, written whole."""
    held = _held(request, pk, keeps=True)
    form = RevisionForm(sent(request), initial={"revision": held.revision})
    rows = came_formset(sent(request), held)
    if request.method == "POST" and all([form.is_valid(), rows.is_valid()]):
        facts = {"held_id": pk, "revision": form.cleaned_data["revision"], "rows": rows.rows()}
        if stored(form, lambda: set_attendance(actor=request.user, **facts)):
            messages.success(request, _("Đã lưu số người tham dự."))
            return redirect("programs:held_detail", pk=pk)
    bad = request.method == "POST"
    context = {"form": form, "rows": rows, "held": held}
    return render(request, "programs/held/came.html", context, status=422 if bad else 200)


@require_POST
def held_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take out an activity recorded by mistake."""
    held = _held(request, pk, keeps=True)
    remove_held(actor=request.user, held_id=held.pk)
    messages.success(request, _("Đã bỏ hoạt động ghi nhầm."))
    return redirect("programs:held_list")
