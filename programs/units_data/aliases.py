"""Other ways people write a unit: former names kept by the packages and spellings met in documents."""

from __future__ import annotations

import json

from . import sources
from .facts import FIRST, REFORM, TH
from .model import Key, Register

# As written in plans and everyday use; (alias, code, a day on which the code means that unit).
SPELLINGS = [
    ("TX Bim Sơn", "381", FIRST),
    ("TX Bỉm Sơn", "381", FIRST),
    ("TX Nghi Sơn", "407", FIRST),
    ("TP Thanh Hóa", "380", FIRST),
    ("TP Sầm Sơn", "382", FIRST),
    ("Lưu Vê", "16438", REFORM),
    ("Xã Lưu Vê", "16438", REFORM),
    ("TP HCM", "79", FIRST),
    ("TP HCM", "79", REFORM),
]
PREFIXES = (
    "phuong",
    "thitran",
    "thixa",
    "thanhpho",
    "huyen",
    "quan",
    "xa",
    "tx",
    "tp",
    "tt",
)


def collect(register: Register) -> list[tuple[str, str, str]]:
    """Sorted (alias, code, valid_from of the version). Former names come as keys without accents or spaces."""
    keys_on = {day: _keys(register, day) for day in (FIRST, REFORM)}
    found = {(alias, *keys_on[day][code]) for alias, code, day in SPELLINGS}
    for row in sources.legacy_rows():
        for prefix, code_field in (("district", "districtCode"), ("ward", "wardCode")):
            if prefix == "ward" and row["provinceCode"] == TH:
                continue  # the checked table below is used instead
            names = json.loads(row[f"{prefix}Alias"] or "[]")
            found |= {(name, *keys_on[FIRST][row[code_field]]) for name in _short(names)}
    for named in sources.reference("th_name_aliases.csv"):
        key = keys_on[FIRST][named["commune_code_2025H1"]]
        found |= {(name, *key) for name in _short([named["alias_key"]])}
    return sorted(found)


def _keys(register: Register, day: str) -> dict[str, Key]:
    tiers = ("province", "district", "commune")
    return {code: version.key for tier in tiers for code, version in register.on(day, tier).items()}


def _short(names: list[str]) -> set[str]:
    """Drop a key that only repeats another with the kind in front ("phuonganhoach" beside "anhoach")."""
    return {n for n in names if not any(n == prefix + other for prefix in PREFIXES for other in names)}
