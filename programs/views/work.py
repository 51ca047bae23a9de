"""Tasks given out: the list, one task with its parts and reports, and what its people do with it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.files.serving import serve
from ocop.ui.paging import paginate
from programs.domain.saving import StaleRecord
from programs.domain.work.periods import period_label
from programs.domain.work.progress import change_work, confirm_part, drop_work, report_progress
from programs.domain.work.queries import work_list
from programs.enums import UNFINISHED, WorkState
from programs.forms.work import FILTERS, ChangeForm, DropForm, ReportForm, WorkFilters
from programs.models import Difficulty, WorkItem, WorkPart, WorkReport
from programs.models.work import worked_units
from programs.rules import can_give_work, works_for
from programs.views.plan_common import save_or_show

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """Tasks of the person's units, or those they gave out."""
    chosen = {name: request.GET.get(name, "").strip() for name in FILTERS}
    chosen["xem"] = chosen["xem"] or "cua-toi"
    today = timezone.localdate()
    found = paginate(work_list(request.user, chosen, today), request, order=("due_sort", "id"))
    context = {
        "page": found,
        "rows": [_row(item, today) for item in found],
        "form": WorkFilters(chosen),
        "filtered": any(request.GET.get(name) for name in FILTERS),
        "plan_slug": chosen["ke-hoach"],
    }
    return render(request, "programs/work/list.html", context)


def _row(item: WorkItem, today: Any) -> dict[str, Any]:
    is_late = item.state in UNFINISHED and item.due_on is not None and item.due_on < today
    return {"item": item, "period": period_label(item.period), "is_late": is_late}


def _item(request: HttpRequest, pk: int) -> WorkItem:
    rows = WorkItem.objects.visible_to(request.user).select_related("unit", "plan__unit", "version", "body", "funding")
    return get_object_or_404(rows, pk=pk)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: from which plan, whose, how far, what hangs below it, what was said."""
    item = _item(request, pk)
    today = timezone.localdate()
    below = item.children.select_related("unit").order_by("period", "unit__sort_key")
    children = [_row(child, today) for child in below]
    parent = WorkItem.objects.visible_to(request.user).filter(pk=item.parent_id).first() if item.parent_id else None
    mine = set(worked_units(request.user).filter(member__work_parts__item=item).values_list("member", flat=True))
    parts = item.parts.select_related("body", "unit", "confirmed_by")
    context = {
        "item": item,
        **_row(item, today),
        "parent": parent,
        "children": children,
        "done": sum(row["item"].state == WorkState.DONE for row in children),
        "parts": [(part, part.unit_id in mine and item.state != WorkState.DROPPED) for part in parts],
        "reports": item.reports.select_related("actor"),
        "difficulties": Difficulty.objects.visible_to(request.user).filter(item=item).select_related("unit", "to_unit"),
        "can_report": _can_report(request, item),
        "can_change": item.state in UNFINISHED and can_give_work(request.user, item.plan),
    }
    return render(request, "programs/work/detail.html", context)


def _can_report(request: HttpRequest, item: WorkItem) -> bool:
    """Its own unit's people, on a task that is done itself and not given up."""
    open_ = item.state != WorkState.DROPPED and not item.children.exists()
    return open_ and works_for(request.user, item.unit)


@page
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how far the task is."""
    item = _item(request, pk)
    if not _can_report(request, item):
        raise Http404
    initial = {"progress": item.progress}
    form = ReportForm(request.POST or None, request.FILES or None, initial=initial)

    def save() -> None:
        data = dict(form.cleaned_data)
        file = data.pop("file")
        sent = {"file_name": file.name, "data": file.read()} if file else {}
        report_progress(item=item, actor=request.user, **data, **sent)

    done = reverse("programs:work_detail", args=[pk])
    context = {"item": item, "period": period_label(item.period)}
    message = _("Đã ghi tiến độ.")
    return save_or_show(request, form, save, done, "programs/work/report.html", context, message=message)


@require_POST
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's part, or say that it is done."""
    found = get_object_or_404(WorkPart.objects.visible_to(request.user), pk=pk)
    try:
        confirm_part(
            part=found, actor=request.user, is_done="xong" in request.POST, note=request.POST.get("note", "")[:500]
        )
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Đã ghi nhận phần việc."))
    return redirect("programs:work_detail", pk=found.item_id)


def _given(request: HttpRequest, pk: int) -> WorkItem:
    """An unfinished task of a plan whose tasks the person gives out; 404 otherwise."""
    item = _item(request, pk)
    if item.state not in UNFINISHED or not can_give_work(request.user, item.plan):
        raise Http404
    return item


@page
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a task up, with the reason."""
    item = _given(request, pk)
    form = DropForm(request.POST or None)
    context = {"item": item, "title": _("Thôi thực hiện nhiệm vụ"), "is_act": True}

    def save() -> None:
        drop_work(item=item, actor=request.user, **form.cleaned_data)

    done = reverse("programs:work_detail", args=[pk])
    return save_or_show(request, form, save, done, "programs/work/form.html", context)


@page
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day or another line of money."""
    item = _given(request, pk)
    initial = {"revision": item.revision, "due_on": item.due_on, "funding": item.funding_id}
    form = ChangeForm(request.POST or None, plan=item.plan, initial=initial)
    context = {"item": item, "title": _("Sửa hạn, kinh phí"), "is_act": False}

    def save() -> None:
        try:
            change_work(item=item, actor=request.user, **form.cleaned_data)
        except StaleRecord as error:
            form.data = form.data.copy()
            form.data["revision"] = str(error.revision)
            raise

    done = reverse("programs:work_detail", args=[pk])
    return save_or_show(request, form, save, done, "programs/work/form.html", context)


@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a report, for who may read the task; `?tai=1` saves instead of showing."""
    found = get_object_or_404(WorkReport.objects.visible_to(request.user).exclude(file=""), pk=pk)
    try:
        file = found.file.open("rb")
    except OSError:
        raise Http404 from None
    return serve(file, name=found.file_name, kind=found.content_type, saves=bool(request.GET.get("tai")))
