"""Open data: the files of the last night, without a login."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control

from ocop.site.registry import get_setting

from ..domain.open_data import Dump, current, open_file
from ..domain.open_data.publish import UNPUBLISHED, Listed
from .lookup import for_everybody

CACHED = 300


@for_everybody
def open_data(request: HttpRequest) -> HttpResponse:
    """The list of files, when they were made and under which licence; without any, why."""
    has_licence = get_setting("open_data_licence") != UNPUBLISHED
    return render(request, "evaluations/open_data.html", {"dump": current(), "has_licence": has_licence})


@for_everybody
def open_data_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file; whoever has it already is told 304."""
    dump = current()
    listed = dump.file(name) if dump else None
    if dump is None or listed is None:
        raise Http404
    return _send(request, dump, listed)


def _send(request: HttpRequest, dump: Dump, listed: Listed) -> HttpResponseBase:
    """The bytes as a file to keep, with their hash as ETag; opened only when they are sent."""
    etag = f'"{listed.sha256}"'
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        known["ETag"] = etag
        return known
    stored = open_file(dump, listed.name)
    response = FileResponse(stored, as_attachment=True, filename=listed.name, content_type=listed.content_type)
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, public=True, max_age=CACHED)
    return response
