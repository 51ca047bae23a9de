"""Brings the files of programs/units_data/ into the database: facts of law, the same for every installation."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from ..enums import Tier
from ..models import Instrument, Unit, UnitAlias, UnitLineage
from .kin import rebuild_kin
from .place import forget_lineage
from .place_names import squeeze
from .reach import rebuild_reach

FOLDER = Path(__file__).resolve().parent.parent / "units_data"
UNIT_FIELDS = ["tier", "kind", "name", "valid_to", "parent_code", "path", "instrument_from", "instrument_to"]
UNIT_FIELDS += ["lat", "lon", "fold", "sort_key"]
Rows = list[dict[str, str]]
Key = tuple[str, date]


@transaction.atomic
def load_units(*, folder: Path = FOLDER) -> dict[str, int]:
    """Create or correct instruments, units, lineage and aliases from the four CSV files; other rows stay.

    Returns rows read per file and `changed`, the number of rows written; a second run writes nothing.
    """
    instruments, changed = _load_instruments(_read(folder, "instruments.csv"))
    rows = _read(folder, "units.csv")
    changed += _load_versions(rows, instruments)
    ids = {(code, start): pk for pk, code, start in Unit.objects.values_list("pk", "code", "valid_from")}
    edges, aliases = _read(folder, "lineage.csv"), _read(folder, "aliases.csv")
    changed += _load_edges(edges, ids, instruments)
    changed += _load_aliases(aliases, ids)
    if changed or Unit.objects.filter(kin_fold="").exists():
        rebuild_kin()
    if changed:
        rebuild_reach()
        forget_lineage()
    counts = {"instruments": len(instruments), "units": len(rows), "lineage": len(edges), "aliases": len(aliases)}
    return counts | {"changed": changed}


def _read(folder: Path, name: str) -> Rows:
    with (folder / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _save(model: Any, wanted: dict[Any, Any], present: dict[Any, Any], fields: list[str]) -> int:
    """Insert what is missing, update what differs in `fields`; the number of rows written."""
    compared = [model._meta.get_field(name).attname for name in fields]
    different = []
    for key, row in wanted.items():
        old = present.get(key)
        if old is not None and any(_value(old, name) != _value(row, name) for name in compared):
            row.pk = old.pk
            different.append(row)
    # Corrections first: a version may only begin where the one before it has ended (exclusion constraint).
    model.objects.bulk_update(different, fields, batch_size=1000)
    missing = [row for key, row in wanted.items() if key not in present]
    model.objects.bulk_create(missing, batch_size=2000)
    return len(missing) + len(different)


def _value(row: Any, name: str) -> Any:
    value = getattr(row, name)
    return bytes(value) if isinstance(value, memoryview) else value


def _load_instruments(rows: Rows) -> tuple[dict[str, int], int]:
    wanted = {
        row["number"]: Instrument(
            number=row["number"],
            title=row["title"],
            issuer=row["issuer"],
            issued_on=_day(row["issued_on"]),
            effective_on=_day(row["effective_on"]),
        )
        for row in rows
    }
    present = {i.number: i for i in Instrument.objects.filter(number__in=wanted)}
    changed = _save(Instrument, wanted, present, ["title", "issuer", "issued_on", "effective_on"])
    return dict(Instrument.objects.filter(number__in=wanted).values_list("number", "pk")), changed


def _load_versions(rows: Rows, instruments: dict[str, int]) -> int:
    parents = defaultdict(list)
    for row in rows:
        parents[row["code"]].append(row)
    wanted: dict[Key, Unit] = {}
    for row in rows:
        unit = Unit(
            code=row["code"],
            tier=row["tier"],
            kind=row["kind"],
            name=row["name"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            parent_code=row["parent_code"],
            path=_path(row, parents),
            instrument_from_id=instruments.get(row["instrument_from"]),
            instrument_to_id=instruments.get(row["instrument_to"]),
            lat=float(row["lat"]) if row["lat"] else None,
            lon=float(row["lon"]) if row["lon"] else None,
        )
        wanted[unit.code, unit.valid_from] = unit.set_keys()
    present = {(u.code, u.valid_from): u for u in Unit.objects.all()}
    return _save(Unit, wanted, present, UNIT_FIELDS)


def _path(row: dict[str, str], versions: dict[str, Rows]) -> str:
    """Codes from the top, by the parents valid on the day this version begins; the nation's is empty."""
    if row["tier"] == Tier.NATION:
        return ""
    if not row["parent_code"]:
        return f"{row['code']}/"
    parent = next(
        (p for p in versions[row["parent_code"]] if p["valid_from"] <= row["valid_from"] <= (p["valid_to"] or "9999")),
        None,
    )
    if parent is None:
        raise ValueError(f"Đơn vị {row['code']} từ {row['valid_from']}: không có đơn vị cấp trên {row['parent_code']}")
    return f"{_path(parent, versions)}{row['code']}/"


def _load_edges(rows: Rows, ids: dict[Key, int], instruments: dict[str, int]) -> int:
    wanted: dict[tuple[int, int], UnitLineage] = {}
    for row in rows:
        before = ids[row["predecessor_code"], date.fromisoformat(row["predecessor_valid_from"])]
        after = ids[row["successor_code"], date.fromisoformat(row["successor_valid_from"])]
        wanted[before, after] = UnitLineage(
            predecessor_id=before,
            successor_id=after,
            extent=row["extent"],
            is_default=row["is_default"] == "1",
            instrument_id=instruments.get(row["instrument"]),
            effective_on=date.fromisoformat(row["effective_on"]),
            note=row["note"],
        )
    present = {(e.predecessor_id, e.successor_id): e for e in UnitLineage.objects.all()}
    return _save(UnitLineage, wanted, present, ["extent", "is_default", "instrument", "effective_on", "note"])


def _load_aliases(rows: Rows, ids: dict[Key, int]) -> int:
    wanted: dict[tuple[int, str], UnitAlias] = {}
    for row in rows:
        unit = ids[row["code"], date.fromisoformat(row["valid_from"])]
        alias = UnitAlias(unit_id=unit, alias=row["alias"], fold=squeeze(row["alias"]))
        wanted.setdefault((unit, alias.fold), alias)
    present = {(a.unit_id, a.fold): a for a in UnitAlias.objects.all()}
    return _save(UnitAlias, wanted, present, ["alias"])
