"""Tree → PDF: tagged PDF/UA-1, A4, fonts embedded."""

from __future__ import annotations

from weasyprint import HTML
from weasyprint.urls import URLFetcher

from reporting.documents import html
from reporting.documents.tree import Document

VARIANT = "pdf/ua-1"


def render(document: Document) -> bytes:
    return from_html(html.render(document))


def from_html(source: str) -> bytes:
    """WeasyPrint, allowed to open files and what stands in the page itself: fonts and drawings; nothing ever comes by
    net."""
    fetcher = URLFetcher(allowed_protocols=["file", "data"], fail_on_errors=True)
    result = HTML(string=source, url_fetcher=fetcher).write_pdf(pdf_variant=VARIANT)
    assert isinstance(result, bytes)
    return result
