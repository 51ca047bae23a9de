"""Wrong guesses of passwords and codes: whom they count against, from where, and the answer when there were too many.

R14: at most GUESS_LIMIT wrong guesses in GUESS_WINDOW for one account from one address, over all processes together.
"""

import hashlib
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from axes.models import AccessAttempt
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from .enums import LoginEventKind
from .models import LoginEvent, User
from .net import client_ip

_PATIENCE = "3s"


def find_account(credentials: Mapping[str, Any] | None) -> User | None:
    """The account that typed credentials speak of, by user name or e-mail in any case."""
    credentials = credentials or {}
    for name in {str(credentials.get(key) or "") for key in ("username", "email")} - {""}:
        for field in ("username__iexact", "email__iexact"):
            user = User.objects.filter(**{field: name}).first()
            if user is not None:
                return user
    return None


def account_key(request: HttpRequest | None, credentials: Mapping[str, Any] | None) -> str:
    """One key an account, however it is written; text that is no account (perhaps a password) is only hashed."""
    user = find_account(credentials)
    if user is not None:
        return user.username
    credentials = credentials or {}
    typed = str(credentials.get("username") or credentials.get("email") or "").casefold()
    return "?" + hashlib.sha256(typed.encode()).hexdigest()[:32]


@contextmanager
def one_at_a_time(*parts: str | None) -> Iterator[None]:
    """Let guesses for the same parts pass one by one: parallel ones would be checked before the first is counted."""
    digest = hashlib.sha256("\0".join(part or "" for part in parts).encode()).digest()
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [_PATIENCE])
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest[:8], signed=True)])
                cursor.execute("SELECT set_config('lock_timeout', '0', true)")
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != "55P03":  # lock_not_available
            raise
        raise ImmediateHttpResponse(too_many(None, seconds=3)) from error


def too_many(request: HttpRequest | None, seconds: int = 60) -> HttpResponse:
    """The page for too many tries, with Retry-After in seconds (also handler429)."""
    response = render(request, "429.html", {"seconds": seconds}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def locked_out(
    request: HttpRequest, response: Any = None, credentials: Mapping[str, Any] | None = None
) -> HttpResponse:
    """What axes answers for a locked pair of account and address."""
    attempts = AccessAttempt.objects.filter(username=account_key(request, credentials), ip_address=client_ip(request))
    last = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    return too_many(request, _seconds_left(last))


def check_codes(request: HttpRequest, user: User) -> None:
    """Refuse a further guess of a second factor: the codes are short, so the count is per account from everywhere."""
    since = timezone.now() - settings.GUESS_WINDOW
    wrong = LoginEvent.objects.filter(user=user, kind=LoginEventKind.CODE_FAILED, at__gt=since).order_by("-at")
    times = list(wrong.values_list("at", flat=True)[: settings.GUESS_LIMIT])
    if len(times) >= settings.GUESS_LIMIT:
        raise ImmediateHttpResponse(too_many(request, _seconds_left(times[-1])))


def _seconds_left(start: Any) -> int:
    left = (start + settings.GUESS_WINDOW - timezone.now()) if start else timedelta(0)
    return max(1, math.ceil(left.total_seconds()))
