"""How a stored file of somebody else's making leaves the house: inline only what a browser shows safely."""

from typing import IO, Any

from django.http import FileResponse

from .kinds import INLINE_TYPES

SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""Chromium shows no PDF in a sandbox; a PDF that could run anything is refused at the door (ocop/files/pdf.py)."""


def serve(file: IO[bytes] | Any, *, name: str, kind: str, saves: bool = False) -> FileResponse:
    """The bytes under their name; `saves`: to be kept instead of shown. The caller has checked who reads."""
    is_inline = kind in INLINE_TYPES and not saves
    response = FileResponse(file, as_attachment=not is_inline, filename=name, content_type=kind)
    response["Content-Security-Policy"] = PDF_POLICY if is_inline and kind == "application/pdf" else SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
