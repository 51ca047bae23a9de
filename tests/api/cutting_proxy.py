"""A small TCP proxy that cuts connections: before the server has the request, after it, or in the middle of its answer.

One request a connection: the server is asked to close, so an answer ends where its bytes end.
"""

import random
import re
import socket
import struct
import threading
from collections import Counter
from contextlib import suppress

KINDS = ("before", "after", "middle", "abandoned", "twice")
"""Not delivered; delivered and answered, but the answer lost; half of the answer; delivered and not waited for;
delivered twice at the same time."""
HOST = "127.0.0.1"
RESET = struct.pack("ii", 1, 0)


class CuttingProxy:
    """Stands before a port of this machine. `rate`: share of requests that are treated badly; `script`: what happens to
    the next ones (a kind, "" for nothing, or bytes that are answered in place of the server)."""

    def __init__(self, port: int, seed: int = 0) -> None:
        self.port, self.rate, self.script = port, 0.0, list[str | bytes]()
        self.done: Counter[str] = Counter()
        self.requests = 0
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        self._door = socket.create_server((HOST, 0))
        self.url = f"http://{HOST}:{self._door.getsockname()[1]}"
        self._threads: list[threading.Thread] = []
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()

    def close(self) -> None:
        """Take no more connections, wait for those under way."""
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._keeper.join(5)
        for thread in self._threads:
            thread.join(5)

    def _keep(self) -> None:
        while True:
            try:
                line, _address = self._door.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(line,), daemon=True)
            self._threads = [*(old for old in self._threads if old.is_alive()), thread]
            thread.start()

    def _serve(self, line: socket.socket) -> None:
        with line, suppress(OSError):
            line.settimeout(60)
            request = read_request(line)
            if request:
                self._treat(line, request, self._draw())

    def _draw(self) -> str | bytes:
        with self._lock:
            self.requests += 1
            if self.script:
                chosen = self.script.pop(0)
            else:
                chosen = self._random.choice(KINDS) if self._random.random() < self.rate else ""
            if chosen:
                self.done[chosen if isinstance(chosen, str) else "answered"] += 1
            return chosen

    def _treat(self, line: socket.socket, request: bytes, kind: str | bytes) -> None:
        if isinstance(kind, bytes):
            line.sendall(kind)
        elif kind == "abandoned":
            self._forward(request, is_awaited=False)
        elif kind != "before":
            if kind == "twice":
                beside = threading.Thread(target=self._forward, args=(request,), daemon=True)
                beside.start()
                answer = self._forward(request)
                beside.join(60)
            else:
                answer = self._forward(request)
            if kind == "middle":
                line.sendall(answer[: len(answer) // 2])
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            elif kind != "after":
                line.sendall(answer)

    def _forward(self, request: bytes, *, is_awaited: bool = True) -> bytes:
        """The whole answer of the server; empty when it is not there, or dies before it has answered."""
        with suppress(OSError), socket.create_connection((HOST, self.port), timeout=60) as server:
            server.sendall(request)
            parts = []
            while is_awaited and (part := server.recv(65536)):
                parts.append(part)
            return closing(b"".join(parts))
        return b""


def closing(answer: bytes) -> bytes:
    """An answer that says that its connection ends: a client that kept it would send its next request into nothing."""
    head, gap, body = answer.partition(b"\r\n\r\n")
    said = re.search(rb"(?im)^connection:", head)
    return answer if said or not gap else head + b"\r\nConnection: close" + gap + body


def read_request(line: socket.socket) -> bytes:
    """One request with its body, asking the server to close afterwards; empty when the client went away."""
    text = b""
    while b"\r\n\r\n" not in text:
        part = line.recv(65536)
        if not part:
            return b""
        text += part
    head, body = text.split(b"\r\n\r\n", 1)
    length = re.search(rb"(?im)^content-length: *(\d+)", head)
    missing = int(length[1]) - len(body) if length else 0
    while missing > 0:
        part = line.recv(65536)
        if not part:
            return b""
        body += part
        missing -= len(part)
    head = re.sub(rb"(?im)^connection:[^\r\n]*\r?\n?", b"", head + b"\r\n").rstrip(b"\r\n")
    return head + b"\r\nConnection: close\r\n\r\n" + body
