"""Where a message may be sent (SSRF): the address as written, then every address its name stands for.

No kept library does this for blocking code: `safehttpx` is async only and young, `advocate` is no longer kept. So the
addresses are judged here, and the sender (webhook_send.py) connects to an address judged here, never to a name.
"""

import ipaddress
import re
import socket
import threading
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST = 500
RESOLVE_SECONDS = 3.0
"""The system's resolver knows no time limit of ours: asked in a thread, left behind when it does not answer."""

_WRITTEN = re.compile(r"[\x21-\x7e]+")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")

_REFUSED = [
    ipaddress.ip_network(network)
    for network in (
        "192.88.99.0/24",  # relays of 6to4
        "2001::/23",  # Teredo, ORCHID and others of the IETF
        "2001:db8::/32",
        "2002::/16",  # 6to4 carries an IPv4 address
        "3fff::/20",  # documentation
    )
]
_GLOBAL_IPV6 = ipaddress.ip_network("2000::/3")
"""All else of IPv6 is not handed out, or carries an IPv4 address (mapped, compatible, NAT64), or is local."""


@dataclass(frozen=True)
class Target:
    """The parts of a checked address; `path` with the query."""

    scheme: str
    host: str
    port: int
    path: str


def _refuse(code: str, words: str) -> ValidationError:
    return ValidationError({"url": ValidationError(words, code=code)})


def read_target(url: str) -> Target:
    """The parts of an address as it is written; nothing is looked up.

    Raises ValidationError for "url" with code webhook_url (not an address), webhook_scheme, webhook_userinfo,
    webhook_host, webhook_port.
    """
    if not _WRITTEN.fullmatch(url) or "\\" in url or len(url) > LONGEST:
        raise _refuse("webhook_url", _("Địa chỉ chỉ gồm ký tự ASCII không dấu cách, tối đa %d ký tự.") % LONGEST)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refuse("webhook_url", _("Địa chỉ không đọc được.")) from None
    allowed = {"https", "http"} if settings.OCOP_WEBHOOKS_LOCAL else {"https"}
    if parts.scheme not in allowed:
        raise _refuse("webhook_scheme", _("Địa chỉ nhận phải bắt đầu bằng https://."))
    if "@" in parts.netloc:
        raise _refuse("webhook_userinfo", _("Địa chỉ không được chứa tên đăng nhập, mật khẩu."))
    if parts.fragment or url.endswith("#"):
        raise _refuse("webhook_url", _("Địa chỉ không được chứa phần sau dấu #."))
    if port == 0 or parts.netloc.endswith(":"):
        raise _refuse("webhook_port", _("Cổng không dùng được."))
    port = port or (443 if parts.scheme == "https" else 80)
    if not settings.OCOP_WEBHOOKS_LOCAL and port not in settings.OCOP_WEBHOOK_PORTS:
        raise _refuse("webhook_port", _("Chỉ gửi đến cổng: %s.") % ", ".join(map(str, settings.OCOP_WEBHOOK_PORTS)))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, _host(parts.hostname or "", "[" in parts.netloc), port, path)


def _host(host: str, in_brackets: bool) -> str:
    """A name with dots or a plainly written address; other spellings of numbers (0x7f.1, 2130706433) are refused."""
    try:
        return str(_address(host))
    except ValueError:
        pass
    labels = host.removesuffix(".").split(".")
    is_name = not in_brackets and len(host) <= 253 and all(_LABEL.fullmatch(label) for label in labels)
    is_known = len(labels) > 1 or (host == "localhost" and settings.OCOP_WEBHOOKS_LOCAL)
    if not is_name or not is_known or _NUMBER.fullmatch(labels[-1]):
        raise _refuse("webhook_host", _("Tên máy chủ không dùng được: ghi tên miền đầy đủ (không dấu)."))
    return host


def _address(text: str) -> Address:
    """An address without a zone (fe80::1%eth0 names a wire of this machine)."""
    if "%" in text:
        raise ValueError(text)
    return ipaddress.ip_address(text)


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet: not private, local, shared (CGNAT), reserved, multicast, and
    not one that wraps another address."""
    if isinstance(address, ipaddress.IPv6Address) and address not in _GLOBAL_IPV6:
        return False
    if any(address in network for network in _REFUSED if network.version == address.version):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def find_addresses(target: Target) -> list[Address]:
    """Where the name leads right now; every one of the addresses must be allowed.

    Raises ValidationError for "url" with code webhook_host_unknown, webhook_address, webhook_scheme (http beyond this
    machine), webhook_port.
    """
    found = list(dict.fromkeys(_address(text) for text in _look_up(target)))
    local = settings.OCOP_WEBHOOKS_LOCAL
    if not all(is_public(address) or (local and address.is_loopback) for address in found):
        raise _refuse("webhook_address", _("Tên máy chủ trỏ vào mạng nội bộ; chỉ gửi ra địa chỉ công khai."))
    if local and not all(address.is_loopback for address in found):
        if target.scheme != "https":
            raise _refuse("webhook_scheme", _("Địa chỉ nhận phải bắt đầu bằng https://."))
        if target.port not in settings.OCOP_WEBHOOK_PORTS:
            raise _refuse("webhook_port", _("Cổng không dùng được."))
    return found


def _look_up(target: Target) -> list[str]:
    """Addresses as text, asked of the system within RESOLVE_SECONDS."""
    found: list[str] = []

    def ask() -> None:
        try:
            answers: list[Any] = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(str(answer[4][0]) for answer in answers)

    thread = threading.Thread(target=ask, name="webhook-resolve", daemon=True)
    thread.start()
    thread.join(RESOLVE_SECONDS)
    if thread.is_alive() or not found:
        raise _refuse("webhook_host_unknown", _("Không tìm thấy máy chủ có tên này."))
    return found


def check_target(url: str) -> Target:
    """Both checks at once, for an address that is being entered. Raises ValidationError as they do."""
    target = read_target(url)
    find_addresses(target)
    return target
