"""A web server whose death costs little: `python -m tests.api.nursery PORT`, without pytest.

The application is loaded once; for every line "begin" on standard input a child is made that serves until somebody
kills it, and its process id is printed; for "notices" one that sends notices (webhooks) for one round and ends, and
the number of attempts is printed. A new granian would load everything anew, three seconds each time.
"""

import os
import queue
import signal
import sys
import threading
from contextlib import suppress
from socketserver import TCPServer
from typing import Any

from ocop.launcher.procs import die_with_parent

from .cutting_proxy import HOST

THREADS = 6
"""Requests at the same time: each keeps its database connection, as a thread of granian does."""


def main(port: int) -> None:
    """Serve until standard input ends."""
    from django.urls import get_resolver

    from ocop.wsgi import application

    get_resolver()._populate()
    child = 0
    for line in sys.stdin:
        if line.strip() == "notices":
            print(_notices(), flush=True)
            continue
        if child:
            os.waitpid(child, 0)
        child = os.fork()
        if not child:
            die_with_parent()
            _serve(application, port)
        print(child, flush=True)
    if child:
        os.kill(child, signal.SIGKILL)


def _notices() -> int:
    from ocop.api.domain.webhook_dispatch import dispatch

    child = os.fork()
    if not child:
        os._exit(dispatch())
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _serve(application: Any, port: int) -> None:
    from django.core.servers.basehttp import WSGIRequestHandler, WSGIServer

    class Handler(WSGIRequestHandler):
        def log_message(self, *_words: Any) -> None:
            """Quiet."""

    class Server(WSGIServer):
        """A fixed number of threads, so that connections to the database are kept."""

        request_queue_size = 64
        waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()

        def process_request(self, request: Any, client_address: Any) -> None:
            self.waiting.put((request, client_address))

        def work(self) -> None:
            while True:
                with suppress(OSError):  # a connection that was cut is what these tests are about
                    TCPServer.process_request(self, *self.waiting.get())

    server = Server((HOST, port), Handler)
    server.set_app(application)
    for _number in range(THREADS):
        threading.Thread(target=server.work, daemon=True).start()
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
