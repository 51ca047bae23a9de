"""Support norms: published, so every signed-in person reads them; written by the staff of the unit that sets them."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ocop.site.registry import get_setting
from ocop.ui.paging import paginate
from programs.domain.money.norms import create_norm, is_in_force, norm_words, update_norm
from programs.forms.money import NormForm
from programs.models import SupportNorm, Unit
from programs.rules import can_write_norm, keeps_activities, written_units
from programs.views.saving import home_unit, sent, stored

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def norm_list(request: HttpRequest) -> HttpResponse:
    """All norms, newest first."""
    own = Exists(written_units(request.user, Unit.objects.filter(pk=OuterRef("unit"))))
    norms = SupportNorm.objects.visible_to(request.user).select_related("unit").annotate(is_own=own)
    if not get_setting("show_illustration"):
        norms = norms.filter(is_illustration=False)
    shown = paginate(norms, request, order=("-valid_from", "id"))
    today = timezone.localdate()
    context = {
        "page": shown,
        "rows": [(norm, norm_words(norm), is_in_force(norm, today)) for norm in shown],
        "can_create": keeps_activities(request.user),
    }
    return render(request, "programs/money/norms.html", context)


@page
def norm_new(request: HttpRequest) -> HttpResponse:
    """A norm of a unit of the person's own tier."""
    if not keeps_activities(request.user):
        raise Http404
    form = NormForm(sent(request), unit=home_unit(request.user))
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "revision"}
        if stored(form, lambda: create_norm(actor=request.user, **values)):
            messages.success(request, _("Đã thêm định mức."))
            return redirect("programs:norm_list")
    return _show(request, form, _("Thêm định mức hỗ trợ"))


@page
def norm_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a norm, or say until when it held."""
    norm = get_object_or_404(SupportNorm.objects.visible_to(request.user).select_related("unit"), pk=pk)
    if not can_write_norm(request.user, norm.unit):
        raise Http404
    form = NormForm(sent(request), unit=None, norm=norm)
    if request.method == "POST" and form.is_valid():
        saved = stored(form, lambda: update_norm(actor=request.user, norm_id=pk, **form.cleaned_data))
        if saved is not None:
            messages.success(request, _("Đã lưu."))
            return redirect("programs:norm_list")
    return _show(request, form, _("Sửa định mức hỗ trợ"))


def _show(request: HttpRequest, form: Any, heading: str) -> HttpResponse:
    crumbs = [(_("Định mức hỗ trợ"), reverse("programs:norm_list")), (heading, "")]
    context = {"form": form, "heading": heading, "crumbs": crumbs}
    return render(request, "programs/held/form.html", context, status=422 if form.errors else 200)
