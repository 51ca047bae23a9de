"""Producers at activities, products at points of sale, and who was never trained."""

from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.ui.paging import paginate
from programs.domain.held.counts import untrained_units
from programs.models import HeldActivity, PointOfSale, Unit
from programs.rules import can_keep_activities

from ..domain.planned.participation import (
    join_activity,
    leave_activity,
    put_product,
    take_product,
    untrained_producers,
)
from ..forms.planned import JoinForm, PointProductForm, SinceForm
from ..models import Participation, PointProduct, Producer, Product
from .gate import posted, save, sent

page = require_http_methods(["GET", "HEAD", "POST"])
MOST_UNITS = 300
"""Communes named on the page of the untrained; a whole country has more: the count tells."""


def _held(request: HttpRequest, pk: int) -> HeldActivity:
    return get_object_or_404(HeldActivity.objects.visible_to(request.user).select_related("unit"), pk=pk)


def _point(request: HttpRequest, pk: int) -> PointOfSale:
    return get_object_or_404(PointOfSale.objects.visible_to(request.user).select_related("unit"), pk=pk)


@page
def held_producers(request: HttpRequest, pk: int) -> HttpResponse:
    """Producers at an activity which the person may see; the one who keeps the activity adds them here."""
    held = _held(request, pk)
    keeps = can_keep_activities(request.user, held.unit)
    if request.method == "POST" and not keeps:
        raise Http404
    form = JoinForm(sent(request), user=request.user)
    if posted(form, request):
        joined = save(form, lambda: join_activity(actor=request.user, held_id=pk, **form.cleaned_data))
        if joined is not None:
            messages.success(request, _("Đã ghi chủ thể tham gia."))
            return redirect("products:held_producers", pk=pk)
    seen = Producer.objects.visible_to(request.user).values("pk")
    rows = Participation.objects.filter(held=held, producer__in=seen).select_related("producer__unit", "product")
    context = {
        "held": held,
        "keeps": keeps,
        "form": form,
        "rows": rows.order_by("producer__sort_key", "pk"),
        "sums": rows.order_by().aggregate(people=Sum("people"), revenue=Sum("revenue")),
        "others": held.participations.exclude(producer__in=seen).count(),
    }
    return render(request, "products/held_producers.html", context, status=422 if form.errors else 200)


@require_POST
def held_producer_remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Take a producer out of an activity."""
    held = _held(request, pk)
    if not can_keep_activities(request.user, held.unit):
        raise Http404
    leave_activity(actor=request.user, held_id=pk, participation_id=row)
    messages.success(request, _("Đã bỏ chủ thể khỏi hoạt động."))
    return redirect("products:held_producers", pk=pk)


@page
def point_products(request: HttpRequest, pk: int) -> HttpResponse:
    """A point of sale: what is sold there; who keeps it adds products here."""
    point = _point(request, pk)
    keeps = can_keep_activities(request.user, point.unit)
    if request.method == "POST" and not keeps:
        raise Http404
    initial = {"since": max(point.opened_on, timezone.localdate())}
    form = PointProductForm(sent(request), user=request.user, initial=initial)
    if posted(form, request):
        sold = save(form, lambda: put_product(actor=request.user, point_id=pk, **form.cleaned_data))
        if sold is not None:
            messages.success(request, _("Đã ghi sản phẩm tại điểm bán."))
            return redirect("products:point_products", pk=pk)
    seen = Product.objects.visible_to(request.user).values("pk")
    rows = PointProduct.objects.filter(point=point, product__in=seen).select_related("product__producer")
    context = {
        "point": point,
        "keeps": keeps,
        "form": form,
        "rows": rows.order_by("product__sort_key", "pk"),
        "revenue": rows.order_by().aggregate(total=Sum("revenue"))["total"],
        "others": point.point_products.exclude(product__in=seen).count(),
    }
    return render(request, "products/point_products.html", context, status=422 if form.errors else 200)


@require_POST
def point_product_remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Take out a product put at a point by mistake."""
    point = _point(request, pk)
    if not can_keep_activities(request.user, point.unit):
        raise Http404
    take_product(actor=request.user, point_id=pk, row_id=row)
    messages.success(request, _("Đã bỏ sản phẩm khỏi điểm bán."))
    return redirect("products:point_products", pk=pk)


@require_safe
def untrained(request: HttpRequest) -> HttpResponse:
    """Communes and producers of the territory nobody of which came to a class or tour since a day (`since`)."""
    form = SinceForm(request.GET or None)
    since, today = form.day(), timezone.localdate()
    units: Any = untrained_units(Unit.objects.in_territory(request.user), today, since).order_by("sort_key", "pk")
    producers = untrained_producers(request.user, since).select_related("unit")
    context = {
        "form": form,
        "since": since,
        "units": units[:MOST_UNITS],
        "unit_count": units.count(),
        "page": paginate(producers, request, order=("sort_key", "id")),
        "producer_count": producers.count(),
    }
    return render(request, "products/untrained.html", context)
