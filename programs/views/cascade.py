"""The cascade: the desk of a plan's targets, and what is assigned to the units of the person."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.ui.paging import paginate
from programs.domain.cascade.assignments import (
    accept_targets,
    ask_targets,
    confirm_targets,
    propose_targets,
    sent_figures,
)
from programs.domain.cascade.desk import Desk, cells_of, plan_desk, wishes_of
from programs.domain.cascade.figures import unpacked
from programs.enums import AssignmentState
from programs.forms.cascade import AcceptForm, AskForm, ConfirmForm, ProposeForm
from programs.models import Assignment, PlanVersion, UnitReach
from programs.rules import can_answer_for
from programs.views.plan_common import draft_of, page_context, put_errors

COUNTED = {
    "open": AssignmentState.PROPOSED,
    "accepted": AssignmentState.ACCEPTED,
    "asked": AssignmentState.ASKED,
    "confirmed": AssignmentState.CONFIRMED,
}


def _desk(request: HttpRequest, version: PlanVersion) -> Desk:
    return plan_desk(version, Assignment.objects.visible_to(request.user))


@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Every unit's figures and answers: of the draft for who writes it, of the version asked for by `?ban=`."""
    context = page_context(request, slug)
    if context["draft"] and not request.GET.get("ban"):
        context["version"] = context["draft"]
    version = context["version"]
    if version:
        found = _desk(request, version)
        context |= {"desk": found, "acts": bool(context["draft"]) and version.is_draft}
        context |= {name: found.count(state) for name, state in COUNTED.items()}
        if context["acts"]:
            context["form"] = ProposeForm(units=[row.unit for row in found.rows])
    return render(request, "programs/cascade/desk.html", context)


@require_POST
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Send chosen units what the draft gives them."""
    draft = draft_of(request, slug)
    here = redirect("programs:plan_cascade", slug=slug)
    form = ProposeForm(request.POST, units=[row.unit for row in _desk(request, draft).rows])
    if not form.is_valid():
        return _tell(request, form.errors.get_json_data(), here)
    data = form.cleaned_data
    try:
        sent = propose_targets(
            version=draft,
            actor=request.user,
            units=list(data["units"]),
            answer_by=data["answer_by"],
            note=data["note"],
        )
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return here
    told = ngettext("Đã gửi chỉ tiêu cho %d đơn vị.", "Đã gửi chỉ tiêu cho %d đơn vị.", len(sent)) % len(sent)
    messages.success(request, told if sent else _("Các đơn vị đã có đúng số này, không gửi lại."))
    return here


def _tell(request: HttpRequest, errors: dict[str, Any], here: HttpResponse) -> HttpResponse:
    """A refused small form: its faults as a message on the page it stands on."""
    messages.error(request, " ".join(entry["message"] for entries in errors.values() for entry in entries))
    return here


@require_POST
def confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Confirm one unit's figures, or take over what it asks for."""
    draft = draft_of(request, slug)
    assignment = get_object_or_404(Assignment.objects.visible_to(request.user), pk=pk, version=draft)
    here = redirect(reverse("programs:plan_cascade", args=[slug]) + f"#don-vi-{assignment.unit_id}")
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _tell(request, form.errors.get_json_data(), here)
    data = form.cleaned_data
    try:
        confirm_targets(
            assignment=assignment,
            revision=data["revision"],
            actor=request.user,
            note=data["note"],
            take_over=data["action"] == "take_over",
        )
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Đã chốt chỉ tiêu với %s.") % assignment.unit.name)
    return here


def _mine(request: HttpRequest) -> QuerySet[Assignment]:
    """What plans above give to units of the person's territory."""
    mine = Assignment.objects.visible_to(request.user).filter(unit__in=UnitReach.objects.of(request.user))
    return mine.select_related("unit", "version__plan__unit").prefetch_related("steps")


@require_safe
def assigned_list(request: HttpRequest) -> HttpResponse:
    """What is assigned to the units of the person, those that wait for an answer first."""
    page = paginate(_mine(request), request, order=("-version__plan__year", "-pk"))
    rows = [
        {"assignment": row, "cells": cells_of((key[0], one) for key, one in sent_figures(row).items())}
        for row in page.rows
    ]
    return render(request, "programs/cascade/assigned_list.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def assigned(request: HttpRequest, pk: int) -> HttpResponse:
    """One assignment: figures, history, and the answer of who may give it."""
    assignment = get_object_or_404(_mine(request), pk=pk)
    may = can_answer_for(request.user, assignment.unit)
    is_open = assignment.version.is_draft and assignment.state != AssignmentState.CONFIRMED
    if request.method == "POST" and not may:
        raise Http404
    figures = sent_figures(assignment)
    asks = request.POST.get("action") == "ask"
    initial = {"revision": assignment.revision, "note": assignment.note if assignment.asked else ""}
    form = AskForm(request.POST if asks else None, figures=figures, initial=initial)
    status = 200
    if request.method == "POST":
        done = _ask(request, assignment, form) if asks else _accept(request, assignment)
        if done:
            return redirect("programs:assigned", pk=pk)
        status = 422
    context = {
        "assignment": assignment,
        "plan": assignment.version.plan,
        "cells": cells_of((key[0], one) for key, one in figures.items()),
        "figures": sorted(figures.items(), key=lambda row: (-row[0][0], row[0][1])),
        "wishes": wishes_of(assignment),
        "steps": _steps(assignment),
        "answers": may and is_open,
        "form": form,
    }
    return render(request, "programs/cascade/assigned.html", context, status=status)


def _steps(assignment: Assignment) -> list[dict[str, Any]]:
    """The history, each step with its figures as one line."""
    steps = assignment.steps.select_related("actor")
    return [
        {"step": step, "cells": cells_of((key[0], one) for key, one in unpacked(step.asked or step.figures).items())}
        for step in steps
    ]


def _accept(request: HttpRequest, assignment: Assignment) -> bool:
    form = AcceptForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Biểu mẫu thiếu dữ liệu; hãy mở lại trang."))
        return False
    try:
        accept_targets(assignment=assignment, revision=form.cleaned_data["revision"], actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, _("Đã trả lời: đồng ý với chỉ tiêu được giao."))
    return True


def _ask(request: HttpRequest, assignment: Assignment, form: AskForm) -> bool:
    if not form.is_valid():
        return False
    data = form.cleaned_data
    try:
        ask_targets(
            assignment=assignment,
            revision=data["revision"],
            actor=request.user,
            figures=form.figures,
            note=data["note"],
        )
    except ValidationError as error:
        put_errors(form, error)
        return False
    messages.success(request, _("Đã gửi đề nghị điều chỉnh chỉ tiêu."))
    return True
