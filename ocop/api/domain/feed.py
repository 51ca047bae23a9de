"""The change feed as one account sees it."""

from collections.abc import Container, Iterable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import orjson
from django.db import connection

from ..enums import READ, ChangeKind, FeedResource
from .feed_cursor import row_mark
from .feed_registry import FEEDS, Feed
from .feed_sequence import newest_position

WINDOW = 1000
"""Changes looked at together."""
MOST_LOOKED_AT = 20_000
"""Changes looked at in one call: an account that sees few of them gets an answer in time, with `has_more`."""

SAVED, GONE = ChangeKind.SAVED.value, ChangeKind.GONE.value

_NEXT = """
SELECT position, resource, object_id, nullif(units, '{}'), to_json(at)::text FROM api_change
 WHERE position > %s AND position <= %s AND resource = ANY(%s) ORDER BY position LIMIT %s
"""


class Item(NamedTuple):
    """One change told to one account: `record` is the flat record as JSON text, None when the record went away.

    `url`: path of the record; of the list when the record went away and its address was no number.
    """

    position: int
    resource: str
    object_id: int
    kind: str
    at: str
    url: str
    record: str | None

    @property
    def mark(self) -> int:
        """What the cursor of this place keeps of its row."""
        return row_mark(self.resource, self.object_id, self.at)

    def as_dict(self) -> dict[str, Any]:
        """For a message: without the position, which is nobody's business."""
        return {
            "resource": self.resource,
            "id": self.object_id,
            "kind": self.kind,
            "at": orjson.loads(self.at),
            "url": self.url,
            "record": orjson.loads(self.record) if self.record is not None else None,
        }


class Page(NamedTuple):
    """Items in the order of their positions; `next_after` is where the next page begins."""

    items: list[Item]
    next_after: int
    has_more: bool


class _Row(NamedTuple):
    position: int
    resource: str
    object_id: int
    units: list[int] | None
    at: str


def readable(resources: Iterable[str], scopes: Container[str]) -> list[str]:
    """Those of the resources an account with these scopes may read; the order of FeedResource."""
    wanted = set(resources)
    return [str(name) for name in FeedResource if name in wanted and name in FEEDS and f"{name}:{READ}" in scopes]


def changes_for(
    user: Any,
    *,
    after: int,
    limit: int,
    resources: Sequence[str] = tuple(FeedResource),
    scopes: Container[str],
) -> Page:
    """What became known after a position to an account with these scopes, at most `limit` items.

    What the account sees now is told with its record. What it does not see now is told as gone when the record stood
    in its reach before; else nothing is told. Changes of one record in one page come once, at the place of the last.
    """
    names, newest = readable(resources, scopes), newest_position()
    found: dict[tuple[str, int], Item] = {}
    looked_at, place = 0, after
    while len(found) < limit and looked_at < MOST_LOOKED_AT and names:
        rows = _rows(place, newest, names, max(limit, WINDOW))
        for item in _told(user, rows):
            found.pop((item.resource, item.object_id), None)
            found[item.resource, item.object_id] = item
        looked_at += len(rows)
        if len(rows) < max(limit, WINDOW):
            place = newest
            break
        place = rows[-1].position
    else:
        place = place if names else newest
    items = list(found.values())
    if len(items) > limit:
        items = items[:limit]
        place = items[-1].position
    place = max(place, after)
    return Page(items, place, has_more=place < newest)


def _rows(after: int, newest: int, names: list[str], number: int) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [after, newest, names, number])
        return [_Row._make(row) for row in cursor.fetchall()]


def _told(user: Any, rows: list[_Row]) -> list[Item]:
    """Items of a window, in order."""
    by_resource: dict[str, dict[int, _Row]] = {}
    for row in rows:
        latest = by_resource.setdefault(row[1], {})
        before = latest.get(row[2])
        latest[row[2]] = row if before is None or not before[3] else row._replace(units=[*before[3], *(row[3] or ())])
    told = [
        item for name, latest in by_resource.items() for item in _of_resource(FEEDS[FeedResource(name)], user, latest)
    ]
    return sorted(told, key=itemgetter(0))


def _of_resource(feed: Feed, user: Any, rows: dict[int, _Row]) -> Iterable[Item]:
    records = feed.records(user, list(rows))
    hidden = [row for pk, row in rows.items() if pk not in records] if len(records) < len(rows) else []
    gone = _went(feed, user, hidden)
    name, here, end = str(feed.resource), f"/api/v1/{feed.resource}/", feed.address_end
    for pk, row in rows.items():
        if pk in records:
            _pk, part, record = records[pk]
            yield Item(row[0], name, pk, SAVED, row[4], f"{here}{part}{end}", record)
        elif pk in gone:
            url = f"{here}{pk}/" if feed.address == "told.id" else here
            yield Item(row[0], name, pk, GONE, row[4], url, None)


def _went(feed: Feed, user: Any, rows: list[_Row]) -> set[int]:
    """Ids of records that stood in the reach of the account and are not seen now."""
    units = {unit for row in rows for unit in row.units or ()}
    if feed.reach is None:
        return {row.object_id for row in rows}
    reached = set(feed.reach(user, units)) if units else set()
    return {row.object_id for row in rows if reached.intersection(row.units or ())}
