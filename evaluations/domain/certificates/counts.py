"""The two numbers reports give side by side (reports.md): products ever recognised, and those in force."""

from datetime import date
from typing import Any

from django.db.models import QuerySet


def cumulative_count(recognitions: QuerySet[Any], day: date) -> int:
    """«Lũy kế»: products recognised by that day, each once however often; lapsed and withdrawn ones stay in it."""
    return recognitions.filter(decided_on__lte=day).order_by().values("product").distinct().count()


def in_force_count(recognitions: QuerySet[Any], day: date) -> int:
    """«Còn hiệu lực»: products whose last decided recognition is among these and in force on the day."""
    return recognitions.newest(day).with_end().filter(in_force_until__gte=day).count()  # type: ignore[attr-defined]
