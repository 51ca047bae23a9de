"""Saving a form through a verb of the domain, and what its page says when it is refused."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

from products.domain.records import StaleError
from programs.domain.register import StaleSeries


def save(form: Any, verb: Callable[[], Any]) -> Any:
    """The verb's result, or None with its faults at the form. A stale form gets the new revision for the next try."""
    try:
        return verb()
    except (StaleError, StaleSeries) as error:
        form.add_error(None, error)
        form.data = form.data.copy()
        current = error.current if isinstance(error, StaleError) else error.revision
        form.data["revision"] = str(current)
    except ValidationError as error:
        faults: dict[Any, Any] = error.error_dict if hasattr(error, "error_dict") else {None: error}
        for name, errors in faults.items():
            form.add_error(name if name in form.fields else None, errors)
    return None
