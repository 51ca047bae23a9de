"""Roles: given at a unit between two dates, ended, never rewritten."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act

from ..enums import Role
from ..models import Grant, User
from ..rules import can_grant, can_manage


@transaction.atomic
def grant_role(
    *,
    actor: User,
    user: User,
    role: Role,
    unit: Any,
    valid_from: date,
    valid_to: date | None = None,
    note: str = "",
) -> Grant:
    """Give a role at a unit of the actor's reach; a person without any grant yet (new) may be given the first one.

    ValidationError when it is held there already or the unit had ended; PermissionDenied outside the actor's reach."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    is_new = not locked.grants.exists()
    if not can_grant(actor, unit) or not (is_new or can_manage(actor, locked)):
        raise PermissionDenied
    if unit.valid_to is not None and valid_from > unit.valid_to:
        raise ValidationError(
            _("%(unit)s đã chấm dứt ngày %(day)s: chọn đơn vị kế thừa hoặc ngày bắt đầu sớm hơn.")
            % {"unit": unit.name, "day": unit.valid_to.strftime("%d/%m/%Y")},
            code="unit_ended",
        )
    _refuse_overlap(locked, role, unit, valid_from, valid_to)
    grant = Grant(user=locked, role=role, unit=unit, valid_from=valid_from, valid_to=valid_to, note=note)
    grant.full_clean()
    grant.save()
    record_act(verb="grant_role", actor=actor, subject=grant, payload=_facts(grant))
    return grant


@transaction.atomic
def end_grant(*, actor: User, grant: Grant, last_day: date) -> Grant:
    """End a grant after `last_day`. ValidationError before its first day or after an earlier end."""
    locked = Grant.objects.select_for_update(of=("self",)).select_related("unit", "user").get(pk=grant.pk)
    if not can_manage(actor, locked.user) or not can_grant(actor, locked.unit):
        raise PermissionDenied
    if locked.valid_to is not None and locked.valid_to <= last_day:
        raise ValidationError(_("Phân quyền này đã kết thúc trước ngày đó."), code="ended")
    if last_day < locked.valid_from:
        raise ValidationError(_("Ngày kết thúc phải sau ngày bắt đầu."), code="before_start")
    locked.valid_to = last_day
    locked.save(update_fields=["valid_to"])
    record_act(verb="end_grant", actor=actor, subject=locked, payload=_facts(locked))
    return locked


def _refuse_overlap(user: User, role: Role, unit: Any, first: date, last: date | None) -> None:
    same = user.grants.filter(role=role, unit=unit)
    for other in same:
        starts_before_end = last is None or other.valid_from <= last
        ends_after_start = other.valid_to is None or other.valid_to >= first
        if starts_before_end and ends_after_start:
            raise ValidationError(_("Người này đã giữ vai trò đó tại đơn vị trong thời gian này."), code="overlap")


def _facts(grant: Grant) -> dict[str, Any]:
    return {
        "user": grant.user_id,
        "role": grant.role,
        "unit": {"id": grant.unit_id, "code": grant.unit.code, "name": grant.unit.name},
        "valid_from": grant.valid_from.isoformat(),
        "valid_to": grant.valid_to.isoformat() if grant.valid_to else None,
    }
