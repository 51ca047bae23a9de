"""Exports of lists: what is seen, filtered by the same url."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ocop.spreadsheets.writer import CONTENT_TYPES
from products.domain.queries import Filters, filter_producers, filter_products
from products.models import Producer, Product

from ..domain.exports import export_lines, lines_of_producers, lines_of_products, lines_of_recognitions
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
    return _file(lines_of_products(products.order_by("sort_key", "pk")), file_format, "san-pham")


@require_safe
def export_producers(request: HttpRequest, file_format: str) -> HttpResponse:
    """Producers of the list page with the same query."""
    producers = filter_producers(Producer.objects.visible_to(request.user), Filters.from_query(request.GET))
    return _file(lines_of_producers(producers.order_by("sort_key", "pk")), file_format, "chu-the")


@require_safe
def export_recognitions(request: HttpRequest, file_format: str) -> HttpResponse:
    """Recognitions of the list page with the same query."""
    recognitions = filter_recognitions(Recognition.objects.visible_to(request.user), Filters.from_query(request.GET))
    return _file(lines_of_recognitions(recognitions), file_format, "cong-nhan")


def _file(lines: Any, file_format: str, name: str) -> HttpResponse:
    return download(export_lines(lines, file_format), file_format, name)
