"""Changing a setting or the working calendar. The row history keeps who, when, before and after."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ocop.accounts.access import is_national_admin
from ocop.audit.acts import record_act

from .models import CalendarDay, SiteSetting
from .registry import CLOCK_SETTINGS, DECLARED, Declared, get_setting
from .workdays import calendar_changed


def _is_allowed(declared: Declared, value: Any) -> bool:
    if declared.kind == "choice":
        return value in {choice for choice, _label in declared.choices}
    return declared.kind != "int" or declared.bounds[0] <= value <= declared.bounds[1]


@transaction.atomic
def change_setting(*, actor: Any, key: str, value: Any) -> SiteSetting | None:
    """Store the value of a declared setting; None when it is in force already.

    KeyError for an undeclared key, ValidationError for a value of another kind, PermissionDenied for anyone but an
    administrator of the whole installation."""
    if not is_national_admin(actor):
        raise PermissionDenied
    declared = DECLARED[key]
    kinds = {"bool": bool, "int": int, "choice": str}
    if type(value) is not kinds[declared.kind] or not _is_allowed(declared, value):
        raise ValidationError(_("Giá trị này không dùng được cho «%s».") % declared.label, code="value")
    if get_setting(key) == value:
        return None
    stored, created = SiteSetting.objects.select_for_update().get_or_create(key=key, defaults={"value": value})
    if not created:
        stored.value, stored.revision = value, stored.revision + 1
        stored.save(update_fields=["value", "revision", "updated_at"])
    if key in CLOCK_SETTINGS:
        calendar_changed()
    return stored


CALENDAR_YEARS = (2018, 2100)
"""From the first year of the programme to the last the general calendar knows."""


@transaction.atomic
def add_calendar_day(*, actor: Any, day: date, is_working: bool, reason: str) -> CalendarDay:
    """Lay an exception over the general calendar; the same sent again gives the one stored.

    Raises PermissionDenied, ValidationError (day outside CALENDAR_YEARS, no reason, day already decided otherwise)."""
    _check_admin(actor)
    facts = {"is_working": is_working, "reason": _clean_reason(reason)}
    if not CALENDAR_YEARS[0] <= day.year <= CALENDAR_YEARS[1]:
        raise ValidationError({"day": ValidationError(_("Năm phải từ %s đến %s.") % CALENDAR_YEARS, code="year")})
    stored, created = CalendarDay.objects.select_for_update().get_or_create(day=day, defaults=facts)
    if created:
        _record(actor, stored, "add_calendar_day")
    elif any(getattr(stored, name) != value for name, value in facts.items()):
        raise ValidationError({"day": ValidationError(_("Ngày này đã có trong bảng, hãy sửa dòng đó."), code="taken")})
    return stored


@transaction.atomic
def change_calendar_day(*, actor: Any, day_id: int, revision: int | None, is_working: bool, reason: str) -> CalendarDay:
    """Decide an exception anew. Raises PermissionDenied, ValidationError ("stale": changed since it was opened)."""
    _check_admin(actor)
    stored = CalendarDay.objects.select_for_update().get(pk=day_id)
    text = _clean_reason(reason)
    if (stored.is_working, stored.reason) == (is_working, text):
        return stored
    if revision is not None and revision != stored.revision:
        raise ValidationError(
            _("Có người khác vừa sửa ngày này sau khi bạn mở trang. Bấm Lưu lần nữa để ghi nội dung của bạn."),
            code="stale",
        )
    stored.is_working, stored.reason, stored.revision = is_working, text, stored.revision + 1
    stored.save()
    _record(actor, stored, "change_calendar_day")
    return stored


@transaction.atomic
def remove_calendar_day(*, actor: Any, day_id: int) -> None:
    """Leave the day to the general calendar again; one that is gone already stays gone. Raises PermissionDenied."""
    _check_admin(actor)
    stored = CalendarDay.objects.select_for_update().filter(pk=day_id).first()
    if stored is not None:
        _record(actor, stored, "remove_calendar_day")
        stored.delete()


def _check_admin(actor: Any) -> None:
    if not is_national_admin(actor):
        raise PermissionDenied


def _clean_reason(reason: str) -> str:
    text = " ".join(reason.split())
    if not 1 <= len(text) <= 200:
        raise ValidationError({"reason": ValidationError(_("Ghi căn cứ, tối đa 200 ký tự."), code="reason")})
    return text


def _record(actor: Any, stored: CalendarDay, verb: str) -> None:
    """Legal deadlines move with the calendar: the act is kept, and whoever computes with working days is told."""
    facts = {"day": stored.day.isoformat(), "is_working": stored.is_working, "reason": stored.reason}
    record_act(verb=verb, actor=actor, subject=stored, article=stored.reason, payload=facts)
    calendar_changed()
