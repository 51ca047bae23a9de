"""The gate of the administration pages: refusal looks like absence."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from ..access import is_admin, is_national_admin

View = Callable[..., HttpResponse]


def _gate(rule: Callable[[Any], bool]) -> Callable[[View], View]:
    def decorator(view: View) -> View:
        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not rule(request.user):
                raise Http404
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied as error:
                raise Http404 from error

        return gated

    return decorator


admins_only = _gate(is_admin)
"""Administrators anywhere; what they see is cut to their reach by `visible_to`."""

national_admins_only = _gate(is_national_admin)
"""Administrators of the whole installation."""
