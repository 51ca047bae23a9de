"""What the change feed tells of: each app says how its records are read, by whom, and what hangs on them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

from ..enums import FeedResource


@dataclass(frozen=True)
class Feed:
    """One resource of the feed.

    `visible`: the gate (`visible_to`). `record`: field → expression, the flat record. `reach`: those of some places
    (`places` of @noted, ids of units) whose records the account may have seen; None when everybody sees them. `under`:
    resource of an owner → the path to it, for what is noted with its owner. `address`: SQL of the last part of the
    record's address, from the fields of `told`.
    """

    resource: FeedResource
    model: type[Model]
    visible: Callable[[Any], QuerySet[Any]]
    record: Callable[[], Mapping[str, Any]]
    reach: Callable[[Any, Collection[int]], Iterable[int]] | None
    under: Mapping[FeedResource, str] = field(default_factory=dict)
    address: str = "told.id"
    address_end: str = "/"

    def records(self, user: Any, ids: list[int]) -> dict[int, tuple[int, Any, str]]:
        """Id → (id, last part of the address, JSON of the flat record), of those the account sees now.

        The database writes the JSON: dates as ISO 8601, moments with their zone. One statement.
        """
        fields = self.record()
        among = RawSQL("SELECT unnest(%s::bigint[])", [ids])  # one parameter, not thousands
        rows = self.visible(user).filter(pk__in=among).order_by().values_list(*fields.values())
        try:
            sql, params = rows.query.sql_with_params()
        except EmptyResultSet:
            return {}
        names = ", ".join(fields)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT told.id, {self.address}, row_to_json(told)::text FROM ({sql}) AS told ({names})", params
            )
            return {row[0]: row for row in cursor.fetchall()}


FEEDS: dict[FeedResource, Feed] = {}
_stamps: list[Callable[[Any], str]] = []


def register_feed(feed: Feed) -> None:
    """Called when an app is ready."""
    FEEDS[feed.resource] = feed


def register_stamp(stamp: Callable[[Any], str]) -> None:
    """`stamp(user)` gives words that change when the account sees other records without a record having changed."""
    _stamps.append(stamp)


def stamps(user: Any) -> str:
    """The words of all apps."""
    return " ".join(stamp(user) for stamp in _stamps)
