"""Units named in a file, each on the day of its row: the maps of a few days are read once for all rows."""

from bisect import bisect_right
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ocop.accounts.access import grants_of
from ocop.accounts.enums import EDITORS
from ocop.text import format_date
from products.domain.queries import writable_units
from programs.domain.place import NameIndex
from programs.enums import Tier
from programs.models import Unit


class Places:
    """Resolves (name, code) on a day; `reach` are the units where the actor may write (None = everywhere)."""

    def __init__(self, actor: Any) -> None:
        spans = Unit.objects.order_by().values_list("valid_from", "valid_to").distinct()
        ends = {last + timedelta(days=1) for _first, last in spans if last is not None}
        self.days = sorted({first for first, _last in spans} | ends)
        self.indexes: dict[date, NameIndex] = {}
        self.within = _province_of(actor)
        self.reach = None if actor is None else set(writable_units(actor).values_list("pk", flat=True))

    def index(self, day: date) -> NameIndex:
        """The names of the day; one index serves all days between two changes of the map."""
        position = bisect_right(self.days, day)
        start = self.days[position - 1] if position else day
        if start not in self.indexes:
            self.indexes[start] = NameIndex.load(start, self.within)
        return self.indexes[start]

    def find(self, name: str, code: str, day: date) -> Unit:
        """The commune meant by a name, a code or both; raises ValidationError (also outside_territory, wrong_tier)."""
        index = self.index(day)
        unit = index.by_code.get(code) if code and not name else index.find(name, code)
        if unit is None:
            facts = {"code": code, "day": format_date(day)}
            raise ValidationError(_("Không có đơn vị mã %(code)s ngày %(day)s.") % facts, "unknown_unit")
        if unit.tier != Tier.COMMUNE:
            raise ValidationError(
                _("%(unit)s không phải đơn vị cấp xã. Hãy ghi xã, phường hoặc thị trấn.") % {"unit": unit.name},
                "wrong_tier",
            )
        if self.reach is not None and unit.pk not in self.reach:
            raise ValidationError(
                _("%(unit)s ngoài địa bàn bạn được cập nhật.") % {"unit": unit.name}, "outside_territory"
            )
        return unit

    def find_on_any_day(self, name: str, code: str) -> Unit:
        """For a row whose date cannot be read: the unit on some day, so that its name is still checked."""
        first, *later = self.days
        for day in reversed(later):
            with suppress(ValidationError):
                return self.find(name, code, day)
        return self.find(name, code, first)


def _province_of(actor: Any) -> Unit | None:
    """The one province all writing grants lie in, else None: names are then looked up in the whole country."""
    if actor is None:
        return None
    paths = {grant.unit.path.split("/")[0] for grant in grants_of(actor) if grant.role in EDITORS}
    if len(paths) != 1 or paths == {""}:
        return None
    path = f"{paths.pop()}/"
    return Unit.objects.filter(path=path).order_by("-valid_from").first()
