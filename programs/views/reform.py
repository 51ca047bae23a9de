"""The reform of a province: what it changes here, the worklist of split communes, and the four acts."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ocop.ui.paging import paginate
from programs.domain.reform import (
    ReformError,
    apply_reform,
    confirm_reform,
    decide_item,
    read_reform,
    reforms_for,
    revert_reform,
    state_of,
    worklist,
)
from programs.domain.reform_figures import ReformMap
from programs.forms.reform import DecideForm
from programs.models import Reform, ReformItem, Unit, UnitLineage
from programs.rules import can_run_reform, runs_reforms


@require_safe
def reform_list(request: HttpRequest) -> HttpResponse:
    """Reforms of the provinces the person runs."""
    if not runs_reforms(request.user):
        raise Http404
    rows = reforms_for(request.user)
    reforms = {reform.code: reform for reform in Reform.objects.all()}
    context = {"rows": [(code, instrument, province, reforms.get(code)) for code, instrument, province in rows]}
    return render(request, "programs/reform_list.html", context)


def _gate(request: HttpRequest, code: str) -> ReformMap:
    """The reform; 404 unless the person runs the reforms of that province."""
    try:
        made = read_reform(code)
    except ReformError as error:
        raise Http404 from error
    if not can_run_reform(request.user, made.province):
        raise Http404
    return made


@require_safe
def reform_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Figures (what applying would do, or did) and the worklist; `?loc=cho` shows only what waits for a decision."""
    made = _gate(request, code)
    reform = Reform.objects.filter(code=code).first()
    items = worklist(reform) if reform else ReformItem.objects.none()
    waiting = request.GET.get("loc") == "cho"
    if waiting:
        items = items.filter(chosen=None)
    page = paginate(items.select_related("unit", "suggested", "chosen", "decided_by"), request, order=("unit", "id"))
    context = {
        "code": code,
        "made": made,
        "reform": reform,
        "figures": state_of(made, reform),
        "page": page,
        "waiting": waiting,
        "rows": [(item, _choices(item, heirs)) for item, heirs in _with_heirs(page.rows)],
    }
    return render(request, "programs/reform_detail.html", context)


def _with_heirs(items: list[ReformItem]) -> list[tuple[ReformItem, list[Unit]]]:
    heirs: dict[int, list[Unit]] = {}
    edges = UnitLineage.objects.filter(predecessor__in={item.unit_id for item in items}).select_related("successor")
    for edge in edges.order_by("successor__sort_key"):
        heirs.setdefault(edge.predecessor_id, []).append(edge.successor)
    return [(item, heirs.get(item.unit_id, [])) for item in items]


def _choices(item: ReformItem, heirs: list[Unit]) -> list[dict[str, Any]]:
    """Nothing is ticked before a person has decided: the suggestion is only named."""
    return [
        {"unit": heir, "is_chosen": heir.pk == item.chosen_id, "is_suggested": heir.pk == item.suggested_id}
        for heir in heirs
    ]


def _run(request: HttpRequest, code: str, verb: Callable[..., Any], done: str) -> HttpResponseRedirect:
    _gate(request, code)
    try:
        verb(reform_code=code, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect("programs:reform_detail", code=code)


@require_POST
def reform_apply(request: HttpRequest, code: str) -> HttpResponseRedirect:
    """Apply, or list what is new since."""
    return _run(request, code, apply_reform, _("Đã áp dụng. Quyết định từng chủ thể ở xã bị chia rồi xác nhận."))


@require_POST
def reform_revert(request: HttpRequest, code: str) -> HttpResponseRedirect:
    """Take everything back."""
    return _run(request, code, revert_reform, _("Đã hoàn tác: phân quyền và chủ thể trở lại như trước khi áp dụng."))


@require_POST
def reform_confirm(request: HttpRequest, code: str) -> HttpResponseRedirect:
    """Make it final."""
    return _run(request, code, confirm_reform, _("Đã xác nhận đợt sắp xếp."))


@require_POST
def reform_decide(request: HttpRequest, code: str, item_id: int) -> HttpResponseRedirect:
    """Store where one producer lies."""
    _gate(request, code)
    item = get_object_or_404(ReformItem.objects.select_related("reform", "unit"), pk=item_id, reform__code=code)
    form = DecideForm(request.POST, item=item)
    if not form.is_valid():
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect("programs:reform_detail", code=code)
    chosen: Unit = form.cleaned_data["chosen"]
    try:
        decide_item(item_id=item.pk, unit=chosen, actor=request.user, note=form.cleaned_data["note"])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        facts = {"caption": item.caption, "unit": chosen.name}
        messages.success(request, _("%(caption)s: nay thuộc %(unit)s.") % facts)
    page = reverse("programs:reform_detail", args=[code])
    return redirect(page + ("?loc=cho" if request.POST.get("back") == "cho" else ""))
