"""Which rows a progress table has on a map, and which row a unit of any date belongs to."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from programs.domain.place import Lineage, Stamp, load_lineage
from programs.enums import Tier
from programs.models import Unit

MAX_NAMES = 4


class Place(NamedTuple):
    """The columns of a unit version that progress needs."""

    pk: int
    code: str
    name: str
    tier: str
    path: str
    valid_from: date
    valid_to: date | None
    lat: float | None
    lon: float | None
    sort_key: bytes

    def is_valid_on(self, day: date) -> bool:
        """Whether this version existed on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Found(NamedTuple):
    """Where a unit belongs: a row's unit id; or nothing with the reason; or outside of the plan's territory."""

    row: int | None
    reason: str = ""
    outside: bool = False


OUTSIDE = Found(None, outside=True)


def _communes_by_ancestor(places: Iterable[Place]) -> dict[str, list[Place]]:
    """Path of a unit → the communes below it, of any date."""
    below: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        if place.tier == Tier.COMMUNE:
            codes = place.path.split("/")[:-2]
            for depth in range(1, len(codes) + 1):
                below["/".join(codes[:depth]) + "/"].append(place)
    return below


class PlanMap:
    """Units of a plan's territory on one day's map.

    The rows are the units of `row_tier` (else of the next lower tier that exists that day) and the `extra` units.
    Call `prepare` with every unit that will be looked up: `find` itself asks the database nothing. `also`: units known
    to be looked up in the whole country, to be read with the others. `stamp`: of the lineage, when it was read already.
    """

    def __init__(
        self,
        plan_unit: Unit,
        *,
        plan_day: date,
        day: date,
        row_tier: str,
        extra: Iterable[int],
        also: Q | None = None,
        stamp: Stamp | None = None,
    ) -> None:
        self.plan_unit, self.plan_day, self.day = plan_unit, plan_day, day
        self.is_nation = plan_unit.path == ""
        self.places: dict[int, Place] = {}
        self._below: dict[str, list[Place]] = {}
        self._spreads: dict[int, set[int]] = {}
        self.lineage: Lineage = load_lineage(stamp=stamp)
        units = self._first_units(row_tier)
        self._read(units if also is None or not self.is_nation else units | Unit.objects.filter(also))
        self._learn(extra)
        self.rows = {pk: self.places[pk] for pk in extra} | {place.pk: place for place in self._rows(row_tier)}
        self._row_by_code = {place.code: place.pk for place in self.rows.values() if place.is_valid_on(day)}
        self._row_above: dict[str, int | None] = {}
        self._found: dict[int, Found] = {}

    def _first_units(self, row_tier: str) -> QuerySet[Unit]:
        """All units below the plan's unit, of any date; for the nation the possible rows and the day's communes."""
        if not self.is_nation:
            return Unit.objects.filter(path__startswith=self.plan_unit.path)
        communes = Unit.objects.on(self.day).filter(tier=Tier.COMMUNE)
        return Unit.objects.filter(tier__in={row_tier, Tier.NATION}) | communes

    def _read(self, units: QuerySet[Unit]) -> None:
        self.places |= {row[0]: Place._make(row) for row in units.values_list(*Place._fields)}

    def prepare(self, unit_ids: Iterable[int]) -> None:
        """Read the units to be looked up and those on their ground on the map's day; at most two queries."""
        self._learn(unit_ids)
        wanted = [pk for pk in unit_ids if not self.places[pk].is_valid_on(self.day)]
        self._learn(set().union(*(self._spread(pk) for pk in wanted)) if wanted else set())

    def _learn(self, unit_ids: Iterable[int]) -> None:
        unknown = set(unit_ids) - self.places.keys()
        if unknown:
            self._read(Unit.objects.filter(pk__in=unknown))

    def territory(self) -> Q:
        """Condition on things at a `unit`: below the path of the plan's unit, or tied to its ground by lineage."""
        if self.is_nation:
            return Q()
        below = {place.pk for place in self.places.values() if place.path.startswith(self.plan_unit.path)}
        seen = self.lineage.tied_to(self.places)
        inside = Q(unit__path__startswith=self.plan_unit.path)
        return inside | Q(unit__in=seen - below) if seen > below else inside

    def _rows(self, row_tier: str) -> list[Place]:
        order = [Tier.NATION, Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE]
        ground = self._ground()
        present = {place.tier for place in ground}
        tier = next((tier for tier in order[order.index(Tier(row_tier)) :] if tier in present), None)
        return [place for place in ground if place.tier == tier]

    def _ground(self) -> list[Place]:
        """The units of the map's day that lie on the plan's ground."""
        if self.is_nation or self.plan_unit.is_valid_on(self.day):
            return [place for place in self.places.values() if place.is_valid_on(self.day)]
        heirs = self._spread(self.plan_unit.pk)
        self._learn(heirs)
        return [self.places[pk] for pk in heirs]

    def ground_points(self) -> list[tuple[float, float]]:
        """Where the communes of the day lie, unless they are rows: the outline on a map without tiles."""
        if self.is_nation:
            return []
        communes = (p for p in self.places.values() if p.tier == Tier.COMMUNE and p.is_valid_on(self.day))
        return [(p.lat, p.lon) for p in communes if p.pk not in self.rows and p.lat is not None and p.lon is not None]

    def row_of(self, place: Place) -> int | None:
        """The nearest row at or above a unit of the day; None when it lies outside."""
        if place.pk in self.rows:
            return place.pk
        above = place.path[: -len(place.code) - 1]
        if above not in self._row_above:
            self._row_above[above] = self._nearest_row(above)
        return self._row_above[above]

    def _nearest_row(self, path: str) -> int | None:
        for code in path.split("/")[-2::-1]:
            if code in self._row_by_code:
                return self._row_by_code[code]
        return self.plan_unit.pk if self.is_nation and self.plan_unit.pk in self.rows else None

    def find(self, unit_id: int, chosen: frozenset[int] = frozenset()) -> Found:
        """The row of a unit of any date. `chosen`: successors decided for the thing located there."""
        if chosen:
            return self._find(unit_id, chosen)
        if unit_id not in self._found:
            self._found[unit_id] = self._find(unit_id, chosen)
        return self._found[unit_id]

    def _find(self, unit_id: int, chosen: frozenset[int]) -> Found:
        place = self.places[unit_id]
        if place.is_valid_on(self.day):
            row = self.row_of(place)
            return OUTSIDE if row is None else Found(row)
        known = unit_id in self.lineage.spans
        exact = self.lineage.resolve(unit_id, self.day, chosen) if known else None
        places = [self.places[pk] for pk in ([exact] if exact is not None else self._spread(unit_id))]
        rows = {self.row_of(other) for other in places}
        if rows == {None}:
            return OUTSIDE
        if len(rows) == 1 and (exact is not None or self._holds_all(place, places, rows)):
            return Found(rows.pop())
        return Found(None, self._reason(place, places))

    def _holds_all(self, source: Place, places: list[Place], rows: set[int | None]) -> bool:
        """Whether the one row found holds the whole source: forward, a successor of a part alone does not."""
        forward = source.valid_from < self.day
        return not forward or source.tier != Tier.COMMUNE or {place.pk for place in places} != rows

    def _spread(self, unit_id: int) -> set[int]:
        """Units of the map's day on the ground of one of another day; a district's ground is that of its communes."""
        if unit_id not in self._spreads:
            found = self.lineage.spread(unit_id, self.day) if unit_id in self.lineage.spans else set()
            if not found and self.places[unit_id].tier != Tier.COMMUNE:
                own = [pk for pk in self._communes_below(self.places[unit_id]) if pk in self.lineage.spans]
                found = set().union(*(self.lineage.spread(pk, self.day) for pk in own))
            self._spreads[unit_id] = found
        return self._spreads[unit_id]

    def _communes_below(self, place: Place) -> list[int]:
        """Communes of a unit on its last day (on the plan's day when it still stands)."""
        if self.is_nation:
            self._read(Unit.objects.filter(tier=Tier.COMMUNE, path__startswith=place.path))
        if self.is_nation or not self._below:
            self._below = _communes_by_ancestor(self.places.values())
        day = place.valid_to if place.valid_to and place.valid_to < self.day else max(place.valid_from, self.plan_day)
        return [commune.pk for commune in self._below.get(place.path, []) if commune.is_valid_on(day)]

    def _reason(self, source: Place, places: list[Place]) -> str:
        """Why a unit belongs to no single row, in words."""
        if not places:
            return _("chưa có dữ liệu kế thừa đến ngày của bản đồ")
        rows = (self.row_of(place) for place in places)
        names = sorted({self.rows[row].name if row else place.name for row, place in zip(rows, places, strict=True)})
        listed = ", ".join(names[:MAX_NAMES]) + ("…" if len(names) > MAX_NAMES else "")
        text = _("nay thuộc %(count)s đơn vị: %(names)s")
        if source.valid_from >= self.day:
            text = _("lập từ địa bàn của %(count)s đơn vị: %(names)s")
        return text % {"count": len(names), "names": listed}
