"""Things done by several people at the same moment."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """Run all at the same moment, each on a connection of its own; results or the exceptions raised."""
    found: list[Any] = []
    start = threading.Barrier(len(works))

    def run(work: Callable[[], Any]) -> None:
        start.wait()
        try:
            found.append(work())
        except Exception as error:
            found.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
