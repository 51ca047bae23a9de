"""Units named in a file, each on the day of its row: the maps of a few days are read once for all rows."""

from bisect import bisect_right
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ocop.accounts.access import grants_of
from ocop.accounts.enums import EDITORS
from products.domain.queries import writable_units
from programs.domain.place import NameIndex
from programs.enums import Tier
from programs.models import Unit


class Places:
    """Resolves (name, code) on a day; `reach` are the units where the actor may write (None = everywhere)."""

    def __init__(self, actor: Any) -> None:
        self.days = sorted(set(Unit.objects.order_by().values_list("valid_from", flat=True).distinct()))
        self.indexes: dict[date, NameIndex] = {}
        self.within = _province_of(actor)
        self.reach = None if actor is None else set(writable_units(actor).values_list("pk", flat=True))

    def index(self, day: date) -> NameIndex:
        position = bisect_right(self.days, day)
        start = self.days[position - 1] if position else day
        # A version can end between two beginnings only at the eve of one; the day itself decides at the start.
        if start not in self.indexes:
            self.indexes[start] = NameIndex.load(day, self.within)
        return self.indexes[start]

    def find(self, name: str, code: str, day: date) -> Unit:
        """The commune meant; raises ValidationError (PlaceError or code outside_territory, wrong_tier)."""
        unit = self.index(day).find(name, code)
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

    def find_on_any_day(self, name: str, code: str) -> Unit | None:
        """For a row whose date cannot be read: the unit on some day, so that its name is still checked."""
        for day in reversed(self.days):
            try:
                return self.find(name, code, day)
            except ValidationError as error:
                last = error
        if self.days:
            raise last
        return None


def _province_of(actor: Any) -> Unit | None:
    """The one province all writing grants lie in, else None: names are then looked up in the whole country."""
    if actor is None:
        return None
    paths = {grant.unit.path.split("/")[0] for grant in grants_of(actor) if grant.role in EDITORS}
    if len(paths) != 1 or paths == {""}:
        return None
    path = f"{paths.pop()}/"
    return Unit.objects.filter(path=path).order_by("-valid_from").first()
