"""Where a unit of its day is on another day's map. Follows only what the law moved whole; never guesses (ADR 0003)."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Count, Max

from ..enums import Extent
from ..models import Unit, UnitLineage
from .place_names import NameIndex, PlaceError, resolve_name

__all__ = [
    "Lineage",
    "NameIndex",
    "PlaceError",
    "forget_lineage",
    "load_lineage",
    "resolve_located",
    "resolve_name",
    "resolve_units",
]

K = TypeVar("K", bound=Hashable)
Span = tuple[date, date | None]
Chosen = frozenset[int] | Mapping[int, int]  # heirs, or split unit → heir


@dataclass(frozen=True)
class Lineage:
    """All edges between versions of units, by id: `out` and `into` give (other id, moved whole)."""

    spans: dict[int, Span] = field(default_factory=dict)
    out: dict[int, list[tuple[int, bool]]] = field(default_factory=lambda: defaultdict(list))
    into: dict[int, list[tuple[int, bool]]] = field(default_factory=lambda: defaultdict(list))
    _ties: dict[int, frozenset[int]] = field(default_factory=dict)  # filled as asked for

    def heirs(self, unit_id: int) -> list[tuple[int, bool]]:
        """Successors of a version."""
        return self.out.get(unit_id, [])

    def forebears(self, unit_id: int) -> list[tuple[int, bool]]:
        """Predecessors of a version."""
        return self.into.get(unit_id, [])

    def resolve(self, unit_id: int, on: date, chosen: Chosen = frozenset()) -> int | None:
        """The version on `on` that holds all of this one, or None. `chosen`: heirs a person decided for."""
        current = unit_id
        while not _covers(self.spans[current], on):
            ahead = self.spans[current][0] < on
            step = self._forward(current, chosen) if ahead else self._back(current)
            if step is None or not self._leads(current, step, on, ahead):
                return None
            current = step
        return current

    def _leads(self, current: int, step: int, on: date, ahead: bool) -> bool:
        """Whether the step goes on in time (a circle of edges ends here) and not beyond the day (a gap in the data)."""
        here, there = self.spans[current], self.spans[step]
        return here[0] < there[0] <= on if ahead else there[0] < here[0] and not _ended_before(there, on)

    def _forward(self, unit_id: int, chosen: Chosen) -> int | None:
        heirs = self.heirs(unit_id)
        if len(heirs) == 1 and heirs[0][1]:
            return heirs[0][0]
        own = {chosen.get(unit_id)} if isinstance(chosen, Mapping) else chosen
        decided = [heir for heir, _whole in heirs if heir in own]
        return decided[0] if len(decided) == 1 else None

    def _back(self, unit_id: int) -> int | None:
        forebears = self.forebears(unit_id)
        if len(forebears) != 1 or not forebears[0][1]:
            return None
        before = forebears[0][0]
        return before if len(self.heirs(before)) == 1 else None

    def spread(self, unit_id: int, on: date) -> set[int]:
        """Every version on `on` holding any ground of this one (parts too): for search and pages, not for counting."""
        found: set[int] = set()
        seen, waiting = {unit_id}, [unit_id]
        while waiting:
            current = waiting.pop()
            if _covers(self.spans[current], on):
                found.add(current)
                continue
            edges = self.heirs(current) if self.spans[current][0] < on else self.forebears(current)
            fresh = {other for other, _whole in edges} - seen
            seen |= fresh
            waiting += fresh
        return found

    def tied_to(self, unit_ids: Iterable[int]) -> set[int]:
        """The versions given and every version that shares ground with one of them over any chain of edges."""
        found = set(unit_ids)
        for unit_id in tuple(found):
            if unit_id in self.spans:
                found |= self._tied(unit_id)
        return found

    def _tied(self, unit_id: int) -> frozenset[int]:
        if unit_id not in self._ties:
            seen, waiting = {unit_id}, [unit_id]
            while waiting:
                current = waiting.pop()
                fresh = {other for other, _whole in self.heirs(current) + self.forebears(current)} - seen
                seen |= fresh
                waiting += fresh
            self._ties.update(dict.fromkeys(seen, frozenset(seen)))
        return self._ties[unit_id]


def _covers(span: Span, on: date) -> bool:
    return span[0] <= on and not _ended_before(span, on)


def _ended_before(span: Span, on: date) -> bool:
    return span[1] is not None and span[1] < on


_cache: dict[tuple[int | None, int], Lineage] = {}


Stamp = tuple[int | None, int]
"""The last edge and how many there are: whether the lineage kept in the process is still that of the database."""


def lineage_stamp() -> Stamp:
    """The stamp of the database now; one query."""
    stamp = UnitLineage.objects.aggregate(last=Max("pk"), rows=Count("pk"))
    return stamp["last"], stamp["rows"]


def load_lineage(unit_ids: Iterable[int] = (), stamp: Stamp | None = None) -> Lineage:
    """The lineage of the whole country, kept in the process until `load_units` changes it; 1–3 queries.

    `unit_ids`: versions that may stand outside any edge and must be known as well. `stamp`: for those who read it
    along with something else.
    """
    key = stamp or lineage_stamp()
    if key not in _cache:
        _cache.clear()
        _cache[key] = _read()
    lineage = _cache[key]
    alone = set(unit_ids) - lineage.spans.keys()
    if not alone:
        return lineage
    rows = Unit.objects.filter(pk__in=alone).values_list("pk", "valid_from", "valid_to")
    spans = lineage.spans | {pk: (start, end) for pk, start, end in rows}
    return Lineage(spans, lineage.out, lineage.into, lineage._ties)


def _read() -> Lineage:
    lineage = Lineage()
    rows = UnitLineage.objects.order_by("pk").values_list(
        *("predecessor", "predecessor__valid_from", "predecessor__valid_to"),
        *("successor", "successor__valid_from", "successor__valid_to", "extent"),
    )
    for before, before_from, before_to, after, after_from, after_to, extent in rows:
        lineage.spans[before], lineage.spans[after] = (before_from, before_to), (after_from, after_to)
        lineage.out[before].append((after, extent == Extent.WHOLE))
        lineage.into[after].append((before, extent == Extent.WHOLE))
    return lineage


def forget_lineage() -> None:
    """Drop the kept lineage; `load_units` calls it after it changed units."""
    _cache.clear()


def resolve_units(
    unit_ids: Iterable[int], on: date, attributions: Mapping[int, int] | None = None
) -> dict[int, int | None]:
    """Unit id → id of the one unit that holds it on `on`, or None ("không quy được về một đơn vị").

    Forward over edges that moved the whole unit to one successor; backward only when the pair is unique both ways.
    `attributions`: split unit id → successor id, when one answer is decided for everything in the unit.
    """
    wanted = set(unit_ids)
    lineage = load_lineage(wanted)
    chosen = attributions or {}
    return {unit_id: lineage.resolve(unit_id, on, chosen) for unit_id in wanted}


def resolve_located(
    located: Mapping[K, int], on: date, attributions: Mapping[K, Iterable[int]] | None = None
) -> dict[K, int | None]:
    """The same for things at units: thing → unit id on `on`. `attributions`: thing → successor ids decided for it."""
    lineage = load_lineage(located.values())
    decided = attributions or {}
    return {
        thing: lineage.resolve(unit_id, on, frozenset(decided.get(thing, ()))) for thing, unit_id in located.items()
    }
