"""Who may come in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from .. import rules

View = Callable[..., HttpResponse]


def editors_only(view: View) -> View:
    """Pages that change data are absent for people who write nowhere."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not rules.can_record(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
