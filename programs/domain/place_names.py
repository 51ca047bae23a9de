"""Units by the names people write in files and forms: exact or refused, with the candidates named."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Self

from django.core.exceptions import ValidationError
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from ocop.text import fold, format_date, nfc

from ..models import Unit, UnitAlias

_SHORT = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn", "h": "huyện", "q": "quận", "p": "phường", "x": "xã"}
_KINDS = ("thành phố", "thị trấn", "đặc khu", "thị xã", "phường", "huyện", "quận", "tỉnh", "xã")
_TONES = {"\u0300", "\u0309", "\u0303", "\u0301", "\u0323"}


class PlaceError(ValidationError):
    """A name that is no unit, or more than one; `candidates` are those it could mean. code: unknown_unit,
    ambiguous_unit or code_and_name."""

    def __init__(self, message: str, code: str, candidates: Iterable[Unit] = ()) -> None:
        self.candidates = list(candidates)
        super().__init__(message, code=code)


def squeeze(text: str) -> str:
    """Key of aliases: without accents and spaces ("TX Bim Sơn" → "txbimson")."""
    return fold(text).replace(" ", "")


@lru_cache(maxsize=65_536)
def spelling(text: str) -> str:
    """Key that keeps accents but not where the tone stands (hoà = hòa), nor capitals, nor short kind words ("TX")."""
    words = []
    for word in re.split(r"[\s.]+", unicodedata.normalize("NFD", nfc(text).lower().replace("’", "'"))):
        letters = "".join(char for char in word if char not in _TONES)
        words.append(letters + "".join(char for char in word if char in _TONES))
    words = [word for word in words if word]
    if len(words) > 1 and words[0] in _SHORT:
        words[0:1] = spelling(_SHORT[words[0]]).split()
    return " ".join(words)


_KIND_KEYS = tuple(f"{spelling(kind)} " for kind in _KINDS)


@lru_cache(maxsize=65_536)
def bare_spelling(text: str) -> str:
    """The same without the kind word."""
    key = spelling(text)
    kind = next((word for word in _KIND_KEYS if key.startswith(word)), "")
    return key[len(kind) :]


MOST_KEPT = 3
_kept: dict[tuple[object, ...], "NameIndex"] = {}


def _stamp() -> tuple[int | None, int | None, int]:
    """Changes with every change of a unit (its row history only grows) or of an alias."""
    events = Unit.pgh_event_model.objects.aggregate(last=Max("pgh_id"))  # type: ignore[attr-defined]
    aliases = UnitAlias.objects.aggregate(last=Max("pk"), rows=Count("pk"))
    return events["last"], aliases["last"], aliases["rows"]


@dataclass
class NameIndex:
    """Names of the units of one day (within one unit, when given), read once for a whole file."""

    on: date
    by_code: dict[str, Unit]
    inside: set[str]
    full: dict[str, set[str]]
    bare: dict[str, set[str]]
    alias: dict[str, set[str]]

    @classmethod
    def load(cls, on: date, within: Unit | None = None) -> Self:
        """`within`: only units below (or the unit itself), e.g. the province of an import.

        Kept in the process until a unit or an alias changes; two queries to see that nothing has, two more to read.
        """
        key = (on, within.path if within else "", *_stamp())
        if key not in _kept:
            while len(_kept) >= MOST_KEPT:
                _kept.pop(next(iter(_kept)), None)
            _kept[key] = cls._read(on, within)
        return _kept[key]  # type: ignore[return-value]

    @classmethod
    def _read(cls, on: date, within: Unit | None) -> Self:
        units = list(Unit.objects.on(on))
        by_code = {unit.code: unit for unit in units}
        inside = {unit.code for unit in units if within is None or unit.path.startswith(within.path)}
        index = cls(on, by_code, inside, defaultdict(set), defaultdict(set), defaultdict(set))
        codes = {unit.pk: unit.code for unit in units if unit.code in inside}
        for unit in units:
            if unit.code in inside:
                index.full[spelling(unit.name)].add(unit.code)
                index.bare[bare_spelling(unit.name)].add(unit.code)
        for unit_id, key in UnitAlias.objects.filter(unit__in=codes).values_list("unit", "fold"):
            index.alias[key].add(codes[unit_id])
        return index

    def find(self, text: str, code: str = "") -> Unit:
        """The unit meant by "Xã Nga Yên", "Nga Yên, huyện Nga Sơn", "TX Bim Sơn"; a full name beats a bare one.

        `code`: the code given beside the name must be that unit's. Raises PlaceError.
        """
        first, *above = [part.strip() for part in nfc(text).split(",") if part.strip()] or [""]
        found = self._matches(first)
        if above:
            found = {c for c in found if all(self._is_under(self.by_code[c], part) for part in above)}
        if code:
            return self._checked(code.strip(), found, text)
        if len(found) == 1:
            return self.by_code[next(iter(found))]
        self._refuse(text, first, found)
        raise AssertionError  # pragma: no cover

    def _matches(self, name: str) -> set[str]:
        return (
            self.full.get(spelling(name))
            or self.bare.get(spelling(name))
            or self.alias.get(squeeze(name))
            or self.alias.get(squeeze(bare_spelling(name)))
            or set()
        )

    def _is_under(self, unit: Unit, name: str) -> bool:
        above = [self.by_code[code] for code in unit.path.split("/")[:-2] if code in self.by_code]
        keys = {spelling(u.name) for u in above} | {bare_spelling(u.name) for u in above}
        return spelling(name) in keys or any(u.code in self.alias.get(squeeze(name), ()) for u in above)

    def _checked(self, code: str, found: set[str], text: str) -> Unit:
        if code in found:
            return self.by_code[code]
        named = self.by_code.get(code) if code in self.inside else None
        if named is None:
            message = _("Không có đơn vị mã %(code)s ngày %(day)s.") % {"code": code, "day": format_date(self.on)}
            raise PlaceError(message, "unknown_unit", self._units(found))
        message = _("Mã %(code)s là %(unit)s, không phải “%(text)s”.")
        raise PlaceError(message % {"code": code, "unit": named.name, "text": text}, "code_and_name", [named])

    def _refuse(self, text: str, name: str, found: set[str]) -> None:
        facts = {"text": text, "day": format_date(self.on)}
        if found:
            facts["list"] = "; ".join(self.describe(unit) for unit in self._units(found))
            message = _("“%(text)s” ngày %(day)s là %(list)s. Ghi thêm mã hoặc tên đơn vị cấp trên.") % facts
            raise PlaceError(message, "ambiguous_unit", self._units(found))
        near = self._units({c for c in self.inside if squeeze(self.by_code[c].short_name) == squeeze(_bare(name))})
        message = _("Không có đơn vị nào tên “%(text)s” ngày %(day)s.") % facts
        if near:
            likely = "; ".join(self.describe(unit) for unit in near)
            message += " " + _("Có phải là: %(list)s?") % {"list": likely}
        raise PlaceError(message, "unknown_unit", near)

    def _units(self, codes: Iterable[str]) -> list[Unit]:
        return sorted((self.by_code[code] for code in codes), key=lambda u: (bytes(u.sort_key), u.code))

    def describe(self, unit: Unit) -> str:
        """ "Xã Nga Yên (16096), Huyện Nga Sơn"."""
        above = [self.by_code[code].name for code in unit.path.split("/")[-3:-2] if code in self.by_code]
        return ", ".join([f"{unit.name} ({unit.code})", *above])


def _bare(name: str) -> str:
    key = fold(name)
    kind = next((fold(word) for word in _KINDS if key.startswith(f"{fold(word)} ")), "")
    return key[len(kind) :]


def resolve_name(text: str, on: date, within: Unit | None = None, code: str = "") -> Unit:
    """One name as written → the unit of that day. For many names load a NameIndex once. Raises PlaceError."""
    return NameIndex.load(on, within).find(text, code)
