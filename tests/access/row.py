"""A row of the access matrix: who may do what at one url name, and the trying of it."""

import json
import os
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile
from zlib import crc32

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from ocop.accounts.enums import EDITORS, Role
from tests.harness.guards import written_table

from .world import ABOVE, ACTORS, MARK, Actor, World

Audience = Callable[[Actor], bool]
CHANGING = ("PUT", "PATCH", "DELETE")
UNFIT = 999
"""No record of the world has been changed so often."""
FEW = {"anonymous", "nobody", "commune_officer@own", "province_coordinator@elsewhere", "admin@nation"}
"""Who tries the methods that no page has."""
MAY_BE_WRITTEN_BY_REFUSED = {"django_session", "api_apicall"}
"""The session store, and the log of what machines ask, refused or not."""


def public(actor: Actor) -> bool:
    """Everybody."""
    return True


def signed_in(actor: Actor) -> bool:
    """Every person with an account; what the page holds depends on the territory (MARK)."""
    return not actor.is_anonymous


def readers(actor: Actor) -> bool:
    """Those whose territory contains the record."""
    return actor.reads


def readers_and_member(actor: Actor) -> bool:
    """Readers, and the producer's own account."""
    return actor.reads or actor.name == "member"


def editors(actor: Actor) -> bool:
    """Those who write records of the territory."""
    return actor.role in EDITORS and actor.place in ABOVE


def any_editor(actor: Actor) -> bool:
    """Editors wherever they are: forms that make something new in one's own territory."""
    return actor.edits_somewhere


def admins(actor: Actor) -> bool:
    """Administrators of the place or above."""
    return actor.role == Role.ADMIN and actor.place in ABOVE


def any_admin(actor: Actor) -> bool:
    """Administrators wherever they are."""
    return actor.role == Role.ADMIN


def asked_for_it(actor: Actor) -> bool:
    """The one who asked for the job, and administrators above."""
    return actor.name == f"{Role.COMMUNE_OFFICER}@own" or admins(actor)


def nobody(actor: Actor) -> bool:
    """Not one."""
    return False


