"""Exports of lists: what is seen, filtered by the same url."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ocop.spreadsheets.writer import CONTENT_TYPES
from ocop.text import format_number
from products.domain.queries import Filters, filter_producers, filter_products, readable_in_full
from products.models import Producer, Product

from ..domain.exports import MAX_ROWS, export_records
from ..domain.queries import filter_recognitions
from ..models import Recognition


def download(data: bytes, file_format: str, name: str) -> HttpResponse:
    """A file to save; never shown in the page."""
    response = HttpResponse(data, content_type=CONTENT_TYPES[file_format])
    response["Content-Disposition"] = f'attachment; filename="{name}.{file_format}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def export_products(request: HttpRequest, file_format: str) -> HttpResponse:
    """Products of the list page with the same query, one row per recognition."""
    products = filter_products(Product.objects.visible_to(request.user), Filters.from_query(request.GET))
    found = products.order_by("sort_key", "pk")
    return _file(request, found, "products", file_format, ("san-pham", "products:product_list"))


@require_safe
def export_producers(request: HttpRequest, file_format: str) -> HttpResponse:
    """Producers of the list page with the same query."""
    producers = filter_producers(Producer.objects.visible_to(request.user), Filters.from_query(request.GET))
    found = producers.order_by("sort_key", "pk")
    return _file(request, found, "producers", file_format, ("chu-the", "products:producer_list"))


@require_safe
def export_recognitions(request: HttpRequest, file_format: str) -> HttpResponse:
    """Recognitions of the list page with the same query."""
    found = filter_recognitions(Recognition.objects.visible_to(request.user), Filters.from_query(request.GET))
    return _file(request, found, "recognitions", file_format, ("cong-nhan", "evaluations:recognition_list"))


def _file(request: HttpRequest, found: Any, kind: str, file_format: str, names: tuple[str, str]) -> HttpResponse:
    """The file; or back to the list with advice when there is more than one file should hold."""
    name, list_url = names
    count = found.count()
    if count > MAX_ROWS:
        text = _("Có %(count)s dòng, mỗi lần chỉ xuất được %(limit)s. Hãy lọc bớt (theo đơn vị, năm) rồi xuất.")
        messages.error(request, text % {"count": format_number(count), "limit": format_number(MAX_ROWS)})
        return redirect(f"{reverse(list_url)}?{request.GET.urlencode()}")
    in_full = set(readable_in_full(request.user).values_list("pk", flat=True))
    return download(export_records(kind, found, file_format, in_full=in_full)[0], file_format, name)
