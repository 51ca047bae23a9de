"""New rows on their way: a thread hands them to the server while the next ones are made (ADR 0009)."""

from collections.abc import Iterable, Sequence
from itertools import islice
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Any

from django.db import connection, models
from django.utils import timezone

BLOCK = 250
"""Rows handed over at once."""
WAITING = 8
"""Blocks that may wait for the server: as many rows as are in memory twice."""
Block = list[tuple[Any, ...]]


class Sender:
    """COPY after COPY in the transaction of the caller, who must not use the connection until the `with` has ended.

    By then everything is stored. What the database refuses is raised in the caller, at a later row or at the end;
    an error of the caller ends the COPY that is under way, and the transaction is of no use any more.
    """

    def __init__(self) -> None:
        connection.ensure_connection()
        self.server: Any = connection.connection
        self.queue: Queue[str | Block | None] = Queue(WAITING)
        self.fault: BaseException | None = None
        self.is_given_up = self.is_over = False
        self.thread = Thread(target=self._run, name="import-copy", daemon=True)

    def __enter__(self) -> "Sender":
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.is_given_up = error is not None
        self.queue.put(None)
        self.thread.join()
        if error is None:
            self._tell_fault()

    def insert(self, model: type[models.Model], ids: Sequence[int], rows: Iterable[dict[str, Any]]) -> None:
        """New rows with these ids (column attribute → value; what is left out has the field's default), by one COPY.

        Nothing of Model.save runs: keys must be given; created_at and updated_at are the moment of the call. Rows are
        best made as they are taken, without a query. Who did it stands in the history: `bulk.make_room` has told the
        transaction, as every statement but COPY does.
        """
        if not ids:
            return
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        now = timezone.now()
        defaults = {field.attname: _default(field, now) for field in fields}
        names = ", ".join(f'"{name}"' for name in (model._meta.pk.column, *(field.column for field in fields)))
        self._put(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN')
        made = ((pk, *(defaults | row).values()) for pk, row in zip(ids, rows, strict=True))
        while block := list(islice(made, BLOCK)):
            self._put(block)

    def _put(self, item: str | Block) -> None:
        self._tell_fault()
        self.queue.put(item)

    def _tell_fault(self) -> None:
        if self.fault is not None:
            with connection.wrap_database_errors:
                raise self.fault

    def _run(self) -> None:
        try:
            self._send_all()
        except BaseException as fault:
            self.fault = fault
            while not self.is_over:
                self._take()  # the caller may wait for room: it learns of the fault with its next block

    def _take(self) -> str | Block | None:
        item = self.queue.get()
        self.is_over = item is None
        return item

    def _send_all(self) -> None:
        item = self._take()
        while isinstance(item, str):
            with self.server.cursor() as cursor, cursor.copy(item) as copy:
                while isinstance(item := self._take(), list):
                    for row in item:
                        copy.write_row(row)
                if self.is_given_up:
                    raise GivenUpError


class GivenUpError(Exception):
    """Ends a COPY whose rows will not all come."""


def _default(field: Any, now: Any) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return now
    return field.get_default()
