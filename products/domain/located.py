"""Producers as the reform of units meets them (programs.domain.located, ADR 0004)."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.domain.located import LocatedKind, LocatedThing

from ..models import Producer, ProducerAttribution
from .keys import refresh_keys


def producers_at(unit_ids: Iterable[int]) -> Iterator[LocatedThing]:
    """Producers registered in those units; the address helps the person who decides."""
    rows = Producer.objects.shown().filter(unit__in=list(unit_ids)).order_by("sort_key", "pk")
    for pk, name, address, unit_id, illustration in rows.values_list(
        "pk", "name", "address", "unit", "is_illustration"
    ):
        parts = [name, address, _("dữ liệu minh họa") if illustration else ""]
        yield LocatedThing(pk, " · ".join(part for part in parts if part), unit_id)


def attribute(object_id: int, reform: Any, unit: Any, actor: Any) -> None:
    """Store the decision; a later one replaces it."""
    ProducerAttribution.objects.update_or_create(
        producer_id=object_id, reform=reform, defaults={"unit": unit, "decided_by": actor}
    )


def forget(object_ids: Iterable[int], reform: Any) -> None:
    """Take decisions back when the reform is undone."""
    ProducerAttribution.objects.filter(producer__in=list(object_ids), reform=reform).delete()


PRODUCERS = LocatedKind("products.producer", gettext_lazy("chủ thể"), producers_at, attribute, forget, refresh_keys)
