"""Makes instruments.csv, units.csv, lineage.csv and aliases.csv of this folder, the same bytes on every run.

    python -m programs.units_data.build [folder]

Needs the packages of the extra `units` (see NOTICE.md); no network, no Django. Prints what it made as JSON.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from . import aliases, eras, facts, sources
from .model import Register

HERE = Path(__file__).parent
CHECKED_DAYS = ("2019-12-01", "2024-02-01", "2025-01-01", "2025-07-01", "2026-09-20")


def make() -> Register:
    """The whole register: 2025H1, Thanh Hóa before it, the reform, 2026."""
    register = Register(instruments=dict(facts.INSTRUMENTS))
    for row in sources.latest_rows()[1].values():
        number, issued = sources.instrument_of(row["note"])
        register.instruments.setdefault(number, (issued, facts.REFORM))
    eras.add_state_2025(register)
    eras.add_thanh_hoa_before(register)
    eras.add_reform(register)
    eras.add_changes_2026(register)
    return register


def write(folder: Path, name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write one CSV (UTF-8, LF); returns the number of rows."""
    count = 0
    with (folder / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(head)
        for row in rows:
            writer.writerow(["" if cell is None else cell for cell in row])
            count += 1
    return count


def instruments(register: Register) -> Iterable[Sequence[object]]:
    for number in sorted(register.instruments):
        issued, effective = register.instruments[number]
        yield number, "", facts.issuer_of(number), issued, effective


def units(register: Register) -> Iterable[Sequence[object]]:
    for key in sorted(register.versions):
        v = register.versions[key]
        yield (
            *(v.code, v.tier, v.kind, v.name, v.valid_from, v.valid_to, v.parent_code),
            *(v.instrument_from, v.instrument_to, _degrees(v.lat), _degrees(v.lon)),
        )


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.5f}".rstrip("0").rstrip(".")


def lineage(register: Register) -> Iterable[Sequence[object]]:
    for e in sorted(register.edges, key=lambda edge: (edge.predecessor, edge.successor)):
        yield (
            *e.predecessor,
            *e.successor,
            e.extent,
            int(e.is_default),
            e.instrument,
            e.effective_on,
            e.note,
        )


UNIT_HEAD = [
    "code",
    "tier",
    "kind",
    "name",
    "valid_from",
    "valid_to",
    "parent_code",
    "instrument_from",
    "instrument_to",
    "lat",
    "lon",
]
EDGE_HEAD = [
    "predecessor_code",
    "predecessor_valid_from",
    "successor_code",
    "successor_valid_from",
    "extent",
    "is_default",
    "instrument",
    "effective_on",
    "note",
]


def main(folder: Path = HERE) -> dict[str, object]:
    """Build into `folder`; returns row counts and provinces/districts/communes on the checked days."""
    register = make()
    made: dict[str, object] = {
        "instruments": write(
            folder,
            "instruments.csv",
            ["number", "title", "issuer", "issued_on", "effective_on"],
            instruments(register),
        ),
        "units": write(folder, "units.csv", UNIT_HEAD, units(register)),
        "lineage": write(folder, "lineage.csv", EDGE_HEAD, lineage(register)),
        "aliases": write(
            folder,
            "aliases.csv",
            ["alias", "code", "valid_from"],
            aliases.collect(register),
        ),
    }
    tiers = ("province", "district", "commune")
    made["days"] = {day: "/".join(str(len(register.on(day, tier))) for tier in tiers) for day in CHECKED_DAYS}
    return made


if __name__ == "__main__":
    print(
        json.dumps(
            main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE),
            ensure_ascii=False,
            indent=1,
        )
    )
