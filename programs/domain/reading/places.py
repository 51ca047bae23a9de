"""The units a plan names: its own, those of its annex, the communes of its products (ADR 0003: found or told, never
guessed among several)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ocop.text import fold
from programs.domain.place_names import NameIndex, PlaceError, spelling
from programs.models import Unit

_PROVINCE = re.compile(r"(?:tỉnh|thành phố)\s+((?:[^\W\d_]+\s?){1,4})", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """A unit found for a name, or none; `note`: what is odd about the name, or why none was found."""

    unit: Unit | None
    note: str = ""

    @property
    def code(self) -> str:
        """Its code, "" when there is none."""
        return self.unit.code if self.unit else ""


class Places:
    """Finds units of one day; `text`: the whole plan, whose provinces part units of the same name."""

    def __init__(self, on: date, text: str = "") -> None:
        self.on, self.text = on, text

    @cached_property
    def _all(self) -> NameIndex:
        return NameIndex.load(self.on)

    def own(self, name: str) -> Place:
        """The unit whose plan it is: "xã Lưu Vệ", "huyện Thọ Xuân", "tỉnh Thanh Hóa"."""
        return self._find(self._all, name, self._named_provinces())

    def inside(self, unit: Unit | None, names: Iterable[str]) -> dict[str, Place]:
        """Units of those names within a unit (itself too); all of the country when the unit is not known."""
        index = NameIndex.load(self.on, unit) if unit else self._all
        return {name: self._find(index, name, []) for name in dict.fromkeys(names) if name}

    def _find(self, index: NameIndex, name: str, provinces: list[Unit]) -> Place:
        if not name:
            return Place(None, "Không ghi tên đơn vị.")
        try:
            unit = index.find(name)
        except PlaceError as error:
            near = _of_kind(error.candidates, name)
            near = [one for one in near if not provinces or any(one.path.startswith(p.path) for p in provinces)] or near
            if len(near) != 1:
                return Place(None, " ".join(error.messages))
            unit = near[0]
        note = "" if _same(unit, name) else f"Nguồn ghi “{name}”; hiểu là {unit.name}."
        return Place(unit, note)

    def _named_provinces(self) -> list[Unit]:
        """Provinces the text names, most often first."""
        keys = {spelling(word.strip()) for word in _PROVINCE.findall(self.text)}
        provinces = [unit for unit in self._all.by_code.values() if unit.tier == "province"]
        return [unit for unit in provinces if any(key.startswith(spelling(unit.short_name)) for key in keys)]


def _same(unit: Unit, name: str) -> bool:
    """Whether a name is the unit's own, with or without its kind, in any place of the tone."""
    return spelling(name) in (spelling(unit.name), spelling(unit.short_name))


def _of_kind(units: Iterable[Unit], name: str) -> list[Unit]:
    """Those whose kind the name says; all of them when it says none."""
    units = list(units)
    kind = fold(spelling(name))
    same = [unit for unit in units if kind.startswith(fold(unit.name)[: -len(fold(unit.short_name))].strip() + " ")]
    return same or units
