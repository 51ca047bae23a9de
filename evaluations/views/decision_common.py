"""What the pages of decisions share: forms saved through a verb, the unit whose decisions one drafts."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.utils import timezone

from products.domain.records import StaleError
from programs.models import Unit

from ..domain.decisions.who import units_of


def sent(request: HttpRequest) -> Any:
    """Data of a form that was posted, None for a page that is only read."""
    return request.POST if request.method == "POST" else None


def save(form: Any, verb: Callable[[], Any]) -> Any:
    """The verb's result, or None with its faults at the form. A stale form gets the new revision for the next try."""
    try:
        return verb()
    except StaleError as error:
        form.add_error(None, error)
        form.data = form.data.copy()
        form.data["revision"] = str(error.current)
    except ValidationError as error:
        _add_faults(form, error)
    return None


def _add_faults(form: forms.BaseForm, error: ValidationError) -> None:
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def posted(form: forms.BaseForm, request: HttpRequest) -> bool:
    """Whether the form was posted and holds no fault of its own."""
    return request.method == "POST" and form.is_valid()


def drafting_units(request: HttpRequest) -> list[Unit]:
    """Units of today whose decisions the person drafts, and of former days when there is none; 404 without any."""
    units = list(units_of(request.user))
    if not units:
        raise Http404
    return present_units(units)


def present_units(units: list[Unit]) -> list[Unit]:
    """Those of today; all when there is none."""
    return [unit for unit in units if unit.is_valid_on(timezone.localdate())] or units
