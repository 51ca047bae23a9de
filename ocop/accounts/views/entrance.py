"""Trying the demonstration, the person's own page, and the page for too many tries."""

from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from .. import guesses
from ..access import grants_of, second_factor_required
from ..models import User


@login_not_required
@require_POST
def try_out(request: HttpRequest) -> HttpResponse:
    """One-click login of a demonstration account; without OCOP_DEMO the address does not exist."""
    if not settings.OCOP_DEMO:
        raise Http404
    user = get_object_or_404(User, username=request.POST.get("account", ""), is_demo=True, is_active=True)
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    try:
        return perform_login(request, Login(user=user, redirect_url=wanted if safe else None))
    except ImmediateHttpResponse as answer:
        return answer.response


@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    """Name, position, password, second factor and grants of the person."""
    user: Any = request.user
    context = {
        "person": user,
        "grants": grants_of(user),
        "has_second_factor": Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists(),
        "second_factor_required": second_factor_required(user),
        "events": user.login_events.order_by("-at", "-id")[:10],
    }
    return render(request, "accounts/profile.html", context)


def change_password(request: HttpRequest) -> HttpResponse:
    """allauth's change of password; an account without one (demonstration) has no such page."""
    if not request.user.has_usable_password():
        raise Http404
    return account.password_change(request)


def too_many(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """handler429 of the project."""
    return guesses.too_many(request)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: Django's own page is English."""
    return render(request, "403.html", status=403)
