"""Per-request plumbing: request id, who for the row history, and the content security policy."""

import re
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from pghistory.middleware import HistoryMiddleware as PgHistoryMiddleware

Next = Callable[[HttpRequest], HttpResponse]
CSP = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'self'",
        "frame-src 'self'",
        "frame-ancestors 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)


def request_id(get_response: Next) -> Next:
    """Give every request an id: kept from the proxy when it is a plain token, else made; returned in `X-Request-ID`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request.id = given if re.fullmatch(r"[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex  # type: ignore[attr-defined]
        response = get_response(request)
        response["X-Request-ID"] = request.id  # type: ignore[attr-defined]
        return response

    return middleware


class HistoryMiddleware(PgHistoryMiddleware):
    """Row history carries the user, the path and the request id."""

    def get_context(self, request: HttpRequest) -> dict[str, object]:
        return {**super().get_context(request), "request_id": getattr(request, "id", "")}


def content_security_policy(get_response: Next) -> Next:
    """No inline script or style anywhere; everything from this host."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Content-Security-Policy", CSP)
        response.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        return response

    return middleware
