"""A real receiver of notices on 127.0.0.1: it keeps what comes and answers what it is told to."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass
class Got:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes
    at: float = field(default_factory=time.monotonic)


class Receiver:
    """`statuses`: what is answered, in turn; the last one for ever. `before`: called for each request; may sleep, or
    say the status."""

    def __init__(self, *statuses: int, before: Callable[[Got], Any] | None = None, tls: Any = None) -> None:
        self.statuses = list(statuses) or [204]
        self.before = before
        self.got: list[Got] = []
        self.extra_headers: dict[str, str] = {}
        self.body = b""
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                receiver.answer(self)

            def log_message(self, *_words: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        if tls is not None:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.port = int(self.server.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}/thong-bao"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Keep the request and answer it."""
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        got = Got(handler.path, dict(handler.headers.items()), body)
        self.got.append(got)
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        said = self.before(got) if self.before is not None else None
        status = said if isinstance(said, int) else status
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(self.body)), **self.extra_headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        if self.body:
            handler.wfile.write(self.body)

    def ids(self) -> list[str]:
        """Message ids in the order in which they came."""
        return [got.headers["webhook-id"] for got in self.got]

    def __enter__(self) -> Self:
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
