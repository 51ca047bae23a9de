"""A POST sent again has no second effect (R7): the first answer is kept in the transaction of the effect."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from cryptography.fernet import InvalidToken
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.http.request import HttpRequest
from rest_framework.request import Request
from rest_framework.response import Response

from ocop.accounts.sealing import safe

from .errors import Problem
from .models import IdempotentAnswer
from .renderers import FastJSON

HEADER, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
KEPT_HEADERS = ("Location", "ETag")
NOT_KEPT = "no-store, private"
LONGEST = 128
ANSWERED = "idempotent_answer_once"
SEALED = "sealed:"
"""The beginning of a kept body that holds a secret; JSON does not begin so."""
USE = b"ocop kept answer"
CLAIM = """
    SELECT pg_try_advisory_xact_lock(%s), kept.fingerprint, kept.status, kept.headers::text, kept.body
    FROM (SELECT 1) AS one LEFT JOIN api_idempotentanswer AS kept ON kept.user_id = %s AND kept.key = %s
"""


def once(request: Request, handler: Callable[[], Response]) -> HttpResponse:
    """The handler's answer, or the one kept for this account and key.

    Only an answer that tells of an effect (2xx) is kept: a refusal left nothing behind, the request may come again.
    Raises Problem: no key or a bad one (400), a key used for something else or still at work (409).
    """
    key = _key(request)
    mark = fingerprint(request)
    try:
        with transaction.atomic():
            kept = _claim(request.user.pk, key)
            if kept is not None:
                return _replay(kept, mark)
            response = handler()
            if response.status_code < 300:
                _keep(request, key, mark, response)
            return response
    except IntegrityError as error:
        if ANSWERED in str(error):  # answered between the two halves of _claim: this effect is undone, that one stands
            raise _busy() from None
        raise


def with_secret(response: Response) -> Response:
    """An answer that shows a secret: nobody on the way keeps it, and it is kept here under seal only."""
    response["Cache-Control"] = NOT_KEPT
    response.is_sealed = True
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


def _busy() -> Problem:
    return Problem("idempotency_key_busy", headers={"Retry-After": "1"})


def _claim(user_id: Any, key: str) -> IdempotentAnswer | None:
    """The answer kept under this key, or the lock on it: nobody else is at work under the key until the transaction
    ends, also that of a killed server. One statement; raises Problem 409 while another is at work."""
    digest = hashlib.blake2b(f"idempotency {user_id} {key}".encode(), digest_size=8).digest()
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [int.from_bytes(digest, signed=True), user_id, key])
        is_mine, mark, status, headers, body = cursor.fetchone()
    if not is_mine:
        raise _busy()
    if status is None:
        return None
    kept = json.loads(headers)
    return IdempotentAnswer(user_id=user_id, key=key, fingerprint=mark, status=status, headers=kept, body=body)


def _keep(request: Request, key: str, mark: str, response: Response) -> None:
    headers = {name: response[name] for name in KEPT_HEADERS if response.has_header(name)}
    body = FastJSON().render(response.data).decode()
    if getattr(response, "is_sealed", False):
        body = SEALED + safe(USE).encrypt(body.encode()).decode()
    IdempotentAnswer.objects.create(
        user_id=request.user.pk, key=key, fingerprint=mark, status=response.status_code, headers=headers, body=body
    )


def _replay(kept: IdempotentAnswer, mark: str) -> HttpResponse:
    if kept.fingerprint != mark:
        raise Problem("idempotency_key_reused")
    headers = {"Content-Type": "application/json"} | kept.headers | {REPLAYED: "true"}
    if kept.body.startswith(SEALED):
        return HttpResponse(_opened(kept.body), status=kept.status, headers=headers | {"Cache-Control": NOT_KEPT})
    return HttpResponse(kept.body, status=kept.status, headers=headers)


def _opened(body: str) -> bytes:
    """The answer as it was given; 409 once the installation has another SECRET_KEY: the secret must be made anew."""
    try:
        return safe(USE).decrypt(body.removeprefix(SEALED))
    except InvalidToken:
        raise Problem("idempotency_answer_sealed") from None
