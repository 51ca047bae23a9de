"""A thread in the worker's and in beat's main process: a sign of life, and beat's sweep.

The sweep is no Celery task: it would wait in the queue behind the very jobs it has to watch."""

import logging
import os
import socket
import threading
import time

from django.db import connections

from .domain.pulse import sign
from .domain.run import sweep

logger = logging.getLogger(__name__)
SIGN_EVERY, SWEEP_EVERY = 5.0, 10.0


def start(kind: str, *, sweeps: bool = False) -> threading.Thread:
    """Begin signing as `kind`; one sweep at once (what the last crash left), then every ten seconds when `sweeps`."""
    name = f"{kind}:{socket.gethostname()}:{os.getpid()}"
    thread = threading.Thread(target=_run, args=(name, kind, sweeps), name=f"pulse-{kind}", daemon=True)
    thread.start()
    return thread


def _run(name: str, kind: str, sweeps: bool) -> None:
    swept = 0.0
    while True:
        try:
            sign(name=name, kind=kind)
            if not swept or (sweeps and time.monotonic() - swept >= SWEEP_EVERY):
                sweep()
                swept = time.monotonic()
        except Exception:
            logger.warning("no sign of life could be written", exc_info=True)
        finally:
            connections.close_all()  # nothing stays open when the pool forks
        time.sleep(SIGN_EVERY)
