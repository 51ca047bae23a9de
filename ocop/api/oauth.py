"""Where a system gets its token and gives it back: client credentials only, answers as RFC 6749 and RFC 7009 say."""

import base64
import binascii
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_plus

from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from drf_spectacular.utils import extend_schema
from oauth2_provider.oauth2_backends import get_oauthlib_core
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from ocop.accounts.guesses import one_at_a_time
from ocop.accounts.net import client_ip

from .models import ApiCall, ApiCredential
from .schema_oauth import REVOKE, TOKEN

FORM = "application/x-www-form-urlencoded"
TOKEN_ROUTE = "api:token"
Answer = tuple[dict[str, str], str, int]


class _Endpoint(APIView):
    """The client says who it is by HTTP Basic, or by `client_id` and `client_secret` in the form (ADR 0012)."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @method_decorator([sensitive_post_parameters("client_secret", "token"), sensitive_variables("secret")])
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """No secret in a report of an error."""
        return super().dispatch(request, *args, **kwargs)

    def answer(self, request: Request, work: Callable[[HttpRequest], Answer]) -> HttpResponse:
        """What the package answers, unless the form cannot be read or secrets were guessed too often."""
        plain = request._request
        fault = _unreadable(plain)
        if fault:
            return _error(*fault)
        credential = _credential(plain)
        if credential is None:
            return _sent(plain, *work(plain))
        try:
            with one_at_a_time("client secret", str(credential.client_id), client_ip(plain)):
                return _guarded(plain, credential, work)
        except ImmediateHttpResponse as busy:
            return _error("temporarily_unavailable", "Try again later.", 429, int(busy.response["Retry-After"]))


class TokenView(_Endpoint):
    """A token for a key."""

    @extend_schema(**TOKEN)
    def post(self, request: Request) -> HttpResponse:
        """A bearer token for an hour (OCOP_API_TOKEN_SECONDS), with the scopes asked for or all of the client's."""
        return self.answer(request, lambda plain: get_oauthlib_core().create_token_response(plain)[1:])


class RevokeView(_Endpoint):
    """A token given back."""

    @extend_schema(**REVOKE)
    def post(self, request: Request) -> HttpResponse:
        """End a token; 200 also for one that does not exist (RFC 7009, section 2.2)."""
        return self.answer(request, lambda plain: get_oauthlib_core().create_revocation_response(plain)[1:])


def _guarded(request: HttpRequest, credential: ApiCredential, work: Callable[[HttpRequest], Answer]) -> HttpResponse:
    """The package's answer; wrong secrets are counted like wrong passwords of people (R14)."""
    wait = _seconds_to_wait(request, credential)
    if wait:
        return _error("temporarily_unavailable", "Too many wrong secrets, try again later.", 429, wait)
    headers, body, status = work(request)
    if status == 401:
        _note_guess(request, credential)
        return _sent(request, headers, body, status)
    request.api_client = credential.client  # type: ignore[attr-defined]  # for the log of calls
    if status == 200:
        ApiCredential.objects.filter(pk=credential.pk).update(last_used_at=timezone.now())
    return _sent(request, headers, body, status)


def _guesses(request: HttpRequest, credential: ApiCredential) -> Any:
    since = timezone.now() - settings.GUESS_WINDOW
    same = {"client": credential.client_id, "route": TOKEN_ROUTE, "status": 401, "ip": client_ip(request)}
    return ApiCall.objects.filter(**same, at__gt=since).order_by("-at", "-id")


def _seconds_to_wait(request: HttpRequest, credential: ApiCredential) -> int:
    times = list(_guesses(request, credential).values_list("at", flat=True)[: settings.GUESS_LIMIT])
    if len(times) < settings.GUESS_LIMIT:
        return 0
    left = times[-1] + settings.GUESS_WINDOW - timezone.now()
    return max(1, int(left.total_seconds()))


def _note_guess(request: HttpRequest, credential: ApiCredential) -> None:
    """Written at once and not by the log of calls: the next guess is counted against it."""
    ApiCall.objects.create(
        client=credential.client,
        method="POST",
        route=TOKEN_ROUTE,
        status=401,
        milliseconds=0,
        ip=client_ip(request),
        request_id=getattr(request, "id", ""),
    )


def _unreadable(request: HttpRequest) -> tuple[str, str, int] | None:
    """The error for a body that is no form; None when it can be read."""
    if request.content_type != FORM:
        return "invalid_request", f"Send the body as {FORM}.", 400
    try:
        given = request.POST
    except RequestDataTooBig:
        return "invalid_request", "The body is too large.", 413
    except (SuspiciousOperation, BadRequest):
        return "invalid_request", "The body cannot be read.", 400
    if "resource" in given:
        return "invalid_target", "Tokens are not bound to resources here.", 400
    if any("\0" in text for values in given.lists() for text in (values[0], *values[1])):
        return "invalid_request", "The body holds characters that cannot be used.", 400
    return None


def _credential(request: HttpRequest) -> ApiCredential | None:
    """The key the request speaks of, whether or not its secret is right."""
    client_id = _basic_name(request.META.get("HTTP_AUTHORIZATION", "")) or request.POST.get("client_id", "")
    found = ApiCredential.objects.select_related("client__user").filter(application__client_id=client_id)
    return found.first() if client_id and "\0" not in client_id else None


def _basic_name(header: str) -> str:
    kind, _space, encoded = header.partition(" ")
    if kind != "Basic":
        return ""
    try:
        return unquote_plus(base64.b64decode(encoded).decode().partition(":")[0])
    except (binascii.Error, ValueError):
        return ""


def _sent(request: HttpRequest, headers: dict[str, str], body: str | None, status: int) -> HttpResponse:
    response = HttpResponse(body or "", status=status, content_type="application/json")
    for name, value in headers.items():
        response[name] = value
    if status == 401:
        response["WWW-Authenticate"] = 'Basic realm="ocop"'  # RFC 6749, section 5.2
    response["Cache-Control"], response["Pragma"] = "no-store", "no-cache"
    return response


def _error(code: str, text: str, status: int, wait: int = 0) -> HttpResponse:
    """RFC 6749, section 5.2; the description must be ASCII there, so it is in English."""
    body = json.dumps({"error": code, "error_description": text})
    response = HttpResponse(body, status=status, content_type="application/json")
    response["Cache-Control"], response["Pragma"] = "no-store", "no-cache"
    if wait:
        response["Retry-After"] = str(wait)
    return response
