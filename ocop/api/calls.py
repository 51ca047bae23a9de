"""The usage log: one row for each request of another system, written after its answer has gone out."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ocop.accounts.net import client_ip

from .models import ApiCall

logger = logging.getLogger(__name__)
_COLUMNS = "client_id, at, method, route, status, milliseconds, ip, request_id"
# One statement is its own transaction, and the setting holds for it alone: the log waits for no disk.
_INSERT = f"""
    INSERT INTO {ApiCall._meta.db_table} ({_COLUMNS})
    SELECT %s, %s, %s, %s, %s, %s, %s, %s FROM set_config('synchronous_commit', 'off', true)
"""

Next = Callable[[HttpRequest], HttpResponse]


def usage_log(get_response: Next) -> Next:
    """Middleware: who comes in as another system (`request.api_client`, set by ClientToken) leaves a row.

    No query string, no body, no token. A log that cannot be written never touches the answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        started, at = time.perf_counter(), timezone.now()
        response = get_response(request)
        client = getattr(request, "api_client", None)
        if client is not None:
            row = (client.pk, at, *_facts(request, response, round(1000 * (time.perf_counter() - started))))
            _after(response, lambda: write(row))
        return response

    return middleware


def write(row: tuple[Any, ...]) -> None:
    """One row (values of _COLUMNS), committed by itself unless the caller holds a transaction."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, row)
    except Exception:
        logger.warning("a call could not be logged", exc_info=True)


def _facts(request: HttpRequest, response: HttpResponse, milliseconds: int) -> tuple[Any, ...]:
    match = request.resolver_match
    route = match.view_name if match else ""
    method = str(request.method)[:8]
    ident = str(getattr(request, "id", ""))[:64]
    return method, route[:120], response.status_code, milliseconds, client_ip(request), ident


def _after(response: HttpResponse, work: Callable[[], None]) -> None:
    """Do `work` when the server closes the answer, which is after its last byte."""
    close = response.close

    def closing() -> None:
        try:
            work()
        finally:
            close()

    response.close = closing  # type: ignore[method-assign]
