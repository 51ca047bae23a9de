"""Signs of life of worker and beat."""

from django.db.models import ExpressionWrapper, F, Max, fields
from django.db.models.functions import Now
from django.db.models.query import QuerySet

from ..models import Pulse


def sign(*, name: str, kind: str) -> None:
    """`kind` is "worker" or "beat", `name` tells several of them apart. Old names go after a day."""
    from datetime import timedelta

    changes = {"kind": kind, "at": Now()}
    Pulse.objects.update_or_create(name=name, defaults=changes)
    Pulse.objects.filter(at__lt=Now() - timedelta(days=1)).delete()


def _of(kind: str) -> QuerySet[Pulse]:
    return Pulse.objects.filter(kind=kind)


def seconds_since(kind: str) -> float | None:
    """Seconds since the last sign of any process of this kind, by the database's clock; None when there was none."""
    age = ExpressionWrapper(Now() - F("last"), output_field=fields.DurationField())
    row = _of(kind).values("kind").annotate(last=Max("at")).annotate(age=age).values_list("age", flat=True).first()
    return None if row is None else row.total_seconds()
