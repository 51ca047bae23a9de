"""Where a request comes from."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str | None:
    """Address of the client: behind OCOP_PROXIES proxies the one they saw, never what the client itself wrote."""
    places = settings.OCOP_PROXIES
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if places else []
    text = seen[-places].strip() if len(seen) >= places > 0 else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:  # a unix socket has no address
        return None
