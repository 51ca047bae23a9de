"""The sequencer of the change feed: notes of committed transactions become changes with positions (ADR 0013).

An id or a time taken while a transaction is open may become visible after a larger one: a reader that goes on from the
largest it saw would lose it. Positions are given afterwards, by one at a time, to what is already committed.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from ..enums import ChangeKind, FeedResource
from ..models import ChangeNote
from .feed_registry import FEEDS

LOCK = 0x0C0F_FEED
"""Key of the advisory lock."""

_GIVE = """
WITH taken AS (
    DELETE FROM api_changenote WHERE id = ANY(%s) RETURNING id, resource, kind, object_ids, unit_ids, at
), told AS (
    SELECT taken.id AS note, resource, kind, at, one.object_id, one.unit_id
      FROM taken, unnest(object_ids, unit_ids) AS one(object_id, unit_id)
), once AS (
    SELECT resource, object_id, min(note) AS note, max(at) AS at, bool_or(kind = 'gone') AS gone,
           array_agg(DISTINCT unit_id) FILTER (WHERE unit_id IS NOT NULL) AS units
      FROM told GROUP BY resource, object_id
)
INSERT INTO api_change (position, resource, object_id, kind, units, at)
SELECT %s + row_number() OVER (ORDER BY note, resource, object_id), resource, object_id,
       CASE WHEN gone THEN 'gone' ELSE 'saved' END, coalesce(units, '{}'), at
  FROM once
"""


def newest_position() -> int:
    """The last position, once everything committed has one; 0 for an empty feed."""
    sql = "SELECT coalesce(max(position), 0), EXISTS (SELECT FROM api_changenote) FROM api_change"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        newest, is_behind = cursor.fetchone()
        if is_behind:
            give_positions()
            cursor.execute(sql)  # somebody else may have given them
            newest, _is_behind = cursor.fetchone()
    return int(newest)


@transaction.atomic
def give_positions() -> int:
    """Give positions to what was noted since; the number of changes. Needs READ COMMITTED, as everywhere here.

    A record noted several times since the last call is one change. Asked for by several at once, one works and the
    others wait; a server killed in between leaves the notes as they were.
    """
    if not ChangeNote.objects.exists():
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        # Only now: what was given before us is committed, so the snapshot of the next statement has its positions.
        notes = list(ChangeNote.objects.order_by("id").values_list("id", "spreads"))
        ids = [note for note, _spreads in notes]
        ids += _spread([note for note, spreads in notes if spreads])
        cursor.execute("SELECT coalesce(max(position), 0) FROM api_change")
        last = cursor.fetchone()[0]
        cursor.execute(_GIVE, [ids, last])
        return int(cursor.rowcount)


def _spread(notes: list[int]) -> list[int]:
    """Notes of what hangs on the records of these notes, with the units their owners stood at; the ids of the new."""
    places: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for note in ChangeNote.objects.filter(pk__in=notes):
        for number, pk in enumerate(note.object_ids):
            places[note.resource][pk].update(filter(None, note.unit_ids[number : number + 1]))
    made = [
        ChangeNote(resource=feed.resource, kind=ChangeKind.SAVED, object_ids=ids, unit_ids=units)
        for feed in FEEDS.values()
        for owner, path in feed.under.items()
        if owner in places
        for ids, units in [_pairs(feed.resource, path, places[owner])]
        if ids
    ]
    return [note.pk for note in ChangeNote.objects.bulk_create(made)]


def _pairs(resource: FeedResource, path: str, places: dict[int, set[int]]) -> tuple[list[int], list[Any]]:
    """Two lists side by side: a record as often as its owner stood at units, once without one."""
    records = FEEDS[resource].model._default_manager
    found: Iterable[tuple[int, int]] = records.filter(**{f"{path}__in": list(places)}).values_list(path, "pk")
    pairs: list[tuple[int, int | None]] = [
        (pk, unit) for owner, pk in found for unit in (*sorted(places[owner]),) or (None,)
    ]
    return [pk for pk, _unit in pairs], [unit for _pk, unit in pairs]
