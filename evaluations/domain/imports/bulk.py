"""Rows into a table by one statement a model, whatever their number (ADR 0009); history triggers see one statement."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.utils import timezone

from products.domain.records import StaleError

PENDING = "64MB"
"""Room for index entries to wait in: trigram indexes take a whole import at once, autovacuum sorts them in after."""


@contextmanager
def without_collector() -> Iterator[None]:
    """Hundreds of thousands of rows live until an import ends: the collector would walk through them again and again.

    Reference counts still free what is done with; a process that already does without stays so.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def make_room() -> None:
    """Let the search indexes collect the entries of this transaction; to be called inside it, before the first row.

    The statement also carries the context of the history into the transaction, which COPY by itself cannot.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL gin_pending_list_limit = %s", [PENDING])


def insert(model: type[models.Model], rows: Iterable[dict[str, Any]], number: int) -> list[int]:
    """Store `number` new rows (column attribute → value; what is left out has the field's default) by COPY; returns
    their ids in order. Nothing of Model.save runs: keys must be given; created_at and updated_at are the moment of the
    call.

    Rows are best made as they are taken: the server stores the first ones meanwhile. Who did it stands in the history:
    `make_room` has told the transaction, as every statement but COPY does.
    """
    if not number:
        return []
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    key = str(model._meta.pk.column)
    ids = _new_ids(model._meta.db_table, key, number)
    now = timezone.now()
    defaults = {field.attname: _default(field, now) for field in fields}
    names = ", ".join(f'"{name}"' for name in (key, *(field.column for field in fields)))
    with connection.cursor() as cursor, cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy:
        for pk, row in zip(ids, rows, strict=True):
            copy.write_row((pk, *(defaults | row).values()))
    return ids


def update(records: Sequence[models.Model], names: Iterable[str], *, seen: Sequence[int] | None = None) -> None:
    """Store the named fields of stored records in one statement; without `seen` nothing else counts.

    `seen`: the revisions the values were made from. A row that has another one by now raises StaleError, and
    `updated_at` becomes the moment of the call.
    """
    if not records:
        return
    model = type(records[0])
    fields = [model._meta.get_field(name) for name in names]
    table, key = model._meta.db_table, model._meta.pk.column
    now = timezone.now()
    if seen is not None:
        for record in records:
            record.updated_at = now  # type: ignore[attr-defined]
    columns: list[list[Any]] = [[record.pk for record in records]]
    columns += [[getattr(record, field.attname) for record in records] for field in fields]  # type: ignore[union-attr]
    arrays = ", ".join(f"%s::{_type(field)}[]" for field in (model._meta.pk, *fields))
    aliases = ", ".join(["k", *(f"v{number}" for number in range(len(fields)))])
    changes = ", ".join(f'"{field.column}" = new.v{number}' for number, field in enumerate(fields))  # type: ignore[union-attr]
    where = f'"{table}"."{key}" = new.k'
    if seen is not None:
        arrays, aliases, where = (
            f"{arrays}, %s::int[]",
            f"{aliases}, seen",
            f'{where} AND "{table}".revision = new.seen',
        )
        columns.append(list(seen))
    sql = f'UPDATE "{table}" SET {changes} FROM unnest({arrays}) AS new({aliases}) WHERE {where}'
    with connection.cursor() as cursor:
        cursor.execute(sql, columns)
        if cursor.rowcount != len(records):
            raise StaleError(0)


def delete(model: type[models.Model], ids: Sequence[int]) -> None:
    """Delete rows by id in one statement; the database refuses while anything still points at them."""
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{table}" WHERE "{key}" = ANY(%s)', [list(ids)])


def _new_ids(table: str, key: str, number: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(nextval(pg_get_serial_sequence(%s, %s))) FROM generate_series(1, %s)",
            [f'"{table}"', key, number],
        )
        return sorted(cursor.fetchone()[0])


def _default(field: Any, now: datetime) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return now
    return field.get_default()


def _type(field: Any) -> str:
    """The column's type without what an array cannot carry (identity, length)."""
    kind = field.target_field if field.is_relation else field
    name = kind.rel_db_type(connection) if field.is_relation or field.primary_key else kind.db_type(connection)
    return str(name).partition("(")[0]
