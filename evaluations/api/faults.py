"""Refusals of the domain that name criteria, as answers of the REST interface (docs/api.md)."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from rest_framework.exceptions import APIException, ErrorDetail

from ocop.api.errors import Unprocessable
from ocop.api.errors import refusal as plain_refusal

from ..domain.scoring import AnswerError


def refusal(error: ValidationError) -> APIException:
    """As everywhere, but a fault of an answer is told at its criterion: "answers.1.1"."""
    fields = getattr(error, "error_dict", None)
    if not fields:
        return plain_refusal(error)
    return Unprocessable({field: _field(errors) for field, errors in fields.items()})


def answer_refusal(field: str, error: AnswerError) -> Unprocessable:
    """422 naming every criterion that cannot be read."""
    return Unprocessable({field: _by_criterion((fault.code, fault.reason) for fault in error.faults)})


def _field(errors: list[ValidationError]) -> Any:
    if any(error.code == "answer" for error in errors):
        return _by_criterion(((error.params or {}).get("criterion"), error.messages[0]) for error in errors)
    return [ErrorDetail(text, code=error.code or "refused") for error in errors for text in error.messages]


def _by_criterion(faults: Iterable[tuple[str | None, str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for criterion, text in faults:
        found.setdefault(criterion or "non_field_errors", []).append(ErrorDetail(text, code="answer"))
    return found
