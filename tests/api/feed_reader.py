"""Reads the change feed as an account does."""

from typing import Any

from django.test import Client

from ocop.api.domain.feed import Item, changes_for
from ocop.api.permissions import EveryScope

ADDRESS = "/api/v1/changes/"


def told(user: Any, after: int = 0, *resources: str, limit: int = 100) -> tuple[list[Item], int]:
    """All items after a position, page by page, and where to go on."""
    found: list[Item] = []
    while True:
        names = {"resources": resources} if resources else {}
        page = changes_for(user, after=after, limit=limit, scopes=EveryScope(), **names)
        found += page.items
        after = page.next_after
        if not page.has_more:
            return found, after


def now_at(user: Any) -> int:
    """The end of the feed."""
    return told(user)[1]


def brief(items: list[Item]) -> list[tuple[str, int, str]]:
    """(resource, id, kind) of each."""
    return [(item.resource, item.object_id, item.kind) for item in items]


def get(user: Any, query: str = "", **headers: Any) -> Any:
    """The answer of the address to a person with a session."""
    client = Client()
    client.force_login(user)
    return client.get(f"{ADDRESS}?{query}", **headers)


def mirror(items: list[Item], resource: str) -> set[int]:
    """Ids a system holds that did what it was told."""
    held: set[int] = set()
    for item in items:
        if item.resource == resource:
            (held.discard if item.kind == "gone" else held.add)(item.object_id)
    return held
