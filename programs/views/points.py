"""Points of sale: list, one, opening and correcting."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ocop.site.registry import get_setting
from ocop.ui.paging import paginate
from programs.domain.held.points import create_point, update_point
from programs.forms.held import PointForm
from programs.models import PointOfSale
from programs.rules import can_keep_activities, keeps_activities
from programs.views.saving import home_unit, sent, stored

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def point_list(request: HttpRequest) -> HttpResponse:
    """Points of sale of the territory by name."""
    points = PointOfSale.objects.visible_to(request.user).select_related("unit")
    if not get_setting("show_illustration"):
        points = points.filter(is_illustration=False)
    context = {
        "page": paginate(points, request, order=("name", "id")),
        "can_create": keeps_activities(request.user),
    }
    return render(request, "programs/held/points.html", context)


@page
def point_new(request: HttpRequest) -> HttpResponse:
    """Open a point of sale."""
    if not keeps_activities(request.user):
        raise Http404
    form = PointForm(sent(request), unit=home_unit(request.user))
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "revision"}
        point = stored(form, lambda: create_point(actor=request.user, **values))
        if point is not None:
            messages.success(request, _("Đã thêm điểm bán. Hãy ghi các sản phẩm bán ở đó."))
            return redirect("products:point_products", pk=point.pk)
    return _show(request, form, _("Thêm điểm bán"))


@page
def point_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct or close a point of sale."""
    point = get_object_or_404(PointOfSale.objects.visible_to(request.user).select_related("unit"), pk=pk)
    if not can_keep_activities(request.user, point.unit):
        raise Http404
    form = PointForm(sent(request), unit=None, point=point)
    if request.method == "POST" and form.is_valid():
        saved = stored(form, lambda: update_point(actor=request.user, point_id=pk, **form.cleaned_data))
        if saved is not None:
            messages.success(request, _("Đã lưu."))
            return redirect("products:point_products", pk=pk)
    return _show(request, form, _("Sửa điểm bán"))


def _show(request: HttpRequest, form: Any, heading: str) -> HttpResponse:
    crumbs = [(_("Điểm bán"), reverse("programs:point_list")), (heading, "")]
    context = {"form": form, "heading": heading, "crumbs": crumbs}
    return render(request, "programs/held/form.html", context, status=422 if form.errors else 200)
