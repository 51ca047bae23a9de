"""Pages of producers."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ocop.ui.paging import paginate

from .. import rules
from ..domain.producers import create_producer, update_producer
from ..domain.queries import Filters, filter_producers, with_recognitions, writable_producers
from ..forms.filters import ProducerFilterForm
from ..forms.records import ProducerForm
from ..models import Producer, Product
from .gate import editors_only, posted, save, sent

RENAMED = {"unit": "place"}


@require_safe
def producer_list(request: HttpRequest) -> HttpResponse:
    """Producers the person may see, in Vietnamese order; filters `q`, `don-vi`, `ngay`, `loai` in the url."""
    form = ProducerFilterForm(request.GET)
    producers = filter_producers(Producer.objects.visible_to(request.user), Filters.from_query(request.GET))
    listed = producers.select_related("unit").prefetch_related(Prefetch("products", Product.objects.shown()))
    context = {
        "form": form,
        "page": paginate(listed, request, order=("sort_key", "id")),
        "count": producers.count(),
        "can_edit": rules.is_editor(request.user),
        "query": request.GET.urlencode(),
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "products/producer_list.html", context)


@require_safe
def producer_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One producer and its products."""
    producer = get_object_or_404(Producer.objects.visible_to(request.user).select_related("unit"), pk=pk)
    products = with_recognitions(Product.objects.visible_to(request.user).filter(producer=producer))
    can_edit = rules.is_editor(request.user) and writable_producers(request.user).filter(pk=pk).exists()
    context = {"producer": producer, "products": products.order_by("sort_key", "pk"), "can_edit": can_edit}
    return render(request, "products/producer_detail.html", context)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def producer_create(request: HttpRequest) -> HttpResponse:
    """Register a producer."""
    form = ProducerForm(sent(request), user=request.user)
    if posted(form, request):
        producer = save(form, lambda: create_producer(actor=request.user, **form.values()), RENAMED)
        if producer is not None:
            messages.success(request, _("Đã lưu chủ thể “%s”.") % producer.name)
            return redirect("products:producer_detail", pk=producer.pk)
    return render(request, "products/producer_form.html", {"form": form})


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def producer_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a producer; a form opened before somebody else's save is told so and keeps its text."""
    producer: Producer = get_object_or_404(writable_producers(request.user).select_related("unit"), pk=pk)
    title = producer.name
    form = ProducerForm(sent(request), instance=producer, user=request.user)
    if posted(form, request):
        values: dict[str, Any] = form.values()
        revision = form.cleaned_data["revision"] or 0
        changed = save(
            form, lambda: update_producer(actor=request.user, producer_id=pk, revision=revision, **values), RENAMED
        )
        if changed:
            messages.success(request, _("Đã lưu thay đổi."))
            return redirect("products:producer_detail", pk=pk)
    return render(request, "products/producer_form.html", {"form": form, "title": title, "producer_pk": pk})
