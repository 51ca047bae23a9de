"""Addresses nobody may make the server send to (SSRF)."""

import contextlib
import ipaddress
import socket
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from hypothesis import given, strategies

from ocop.api.domain.webhook_send import Line
from ocop.api.domain.webhook_target import check_target, find_addresses, is_public, read_target

from .receiver import Receiver

WRITTEN = {
    "webhook_url": [
        "",
        "https://a.example/ b",
        "https://a.example\\@10.0.0.1/",
        "https://a.example/\r\nX: 1",
        "https://tỉnh.example/",
        "https://[::1",
        "https://a.example:99999/",
        "https://a.example:x/",
        "https://a.example/#f",
        "https://a.example/#",
        "https://a.example/" + "x" * 500,
    ],
    "webhook_scheme": [
        "http://a.example/",
        "http://127.0.0.1/",
        "ftp://a.example/",
        "file:///etc/passwd",
        "gopher://a.example/_x",
        "javascript:alert(1)",
        "//a.example/",
        "a.example/x",
        "unix:///run/x.sock",
    ],
    "webhook_userinfo": ["https://u:p@a.example/", "https://a.example@10.0.0.1/", "https://@a.example/"],
    "webhook_port": ["https://a.example:22/", "https://a.example:80/", "https://a.example:0/", "https://a.example:/"],
    "webhook_host": [
        "https:///x",
        "https://localhost/",
        "https://metadata/",
        "https://a..example/",
        "https://-a.example/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://127.1/",
        "https://0177.0.0.1/",
        "https://a.example.127/",
        "https://[fe80::1%25eth0]/",
        "https://[v1.x]/",
        "https://a%2eexample/",
        "https://" + "a" * 64 + ".example/",
    ],
}
NOT_PUBLIC = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::a00:1",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]


def _code(caught: Any) -> str:
    return str(caught.value.error_dict["url"][0].code)


def _names(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let the system's resolver answer these in turn (the last one for ever); what was asked."""
    asked: list[str] = []
    left = list(answers)
    real = socket.getaddrinfo

    def answer(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        if not str(host).endswith(".example"):
            return real(host, port, *args, **kwargs)
        asked.append(str(host))
        found = left.pop(0) if len(left) > 1 else left[0]
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


@pytest.mark.parametrize(("code", "url"), [(code, url) for code, urls in WRITTEN.items() for url in urls])
def test_hostile_addresses_are_refused_as_they_are_written(code: str, url: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read_target(url)
    assert _code(caught) == code


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_of_the_open_internet(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_public(ipaddress.ip_address(address))
    bare = f"[{address}]" if ":" in address else address
    with pytest.raises(ValidationError) as caught:
        check_target(f"https://{bare}/x")
    assert _code(caught) == "webhook_address"
    _names(monkeypatch, ["93.184.216.34", address])  # one good address does not make up for a bad one
    with pytest.raises(ValidationError) as caught:
        check_target("https://a.example/x")
    assert _code(caught) == "webhook_address"


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "113.160.0.1", "2606:4700::1", "2405:4800::1"])
def test_addresses_of_the_open_internet(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("url", "port", "path"),
    [
        ("https://a.example", 443, "/"),
        ("https://A.Example:8443/x/y?z=1&t=%20", 8443, "/x/y?z=1&t=%20"),
        ("https://xn--tnh-6ma.example/?", 443, "/"),
        ("https://8.8.8.8/x", 443, "/x"),
    ],
)
def test_plain_addresses_are_read(url: str, port: int, path: str) -> None:
    target = read_target(url)
    assert (target.scheme, target.port, target.path) == ("https", port, path)
    assert target.host == target.host.lower()


def test_an_unknown_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _names(monkeypatch, [])
    with pytest.raises(ValidationError) as caught:
        check_target("https://a.example/")
    assert _code(caught) == "webhook_host_unknown"


def test_a_resolver_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    from ocop.api.domain import webhook_target

    asleep = threading.Event()
    monkeypatch.setattr(webhook_target, "RESOLVE_SECONDS", 0.05)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: asleep.wait(5) and [])
    with pytest.raises(ValidationError) as caught:
        check_target("https://a.example/")
    asleep.set()
    assert _code(caught) == "webhook_host_unknown"


@override_settings(OCOP_WEBHOOKS_LOCAL=True)
@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://8.8.8.8/", "webhook_scheme"),
        ("https://8.8.8.8:22/", "webhook_port"),
        ("http://10.0.0.1/", "webhook_address"),
        ("http://169.254.169.254/", "webhook_address"),
        ("ftp://127.0.0.1/", "webhook_scheme"),
        ("http://metadata/", "webhook_host"),
    ],
)
def test_development_opens_this_machine_and_no_other(url: str, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        check_target(url)
    assert _code(caught) == code
    assert find_addresses(read_target("http://127.0.0.1:81/")) == [ipaddress.ip_address("127.0.0.1")]
    assert str(find_addresses(check_target("http://localhost:81/"))[0]) in ("127.0.0.1", "::1")
    assert find_addresses(read_target("https://8.8.8.8/")) == [ipaddress.ip_address("8.8.8.8")]


@override_settings(OCOP_WEBHOOKS_LOCAL=True)
def test_a_name_that_turns_inwards_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: public when entered, inside when sent to; then a name that changes between two look-ups."""
    with Receiver() as receiver:
        asked = _names(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
        url = f"http://a.example:{receiver.port}/"
        check_target(url)
        with Line(url) as line:
            answer = line.post({}, b"{}")
        assert (answer.status, receiver.got, len(asked)) == (None, [], 2)
        assert "mạng nội bộ" in answer.error
        again = _names(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
        with Line(url) as line:
            assert line.post({}, b"{}").status == 204
        assert len(again) == 1  # judged once and connected to what was judged
        assert receiver.got[0].headers["Host"] == f"a.example:{receiver.port}"


HOSTS = strategies.sampled_from(
    ["a.example", "127.0.0.1", "[::1]", "0x7f.1", "A.b", "u@h.vn", "h.vn:8443", "[", "%6c", ""]
)
TEXTS = strategies.one_of(
    strategies.text(max_size=40),
    strategies.builds(
        "{}://{}{}".format, strategies.sampled_from(["https", "http", "HTTPS"]), HOSTS, strategies.text()
    ),
)


@given(TEXTS)
def test_whatever_is_written_is_read_or_refused(url: str) -> None:
    with contextlib.suppress(ValidationError):  # nothing else is raised
        target = read_target(url)
        assert (target.scheme, target.port in (443, 8443), target.path[0]) == ("https", True, "/")
        assert "." in target.host or ":" in target.host
