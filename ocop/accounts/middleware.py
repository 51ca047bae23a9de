"""How long a session lasts, who must set up a second factor first, and what may be kept of signed-in pages."""

import time
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from .access import second_factor_required

Next = Callable[[HttpRequest], HttpResponse]
SIGNED_IN_AT = "signed_in_at"
SET_UP = {
    "account_logout",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "health",
}
"""Pages open to a person who still has to set up the second factor."""


def session_age(get_response: Next) -> Next:
    """A session ends SESSION_COOKIE_AGE seconds after the login, used or not; `clearsessions` sweeps the rows. The
    account of another system has no session at all: it comes in by its token (ocop/api)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            started = request.session.get(SIGNED_IN_AT, 0)
            if request.user.is_machine or time.time() - started >= settings.SESSION_COOKIE_AGE:
                request.user = AnonymousUser()  # read only: reading a page writes nothing, not even this
        return get_response(request)

    return middleware


def mfa_required(get_response: Next) -> Next:
    """Whoever signs, scores or administers sets up the second factor before any page (setting `mfa_required`)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and second_factor_required(user) and not is_mfa_enabled(user):
            try:
                open_to_all = resolve(request.path_info).url_name in SET_UP
            except Resolver404:  # an address without a view is answered by the 404 of the page itself
                open_to_all = True
            if not open_to_all and request.path_info.startswith("/api/"):
                return _told_in_json(request)
            if not open_to_all:
                return redirect("mfa_activate_totp")
        return get_response(request)

    return middleware


def _told_in_json(request: HttpRequest) -> HttpResponse:
    """A program cannot set up a second factor; its answer has the shape of all errors there (ocop/api/errors.py)."""
    code = "second_factor_required"
    body = {
        "type": f"urn:ocop:error:{code}",
        "title": _("Không được phép"),
        "status": 403,
        "detail": _("Hãy bật xác thực hai lớp trên trang web trước."),
        "title_en": "Not allowed",
        "detail_en": "Set up the second factor on the web pages first.",
        "code": code,
        "instance": getattr(request, "id", ""),
    }
    return JsonResponse(body, status=403, content_type="application/problem+json")


def private_pages(get_response: Next) -> Next:
    """No cache keeps pages of signed-in people; a fragment asked for after the session's end opens the login page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "no-store, private"
        elif getattr(request, "htmx", False) and _is_login(response):
            page = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
            response = HttpResponse(status=204)
            response["HX-Redirect"] = f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': page})}"
        return response

    return middleware


def _is_login(response: HttpResponse) -> bool:
    return response.status_code == 302 and urlsplit(response["Location"]).path == reverse(settings.LOGIN_URL)
