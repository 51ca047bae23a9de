"""Bodies over time: found by name, with their days, what became of them and who signs for them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.accounts.access import has_role
from ocop.accounts.enums import EDITORS
from ocop.text import fold
from ocop.ui.context import read_day
from ocop.ui.paging import paginate
from programs.domain.bodies_edit import (
    add_change,
    can_keep_body,
    can_keep_signers,
    remove_change,
    save_body,
    save_delegation,
)
from programs.domain.bodies_time import is_there, last_day, successors_on
from programs.enums import BodyKind
from programs.forms.bodies import BodyForm, ChangeForm, DelegationForm, NewBodyForm
from programs.models import Body, BodyChange, Delegation
from programs.views.plan_common import save_or_show

page = require_http_methods(["GET", "HEAD", "POST"])
BODY_FIELDS = ("name", "kind", "valid_from", "valid_to")
SIGNER_FIELDS = ("form", "head_title", "title", "name", "valid_from", "valid_to", "instrument", "scope")


@require_safe
def body_list(request: HttpRequest) -> HttpResponse:
    """Bodies by words of their name or unit (`?q=`), kind (`?loai=`) and the day they exist on (`?ngay=`)."""
    text, kind = request.GET.get("q", "").strip()[:100], request.GET.get("loai", "")
    asked = request.GET.get("ngay", "").strip()
    day = read_day(asked) if asked else None
    found = Body.objects.visible_to(request.user).select_related("unit")
    for word in fold(text).split():
        found = found.filter(fold__contains=word) | found.filter(unit__fold__contains=word)
    if kind in BodyKind.values:
        found = found.filter(kind=kind)
    if day:
        found = found.on(day)
    context = {
        "page": paginate(found, request, order=("fold", "id")),
        "text": text,
        "kind": kind,
        "kinds": BodyKind.choices,
        "asked": asked,
        "fault": bool(asked) and day is None,
        "filtered": bool(text or kind or asked),
        "makes": has_role(request.user, *EDITORS),
    }
    return render(request, "programs/bodies/list.html", context)


def _body(request: HttpRequest, pk: int) -> Body:
    return get_object_or_404(Body.objects.visible_to(request.user).select_related("unit"), pk=pk)


def _kept(request: HttpRequest, pk: int) -> Body:
    """A body the person keeps; 404 otherwise."""
    body = _body(request, pk)
    if not can_keep_body(request.user, body.unit):
        raise Http404
    return body


def _signed_for(request: HttpRequest, pk: int) -> Body:
    body = _body(request, pk)
    if not can_keep_signers(request.user, body.unit):
        raise Http404
    return body


@require_safe
def body_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A body: its days, what it was and became, who signs for it (in the territory), and where plans name it."""
    body, today = _body(request, pk), timezone.localdate()
    there = is_there(body, today)
    context = {
        "body": body,
        "there": there,
        "last_day": last_day(body),
        "now": [] if there else [one for one in successors_on(body, today) if one.pk != body.pk],
        "changes_out": body.changes_out.select_related("successor", "instrument"),
        "changes_in": body.changes_in.select_related("predecessor", "instrument"),
        "delegations": Delegation.objects.visible_to(request.user).filter(body=body),
        "keeps": can_keep_body(request.user, body.unit),
        "keeps_signers": can_keep_signers(request.user, body.unit),
        "today": today,
    }
    return render(request, "programs/bodies/detail.html", context)


def _shown(
    request: HttpRequest, form: Any, save: Any, title: str, body: Body | None = None, done: str = ""
) -> HttpResponse:
    """A form about a body, or back to the body (`done`: elsewhere)."""
    address = done or (reverse("programs:body_detail", args=[body.pk]) if body else "")
    context = {"body": body, "title": title}
    return save_or_show(request, form, save, address, "programs/bodies/form.html", context)


@page
def body_new(request: HttpRequest) -> HttpResponse:
    """Record a body of a unit of one's own territory."""
    if not has_role(request.user, *EDITORS):
        raise Http404
    form = NewBodyForm(request.POST or None, user=request.user, initial={"revision": 0})

    def save() -> None:
        fields = {name: form.cleaned_data[name] for name in BODY_FIELDS}
        save_body(actor=request.user, unit=form.cleaned_data["unit"], **fields)

    done = reverse("programs:body_list")
    return _shown(request, form, save, _("Ghi thêm cơ quan, tổ chức"), done=done)


@page
def body_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is recorded of a body."""
    body = _kept(request, pk)
    initial = {"revision": body.revision, **{name: getattr(body, name) for name in BODY_FIELDS}}
    form = BodyForm(request.POST or None, initial=initial)

    def save() -> None:
        save_body(actor=request.user, unit=body.unit, body=body, **form.cleaned_data)

    return _shown(request, form, save, _("Sửa cơ quan, tổ chức"), body)


@page
def change_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what the body became."""
    body = _kept(request, pk)
    form = ChangeForm(request.POST or None)

    def save() -> None:
        add_change(actor=request.user, body=body, **form.cleaned_data)

    return _shown(request, form, save, _("Ghi thay đổi"), body)


@require_POST
def change_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a change recorded by mistake back."""
    change = get_object_or_404(BodyChange.objects.select_related("predecessor", "successor"), pk=pk)
    _kept(request, change.predecessor_id)
    try:
        body = remove_change(actor=request.user, change=change)
    except PermissionDenied as error:
        raise Http404 from error
    messages.success(request, _("Đã bỏ thay đổi. Ngày của hai cơ quan giữ nguyên, hãy sửa nếu cần."))
    return redirect("programs:body_detail", pk=body.pk)


@page
def delegation_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Record who signs for the body."""
    body = _signed_for(request, pk)
    form = DelegationForm(request.POST or None, initial={"revision": 0, "valid_from": timezone.localdate()})

    def save() -> None:
        fields = {name: form.cleaned_data[name] for name in SIGNER_FIELDS}
        save_delegation(actor=request.user, body=body, **fields)

    return _shown(request, form, save, _("Ghi quyền ký"), body)


@page
def delegation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a right to sign, or end it by its last day."""
    rows = Delegation.objects.visible_to(request.user).select_related("body__unit")
    stored = get_object_or_404(rows, pk=pk)
    body = _signed_for(request, stored.body_id)
    initial = {"revision": stored.revision, **{name: getattr(stored, name) for name in SIGNER_FIELDS}}
    form = DelegationForm(request.POST or None, initial=initial)

    def save() -> None:
        save_delegation(actor=request.user, body=body, delegation=stored, **form.cleaned_data)

    return _shown(request, form, save, _("Sửa quyền ký"), body)
