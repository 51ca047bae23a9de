"""Saving a form through a domain verb: refusals at their fields, stale forms told, outsiders at the unit's field."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from ocop.accounts.access import grants_of
from ocop.accounts.enums import EDITORS
from programs.domain.saving import StaleRecord
from programs.models import Unit
from programs.views.plan_common import put_errors


def sent(request: HttpRequest) -> Any:
    """What was posted; None for a page that is only read."""
    return request.POST if request.method == "POST" else None


def stored(form: forms.Form, verb: Callable[[], Any]) -> Any:
    """The verb's result, or None with its faults at the form. Raises Http404 for who may not."""
    try:
        return verb()
    except PermissionDenied as error:
        if "unit" not in form.fields:
            raise Http404 from error
        form.add_error("unit", _("Đơn vị này ngoài địa bàn bạn được cập nhật."))
    except ValidationError as error:
        if isinstance(error, StaleRecord):
            data: Any = form.data.copy()
            data["revision"] = str(error.revision)
            form.data = data
        put_errors(form, error)
    return None


def home_unit(user: Any) -> Unit | None:
    """The unit of the person's first writing grant, to begin a form with; None for the whole country."""
    units = [grant.unit for grant in grants_of(user) if grant.role in EDITORS]
    return units[0] if units and units[0].path else None
