"""Pages of recognitions."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ocop.ui.paging import paginate
from products.domain.queries import FIRST_YEAR, Filters, filter_products, with_recognitions, writable_products
from products.models import Product

from .. import rules
from ..domain.certificates.counts import cumulative_count, in_force_count
from ..domain.queries import filter_recognitions, plans_for
from ..domain.recognitions import Recorded, record_recognition
from ..forms.recognition import RecognitionFilterForm, RecognitionForm
from ..models import Recognition
from .gate import editors_only
from .saving import add_faults

PICKED = 30


@require_safe
def recognition_list(request: HttpRequest) -> HttpResponse:
    """Recognitions the person may see, newest first; `q`, `don-vi`, `ngay`, `sao`, `loai`, `nam` narrow them."""
    years = list(range(timezone.localdate().year, FIRST_YEAR - 1, -1))
    form = RecognitionFilterForm(request.GET, years=years)
    recognitions = filter_recognitions(Recognition.objects.visible_to(request.user), Filters.from_query(request.GET))
    today = timezone.localdate()
    listed = recognitions.select_related("unit", "product__producer", "certificate")
    context = {
        "form": form,
        "page": paginate(listed, request, order=("-decided_on", "-id")),
        "count": recognitions.count(),
        "ever": cumulative_count(recognitions, today),
        "in_force": in_force_count(recognitions, today),
        "can_edit": rules.can_record(request.user),
        "query": request.GET.urlencode(),
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "evaluations/recognition_list.html", context)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def recognition_create(request: HttpRequest) -> HttpResponse:
    """Enter a recognition of the product `?san-pham=`; without one, choose it first."""
    chosen = request.GET.get("san-pham", "")
    if not chosen:
        return _pick_product(request)
    products = writable_products(request.user).select_related("producer__unit")
    product: Product = get_object_or_404(products, pk=int(chosen) if chosen.isdigit() else 0)
    form = RecognitionForm(request.POST if request.method == "POST" else None, plans=plans_for(request.user))
    if request.method == "POST" and form.is_valid():
        recorded = _record(request, form, product)
        if recorded is not None:
            return redirect("products:product_detail", pk=product.pk)
    return render(request, "evaluations/recognition_form.html", {"form": form, "product": product})


def _record(request: HttpRequest, form: RecognitionForm, product: Product) -> Recorded | None:
    try:
        recorded = record_recognition(actor=request.user, product=product, **form.values())
    except ValidationError as error:
        add_faults(form, error)
        return None
    for text in recorded.warnings:
        messages.warning(request, text)
    if recorded.is_new:
        messages.success(request, _("Đã ghi công nhận %d sao.") % recorded.recognition.star)
    else:
        messages.info(request, _("Quyết định này đã được ghi trước đó, không ghi lần nữa."))
    return recorded


def _pick_product(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:100]
    products = filter_products(writable_products(request.user), Filters(text=text))
    found = list(with_recognitions(products).order_by("sort_key", "pk")[: PICKED + 1])
    context = {"found": found[:PICKED], "more": len(found) > PICKED, "text": text}
    return render(request, "evaluations/pick_product.html", context)
