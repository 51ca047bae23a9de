"""What the change feed tells of: each app says how its records are read, by whom, and what hangs on them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Func, Model, QuerySet, TextField

from ..enums import FeedResource


@dataclass(frozen=True)
class Feed:
    """One resource of the feed.

    `visible`: the gate (`visible_to`). `record`: field → expression, the flat record. `reach`: those of some places
    (`places` of @noted, ids of units) whose records the account may have seen; None when everybody sees them. `under`:
    resource of an owner → the path to it, for what is noted with its owner. `address`: expression of the last part of
    the record's address.
    """

    resource: FeedResource
    model: type[Model]
    visible: Callable[[Any], QuerySet[Any]]
    record: Callable[[], Mapping[str, Any]]
    reach: Callable[[Any], Any] | None
    under: Mapping[FeedResource, str] = field(default_factory=dict)
    address: Any = "pk"
    address_end: str = "/"

    def records(self, user: Any, ids: list[int]) -> dict[int, tuple[Any, str]]:
        """Id → (last part of the address, JSON of the flat record), of those the account sees now. One statement."""
        rows = self.visible(user).filter(pk__in=ids).order_by()
        found = rows.values_list("pk", self.address, _Json(**self.record()))
        return {pk: (address, record) for pk, address, record in found}


class _Json(Func):
    """A JSON object as text, made by the database: dates as ISO 8601, moments with their zone."""

    output_field = TextField()

    def __init__(self, **fields: Any) -> None:
        self.names = tuple(fields)
        super().__init__(*(F(value) if isinstance(value, str) else value for value in fields.values()))

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        parts, given = [], []
        for name, expression in zip(self.names, self.get_source_expressions(), strict=True):
            sql, params = compiler.compile(expression)
            parts.append(f"'{name}', {sql}")
            given.extend(params)
        return f"json_build_object({', '.join(parts)})::text", given


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
