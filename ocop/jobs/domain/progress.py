"""What a handler holds: it reports how far it is, hears of cancelling, and does each step at most once."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from django.db import connections, transaction

from ..models import Job
from . import lease

INTERVAL = 0.25
"""Seconds between two writes of progress; pages ask once a second."""


class LostLease(Exception):
    """This attempt was taken for dead and the job belongs to another one: stop, and write nothing."""


class Cancelled(Exception):
    """The person asked to stop."""


class Progress:
    """One attempt of one job. Calling it reports progress; it raises Cancelled or LostLease when it should end."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.lost = False
        self._written = 0.0

    def __call__(self, done: int | None = None, total: int | None = None, message: str | None = None) -> None:
        """`done` of `total` units of work, and a few Vietnamese words about the one at hand."""
        given = {"done": done, "total": total, "message": message}
        changes = {name: value for name, value in given.items() if value is not None}
        if "message" in changes:
            changes["message"] = str(changes["message"])[:300]
        for name, value in changes.items():
            setattr(self.job, name, value)
        finished = self.job.total and self.job.done >= self.job.total
        if time.monotonic() - self._written < INTERVAL and not finished and not self.lost:
            return
        self._written = time.monotonic()
        if self.lost or not lease.extend(self.job, done=self.job.done, total=self.job.total, message=self.job.message):
            raise LostLease
        if lease.held(self.job).filter(cancel_requested=True).exists():
            raise Cancelled

    def step(self, name: str, work: Callable[[], Any]) -> Any:
        """The result of `work` (JSON), done at most once over all attempts: its database writes, and the note that it
        is done, commit together. Keep it short (the job's row is locked meanwhile): compute before, store in the step.
        A file written in it may be written again by a later try: give it a fixed name."""
        with self.hold() as row:
            if name not in row.steps:
                row.steps[name] = work()
                row.save(update_fields=["steps"])
            self.job.steps = row.steps
        return self.job.steps[name]

    @contextmanager
    def hold(self) -> Iterator[Job]:
        """A transaction that commits only while this attempt holds the job, whose row is locked meanwhile: for many
        small pieces of work whose own rows tell which are done. Raises Cancelled or LostLease before any of it."""
        with transaction.atomic():
            row = lease.held(self.job).select_for_update().first()
            if row is None:
                raise LostLease
            if row.cancel_requested:
                raise Cancelled
            yield row


class Keeper:
    """Signs of life from a thread of its own while the handler computes; the handler's silence is not the worker's."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._keep, name="job-lease", daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.ended.set()
        self.thread.join()

    def _keep(self) -> None:
        every = lease.lease().total_seconds() / 3
        try:
            while not self.ended.wait(every):
                try:
                    self.progress.lost = not lease.extend(self.progress.job)
                except Exception:  # the database is away: the next sign may reach it
                    connections.close_all()
                if self.progress.lost:
                    return
        finally:
            connections.close_all()
