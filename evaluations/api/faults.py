"""Refusals of the domain as answers of the REST interface (docs/api.md)."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from rest_framework.exceptions import APIException, ErrorDetail, PermissionDenied
from rest_framework.exceptions import ValidationError as Invalid

from ocop.api.errors import Conflict

from ..domain.scoring import AnswerError

CONFLICTS = frozenset({"stale", "submitted", "closed", "round"})


def refusal(error: ValidationError) -> APIException:
    """409 for what changed or is over, 403 for who may not, else 400 naming field and criterion."""
    code = getattr(error, "code", None)
    if code in CONFLICTS:
        return Conflict(" ".join(error.messages))
    if code == "not_allowed":
        return PermissionDenied()
    if not hasattr(error, "error_dict"):
        return Invalid({"non_field_errors": _details(error.messages)})
    return Invalid({field: _field(errors) for field, errors in error.error_dict.items()})


def answer_refusal(field: str, error: AnswerError) -> Invalid:
    """400 naming every criterion that cannot be read."""
    return Invalid({field: _by_criterion((fault.code, fault.reason) for fault in error.faults)})


def _field(errors: list[ValidationError]) -> Any:
    if any(error.code == "answer" for error in errors):
        return _by_criterion(((error.params or {}).get("criterion"), error.messages[0]) for error in errors)
    return _details(message for error in errors for message in error.messages)


def _by_criterion(faults: Iterable[tuple[str | None, str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for criterion, text in faults:
        found.setdefault(criterion or "", []).append(ErrorDetail(text, code="answer"))
    return found


def _details(messages: Iterable[str]) -> list[ErrorDetail]:
    return [ErrorDetail(str(message), code="refused") for message in messages]
