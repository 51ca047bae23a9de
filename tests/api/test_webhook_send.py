"""One POST: the name kept in TLS and Host, no redirect, no proxy, an end to waiting and to reading."""

import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpcore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ocop.api.domain import webhook_send
from ocop.api.domain.webhook_send import Answer, Line

from .receiver import Receiver
from .test_webhook_target import _names

pytestmark = pytest.mark.usefixtures("local")


@pytest.fixture
def local(settings: Any) -> None:
    settings.OCOP_WEBHOOKS_LOCAL = True


def _post(url: str, body: bytes = b"{}") -> Answer:
    with Line(url) as line:
        return line.post({"Content-Type": "application/json"}, body)


def _certificate(folder: Path, name: str) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "receiver.pem"
    path.write_bytes(secret + made.sign(key, hashes.SHA256()).public_bytes(pem))
    return path


def test_tls_is_asked_for_the_name_and_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _certificate(tmp_path, "a.example")
    server, trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context(cafile=str(path))
    server.load_cert_chain(path)
    asked: list[str | None] = []
    server.sni_callback = lambda _socket, name, _context: asked.append(name)
    _names(monkeypatch, ["127.0.0.1"])
    with Receiver(tls=server) as receiver:
        assert _post(f"https://a.example:{receiver.port}/x") == Answer(None, "Chứng thư TLS của máy nhận không hợp lệ.")
        monkeypatch.setattr(webhook_send, "_trust", lambda: trust)
        assert _post(f"https://a.example:{receiver.port}/x").status == 204
        assert _post(f"https://b.example:{receiver.port}/x").status is None  # the certificate is not for this name
    assert asked == ["a.example", "a.example", "b.example"]
    assert [got.headers["Host"] for got in receiver.got] == [f"a.example:{receiver.port}"]


def test_redirects_are_not_followed_and_no_proxy_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with Receiver() as other, Receiver(307) as receiver:
        receiver.extra_headers = {"Location": other.url}
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, other.url)
        answer = _post(receiver.url)
    assert (answer, answer.is_taken) == (Answer(307), False)
    assert (len(receiver.got), len(other.got)) == (1, 0)


def test_one_connection_serves_several_messages() -> None:
    connections: set[int] = set()
    with Receiver() as receiver, Line(receiver.url) as line:
        receiver.before = lambda _got: connections.add(threading.get_ident())
        assert [line.post({}, b"1").status for _ in range(3)] == [204] * 3
    assert len(connections) == 1  # one thread of the receiver for each connection


def test_a_long_answer_is_left_unread() -> None:
    with Receiver(200) as receiver, Line(receiver.url) as line:
        receiver.body = b"x" * 5_000_000
        assert line.post({}, b"{}").status == 200
        receiver.body = b"ok"
        assert line.post({}, b"{}").status == 200


def test_waiting_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_send, "SECONDS", 0.2)
    with Receiver(before=lambda _got: time.sleep(3)) as receiver:
        began = time.monotonic()
        assert _post(receiver.url).error == "Không trả lời trong 0 giây."
        assert time.monotonic() - began < 2.5


def _trickle(listener: socket.socket) -> None:
    """An answer whose headers never end: each byte comes in time."""
    connection, _from = listener.accept()
    with connection:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        try:
            while True:
                connection.sendall(b"x")
                time.sleep(0.05)
        except OSError:
            return


def test_an_answer_that_trickles_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_send, "SECONDS", 0.4)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_trickle, args=[listener], daemon=True)
        thread.start()
        began = time.monotonic()
        answer = _post(f"http://127.0.0.1:{listener.getsockname()[1]}/")
        assert (answer.status, answer.error) == (None, "Không trả lời trong 0 giây.")
        assert time.monotonic() - began < 20  # it would never end
        thread.join()


def test_a_connection_made_too_late_is_cut_at_once() -> None:
    with Receiver() as receiver:
        backend = webhook_send._Checked(receiver.url)
        backend.cut()
        stream = backend.connect_tcp("127.0.0.1", receiver.port, 1)
        assert stream.read(10, 1) == b""
        stream.close()
        backend.close()


def test_the_next_address_is_tried_until_the_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with Receiver() as receiver:
        _names(monkeypatch, ["127.0.0.2", "127.0.0.1"])  # nobody listens at the first
        assert _post(f"http://a.example:{receiver.port}/").status == 204
        backend = webhook_send._Checked(f"http://a.example:{receiver.port}/")
        backend.is_cut = True
        with pytest.raises(httpcore.ConnectError):
            backend.connect_tcp("a.example", receiver.port, 1)


def test_nobody_there_and_no_http() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        thread = threading.Thread(target=lambda: listener.accept()[0].close(), daemon=True)
        thread.start()
        assert _post(url).error == "Máy nhận ngắt kết nối hoặc trả lời không đúng HTTP."
        thread.join()
    assert _post(url).error == "Không kết nối được với máy nhận."
    assert webhook_send._words(httpcore.ReadTimeout()) == "Không trả lời trong 10 giây."


def test_usual_ports_are_not_named_in_the_host_header() -> None:
    from ocop.api.domain.webhook_target import Target

    headers = [webhook_send._host_header(Target("https", host, 443, "/")) for host in ("a.example", "::1")]
    assert headers == ["a.example", "[::1]"]
