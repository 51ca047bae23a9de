"""Where producers are on today's map; what they were registered at stays as it is (ADR 0003)."""

from collections.abc import Iterable, Mapping
from datetime import date

from programs.domain.place import resolve_located
from programs.models import Unit

from ..models import Producer, ProducerAttribution, ProducerLocation


def present_units(producers: Iterable[Producer], day: date) -> dict[int, Unit | None]:
    """Producer id → the unit that holds it on `day`; None when its commune was split and nobody has decided.

    At most four queries, none when every unit stands on that day. `producers` come with their units.
    """
    listed = list(producers)
    ended = {producer.pk: producer.unit_id for producer in listed if not producer.unit.is_valid_on(day)}
    found: dict[int, Unit | None] = {producer.pk: producer.unit for producer in listed if producer.pk not in ended}
    return found | heirs_of(ended, day)


def heirs_of(ended: Mapping[int, int], day: date) -> dict[int, Unit | None]:
    """Producer id → the unit that holds it on `day`, of producers whose own unit (id) does not stand on that day; None
    when it was split and nobody has decided. Four queries, none for no producer."""
    if not ended:
        return {}
    decided: dict[int, list[int]] = {}
    for pk, unit_id in ProducerAttribution.objects.filter(producer__in=ended).values_list("producer", "unit"):
        decided.setdefault(pk, []).append(unit_id)
    placed = resolve_located(ended, day, decided)
    units = Unit.objects.in_bulk([unit_id for unit_id in placed.values() if unit_id is not None])
    return {pk: None if unit_id is None else units[unit_id] for pk, unit_id in placed.items()}


def places_of(producer: Producer, day: date) -> list[tuple[ProducerLocation, Unit | None]]:
    """Where the producer has been, newest first, each with the unit that holds the place on `day`."""
    places = list(producer.locations.select_related("unit"))
    decided = list(ProducerAttribution.objects.filter(producer=producer).values_list("unit", flat=True))
    placed = resolve_located(
        {place.pk: place.unit_id for place in places}, day, {place.pk: decided for place in places}
    )
    units = Unit.objects.in_bulk([unit_id for unit_id in placed.values() if unit_id is not None])
    return [(place, units.get(placed[place.pk] or 0)) for place in places]
