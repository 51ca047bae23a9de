"""A POST sent again has no second effect (R7): the first answer is kept in the transaction of the effect."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.http.request import HttpRequest
from rest_framework.request import Request
from rest_framework.response import Response

from .errors import Problem
from .models import IdempotentAnswer
from .renderers import FastJSON

HEADER, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
KEPT_HEADERS = ("Location", "ETag")
LONGEST = 128


def once(request: Request, handler: Callable[[], Response]) -> HttpResponse:
    """The handler's answer, or the one kept for this account and key.

    Only an answer that tells of an effect (2xx) is kept: a refusal left nothing behind, the request may come again.
    Raises Problem: no key or a bad one (400), a key used for something else or still at work (409).
    """
    key = _key(request)
    mark = fingerprint(request)
    with transaction.atomic():
        if not _locked(request.user.pk, key):
            raise Problem("idempotency_key_busy", headers={"Retry-After": "1"})
        kept = IdempotentAnswer.objects.filter(user_id=request.user.pk, key=key).first()
        if kept is not None:
            return _replay(kept, mark)
        response = handler()
        if response.status_code < 300:
            _keep(request, key, mark, response)
        return response


def fingerprint(request: Request) -> str:
    """SHA-256 over method, address and what was sent: JSON in a fixed order, of files their bytes."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    data = request.data
    if hasattr(data, "lists"):
        for name, values in sorted(data.lists()):
            digest.update(f"{name}\n".encode())
            for value in values:
                digest.update(_file_digest(value) if isinstance(value, UploadedFile) else f"{value}\n".encode())
    else:
        digest.update(json.dumps(data, sort_keys=True).encode())
    return digest.hexdigest()


def _file_digest(file: UploadedFile) -> bytes:
    digest = hashlib.sha256(f"{file.name}\n".encode())
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.digest()


def _key(request: Request | HttpRequest) -> str:
    key = request.headers.get(HEADER, "").strip()
    if not key:
        raise Problem("idempotency_key_required")
    if len(key) > LONGEST or not (key.isascii() and key.isprintable()):
        raise Problem("idempotency_key_invalid")
    return key


def _locked(user_id: Any, key: str) -> bool:
    """Whether nobody else is at work under this key: the lock ends with the transaction, also of a killed server."""
    digest = hashlib.blake2b(f"idempotency {user_id} {key}".encode(), digest_size=8).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [int.from_bytes(digest, signed=True)])
        return bool(cursor.fetchone()[0])


def _keep(request: Request, key: str, mark: str, response: Response) -> None:
    headers = {name: response[name] for name in KEPT_HEADERS if response.has_header(name)}
    body = FastJSON().render(response.data).decode()
    IdempotentAnswer.objects.create(
        user_id=request.user.pk, key=key, fingerprint=mark, status=response.status_code, headers=headers, body=body
    )


def _replay(kept: IdempotentAnswer, mark: str) -> HttpResponse:
    if kept.fingerprint != mark:
        raise Problem("idempotency_key_reused")
    headers = {"Content-Type": "application/json"} | kept.headers | {REPLAYED: "true"}
    return HttpResponse(kept.body, status=kept.status, headers=headers)
