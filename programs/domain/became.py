"""What a unit of one day is on another day: the one unit that holds all of it, and all that hold any of it."""

from dataclasses import dataclass
from datetime import date

from programs.enums import Extent, Tier
from programs.models import Instrument, Unit, UnitLineage

from .place import load_lineage


@dataclass(frozen=True)
class Heir:
    """A unit of the other day that holds ground of the unit. `extent`: whole when every step took all of what was
    before it; `by`: the instruments of the steps in the order in which they are gone."""

    unit: Unit
    extent: Extent
    by: tuple[Instrument, ...] = ()


@dataclass(frozen=True)
class Became:
    """`whole`: the one unit that holds all of it, None when the law moved it to several (nothing is guessed)."""

    unit: Unit
    on: date
    whole: Unit | None
    heirs: tuple[Heir, ...]


def became(unit: Unit, on: date) -> Became:
    """A version of a unit on another day, later or earlier; two queries and one a generation.

    A district left no successor of its own: what became of it is what became of the communes of its last day.
    """
    if unit.is_valid_on(on):
        return Became(unit, on, unit, (Heir(unit, Extent.WHOLE),))
    lineage = load_lineage([unit.pk])
    heirs = _walk({unit.pk: Heir(unit, Extent.WHOLE)}, unit.valid_from < on, on)
    found = {lineage.resolve(unit.pk, on)}
    if not heirs and unit.tier == Tier.DISTRICT and unit.valid_to and unit.valid_to < on:
        communes = Unit.objects.on(unit.valid_to).filter(parent_code=unit.code)
        heirs = _walk({each.pk: Heir(each, Extent.PART) for each in communes}, True, on)
        lineage = load_lineage(each.pk for each in communes)
        found = {lineage.resolve(each.pk, on) for each in communes}
    whole = next((heir.unit for heir in heirs if found == {heir.unit.pk}), None)
    return Became(unit, on, whole, tuple(heirs))


def _walk(level: dict[int, Heir], ahead: bool, on: date) -> list[Heir]:
    """From the units of a level over the edges to those of the day, in the order of their names."""
    here, there = ("predecessor", "successor") if ahead else ("successor", "predecessor")
    found: dict[int, Heir] = {}
    seen = set(level)
    while level:
        edges = UnitLineage.objects.filter(**{f"{here}__in": level}).select_related(there, "instrument").order_by("pk")
        reached: dict[int, Heir] = {}
        for edge in edges:
            other, before = getattr(edge, there), level[getattr(edge, f"{here}_id")]
            if other.pk not in seen:
                reached[other.pk] = _joined(reached.get(other.pk), _step(before, edge, other))
        seen |= reached.keys()
        found |= {pk: heir for pk, heir in reached.items() if heir.unit.is_valid_on(on)}
        level = {pk: heir for pk, heir in reached.items() if pk not in found}
    return sorted(found.values(), key=lambda heir: (bytes(heir.unit.sort_key), heir.unit.code))


def _step(before: Heir, edge: UnitLineage, other: Unit) -> Heir:
    is_whole = before.extent == Extent.WHOLE and edge.extent == Extent.WHOLE
    extra = () if edge.instrument is None or edge.instrument in before.by else (edge.instrument,)
    return Heir(other, Extent.WHOLE if is_whole else Extent.PART, (*before.by, *extra))


def _joined(known: Heir | None, fresh: Heir) -> Heir:
    """The same unit reached over two edges: instruments of both."""
    if known is None:
        return fresh
    extent = Extent.WHOLE if Extent.WHOLE in (known.extent, fresh.extent) else Extent.PART
    return Heir(known.unit, extent, tuple(dict.fromkeys((*known.by, *fresh.by))))
