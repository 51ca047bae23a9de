"""Units named in a file, each on the day of its row: the maps of a few days are read once for all rows."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.accounts.access import grants_of
from ocop.accounts.enums import EDITORS
from ocop.text import fold, format_date
from products.domain.queries import writable_units
from programs.domain.place import NameIndex, PlaceError, load_lineage
from programs.enums import Tier
from programs.models import Unit

SUGGESTED = 3
ALIKE = 0.4
CODE_DIGITS = 5
"""Digits of a commune's code (QĐ 124/2004, QĐ 19/2025); spreadsheets drop the zeros in front."""


class NoSuchPlace(ValidationError):
    """A name that is no unit of the day; `suggestions` are names that could be meant."""

    def __init__(self, message: str, code: str, suggestions: Iterable[str] = ()) -> None:
        self.suggestions = tuple(suggestions)
        super().__init__(message, code=code)


class Places:
    """Resolves (name, code) on a day; `reach` are the units where the actor may write (None = everywhere)."""

    def __init__(self, actor: Any) -> None:
        spans = Unit.objects.order_by().values_list("valid_from", "valid_to").distinct()
        ends = {last + timedelta(days=1) for _first, last in spans if last is not None}
        self.days = sorted({first for first, _last in spans} | ends)
        self.indexes: dict[date, NameIndex] = {}
        self.names: dict[date, Names] = {}
        self.within = _province_of(actor)
        self.reach = None if actor is None else set(writable_units(actor).values_list("pk", flat=True))
        self.known: dict[tuple[str, str, date], Unit | ValidationError] = {}

    def start(self, day: date) -> date:
        """The day on which the map of `day` began: one index serves all days between two changes."""
        position = bisect_right(self.days, day)
        return self.days[position - 1] if position else day

    def index(self, day: date) -> NameIndex:
        """The names of the day."""
        start = self.start(day)
        if start not in self.indexes:
            self.indexes[start] = NameIndex.load(start, self.within)
        return self.indexes[start]

    def find(self, name: str, code: str, day: date) -> Unit:
        """The commune meant by a name, a code or both; raises ValidationError (also outside_territory, wrong_tier)."""
        key = (name, code, self.start(day))
        if key not in self.known:
            try:
                self.known[key] = self._find(name, code, day)
            except ValidationError as error:
                self.known[key] = error
        found = self.known[key]
        if isinstance(found, ValidationError):
            raise found
        return found

    def _find(self, name: str, code: str, day: date) -> Unit:
        unit = self._unit(name, _full_code(name, code), day)
        if unit.tier != Tier.COMMUNE:
            message = _("%(unit)s không phải đơn vị cấp xã. Hãy ghi xã, phường hoặc thị trấn.") % {"unit": unit.name}
            raise NoSuchPlace(message, "wrong_tier")
        if self.reach is not None and unit.pk not in self.reach:
            message = _("%(unit)s ngoài địa bàn bạn được cập nhật.") % {"unit": unit.name}
            raise NoSuchPlace(message, "outside_territory")
        return unit

    def _unit(self, name: str, code: str, day: date) -> Unit:
        index = self.index(day)
        if not name:
            unit = index.by_code.get(code)
            if unit is None:
                facts = {"code": code, "day": format_date(day)}
                raise NoSuchPlace(_("Không có đơn vị mã %(code)s ngày %(day)s.") % facts, "unknown_unit")
            return unit
        try:
            return index.find(name, code)
        except PlaceError as error:
            if error.code != "unknown_unit" or code:
                raise NoSuchPlace(
                    str(error.message), str(error.code), map(self._full_name(index), error.candidates)
                ) from None
            return self._by_lineage(name, day, error)

    def _by_lineage(self, name: str, day: date, error: PlaceError) -> Unit:
        """A name of another day's map, where the law moved that unit whole: registers name communes of one day only."""
        index = self.index(day)
        for other in self._other_maps(day):
            with suppress(PlaceError):
                named = self.index(other).find(name)
                lineage = load_lineage([named.pk])
                held = lineage.resolve(named.pk, day)
                units = {unit.pk: unit for unit in index.by_code.values()}
                if held in units:
                    return units[held]
                near = [units[pk] for pk in lineage.spread(named.pk, day) if pk in units]
                facts = {"unit": named.name, "day": format_date(day), "list": "; ".join(map(index.describe, near))}
                message = _(
                    "Ngày %(day)s, %(unit)s không quy được về một đơn vị (%(list)s). Hãy ghi đơn vị của ngày đó."
                )
                raise NoSuchPlace(message % facts, "unit_unknown", map(self._full_name(index), near))
        near = error.candidates or self._names(day).nearest(name)
        message = str(error.message)
        if near and not error.candidates:
            message += " " + _("Gần giống: %(list)s.") % {"list": "; ".join(map(index.describe, near))}
        raise NoSuchPlace(message, "unknown_unit", map(self._full_name(index), near))

    def _other_maps(self, day: date) -> list[date]:
        """Today's map and the one before it, without the day's own."""
        today = self.start(timezone.localdate())
        before = self.start(today - timedelta(days=1))
        return [other for other in (today, before) if other != self.start(day)]

    def _names(self, day: date) -> "Names":
        start = self.start(day)
        if start not in self.names:
            index = self.index(day)
            inside = (index.by_code[code] for code in index.inside)
            self.names[start] = Names(
                unit for unit in inside if unit.tier == Tier.COMMUNE and (self.reach is None or unit.pk in self.reach)
            )
        return self.names[start]

    @staticmethod
    def _full_name(index: NameIndex) -> Any:
        """Unit → "Xã Nga Yên, Huyện Nga Sơn", which the index reads back."""

        def full_name(unit: Unit) -> str:
            above = [index.by_code[code].name for code in unit.path.split("/")[-3:-2] if code in index.by_code]
            return ", ".join([unit.name, *above])

        return full_name

    def find_on_any_day(self, name: str, code: str) -> Unit:
        """For a row whose date cannot be read: the unit on some day, so that its name is still checked."""
        first, *later = self.days
        for day in reversed(later):
            with suppress(ValidationError):
                return self.find(name, code, day)
        return self.find(name, code, first)


