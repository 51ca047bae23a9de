"""Changing a setting. The row history keeps who, when, before and after."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ocop.accounts.access import is_national_admin

from .models import SiteSetting
from .registry import DECLARED, Declared, get_setting


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
    return stored
