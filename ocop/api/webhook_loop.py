"""A thread in every worker's main process that makes and sends notices, round after round.

No Celery task: it would wait in the queue behind long jobs, and a broker that is away would stop it. Several workers do
rounds at once without harm (domain/webhook_dispatch.py).
"""

import logging
import threading
from itertools import count

from django.db import connections

from .domain.webhook_dispatch import dispatch

logger = logging.getLogger(__name__)
PAUSE = 2.0
"""Seconds between two rounds."""
REACH_ROUNDS = 15
"""In how many rounds once is asked whether a client sees other records than before."""
THREADS = 4
"""Receivers written to at the same time by one process."""


def start() -> threading.Event:
    """Begin; the event ends it."""
    ended = threading.Event()
    threading.Thread(target=run, args=[ended], name="webhooks", daemon=True).start()
    return ended


def run(ended: threading.Event) -> None:
    """Rounds until `ended`; a database that is away is tried again."""
    for number in count():
        if ended.is_set():
            return
        try:
            dispatch(threads=THREADS, looks_at_reach=number % REACH_ROUNDS == 0)
        except Exception:
            logger.warning("a round of notices failed", exc_info=True)
        finally:
            connections.close_all()  # nothing stays open when the pool forks
        ended.wait(PAUSE)
