"""Answers outside of the views of the package: an address there is not, a method the document's own addresses have not,
what nobody foresaw. Programs are told in their shape."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.urls import is_valid_path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.defaults import page_not_found, server_error

from .errors import plain_problem

PREFIX = "/api/"
SAFE = ("GET", "HEAD")


def is_below(request: HttpRequest) -> bool:
    """Whether a program asks: the address lies below /api/."""
    return f"{request.path_info}/".startswith(PREFIX)


class SlashMiddleware(CommonMiddleware):
    """The package's, which sends pages without the slash at the end on to those with it. A program is not sent on: most
    make a GET of a POST that is, and read a list where they meant to store a record."""

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        """Never below /api/."""
        return not is_below(request) and super().should_redirect_with_slash(request)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 as a problem below /api/, else the page."""
    if not is_below(request):
        return page_not_found(request, exception)
    if not request.path_info.endswith("/") and is_valid_path(f"{request.path_info}/"):
        return plain_problem(
            request, "not_found", _("Địa chỉ phải kết thúc bằng dấu “/”."), "The address ends in a slash."
        )
    return plain_problem(request, "not_found")


def failed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """500 as a problem below /api/, else the page."""
    if is_below(request):
        return plain_problem(request, "internal_error")
    return server_error(request, *args, **kwargs)


def only_read(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """GET and HEAD; any other method is told 405 as a problem, whatever it brings."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method in SAFE:
            return view(request, **kwargs)
        refused = plain_problem(request, "method_not_allowed")
        refused["Allow"] = ", ".join(SAFE)
        return refused

    return answered
