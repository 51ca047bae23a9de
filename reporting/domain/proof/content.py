"""Facts of a plan that is not stored: a data file, a document read in, a changed copy of one. Reads no database."""

import csv
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from programs.domain.bodies_names import dated_name
from programs.domain.proof import Finding
from programs.domain.units_load import FOLDER

from .facts import BodyWord, ProofFacts, UnitFact
from .rules import prove

_DISTRICT = "district"


@lru_cache(maxsize=1)
def _units() -> Mapping[str, tuple[UnitFact, ...]]:
    """Versions of every unit of the country by code, from the data that comes with the software."""
    found: dict[str, list[UnitFact]] = {}
    with (FOLDER / "units.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            days = [date.fromisoformat(row[name]) if row[name] else None for name in ("valid_from", "valid_to")]
            unit = UnitFact(row["code"], row["name"], row["tier"], row["parent_code"], *days)
            found.setdefault(row["code"], []).append(unit)
    return {code: tuple(rows) for code, rows in found.items()}


@lru_cache(maxsize=512)
def _on(code: str, day: date) -> UnitFact | None:
    """The version of a day; the oldest where the data begin later (outside Thanh Hóa on 01/01/2025)."""
    rows = _units().get(code, ())
    return next((row for row in rows if row.is_valid_on(day)), None)


def codes_in(content: Mapping[str, Any]) -> set[str]:
    """Codes of the units a plan names."""
    codes = {content["unit_code"], *(row["unit_code"] for row in content["targets"])}
    codes |= {row["unit_code"] for row in (content.get("annex") or {}).get("rows", [])}
    codes |= {row.get("unit_code") or "" for batch in content["batches"] for row in batch["products"]}
    return codes - {""}


@lru_cache(maxsize=1)
def _districts_ended() -> date | None:
    """Last day of the district tier."""
    ends = [row.valid_to for rows in _units().values() for row in rows if row.tier == _DISTRICT and row.valid_to]
    return max(ends, default=None)


def dated_word(name: str, day: date) -> BodyWord | None:
    """What the dated names of bodies say of a name on a day; None when they say nothing."""
    rule = dated_name(name)
    return None if rule is None else BodyWord(rule.holds_on(day), rule.successor, rule.note)


def content_facts(content: Mapping[str, Any], day: date) -> ProofFacts:
    """Facts of a content (see plans_text) as of a day."""
    units = {code: unit for code in codes_in(content) if (unit := _on(code, day)) is not None}
    return ProofFacts(
        content=content,
        day=day,
        units=units,
        district_ended=_districts_ended(),
        bodies=lambda name: dated_word(name, day),
    )


def prove_content(content: Mapping[str, Any], day: date) -> list[Finding]:
    """Findings of a content as of a day."""
    return prove(content_facts(content, day))
