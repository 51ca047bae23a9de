"""What the pages of the self-assessment and of a member's sheet share: answering an autosave."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from products.domain.records import StaleError

STALE, REFUSED = 409, 422


def is_autosave(request: HttpRequest) -> bool:
    """Whether the page's script asks, which wants the live result only."""
    return bool(request.headers.get("HX-Request"))


def live(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The live result after a save."""
    return render(request, "evaluations/marks_live.html", context)


def refusal(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Why a save was refused; what was typed stays in the browser."""
    status = STALE if isinstance(error, StaleError) else REFUSED
    return render(request, "evaluations/marks_refused.html", {"faults": error.messages}, status=status)
