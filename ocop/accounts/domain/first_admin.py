"""The first administrator of an installation, made at the console; everyone after is made by an administrator."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act

from ..enums import Role
from ..models import Grant, User
from .people import create_user


@transaction.atomic
def create_first_admin(*, username: str, full_name: str, password: str) -> User:
    """An account with this password and the role of administrator over the nation from today on.

    ValidationError (Vietnamese): `exists` when a real person administers the nation already, `no_units` before
    load_units, and the password's own faults."""
    today = timezone.localdate()
    units: Any = Grant._meta.get_field("unit").related_model
    try:
        nation = units.objects.on(today).get(path="")
    except ObjectDoesNotExist:
        raise ValidationError(_("Chưa có đơn vị hành chính: hãy chạy load_units trước."), code="no_units") from None
    present = Grant.objects.on(today).filter(role=Role.ADMIN, unit=nation, user__is_active=True, user__is_demo=False)
    if present.exists():
        raise ValidationError(
            _("Đã có quản trị viên toàn hệ thống; người này tạo tài khoản khác ở trang Quản trị."), code="exists"
        )
    user = create_user(username=username, full_name=full_name)
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    grant = Grant.objects.create(user=user, role=Role.ADMIN, unit=nation, valid_from=today)
    record_act(verb="first_admin", actor=user, subject=grant, payload={"user": user.pk, "unit": nation.pk})
    return user
