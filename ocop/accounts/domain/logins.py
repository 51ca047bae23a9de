"""Writing the log of the door."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from ..enums import LoginEventKind
from ..models import LoginEvent, User
from ..net import client_ip


def record_event(*, kind: LoginEventKind, user: User | None, request: Any) -> LoginEvent:
    """Write one event with the address, browser and request id of `request` (None outside of one)."""
    meta = getattr(request, "META", {})
    return LoginEvent.objects.create(
        kind=kind,
        user=user,
        ip=client_ip(request) if request is not None else None,
        agent=str(meta.get("HTTP_USER_AGENT", ""))[:200].replace("\0", ""),
        request_id=getattr(request, "id", ""),
    )


def record_lock(*, user: User | None, request: Any) -> LoginEvent | None:
    """Write that account and address are locked: once a window, however many guesses follow."""
    since = timezone.now() - settings.GUESS_WINDOW
    same = LoginEvent.objects.filter(kind=LoginEventKind.LOCKED, at__gt=since, user=user, ip=client_ip(request))
    return None if same.exists() else record_event(kind=LoginEventKind.LOCKED, user=user, request=request)
