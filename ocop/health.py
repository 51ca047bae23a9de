"""`/health/`: one look at everything the application stands on, for load balancers and container health checks."""

import socket
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ocop.jobs.domain.pulse import seconds_since

LATE = 60.0
"""Seconds without a sign of life after which worker or beat counts as stopped (they give one every 5)."""


def database() -> str:
    """ "ok", or why not in one word: addresses and versions are nobody's business here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def broker() -> str:
    """A PING over the broker's own socket; two seconds of patience."""
    address = urlsplit(settings.REDIS_URL)
    local = address.scheme in {"redis+socket", "unix"}
    with socket.socket(socket.AF_UNIX if local else socket.AF_INET) as line:
        line.settimeout(2)
        line.connect(address.path if local else (address.hostname or "127.0.0.1", address.port or 6379))
        line.sendall(b"PING\r\n")
        return "ok" if line.recv(64)[:1] in (b"+", b"-") else "error"  # "-NOAUTH" is an answer too


def storage() -> str:
    """Can a file be written, read and removed?"""
    name = default_storage.save("health/probe", ContentFile(b"ok"))
    try:
        with default_storage.open(name) as probe:
            return "ok" if probe.read() == b"ok" else "error"
    finally:
        default_storage.delete(name)


def sign_of_life(name: str) -> tuple[str, float | None]:
    """("ok" | "late" | "never", seconds since the last one)."""
    age = seconds_since(name)
    if age is None:
        return "never", None
    return ("ok" if age <= LATE else "late"), round(age, 1)


def _tried(check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception:  # whatever it is, the answer is the same word
        return "error"


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when all is well, else 503. JSON: a word for each of db, broker, storage, worker and beat, and their ages."""
    found: dict[str, object] = {"db": _tried(database), "broker": _tried(broker), "storage": _tried(storage)}
    for name in ("worker", "beat"):
        try:
            found[name], found[f"last_{name}_seconds"] = sign_of_life(name)
        except Exception:
            found[name] = "error"
    well = all(found[name] == "ok" for name in ("db", "broker", "storage", "worker", "beat"))
    return JsonResponse({"status": "ok" if well else "error", **found}, status=200 if well else 503)
