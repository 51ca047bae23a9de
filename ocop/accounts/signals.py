"""Log of the door: what Django, axes and allauth tell becomes LoginEvent rows."""

import time
from typing import Any

import axes.signals  # noqa: F401  connects its receivers before ours
from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from axes.utils import reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from .domain.logins import record_event, record_lock
from .enums import LoginEventKind
from .guesses import find_account
from .middleware import SIGNED_IN_AT


@receiver(user_logged_in)
def on_login(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    request.session[SIGNED_IN_AT] = time.time()
    record_event(kind=LoginEventKind.LOGIN, user=user, request=request)


@receiver(user_logged_out)
def on_logout(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    if user is not None:
        record_event(kind=LoginEventKind.LOGOUT, user=user, request=request)


@receiver(user_login_failed)
def on_failure(sender: Any, credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
    """Runs after the receiver of axes (imported above), which counts the guess and says whether it locked the pair."""
    user = find_account(credentials)
    locked = getattr(request, "axes_locked_out", False)
    if not locked or request.axes_failures_since_start is not None:  # else the guess was not even tried
        record_event(kind=LoginEventKind.FAILED, user=user, request=request)
    if locked:
        record_lock(user=user, request=request)


@receiver(authentication_failed)
def on_wrong_code(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    record_event(kind=LoginEventKind.CODE_FAILED, user=user, request=request)


@receiver(authenticator_added)
def on_second_factor(sender: Any, request: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    if authenticator.type == authenticator.Type.TOTP:
        record_event(kind=LoginEventKind.CODE_ADDED, user=user, request=request)


@receiver(authenticator_removed)
def on_second_factor_gone(sender: Any, request: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    if authenticator.type == authenticator.Type.TOTP:
        record_event(kind=LoginEventKind.CODE_REMOVED, user=user, request=request)


@receiver([password_changed, password_reset])
def on_new_password(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    reset(username=user.username)  # wrong guesses of the old password no longer count
    record_event(kind=LoginEventKind.PASSWORD_CHANGED, user=user, request=request)
