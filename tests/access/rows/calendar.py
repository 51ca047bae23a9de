"""The working calendar of the installation."""

from datetime import timedelta
from typing import Any

from ocop.site.models import CalendarDay

from ..row import Row, nobody
from ..world import World
from .site import national_admins

PAGE = {"sees_mark": nobody}
FACTS = {"is_working": "0", "reason": "Thông báo nghỉ bù"}


def _day(world: World) -> dict[str, Any]:
    return {"pk": world.calendar_day.pk}


def _more(world: World) -> CalendarDay:
    last = CalendarDay.objects.latest("day")
    return CalendarDay.objects.create(day=last.day + timedelta(days=1), reason="Nghỉ bù")


ROWS = {
    "site:calendar": Row(get=national_admins, query="?nam=2026", sees_mark=national_admins, more=_more),
    "site:calendar_day_new": Row(
        get=national_admins, post=national_admins, data={"day": "04/05/2026", **FACTS}, **PAGE
    ),
    "site:calendar_day": Row(get=national_admins, post=national_admins, kwargs=_day, data=FACTS, **PAGE),
    "site:calendar_day_remove": Row(post=national_admins, kwargs=_day, **PAGE),
}
