"""The locks of scoring. Order everywhere: turn of the entries by id, session row, entry rows by id, sheet, dossiers by
id, chain of legal acts.

Who fills in a sheet holds session and entry FOR SHARE: members do not wait for each other. Who opens, concludes or
closes holds the entry FOR NO KEY UPDATE: waits for saves under way, and every later save reads what was decided. Shared
row locks may be joined for ever while somebody waits for the exclusive one; the turn (an advisory lock, which is given
in the order asked for) lets the chair in before the saves that come after her.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from products.models import Dossier

from ...models import CouncilSession, SessionEntry

_SHARE = """
    SELECT session.id, entry.round FROM {session} session JOIN {entry} entry ON entry.session_id = session.id
    WHERE entry.id = %s FOR SHARE OF session, entry
"""
_SHARE_SESSION = """
    SELECT 1 FROM {session} session WHERE id = (SELECT session_id FROM {entry} entry WHERE entry.id = %s) FOR SHARE
"""


_TURN = 0x0C0C


class Shared(NamedTuple):
    """What the shared lock was taken on."""

    session_id: int
    round: int


def share_entry(entry_id: int) -> Shared:
    """Session, then entry under shared lock until the transaction ends; SessionEntry.DoesNotExist.

    Whatever is decided by their state must be read by a later statement: that one sees what was waited for.
    """
    _take_turn("pg_advisory_xact_lock_shared", [entry_id])
    quote = connection.ops.quote_name
    tables = {"session": quote(CouncilSession._meta.db_table), "entry": quote(SessionEntry._meta.db_table)}
    with connection.cursor() as cursor:
        cursor.execute(_SHARE.format(**tables), [entry_id])
        row = cursor.fetchone()
    if row is None:
        raise SessionEntry.DoesNotExist
    return Shared(*row)


def lock_entry(entry_id: int) -> SessionEntry:
    """The entry under the lock of those who decide, its session under shared lock; SessionEntry.DoesNotExist."""
    _take_turn("pg_advisory_xact_lock", [entry_id])
    quote = connection.ops.quote_name
    tables = {"session": quote(CouncilSession._meta.db_table), "entry": quote(SessionEntry._meta.db_table)}
    with connection.cursor() as cursor:  # the session only: two who shared the entry and want more would wait forever
        cursor.execute(_SHARE_SESSION.format(**tables), [entry_id])
    rows = SessionEntry.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("session__council").get(pk=entry_id)


def lock_session(session_id: int) -> tuple[CouncilSession, list[SessionEntry]]:
    """The session and all its entries by id under the lock of those who decide; CouncilSession.DoesNotExist."""
    entry_ids = SessionEntry.objects.filter(session=session_id).order_by("pk").values_list("pk", flat=True)
    _take_turn("pg_advisory_xact_lock", list(entry_ids))
    sessions = CouncilSession.objects.select_for_update(of=("self",), no_key=True).select_related("council")
    session = sessions.get(pk=session_id)
    rows = session.entries.select_for_update(of=("self",), no_key=True).select_related("dossier__product__producer")
    return session, list(rows.order_by("pk"))


def lock_dossiers(dossier_ids: Iterable[int]) -> dict[int, str]:
    """Dossiers by id under lock; id → state. For verbs that take several, before their first legal act: the chain stays
    locked to the end of the transaction, and whoever holds a dossier may be waiting for it."""
    rows = Dossier.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=list(dossier_ids))
    return {row.pk: row.state for row in rows.order_by("pk")}


def _take_turn(function: str, entry_ids: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        for entry_id in entry_ids:
            cursor.execute(f"SELECT {function}(%s, %s)", [_TURN, entry_id % 2**31])
