"""Saving a form through a verb of the domain, and what its page says when it is refused."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from products.domain.records import StaleError


def save(form: Any, verb: Callable[[], Any], rename: dict[str, str] | None = None) -> Any:
    """The verb's result, or None with its faults at the form. A stale form gets the new revision for the next try."""
    try:
        return verb()
    except StaleError as error:
        form.add_error(None, error)
        form.data = form.data.copy()
        form.data[form.add_prefix("revision")] = str(error.current)
    except ValidationError as error:
        add_faults(form, error, rename)
    return None


def add_faults(form: forms.BaseForm, error: ValidationError, rename: dict[str, str] | None = None) -> None:
    """At their fields; what belongs to none goes to the summary."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        field = (rename or {}).get(name, name)
        form.add_error(field if field in form.fields else None, errors)


def sent(request: HttpRequest) -> Any:
    """Data of a form that was posted, None for a page that is only read."""
    return request.POST if request.method == "POST" else None


def posted(form: forms.BaseForm, request: HttpRequest) -> bool:
    """Whether the form was posted and holds no fault of its own."""
    return request.method == "POST" and form.is_valid()
