"""Tree → PDF: tagged PDF/UA-1, A4, fonts embedded."""

from __future__ import annotations

import os
import threading

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from reporting.documents import html
from reporting.documents.tree import Document

VARIANT = "pdf/ua-1"
_kept = threading.local()


def render(document: Document) -> bytes:
    return from_html(html.render(document))


def from_html(source: str) -> bytes:
    """WeasyPrint, allowed to open files and what stands in the page itself: fonts and drawings; nothing ever comes by
    net."""
    fetcher = URLFetcher(allowed_protocols=["file", "data"], fail_on_errors=True)
    page = HTML(string=source, url_fetcher=fetcher)
    result = page.write_pdf(pdf_variant=VARIANT, font_config=_font_configuration())
    assert isinstance(result, bytes)
    return result


def _font_configuration() -> FontConfiguration:
    """The fonts, read once a thread: a worker that makes a hundred documents neither reads nor keeps them twice."""
    if getattr(_kept, "process", None) != os.getpid():
        inherited = getattr(_kept, "fonts", None)
        if inherited is not None:
            inherited._folder = None  # the files belong to the process this one was forked from
        _kept.process, _kept.fonts = os.getpid(), FontConfiguration()
    return _kept.fonts
