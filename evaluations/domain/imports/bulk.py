"""One statement a model, whatever the number of rows (ADR 0009); history triggers see one statement.

New rows go by `sending.py`.
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
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


def reserve_ids(model: type[models.Model], number: int) -> Sequence[int]:
    """So many ids of new rows, in order; nobody else gets them."""
    if not number:
        return ()
    taken = """
        SELECT nextval(counter.place) AS id
        FROM (SELECT pg_get_serial_sequence(%s, %s)::regclass AS place OFFSET 0) AS counter, generate_series(1, %s)
    """  # OFFSET 0: the name of the sequence is looked up once, not once a row
    sql = f"""
        SELECT min(id), max(id), CASE WHEN max(id) - min(id) + 1 > count(*) THEN array_agg(id ORDER BY id) END
        FROM ({taken}) AS taken
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [f'"{model._meta.db_table}"', str(model._meta.pk.column), number])
        first, last, ids = cursor.fetchone()
    return ids or range(first, last + 1)


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


def _type(field: Any) -> str:
    """The column's type without what an array cannot carry (identity, length)."""
    kind = field.target_field if field.is_relation else field
    name = kind.rel_db_type(connection) if field.is_relation or field.primary_key else kind.db_type(connection)
    return str(name).partition("(")[0]
