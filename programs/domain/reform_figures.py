"""What one resolution changed on the map, read from the loaded units: nothing here writes."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from ..enums import Extent, Tier
from ..models import Instrument, Reform, Unit, UnitLineage

PREFIX = "NQ-"


class ReformError(ValidationError):
    """A reform that cannot be done now; code: unknown_reform or reform_state, _undecided, _choice, _access."""


@dataclass(frozen=True)
class Split:
    """A commune that went to several: its successors with the source's suggestion first."""

    unit: Unit
    edges: list[UnitLineage]

    @property
    def suggested(self) -> Unit | None:
        """The default of the source: a suggestion, no law (NOTICE.md of units_data)."""
        return next((edge.successor for edge in self.edges if edge.is_default), None)


@dataclass(frozen=True)
class ReformMap:
    """One resolution: the units it ended and made, and the communes it split."""

    code: str
    instrument: Instrument
    province: Unit
    effective_on: date
    ended: list[Unit]
    made: int
    splits: list[Split]

    @property
    def eve(self) -> date:
        """The last day of the ended units."""
        return self.effective_on - timedelta(days=1)

    @property
    def whole(self) -> int:
        """Communes that went to one successor."""
        return len(self.ended_of(Tier.COMMUNE)) - len(self.splits)

    def ended_of(self, tier: str) -> list[Unit]:
        """Ended units of a tier."""
        return [unit for unit in self.ended if unit.tier == tier]


def reform_code(instrument: Instrument) -> str:
    """ "1686/NQ-UBTVQH15" → "NQ-1686"."""
    return PREFIX + instrument.number.split("/")[0]


def read_reform(code: str) -> ReformMap:
    """The resolution with that code from the loaded units; 4 queries. Raises ReformError when there is none."""
    number = code.removeprefix(PREFIX) if code.startswith(PREFIX) else ""
    of_number = Q(instrument_to__number__startswith=f"{number}/NQ-", instrument_to__effective_on__isnull=False)
    ended = list(Unit.objects.filter(of_number).select_related("instrument_to").order_by("sort_key", "code"))
    if not any(unit.tier == Tier.DISTRICT for unit in ended):
        message = _("Không có đợt sắp xếp “%(code)s” trong dữ liệu đơn vị hành chính. Chạy load_units nếu chưa nạp.")
        raise ReformError(message % {"code": code}, code="unknown_reform")
    instrument = ended[0].instrument_to
    assert instrument is not None
    assert instrument.effective_on is not None
    made = Unit.objects.filter(instrument_from=instrument, tier=Tier.COMMUNE)
    facts = made.aggregate(count=Count("pk"), parent=Min("parent_code"))
    return ReformMap(
        code=reform_code(instrument),
        instrument=instrument,
        province=Unit.objects.on(instrument.effective_on).get(code=facts["parent"]),
        effective_on=instrument.effective_on,
        ended=ended,
        made=facts["count"],
        splits=_splits(instrument),
    )


def _splits(instrument: Instrument) -> list[Split]:
    by_unit: dict[int, Split] = {}
    edges = UnitLineage.objects.filter(instrument=instrument, extent=Extent.PART)
    for edge in edges.select_related("predecessor", "successor").order_by("-is_default", "successor__sort_key"):
        by_unit.setdefault(edge.predecessor_id, Split(edge.predecessor, [])).edges.append(edge)
    return sorted(by_unit.values(), key=lambda split: (bytes(split.unit.sort_key), split.unit.code))


def known_reforms() -> list[tuple[str, Instrument, Unit]]:
    """(code, instrument, province) of every resolution that ended districts, provinces in order; 4 queries."""
    ended = Unit.objects.filter(tier=Tier.DISTRICT, instrument_to__effective_on__isnull=False)
    instruments = {i.pk: i for i in Instrument.objects.filter(pk__in=ended.values("instrument_to"))}
    made = Unit.objects.filter(tier=Tier.COMMUNE, instrument_from__in=instruments).order_by("instrument_from")
    codes = dict(made.values_list("instrument_from", "parent_code").distinct())
    days = {instrument.effective_on for instrument in instruments.values() if instrument.effective_on}
    provinces = {u.code: u for day in days for u in Unit.objects.on(day).filter(code__in=codes.values())}
    found = [(reform_code(i), i, provinces[codes[pk]]) for pk, i in instruments.items()]
    return sorted(found, key=lambda row: (bytes(row[2].sort_key), row[0]))


def figures(made: ReformMap, reform: Reform | None, *, worklist: int, decided: int, grants: int) -> dict[str, Any]:
    """JSON of `apply_reform`: counts before and after, split communes, worklist, grants closed."""
    return {
        "reform": made.code,
        "instrument": made.instrument.number,
        "province": made.province.name,
        "effective_on": made.effective_on.isoformat(),
        "state": reform.state if reform else "draft",
        "communes": {"before": len(made.ended_of(Tier.COMMUNE)), "after": made.made},
        "districts": {"before": len(made.ended_of(Tier.DISTRICT)), "after": 0},
        "lineage": {"whole": made.whole, "split": len(made.splits)},
        "split": [
            {
                "code": split.unit.code,
                "name": split.unit.name,
                "successors": [
                    {"code": e.successor.code, "name": e.successor.name, "suggested": e.is_default} for e in split.edges
                ],
            }
            for split in made.splits
        ],
        "worklist": {"size": worklist, "decided": decided},
        "grants_closed": grants,
    }
