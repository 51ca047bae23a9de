"""Reads of tasks given out: lists, what is late, what has to be told to the head and to who gave it."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, DateField, F, Min, QuerySet, Value
from django.db.models.functions import Coalesce

from ocop.accounts.access import territory_grants
from ocop.accounts.enums import Role
from ocop.site.registry import get_setting
from programs.enums import UNFINISHED
from programs.models import Plan, UnitReach, WorkItem, WorkPart
from programs.models.work import worked_units

MINE, GIVEN, ALL = "cua-toi", "da-giao", "tat-ca"
NEVER = date(9999, 12, 31)


def work_list(user: Any, chosen: dict[str, str], today: date) -> QuerySet[WorkItem]:
    """Visible tasks. `chosen`: xem (MINE: done by own units; GIVEN: under own units' plans, gathered; ALL),
    trang-thai (a state), qua-han ("1"), ke-hoach (slug). Annotated with `due_sort`, never null."""
    found = WorkItem.objects.visible_to(user).select_related("unit", "plan", "body")
    found = found.annotate(due_sort=Coalesce("due_on", Value(NEVER), output_field=DateField()))
    if chosen.get("xem", MINE) == MINE:
        found = found.worked_by(user).leaves()
    elif chosen["xem"] == GIVEN:
        found = found.filter(parent=None, plan__unit__in=worked_units(user))
    if chosen.get("trang-thai"):
        found = found.filter(state=chosen["trang-thai"])
    if chosen.get("ke-hoach"):
        found = found.filter(plan__slug=chosen["ke-hoach"])
    return found.late(today) if chosen.get("qua-han") == "1" else found


def my_work(user: Any, until: date) -> QuerySet[WorkItem]:
    """Unfinished tasks the user's own units do themselves, due until a day; first the longest overdue."""
    mine = WorkItem.objects.worked_by(user).leaves().unfinished()
    return mine.filter(due_on__lte=until).select_related("unit", "plan").order_by("due_on", "id")


def undated_work(user: Any) -> QuerySet[WorkItem]:
    """Unfinished tasks of the user's own units without a day, which nobody has begun."""
    mine = WorkItem.objects.worked_by(user).leaves().unfinished().filter(due_on=None, progress=0)
    return mine.select_related("unit", "plan").order_by("id")


def parts_to_confirm(user: Any) -> QuerySet[WorkPart]:
    """Parts the user's own units have not confirmed yet, of tasks that still wait."""
    parts = WorkPart.objects.filter(confirmed_at=None, unit__in=worked_units(user), item__state__in=UNFINISHED)
    return parts.select_related("item__plan", "body", "unit").order_by("id")


def escalation_day(today: date) -> date:
    """Tasks due before this day are told to the head and to who gave them (setting escalate_after_days)."""
    return today - timedelta(days=int(get_setting("escalate_after_days")))


def escalated_to_head(user: Any, today: date) -> QuerySet[WorkItem]:
    """Tasks of units of which the user is the head (signs), overdue by more than the setting."""
    signs = UnitReach.objects.filter(unit__in=territory_grants(user, frozenset({Role.SIGNER})))
    heads = signs.filter(unit__tier=F("member__tier")).values("member")
    late = WorkItem.objects.filter(unit__in=heads).leaves().late(escalation_day(today))
    return late.select_related("unit", "plan").order_by("due_on", "id")


def escalated_to_giver(user: Any, today: date) -> list[dict[str, Any]]:
    """Tasks given to other units and overdue by more than the setting, gathered by the task they belong to:
    [{root, content, slug, units, since}], the longest overdue first."""
    late = WorkItem.objects.filter(plan__in=given_plans(user)).leaves().late(escalation_day(today))
    others = late.exclude(parent=None).exclude(unit=F("plan__unit"))
    rows: Any = others.order_by().values("task", "line", "plan__slug", "plan__title", "content")
    rows = rows.annotate(units=Count("unit", distinct=True), since=Min("due_on"), root=Min("parent"))
    return list(rows.order_by("since", "root"))


def given_plans(user: Any) -> QuerySet[Plan]:
    """Plans whose tasks the user's own unit gave out."""
    return Plan.objects.filter(unit__in=worked_units(user))
