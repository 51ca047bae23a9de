"""Accounts: made, changed, stopped, and their passwords and second factors taken away. Who may: rules.py."""

from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..enums import LoginEventKind
from ..models import User
from ..rules import can_manage
from .logins import record_event


def _lock(user: User, actor: User) -> User:
    """The row, locked; PermissionDenied when the account is outside the actor's reach."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if not can_manage(actor, locked):
        raise PermissionDenied
    return locked


@transaction.atomic
def create_user(*, username: str, full_name: str, position: str = "", email: str = "") -> User:
    """A new account without a password; the person sets one behind a link.

    ValidationError when name or e-mail is taken. Not yet inside anyone's reach: the caller grants a role in the same
    transaction (`grants.grant_role`)."""
    user = User(username=username.lower(), full_name=full_name, position=position, email=email.lower())
    user.set_unusable_password()
    user.full_clean()
    user.save()
    return user


@transaction.atomic
def update_user(*, actor: User, user: User, full_name: str, position: str, email: str) -> User:
    """Change what is known of a person."""
    locked = _lock(user, actor)
    locked.full_name, locked.position, locked.email = full_name, position, email.lower()
    locked.full_clean()
    locked.save(update_fields=["full_name", "position", "email"])
    return locked


@transaction.atomic
def set_active(*, actor: User, user: User, active: bool) -> User:
    """Stop an account (its sessions end at once) or let it work again. Nobody stops oneself."""
    locked = _lock(user, actor)
    if locked.pk == actor.pk:
        raise ValidationError(_("Không tự ngừng tài khoản của chính mình."), code="oneself")
    locked.is_active = active
    locked.save(update_fields=["is_active"])
    return locked


@transaction.atomic
def make_password_link(*, actor: User, user: User, request: Any) -> tuple[str, str]:
    """Parts (uid, key) of a link behind which the person sets a password.

    Works once, for PASSWORD_RESET_TIMEOUT seconds. The present password keeps working until then; wrong guesses
    of it no longer count."""
    locked = _lock(user, actor)
    if locked.is_demo or locked.is_machine or not locked.is_active:
        raise ValidationError(
            _("Tài khoản này không dùng mật khẩu hoặc đã ngừng hoạt động."), code="no_password_for_this_account"
        )
    reset(username=locked.username)
    record_event(kind=LoginEventKind.LINK_MADE, user=locked, request=request)
    return user_pk_to_url_str(locked), PasswordResetTokenGenerator().make_token(locked)


@transaction.atomic
def remove_second_factor(*, actor: User, user: User, request: Any) -> User:
    """Take the second factor away from a person who lost the telephone."""
    locked = _lock(user, actor)
    if locked.pk == actor.pk:
        raise ValidationError(_("Tắt xác thực hai lớp của chính mình ở trang Tài khoản."), code="oneself")
    removed, _rows = Authenticator.objects.filter(user=locked).delete()
    if removed:
        record_event(kind=LoginEventKind.CODE_REMOVED, user=locked, request=request)
    return locked
