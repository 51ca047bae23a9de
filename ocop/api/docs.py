"""The OpenAPI document and a page that shows it to people: open to everybody, for they hold no data."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control

from .enums import scopes
from .error_codes import CODES
from .openapi import served, served_document
from .reference import group, groups
from .unmatched import only_read

CONTENT_TYPE = "application/vnd.oai.openapi+json"


@login_not_required
@only_read
def schema(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1 as JSON; whoever has it already is told 304."""
    content, etag = served()
    response = HttpResponse(content, content_type=CONTENT_TYPE, headers={"ETag": etag})
    patch_cache_control(response, public=True, max_age=300)
    return get_conditional_response(request, etag=etag, response=response) or response  # type: ignore[return-value]


@login_not_required
@only_read
def docs(request: HttpRequest) -> HttpResponse:
    """How to begin, the conventions, every address by area, the errors and the scopes."""
    document = served_document()
    errors = [{"code": name, "status": code.status, "text": code.vi} for name, code in CODES.items()]
    host = f"{request.scheme}://{request.get_host()}"
    context = {"info": document["info"], "groups": groups(document), "errors": errors, "host": host}
    return render(request, "api/docs.html", {**context, "scopes": scopes().items()})


@login_not_required
@only_read
def docs_area(request: HttpRequest, area: str) -> HttpResponse:
    """The addresses of one area with all their parameters, fields and answers."""
    found = group(served_document(), area)
    if found is None:
        raise Http404
    return render(request, "api/docs_area.html", {"group": found})