def _no_kwargs(world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """`get`/`post`: who may (None: there is no such method). `kwargs` addresses the record in "own".

    `marked`: the page must show MARK to readers; whoever may not read must never get it. `more` adds one more item to a
    list page (tests/harness/test_queries.py). `other_methods`: why PUT, PATCH and DELETE are not refused by 405 (a
    package's view). Among the statuses, "login" is the way to the login page. `few`: why only a
    few people try. `is_api`: programs ask here, who are told 401 instead of being led to the login page; they send
    JSON. Who reads a record and may not change it is told 403 there; who may not read it gets 404 as everywhere.
    `changes`: who may do the other methods an address of the API has, e.g. {"PATCH": editors}, sent with `data` or
    `change_data` and an If-Match that fits no revision unless `revision` says one (a POST then sends it too). `asked`
    makes `data` when it names records of the world.
    """

    get: Audience | None = None
    post: Audience | None = None
    kwargs: Callable[[World], dict[str, Any]] = _no_kwargs
    query: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    get_status: tuple[int | str, ...] = (200,)
    post_status: tuple[int | str, ...] = (200, 201, 302, 400, 422)
    sees_mark: Audience = readers
    marked: bool = False
    more: Callable[[World], Any] | None = None
    other_methods: str = ""
    few: str = ""
    is_api: bool = False
    changes: dict[str, Audience] = field(default_factory=dict)
    change_data: dict[str, Any] = field(default_factory=dict)
    change_status: tuple[int | str, ...] = (200, 204, 409, 412, 422)
    revision: int = UNFIT
    asked: Callable[[World], dict[str, Any]] | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the url names no record."""
        return self.kwargs is _no_kwargs


def tried_by(name: str, row: Row) -> list[Actor]:
    """Who tries a url: everybody without a role; of each role one at its own place, one wider and one other, and one
    more wherever the row expects something else of the next place. Which one of several it is turns from url to url.
    OCOP_WHOLE_MATRIX=1 lets everybody try everything."""
    if os.environ.get("OCOP_WHOLE_MATRIX") == "1":
        return list(ACTORS)
    alike: dict[tuple[Any, ...], list[Actor]] = {}
    for actor in ACTORS:
        key = (actor.role, kind_of(actor), *_expected(actor, row)) if actor.role else (actor.name,)
        alike.setdefault(key, []).append(actor)
    turn = [(crc32(f"{name} {key[:2]}".encode()), group) for key, group in alike.items()]
    chosen = {group[number % len(group)].name for number, group in turn} | FEW
    return [actor for actor in ACTORS if actor.name in chosen]


def kind_of(actor: Actor) -> str:
    """Own, wider or other territory, as seen from the records."""
    return "own" if actor.place == "own" else "wider" if actor.place in ABOVE else "other"


def _expected(actor: Actor, row: Row) -> list[bool]:
    """All that a row says of a person."""
    told = [row.get, row.post, *row.changes.values()]
    return [*(audience is not None and audience(actor) for audience in told), row.sees_mark(actor)]


def wrong_answers(name: str, row: Row, world: World, actors: Iterable[Actor] = ACTORS) -> list[str]:
    """Try everything at one url name; a sentence for each kind of answer that is not the declared one, and whose."""
    url = reverse(name, kwargs=row.kwargs(world)) + row.query
    if row.asked is not None:
        row = replace(row, data=row.asked(world))
    found: dict[str, list[str]] = {}
    for actor in actors:
        if row.few and actor.name not in FEW:
            continue
        cache.clear()  # rate limits of allauth: the matrix asks more often than people do
        for method in _methods(actor, row):
            for wrong in _attempt(world, actor, method, url, row):
                found.setdefault(f"{method} {url}: {wrong}", []).append(actor.name)
    return [f"{wrong}: {', '.join(names[:6])} ({len(names)})" for wrong, names in found.items()]


def ask(client: Client, method: str, url: str, row: Row) -> tuple[Any, list[str]]:
    """The answer, and the tables that were written; everything is undone."""
    writes: list[str] = []

    def watch(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        table = written_table(str(sql))
        if table and table not in MAY_BE_WRITTEN_BY_REFUSED:
            writes.append(table)
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(watch):
        response = _send(client, method, url, row)
        transaction.set_rollback(True)
    return response, writes


def _send(client: Client, method: str, url: str, row: Row) -> Any:
    if row.is_api and method == "POST":
        headers = {"Idempotency-Key": uuid.uuid4().hex}
        if row.revision != UNFIT:
            headers["If-Match"] = f'"{row.revision}"'
        return client.post(url, row.data, content_type="application/json", headers=headers)
    if method in row.changes:
        text = json.dumps(row.change_data or row.data)
        headers = {"If-Match": f'"{row.revision}"'}
        return client.generic(method, url, text, content_type="application/json", headers=headers)
    return client.generic(method, url) if method != "POST" else client.post(url, row.data)


def _methods(actor: Actor, row: Row) -> list[str]:
    """What an actor tries: the methods the page has, and a few people also those it has not."""
    methods = ["GET"] if row.get or actor.name in FEW else []
    methods += ["POST"] if row.post or actor.name in FEW else []
    few = CHANGING if actor.name in FEW and not row.other_methods else ()
    return methods + [method for method in CHANGING if method in row.changes or method in few]


def _attempt(world: World, actor: Actor, method: str, url: str, row: Row) -> Iterator[str]:
    audience = {"GET": row.get, "POST": row.post, **row.changes}.get(method)
    response, writes = ask(world.client(actor.name), method, url, row)
    wanted = _wanted(actor, method, audience, row)
    refused = audience is None or not audience(actor)
    status = "login" if _is_login(response) and not url.startswith(response.url) else response.status_code
    if status not in wanted:
        yield f"{status}, not {sorted(map(str, wanted))}"
    if refused and writes:
        yield f"refused, yet writes {sorted(set(writes))}"
    if method == "GET" and response.status_code == 200:
        yield from _marks(actor, row, response)


def _wanted(actor: Actor, method: str, audience: Audience | None, row: Row) -> set[Any]:
    if audience is not None and audience(actor):
        told = {"GET": row.get_status, "POST": row.post_status}
        return set(told.get(method, row.change_status))
    absent = {405} if audience is None else set()
    if row.is_api:
        known = {403} if audience is not None and (row.is_plain or row.sees_mark(actor)) else set()
        return {401, *absent} if actor.is_anonymous else {404, *absent, *known}
    return {404, "login", *absent} if actor.is_anonymous else {404, *absent}


def _marks(actor: Actor, row: Row, response: Any) -> Iterator[str]:
    seen = MARK in text_of(response)
    if seen and not row.sees_mark(actor):
        yield "shows a record of another territory"
    if row.marked and not seen and row.sees_mark(actor):
        yield "does not show the record it is for"


def text_of(response: Any) -> str:
    """What a person could read in an answer; spreadsheets and documents are unpacked."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content[:2] == b"PK":
        with ZipFile(BytesIO(content)) as archive:
            content = b" ".join(archive.read(name) for name in archive.namelist())
    return unescape(content.decode(errors="replace"))


def _is_login(response: Any) -> bool:
    return response.status_code == 302 and response.url.startswith(reverse(settings.LOGIN_URL))
