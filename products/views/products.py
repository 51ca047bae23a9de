"""Pages of products."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ocop.ui.paging import paginate

from .. import rules
from ..domain.codes import assign_code, code_units, record_code
from ..domain.dossiers.queries import preparable_products
from ..domain.merged import kept_record
from ..domain.product_sets import set_lines
from ..domain.products import create_product, update_product
from ..domain.queries import (
    Filters,
    filter_producers,
    filter_products,
    for_pages,
    writable_producers,
    writable_products,
)
from ..forms.filters import ProductFilterForm
from ..forms.products import CodeForm, NumberForm, ProductForm
from ..models import Dossier, Producer, Product
from .gate import editors_only, posted, save, sent

PICKED = 30


@require_safe
def product_list(request: HttpRequest) -> HttpResponse:
    """Products the person may see, in Vietnamese order; `q`, `don-vi`, `trang-thai`, `sao`… narrow them."""
    form = ProductFilterForm(request.GET)
    products = filter_products(Product.objects.visible_to(request.user), Filters.from_query(request.GET))
    context = {
        "form": form,
        "page": paginate(for_pages(products), request, order=("sort_key", "id")),
        "count": products.count(),
        "can_edit": rules.is_editor(request.user),
        "query": request.GET.urlencode(),
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "products/product_list.html", context)


@require_safe
def product_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One product with its recognitions, newest first."""
    visible = for_pages(Product.objects.visible_to(request.user))
    product = visible.filter(pk=pk).first()
    if product is None:
        kept = kept_record(Product, pk, request.user)
        if kept is None:
            raise Http404
        return redirect("products:product_detail", pk=kept.pk)
    dossiers = Dossier.objects.visible_to(request.user).filter(product=product).order_by("-year", "-pk")
    dossiers = dossiers.prefetch_related(
        "results__decision_item__decision", "results__referral", "results__entry__session__council"
    )
    context = {
        "product": product,
        "codes": product.codes.select_related("unit"),
        "sets": set_lines(product),
        "dossiers": dossiers,
        "results": [result for dossier in dossiers for result in dossier.results.all()],
        "can_edit": rules.is_editor(request.user) and writable_products(request.user).filter(pk=pk).exists(),
        "can_prepare": preparable_products(request.user).filter(pk=pk).exists(),
    }
    return render(request, "products/product_detail.html", context)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def product_codes(request: HttpRequest, pk: int) -> HttpResponse:
    """The codes the product has carried; `viec=ghi` notes one from paper, `viec=cap` gives the next number."""
    product: Product = get_object_or_404(writable_products(request.user).select_related("producer__unit"), pk=pk)
    act, data = request.POST.get("viec"), sent(request)
    noted = CodeForm(data if act == "ghi" else None, prefix="ghi")
    units = code_units(product.producer, timezone.localdate())
    numbered = NumberForm(data if act == "cap" else None, prefix="cap", units=units)
    forms: dict[str | None, tuple[Any, Any]] = {"ghi": (noted, record_code), "cap": (numbered, assign_code)}
    form, verb = forms.get(act, (None, None))
    if form is not None and posted(form, request):
        code = save(form, lambda: verb(actor=request.user, product=product, **form.cleaned_data))
        if code is not None:
            messages.success(request, _("Mã số sản phẩm: %s.") % code.code)
            return redirect("products:product_detail", pk=pk)
    context = {
        "product": product,
        "codes": product.codes.select_related("unit"),
        "noted": noted,
        "numbered": numbered if units else None,
    }
    return render(request, "products/product_codes.html", context)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def product_create(request: HttpRequest) -> HttpResponse:
    """Enter a product of the producer `?chu-the=`; without one, choose it first."""
    chosen = request.GET.get("chu-the", "")
    if not chosen:
        return _pick_producer(request)
    producers = writable_producers(request.user)
    producer: Producer = get_object_or_404(producers, pk=int(chosen) if chosen.isdigit() else 0)
    form = ProductForm(sent(request))
    if posted(form, request):
        product = save(form, lambda: create_product(actor=request.user, producer=producer, **form.values()))
        if product is not None:
            messages.success(request, _("Đã lưu sản phẩm “%s”.") % product.name)
            return redirect("products:product_detail", pk=product.pk)
    return _form_page(request, form, producer=producer)


def _pick_producer(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:100]
    producers = filter_producers(writable_producers(request.user), Filters(text=text)).select_related("unit")
    found = list(producers.order_by("sort_key", "pk")[: PICKED + 1])
    context = {"found": found[:PICKED], "more": len(found) > PICKED, "text": text}
    return render(request, "products/pick_producer.html", context)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def product_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a product; a form opened before somebody else's save is told so and keeps its text."""
    product: Product = get_object_or_404(writable_products(request.user).select_related("producer"), pk=pk)
    title = product.name
    form = ProductForm(sent(request), instance=product)
    if posted(form, request):
        values: dict[str, Any] = form.values()
        revision = form.cleaned_data["revision"]
        if save(form, lambda: update_product(actor=request.user, product_id=pk, revision=revision or 0, **values)):
            messages.success(request, _("Đã lưu thay đổi."))
            return redirect("products:product_detail", pk=pk)
    return _form_page(request, form, producer=product.producer, title=title, product_pk=pk)


def _form_page(request: HttpRequest, form: ProductForm, **context: Any) -> HttpResponse:
    return render(request, "products/product_form.html", {"form": form, **context})
