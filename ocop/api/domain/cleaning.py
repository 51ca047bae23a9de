"""What is swept every night: old lines of the usage log, tokens that ran out, answers kept for repeated requests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from oauth2_provider.models import AccessToken

from ocop.site.registry import get_settings

from ..models import ApiCall, IdempotentAnswer

CLEAN = "clean_api"
BATCH = 10_000


def clean_api() -> dict[str, int]:
    """{"calls", "tokens", "answers"}: how many rows went, by `api_log_days` and `api_answer_days`. A token that ran out
    stays a day, so that its owner is told so."""
    log_days, answer_days = get_settings("api_log_days", "api_answer_days")
    now = timezone.now()
    return {
        "calls": _drop(ApiCall.objects.filter(at__lt=now - timedelta(days=log_days))),
        "tokens": _drop(AccessToken.objects.filter(expires__lt=now - timedelta(days=1))),
        "answers": _drop(IdempotentAnswer.objects.filter(at__lt=now - timedelta(days=answer_days))),
    }


def _drop(rows: Any) -> int:
    """Delete in pieces, so that no lock lasts long."""
    gone = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        rows.model.objects.filter(pk__in=keys).delete()
        gone += len(keys)
    return gone
