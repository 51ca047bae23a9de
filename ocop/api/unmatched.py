"""Answers outside of any view: an address there is not, and what nobody foresaw. Programs are told in their shape."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.defaults import page_not_found, server_error

from .errors import plain_problem

PREFIX = "/api/"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 as a problem below /api/, else the page."""
    if request.path_info.startswith(PREFIX):
        return plain_problem(request, "not_found")
    return page_not_found(request, exception)


def failed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """500 as a problem below /api/, else the page."""
    if request.path_info.startswith(PREFIX):
        return plain_problem(request, "internal_error")
    return server_error(request, *args, **kwargs)
