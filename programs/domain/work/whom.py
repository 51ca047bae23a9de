"""Whom a task addresses: one body, or every unit of a tier ("UBND các xã, phường") that exists on the day."""

import re
from datetime import date

from django.db.models import F

from ocop.text import fold
from programs.enums import Tier
from programs.models import Unit

_MANY = re.compile(r"\b(ubnd|uy ban nhan dan) (cac|cap) ")
_COMMUNES = re.compile(r"\b(phuong|dac khu|thi tran)\b|(?<!thi )\bxa\b")
_ORDER = (Tier.NATION, Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)


def tier_of_name(name: str) -> Tier | None:
    """The tier whose committees the name stands for ("UBND các huyện, thị xã, thành phố"); None for one body."""
    key = fold(name)
    if not _MANY.search(key):
        return None
    if re.search(r"\bhuyen\b", key):
        return Tier.DISTRICT
    return Tier.COMMUNE if _COMMUNES.search(key) else None


def units_addressed(unit: Unit, name: str, day: date) -> list[Unit]:
    """Units below `unit` which the name addresses on the day, in Vietnamese order; empty when it means one body.

    There are no districts since 01/07/2025 (Luật Tổ chức chính quyền địa phương 2025): what they were to do goes to
    the communes of the day.
    """
    tier = tier_of_name(name)
    if tier is None or _ORDER.index(tier) <= _ORDER.index(Tier(unit.tier)):
        return []
    below = Unit.objects.on(day).filter(path__startswith=unit.path).exclude(path=unit.path)
    found = list(below.filter(tier=tier).order_by("sort_key", "code"))
    if not found and tier == Tier.DISTRICT:
        found = list(below.filter(tier=Tier.COMMUNE).order_by("sort_key", "code"))
    return found


def unit_above(unit: Unit, day: date) -> Unit | None:
    """The unit directly above on the day; above a province stands the whole country, above that nothing."""
    on_day = Unit.objects.on(day).exclude(pk=unit.pk)
    if unit.parent_code:
        return on_day.filter(code=unit.parent_code).order_by(F("valid_from").desc()).first()
    return on_day.filter(tier=Tier.NATION).first() if unit.tier != Tier.NATION else None
