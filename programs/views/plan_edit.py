"""Editing a draft: head, simple lists, tasks; sections are edited in plan_sections."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from programs.domain.bodies_roles import ROLE_FIELDS
from programs.domain.plans import HEAD_FIELDS, save_head
from programs.domain.plans_parts import LISTS, remove_part, save_task, set_list
from programs.domain.signing import SignatureBlock, signers_on
from programs.forms.plan import HeadForm, RevisionForm, TaskForm
from programs.forms.plan_lists import ROWS, rows_formset
from programs.models import Batch, PlanVersion, Section, Task
from programs.views.plan_common import draft_of, edit_context, put_errors, save_or_show

page = require_http_methods(["GET", "HEAD", "POST"])


def _url(name: str, slug: str) -> str:
    return reverse(f"programs:{name}", args=[slug])


@page
def head(request: HttpRequest, slug: str) -> HttpResponse:
    """The head of a draft, its opening and closing sentences and its signer."""
    draft = draft_of(request, slug)
    signers = signers_on(draft.plan.unit, timezone.localdate())
    initial = {"revision": draft.revision, **_signer_initial(draft, signers)}
    form = HeadForm(request.POST or None, initial=initial, instance=draft)

    def save() -> None:
        fields = {name: form.cleaned_data[name] for name in HEAD_FIELDS}
        save_head(version=draft, revision=form.cleaned_data["revision"], actor=request.user, **fields)

    context = edit_context(draft, "plan_edit") | {"signers": signers}
    return save_or_show(request, form, save, _url("plan_edit", slug), "programs/plan/edit_head.html", context)


def _signer_initial(draft: PlanVersion, signers: list[SignatureBlock]) -> dict[str, str]:
    """A draft without signer is offered the one who signs today."""
    if draft.signer_name or not signers:
        return {}
    first = signers[0]
    return {"signer_authority": first.authority, "signer_title": first.title, "signer_name": first.name}


LIST_PAGES = {
    "bases": ("plan_bases", "Căn cứ"),
    "activities": ("plan_activities", "Hoạt động"),
    "funding": ("plan_money", "Nguồn kinh phí"),
    "recipients": ("plan_recipients", "Nơi nhận"),
}


@page
def rows(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """One of the simple lists of a draft (LIST_PAGES), saved whole."""
    draft = draft_of(request, slug)
    name, title = LIST_PAGES[part]
    row, model = ROWS[part], LISTS[part]
    stored = list(model.objects.filter(version=draft).order_by("order", "pk").values(*row.Meta.fields))
    form = RevisionForm(request.POST or None, initial={"revision": draft.revision})
    formset = rows_formset(row, request.POST or None, stored)

    def save() -> None:
        revision = form.cleaned_data["revision"]
        set_list(version=draft, revision=revision, actor=request.user, part=part, rows=formset.rows())

    context = edit_context(draft, name) | {"formset": formset, "title": _(title)}
    template = "programs/plan/edit_rows.html"
    return save_or_show(request, form, save, _url(name, slug), template, context, others_valid=formset.is_valid)


@require_safe
def tasks(request: HttpRequest, slug: str) -> HttpResponse:
    """The tasks of a draft in order, each to be opened."""
    draft = draft_of(request, slug)
    context = edit_context(draft, "plan_tasks_edit") | {"tasks": draft.task_set.select_related("body")}
    return render(request, "programs/plan/tasks_edit.html", context)


def _task_initial(task: Task | None) -> dict[str, Any]:
    if task is None:
        return {}
    return {
        "lead": task.body.name,
        "heading": task.heading,
        "intro": task.intro,
        "items": "\n".join(task.items),
        "due_on": task.due_on,
        **_task_bodies(task),
    }


def _task_bodies(task: Task) -> dict[str, str]:
    """One name a line, by the role of the body."""
    entries = list(task.coordinating.select_related("body").order_by("pk"))
    return {
        name: "\n".join(entry.body.name for entry in entries if entry.role == role)
        for role, name in ROLE_FIELDS.items()
    }


@page
def task(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """One task, new or stored: its bodies and its sentences."""
    draft = draft_of(request, slug)
    stored = get_object_or_404(Task.objects.select_related("body"), pk=pk, version=draft) if pk else None
    form = TaskForm(request.POST or None, initial={"revision": draft.revision, **_task_initial(stored)})

    def save() -> None:
        data = form.cleaned_data
        fields = {name: data[name] for name in ("heading", "intro", "items", "due_on")}
        bodies = {name: data[name] for name in ("lead", *ROLE_FIELDS.values())}
        where = {"version": draft, "revision": data["revision"], "actor": request.user, "task": stored}
        save_task(**where, **bodies, fields=fields)

    context = edit_context(draft, "plan_tasks_edit") | {"part": stored, "remove": "task"}
    done = _url("plan_tasks_edit", slug)
    return save_or_show(request, form, save, done, "programs/plan/edit_form.html", context)


PARTS: dict[str, tuple[Any, str]] = {
    "section": (Section, "plan_sections"),
    "task": (Task, "plan_tasks_edit"),
    "batch": (Batch, "plan_batches_edit"),
}


@require_POST
def remove(request: HttpRequest, slug: str, part: str, pk: int) -> HttpResponse:
    """Take a section, task or batch out of the draft."""
    draft = draft_of(request, slug)
    model, back = PARTS[part]
    stored = get_object_or_404(model, pk=pk, version=draft)
    form = RevisionForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        remove_part(version=draft, revision=form.cleaned_data["revision"], actor=request.user, part=stored)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        put_errors(form, error)
        context = edit_context(draft, back) | {"form": form}
        return render(request, "programs/plan/refused.html", context, status=422)
    return redirect(f"programs:{back}", slug=slug)