class Names:
    """Names of communes by their letter triples, to find the nearest ones to a name that matches nothing."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = list(units)
        self.sizes: list[int] = []
        self.places: dict[str, list[int]] = defaultdict(list)
        for number, unit in enumerate(self.units):
            parts = _triples(unit.short_name)
            self.sizes.append(len(parts))
            for part in parts:
                self.places[part].append(number)

    def nearest(self, text: str) -> list[Unit]:
        """At most SUGGESTED units, the most alike first; none when nothing is alike."""
        wanted = _triples(_bare(text.partition(",")[0]))
        shared = Counter(number for part in wanted for number in self.places.get(part, ()))
        scores = {
            number: count / (len(wanted) + self.sizes[number] - count)
            for number, count in shared.items()
            if count / (len(wanted) + self.sizes[number] - count) >= ALIKE
        }
        best = sorted(scores, key=lambda number: (-scores[number], self.units[number].name, self.units[number].code))
        return [self.units[number] for number in best[:SUGGESTED]]


def _bare(text: str) -> str:
    words = fold(text).split()
    for kind in (["thi", "tran"], ["dac", "khu"], ["xa"], ["phuong"], ["p"], ["x"], ["tt"]):
        if words[: len(kind)] == kind and len(words) > len(kind):
            return " ".join(words[len(kind) :])
    return " ".join(words)


def _triples(text: str) -> set[str]:
    padded = f"  {fold(text)} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}


def _full_code(name: str, code: str) -> str:
    """A commune's code with the zeros a spreadsheet dropped; certain only where the name beside it confirms."""
    if not code.isdigit() or len(code) >= CODE_DIGITS:
        return code
    if not name:
        facts = {"code": code, "full": code.zfill(CODE_DIGITS)}
        message = _("Mã “%(code)s” có vẻ mất số 0 ở đầu. Hãy ghi đủ %(full)s dạng chữ, hoặc ghi thêm tên đơn vị.")
        raise NoSuchPlace(message % facts, "lost_zero", [facts["full"]])
    return code.zfill(CODE_DIGITS)


def _province_of(actor: Any) -> Unit | None:
    """The one province all writing grants lie in, else None: names are then looked up in the whole country."""
    if actor is None:
        return None
    paths = {grant.unit.path.split("/")[0] for grant in grants_of(actor) if grant.role in EDITORS}
    if len(paths) != 1 or paths == {""}:
        return None
    path = f"{paths.pop()}/"
    return Unit.objects.filter(path=path).order_by("-valid_from").first()
