"""Pages of producers: the list, the producer's home, entry, and the changes that have a day of their own."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ocop.ui.paging import paginate

from .. import rules
from ..domain.merged import kept_record
from ..domain.people import can_edit_own
from ..domain.personal_data import record_read
from ..domain.places import places_of, present_units
from ..domain.producers import change_form, create_producer, form_warnings, move_producer, update_producer
from ..domain.queries import Filters, filter_producers, for_pages, writable_producers
from ..forms.filters import ProducerFilterForm
from ..forms.producers import ChangeFormForm, MoveForm, ProducerForm
from ..models import Dossier, Producer, Product
from .gate import editors_only, posted, save, sent

RENAMED = {"unit": "place"}
SHOWN_YEARS = 3


@require_safe
def producer_list(request: HttpRequest) -> HttpResponse:
    """Producers the person may see, in Vietnamese order; filters `q`, `don-vi`, `ngay`, `loai` in the url."""
    form = ProducerFilterForm(request.GET)
    producers = filter_producers(Producer.objects.visible_to(request.user), Filters.from_query(request.GET))
    listed = producers.select_related("unit").prefetch_related(models.Prefetch("products", Product.objects.shown()))
    page = paginate(listed, request, order=("sort_key", "id"))
    present = present_units(page.rows, timezone.localdate())
    context = {
        "form": form,
        "page": page,
        "lines": [(producer, present[producer.pk]) for producer in page],
        "count": producers.count(),
        "can_edit": rules.is_editor(request.user),
        "query": request.GET.urlencode(),
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "products/producer_list.html", context)


@require_safe
def producer_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The producer's home: facts, representative, forms, places, years, products, dossiers; personal data masked."""
    producer = Producer.objects.visible_to(request.user).select_related("unit").filter(pk=pk).first()
    if producer is None:
        kept = kept_record(Producer, pk, request.user)
        if kept is None:
            raise Http404
        return redirect("products:producer_detail", pk=kept.pk)
    return detail_page(request, producer)


def detail_page(request: HttpRequest, producer: Producer, *, revealed: bool = False) -> HttpResponse:
    """The page of a visible producer; `revealed` shows personal data (the caller has passed the gate and logged it)."""
    today = timezone.localdate()
    visible = Product.objects.visible_to(request.user).filter(producer=producer)
    products = list(for_pages(visible).order_by("sort_key", "pk"))
    dossiers = Dossier.objects.visible_to(request.user).filter(product__producer=producer).select_related("product")
    context = {
        "producer": producer,
        "present": present_units([producer], today)[producer.pk],
        "person": getattr(producer, "representation", None),
        "revealed": revealed,
        "forms": producer.forms.all(),
        "places": places_of(producer, today),
        "years": producer.years.all()[:SHOWN_YEARS],
        "products": products,
        "warnings": form_warnings(producer, products),
        "dossiers": dossiers.order_by("-year", "-pk")[:20],
        "members": producer.members.select_related("user").order_by("-valid_from", "pk"),
        "can_edit": rules.is_editor(request.user) and writable_producers(request.user).filter(pk=producer.pk).exists(),
        "can_edit_own": can_edit_own(request.user, producer),
    }
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


def editable(request: HttpRequest, pk: int) -> Producer:
    """The producer, for editors of its territory."""
    return get_object_or_404(writable_producers(request.user).select_related("unit"), pk=pk)


@never_cache
@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def producer_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a producer; a form opened before somebody else's save is told so and keeps its text."""
    producer = editable(request, pk)
    title = producer.name
    if request.method == "GET" and (producer.phone or producer.email or producer.has_personal_tax_code):
        record_read(user=request.user, producer=producer, what=_("Mở biểu mẫu sửa chủ thể"))
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


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def producer_change_form(request: HttpRequest, pk: int) -> HttpResponse:
    """Another legal form from a day on (QĐ 26/2026/QĐ-TTg, Điều 2.3)."""
    producer = editable(request, pk)
    form = ChangeFormForm(sent(request), initial={"revision": producer.revision})
    if posted(form, request):
        values = dict(form.cleaned_data)
        if save(form, lambda: change_form(actor=request.user, producer_id=pk, **values)):
            messages.success(request, _("Đã ghi loại hình mới."))
            return redirect("products:producer_detail", pk=pk)
    return _act_page(request, producer, form, _("Đổi loại hình"), "loai-hinh")


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def producer_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Another place from a day on; the former one stays."""
    producer = editable(request, pk)
    form = MoveForm(sent(request), user=request.user, initial={"revision": producer.revision})
    if posted(form, request):
        values = {key: value for key, value in form.cleaned_data.items() if key != "place"}
        unit = form.cleaned_data["place"]
        if save(form, lambda: move_producer(actor=request.user, producer_id=pk, unit=unit, **values), RENAMED):
            messages.success(request, _("Đã ghi địa điểm mới."))
            return redirect("products:producer_detail", pk=pk)
    return _act_page(request, producer, form, _("Chuyển địa điểm"), "dia-diem")


def _act_page(request: HttpRequest, producer: Producer, form: Any, title: str, key: str) -> HttpResponse:
    context = {"producer": producer, "form": form, "act": title, "draft_key": f"chu-the-{producer.pk}-{key}"}
    return render(request, "products/producer_act.html", context)
