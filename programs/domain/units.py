"""Questions about units: how many on a day, found by what name, what was before and what came after."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q

from ocop.text import fold

from ..enums import Extent, Tier
from ..models import Unit, UnitAlias, UnitLineage
from .place import load_lineage
from .place_names import bare_spelling, spelling, squeeze
from .units_load import load_units

__all__ = ["Counts", "Found", "History", "Step", "children_of", "count_units", "history", "load_units", "search_units"]


class Counts(NamedTuple):
    """Units on a day."""

    provinces: int
    districts: int
    communes: int


def count_units(on: date, province_code: str | None = None) -> Counts:
    """Units valid on a day, in the country or in one province; one query."""
    units = Unit.objects.on(on)
    if province_code is not None:
        units = units.filter(path__startswith=f"{province_code}/")
    by_tier = dict(units.order_by().values_list("tier").annotate(n=Count("pk")))
    return Counts(*(by_tier.get(tier, 0) for tier in (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)))


def children_of(unit: Unit | None, on: date) -> list[Unit]:
    """Units directly below one (or the provinces) on a day, in Vietnamese order."""
    units = Unit.objects.on(on)
    below = units.filter(parent_code=unit.code) if unit else units.filter(tier=Tier.PROVINCE)
    return list(below.order_by("sort_key", "code"))


@dataclass(frozen=True)
class Found:
    """A unit that answers a search. `by`: the former units through which it was found; `above`: names above it."""

    unit: Unit
    by: tuple[Unit, ...] = ()
    above: str = ""


def search_units(text: str, on: date | None = None, limit: int = 30, tier: str = "") -> list[Found]:
    """Units whose present or former name or alias holds the text, accents or not; at most 4 queries.

    With `on`: units of that day, found also by names of the units they came from (or went into). Without: every
    version. Best match first, then Vietnamese order. An empty text finds nothing.
    """
    if not fold(text):
        return []
    hits = _hits(text)
    if on is None:
        chosen = [Found(unit) for unit in hits.values() if tier in ("", unit.tier)]
    else:
        chosen = _on_day(hits, on, tier)
    chosen.sort(key=lambda found: (_rank(found, text), *_order(found.unit)))
    return _with_above(chosen[:limit], on)


def _hits(text: str) -> dict[int, Unit]:
    key = squeeze(text)
    aliased = UnitAlias.objects.filter(fold__contains=key).values("unit")
    wanted = Q(fold__contains=fold(text)) | Q(pk__in=aliased)
    return {unit.pk: unit for unit in Unit.objects.filter(wanted).order_by("code", "valid_from")[:2000]}


def _on_day(hits: dict[int, Unit], on: date, tier: str) -> list[Found]:
    lineage = load_lineage(hits)
    by: dict[int, list[Unit]] = {}
    for pk, unit in hits.items():
        for there in lineage.spread(pk, on):
            by.setdefault(there, [])
            if there != pk:
                by[there].append(unit)
    units = Unit.objects.filter(pk__in=by)
    return [Found(unit, () if unit.pk in hits else tuple(by[unit.pk])) for unit in units if tier in ("", unit.tier)]


_TIERS = {tier.value: rank for rank, tier in enumerate(Tier)}


def _order(unit: Unit) -> tuple[int, bytes, str, int]:
    """Higher tiers first, Vietnamese order, the latest version of a code first."""
    return _TIERS[unit.tier], bytes(unit.sort_key), unit.code, -unit.valid_from.toordinal()


def _rank(found: Found, text: str) -> int:
    """0 the very name with its accents, 1 without, 2 begins with it, 3 holds it; +4 when only a former name or alias
    matched."""
    key, exact = fold(text), spelling(text)
    best = 3
    for unit in (found.unit, *found.by):
        bare = fold(unit.short_name)
        if exact in (spelling(unit.name), bare_spelling(unit.name)):
            best = 0
        elif key in (unit.fold, bare):
            best = min(best, 1)
        elif bare.startswith(key) or unit.fold.startswith(key):
            best = min(best, 2)
    return best + (4 if key not in found.unit.fold else 0)


def _with_above(found: list[Found], on: date | None) -> list[Found]:
    """Names of what stood above each unit on the day (or on the unit's own first day)."""
    codes = {code for f in found for code in f.unit.path.split("/")[:-2]}
    versions: dict[str, list[Unit]] = {}
    for unit in Unit.objects.filter(code__in=codes).order_by("valid_from"):
        versions.setdefault(unit.code, []).append(unit)
    return [Found(f.unit, f.by, _above(f.unit, versions, on)) for f in found]


def full_name(unit: Unit, on: date) -> str:
    """The unit with what stood above it on a day (on its last day when it had ended): "Xã Lưu Vệ, Tỉnh Thanh Hóa"."""
    above = _with_above([Found(unit)], on)[0].above
    return ", ".join(part for part in (unit.name, above) if part)


def _above(unit: Unit, versions: dict[str, list[Unit]], on: date | None) -> str:
    day = on if on is not None and unit.is_valid_on(on) else unit.valid_to or unit.valid_from
    names = []
    for code in reversed(unit.path.split("/")[:-2]):
        names += [version.name for version in versions.get(code, ()) if version.is_valid_on(day)]
    return ", ".join(names)


@dataclass(frozen=True)
class Step:
    """One edge of a unit's history as the page shows it; `depth` 1 is next to the unit."""

    unit: Unit
    edge: UnitLineage
    depth: int

    @property
    def is_whole(self) -> bool:
        """Whether all of the predecessor went over."""
        return self.edge.extent == Extent.WHOLE


@dataclass(frozen=True)
class History:
    """What a version came from and what became of it; `derived`: communes that took over a district's communes."""

    before: list[Step] = field(default_factory=list)
    after: list[Step] = field(default_factory=list)
    derived: list[Unit] = field(default_factory=list)


def history(unit: Unit) -> History:
    """Edges of a version in both directions to the end; two queries a generation (three generations at most today)."""
    before = _walk(unit, back=True)
    after = _walk(unit, back=False)
    derived = [] if after or unit.tier != Tier.DISTRICT else _heirs_of_district(unit)
    return History(before, after, derived)


def _walk(unit: Unit, back: bool) -> list[Step]:
    here, there = ("successor", "predecessor") if back else ("predecessor", "successor")
    steps: list[Step] = []
    seen, level, depth = {unit.pk}, [unit.pk], 1
    while level:
        edges = UnitLineage.objects.filter(**{f"{here}__in": level}).select_related(there, "instrument")
        fresh = [Step(getattr(edge, there), edge, depth) for edge in edges]
        fresh.sort(key=lambda step: (bytes(step.unit.sort_key), step.unit.code))
        steps += fresh
        level = [step.unit.pk for step in fresh if step.unit.pk not in seen]
        seen.update(level)
        depth += 1
    return steps


def _heirs_of_district(district: Unit) -> list[Unit]:
    """District → new communes is derived from its communes, not stored."""
    if district.valid_to is None:
        return []
    communes = Unit.objects.on(district.valid_to).filter(parent_code=district.code)
    heirs = UnitLineage.objects.filter(predecessor__in=communes).values("successor")
    return list(Unit.objects.filter(pk__in=heirs).order_by("sort_key", "code"))
