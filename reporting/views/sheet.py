"""Tables as XLSX to save."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from ocop.spreadsheets.writer import CONTENT_TYPES, Column, write_xlsx


def spreadsheet(columns: Sequence[Column], rows: Iterable[Sequence[Any]], *, name: str, title: str) -> HttpResponse:
    """A file to save; never shown in the page."""
    response = HttpResponse(write_xlsx(columns, rows, title=title), content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
