"""The log of the door."""

import ipaddress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ocop.ui.paging import paginate

from ..enums import LoginEventKind
from ..models import LoginEvent, User
from .gate import admins_only


@require_GET
@admins_only
def login_log(request: HttpRequest) -> HttpResponse:
    """Logins, failures, locks; newest first, by kind, account, address."""
    found = LoginEvent.objects.visible_to(request.user).select_related("user")
    kind, name, ip = (request.GET.get(key, "").strip() for key in ("su-kien", "tai-khoan", "dia-chi"))
    if kind in LoginEventKind.values:
        found = found.filter(kind=kind)
    if name:
        found = found.filter(user__in=User.objects.filter(username__icontains=name).values("pk"))
    if ip:
        found = found.filter(ip=ip) if _is_address(ip) else found.none()
    context = {
        "page": paginate(found, request, order=("-at", "-id")),
        "kinds": LoginEventKind.choices,
        "chosen": {"kind": kind, "name": name, "ip": ip},
    }
    return render(request, "accounts/logins.html", context)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
