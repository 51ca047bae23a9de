"""What views share: who may come in, and saving a form through a domain verb."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse

from .. import rules
from ..domain.records import StaleError
from ..forms.fields import add_faults

View = Callable[..., HttpResponse]


def editors_only(view: View) -> View:
    """Pages that change data are absent for people who write nowhere."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not rules.is_editor(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def save(form: Any, verb: Callable[[], Any], rename: dict[str, str] | None = None) -> Any:
    """The verb's result, or None with its faults at the form. A stale form gets the new revision for the next try."""
    try:
        return verb()
    except StaleError as error:
        form.add_error(None, error)
        form.data = form.data.copy()
        form.data["revision"] = str(error.current)
    except ValidationError as error:
        add_faults(form, error, rename)
    return None


def sent(request: HttpRequest) -> Any:
    """Data of a form that was posted, None for a page that is only read."""
    return request.POST if request.method == "POST" else None


def posted(form: forms.BaseForm, request: HttpRequest) -> bool:
    """Whether the form was posted and holds no fault of its own."""
    return request.method == "POST" and form.is_valid()
