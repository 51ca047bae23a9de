"""Signs of life of worker and beat."""

from datetime import timedelta

from django.db.models import ExpressionWrapper, F, fields
from django.db.models.functions import Now

from ..models import Pulse


def sign(*, name: str, kind: str) -> None:
    """`kind` is "worker" or "beat", `name` tells several of them apart. Old names go after a day."""
    Pulse.objects.update_or_create(name=name, defaults={"kind": kind, "at": Now()})
    Pulse.objects.filter(at__lt=Now() - timedelta(days=1)).delete()


def seconds_since(kind: str) -> float | None:
    """Seconds since the last sign of any process of this kind, by the database's clock; None when there was none."""
    age = ExpressionWrapper(Now() - F("at"), output_field=fields.DurationField())
    ages = Pulse.objects.filter(kind=kind).annotate(age=age).order_by("age").values_list("age", flat=True)
    youngest = ages.first()
    return None if youngest is None else youngest.total_seconds()
