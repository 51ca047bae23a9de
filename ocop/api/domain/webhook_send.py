"""One POST to a receiver: to a checked address only, no redirect, no proxy, never longer than SECONDS.

httpcore is the layer below httpx: it follows no redirect and reads no environment, and lets us open the connection
ourselves (`network_backend`). TLS and the Host header keep the name, the connection goes to the address that was
judged: there is no second look-up for a name server to answer otherwise (DNS rebinding).
"""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

import httpcore
import httpx
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .webhook_target import Target, find_addresses, read_target

SECONDS = 10.0
MOST_BYTES = 16 * 1024
"""Of an answer no more is read, and nothing of it is kept: its status says all."""


@dataclass(frozen=True)
class Answer:
    """`status` is None when there was none; `error` then says why, else it is empty."""

    status: int | None
    error: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether the receiver has the message."""
        return self.status is not None and 200 <= self.status < 300


@cache
def _trust() -> ssl.SSLContext:
    return httpx.create_ssl_context()


class _Checked(httpcore.SyncBackend):
    """Opens connections to judged addresses; `cut` ends the one at hand from another thread."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.handle: socket.socket | None = None
        self.is_cut = False

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address that answers; each new one is looked up and judged anew."""
        failed: Exception = httpcore.ConnectError()
        for address in find_addresses(read_target(self.url)):
            try:
                stream = super().connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                if self.is_cut:
                    break
                continue
            self.close()
            self.handle = stream.get_extra_info("socket").dup()
            if self.is_cut:  # while the name was looked up or the connection made
                self.cut()
            return stream
        raise failed

    def cut(self) -> None:
        """Shut the connection, whatever goes on in it: TLS and HTTP count the seconds of each read, not of all."""
        self.is_cut = True
        if self.handle is not None:
            with contextlib.suppress(OSError):
                self.handle.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of the handle."""
        if self.handle is not None:
            self.handle.close()
            self.handle = None


class Line:
    """The way to one receiver, kept open between messages."""

    def __init__(self, url: str) -> None:
        self._backend = _Checked(url)
        self._pool = httpcore.ConnectionPool(
            _trust(), max_connections=1, keepalive_expiry=15, network_backend=self._backend
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._pool.close()
        self._backend.close()

    def post(self, headers: dict[str, str], body: bytes) -> Answer:
        """Send once. Never raises for what the other side does, nor for an address that is no longer allowed."""
        try:
            target = read_target(self._backend.url)
            with self._in_time():
                return Answer(self._exchange(target, headers, body))
        except ValidationError as error:
            return Answer(None, " ".join(error.messages))
        except Exception as error:
            if self._backend.is_cut:
                return Answer(None, _("Không trả lời trong %d giây.") % SECONDS)
            return Answer(None, _words(error))

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        self._backend.is_cut = False
        watch = threading.Timer(SECONDS, self._backend.cut)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def _exchange(self, target: Target, headers: dict[str, str], body: bytes) -> int:
        """The status of the answer; the rest of a long answer is left unread and the connection closed."""
        parts = (target.scheme.encode(), target.host.encode(), target.port, target.path.encode())
        url = httpcore.URL(scheme=parts[0], host=parts[1], port=parts[2], target=parts[3])
        limits = dict.fromkeys(("connect", "read", "write", "pool"), SECONDS)
        sent = [(name.encode(), value.encode()) for name, value in ({"Host": _host_header(target)} | headers).items()]
        with self._pool.stream("POST", url, headers=sent, content=body, extensions={"timeout": limits}) as response:
            size = 0
            for part in response.iter_stream():
                size += len(part)
                if size > MOST_BYTES:
                    break
            return int(response.status)


def _host_header(target: Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    usual = {"https": 443, "http": 80}[target.scheme]
    return host if target.port == usual else f"{host}:{target.port}"


def _words(error: Exception) -> str:
    """What went wrong, for people; nothing of what the other side wrote."""
    if isinstance(error, httpcore.TimeoutException):
        return _("Không trả lời trong %d giây.") % SECONDS
    if isinstance(error.__cause__ or error.__context__, ssl.SSLError):
        return _("Chứng thư TLS của máy nhận không hợp lệ.")
    if isinstance(error, httpcore.ConnectError):
        return _("Không kết nối được với máy nhận.")
    return _("Máy nhận ngắt kết nối hoặc trả lời không đúng HTTP.")
