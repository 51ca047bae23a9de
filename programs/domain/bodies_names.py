"""Names of bodies as plans write them: short words written out, the unit's own name left out; dated names (pure)."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from ocop.text import fold

_FILE = Path(__file__).resolve().parent.parent / "seeds" / "bodies" / "rules.yaml"
_WRITTEN_OUT = (
    (r"\bubnd\b", "uy ban nhan dan"),
    (r"\bnn ?mt\b|\bnn va mt\b", "nong nghiep va moi truong"),
    (r"\bnn ?ptnt\b|\bnn va ptnt\b", "nong nghiep va phat trien nong thon"),
    (r"\bnong nghiep (va )?ptnt\b", "nong nghiep va phat trien nong thon"),
    (r"\bnong nghiep phat trien nong thon\b", "nong nghiep va phat trien nong thon"),
    (r"\bptnt\b", "phat trien nong thon"),
    (r"\bvp\b", "van phong"),
    (r"\bxdntm\b", "xay dung nong thon moi"),
    (r"\bntm\b", "nong thon moi"),
    (r"\bmttq\b", "mat tran to quoc"),
)
KIND_WORDS = "tinh|thanh pho|thi xa|thi tran|dac khu|huyen|quan|phuong|xa"


def body_key(name: str, *unit_names: str) -> str:
    """Key that two writings of one body share: "Sở NN & PTNT tỉnh Thanh Hóa" and "Sở Nông nghiệp và PTNT" at Thanh Hóa.

    `unit_names`: the units the body may be of, left out at the end of the name; so is the bare word "tỉnh".
    """
    key = fold(name)
    for pattern, words in _WRITTEN_OUT:
        key = re.sub(pattern, words, key)
    if re.match(rf"uy ban nhan dan ({KIND_WORDS})\b", key):
        return key
    for own in (*filter(None, map(fold, unit_names)), "tinh"):
        key = key.removesuffix(f" {own}")
    return key


@dataclass(frozen=True)
class DatedName:
    """A name that is right between two days only; `note` says where that is known from."""

    name: str
    valid_from: date | None
    valid_to: date | None
    successor: str
    note: str

    def holds_on(self, day: date) -> bool:
        """Whether the name is right on the day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@lru_cache(maxsize=1)
def dated_names() -> tuple[DatedName, ...]:
    """The names of seeds/bodies/rules.yaml."""
    rows: list[dict[str, Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["rules"]
    return tuple(
        DatedName(row["name"], row.get("valid_from"), row.get("valid_to"), row.get("successor", ""), row["note"])
        for row in rows
    )


def dated_name(name: str) -> DatedName | None:
    """What the file says of a body's name; None when it says nothing."""
    key = body_key(name)
    return next((one for one in dated_names() if key == one.name or key.startswith(f"{one.name} ")), None)


def committee_of(name: str) -> str:
    """ "xã Lưu Vệ" of "UBND xã Lưu Vệ"; "" when the name is no committee of a named unit."""
    found = re.match(r"(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s+(\S.*)$", name.strip(), re.IGNORECASE)
    if not found or not re.match(rf"({KIND_WORDS}) \S", fold(found[1])) or fold(found[1]).startswith("cac "):
        return ""
    return found[1].strip()


def says_district(name: str) -> bool:
    """Whether the name speaks of the district tier: "… huyện", "cấp huyện", "Huyện ủy", "các huyện, thị xã"."""
    return re.search(r"\bhuyen\b", fold(name)) is not None


def says_township(name: str) -> bool:
    """Whether the name speaks of townships: "UBND các xã, thị trấn"."""
    return re.search(r"\bthi tran\b", fold(name)) is not None
