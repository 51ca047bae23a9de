"""Every route of the REST interface × every scope × the territory of the client that asks (R8).

A scope that is missing is told before any record is looked at; with the scope a machine is answered as an editor of its
territory, and records of other territories do not exist for it. No token, no answer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from oauth2_provider.models import AccessToken
from rest_framework.permissions import AllowAny

from ocop.accounts.enums import Role
from ocop.api.enums import FeedResource, ScopeArea, scopes
from tests.api.tokens import make_client, make_token

from .row import Row, wrong_answers
from .rows import ROWS
from .world import Actor, World

PLACES = ("own", "beside", "elsewhere", "nation")
METHODS = ("get", "post", "put", "patch", "delete")
WITHOUT_DATA = {"api:schema", "api:docs", "api:docs_area"}
"""The interface described for everybody: no view of a resource, no record."""

OF_MANY_AREAS = {"api:changes": {f"{resource}:read" for resource in FeedResource}}
"""Answers with what the token's scopes let it read; with none of these it is refused."""


@dataclass(frozen=True)
class Route:
    """One address of the interface with the methods its view has."""

    name: str
    view: Any
    methods: tuple[str, ...]

    @property
    def is_public(self) -> bool:
        return AllowAny in self.view.permission_classes

    def needed(self, method: str) -> set[str]:
        """What a token must name for a method: one of these."""
        if self.name in OF_MANY_AREAS:
            return OF_MANY_AREAS[self.name]
        reads = method == "GET" or getattr(self.view, "only_reads", False)
        return {f"{self.view.area}:{'read' if reads else 'write'}"}

    @property
    def scopes(self) -> list[str]:
        """All that could be needed here."""
        areas = {scope.partition(":")[0] for scope in self.needed("GET")}
        return [scope for scope in scopes() if scope.partition(":")[0] in areas]

    def __str__(self) -> str:
        return self.name


def routes(patterns: Any = None, inside: bool = False) -> Iterator[tuple[str, Any]]:
    """(url name, view function) of everything in the namespace of the interface."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, inside or pattern.namespace == "api")
        elif isinstance(pattern, URLPattern) and inside:
            yield f"api:{pattern.name}", pattern.callback


def route(name: str, callback: Any) -> Route:
    """The route of a view function."""
    mapped = getattr(callback, "actions", None) or [name for name in METHODS if hasattr(callback.cls, name)]
    return Route(name, callback.cls, tuple(method.upper() for method in mapped if method in METHODS))


ALL = [route(name, callback) for name, callback in routes() if name not in WITHOUT_DATA]
CLOSED = [found for found in ALL if not found.is_public]


@dataclass
class Machines(World):
    """The world seen by machines: `tokens` by the name of the actor."""

    tokens: dict[str, str] = field(default_factory=dict)

    def client(self, name: str) -> Client:
        """What a machine sends with."""
        return Client(headers={"Authorization": f"Bearer {self.tokens[name]}"})


def seen_by(world: World, tokens: dict[str, str]) -> Machines:
    """The same records, asked for with tokens."""
    return Machines(world.units, world.users, world.sessions, world.records, tokens)


def machine(place: str) -> Actor:
    """A machine of a place, for the audiences of the rows."""
    return Actor(f"machine@{place}", Role.API_CLIENT, place)


def test_every_route_has_an_area_or_is_public() -> None:
    assert len(CLOSED) > 10
    without = {found.name for found in CLOSED if getattr(found.view, "area", None) not in ScopeArea}
    assert without == set(OF_MANY_AREAS)
    assert [name for name in WITHOUT_DATA if name not in dict(routes())] == []


@pytest.mark.parametrize("found", CLOSED, ids=str)
@pytest.mark.django_db
def test_without_a_token_there_is_no_answer(found: Route, world: World) -> None:
    url = reverse(found.name, kwargs=ROWS[found.name].kwargs(world))
    for method in found.methods:
        assert Client().generic(method, url).status_code == 401


@pytest.mark.parametrize("found", CLOSED, ids=str)
@pytest.mark.django_db
def test_another_scope_is_refused_before_any_record_is_looked_at(found: Route, world: World) -> None:
    row = ROWS[found.name]
    url = reverse(found.name, kwargs=row.kwargs(world)) + row.query
    raw = make_token(world.api_client)
    for method in found.methods:
        for scope in ("", *sorted({*scopes()} - found.needed(method))):
            AccessToken.objects.update(scope=scope)
            response, tables = refused(raw, method, url, row)
            assert (response.status_code, response.json()["code"]) == (403, "scope_missing"), (method, scope)
            assert tables == set(), (method, scope)


def refused(raw: str, method: str, url: str, row: Row) -> tuple[Any, set[str]]:
    """The answer, and every statement but the entrance and the log of calls."""
    seen: set[str] = set()

    def watch(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if not any(word in str(sql) for word in ("oauth2_provider_accesstoken", "api_apicall", "SAVEPOINT")):
            seen.add(str(sql)[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        return Client(headers={"Authorization": f"Bearer {raw}"}).generic(method, url), seen


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("found", CLOSED, ids=str)
@pytest.mark.django_db
def test_with_the_scope_the_territory_decides(found: Route, place: str, world: World) -> None:
    client = world.api_client if place == "own" else make_client(unit=world.units[place])
    token = make_token(client, *found.scopes)
    machines = seen_by(world, {f"machine@{place}": token})
    wrong = wrong_answers(found.name, ROWS[found.name], machines, [machine(place)])
    assert not wrong, "\n".join(wrong)
