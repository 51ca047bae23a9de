"""Databases with much in them, without the cost of filling them in every test.

A test that asks for `units` (the national units of both eras), `world` (the people and records of the access matrix)
or `demo` (what `manage.py demo` loads) runs in another database of the worker: a copy of a template which was filled
once. Every other test starts from an empty one. After a test that commits, its database is copied anew: a third of
the time that emptying every table takes, and what the migrations wrote is still there.
"""

import contextlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

_templates: dict[str, Any] = {}
"""Name of a filled template → what its builder returned."""


def _load_units() -> None:
    from programs.domain.units import load_units

    load_units()


def _make_world() -> Any:
    from tests.access.world import build_world

    return build_world()


def _load_demo() -> None:
    from reporting.domain.demo import load_demo

    load_demo()


BUILDERS: dict[str, Callable[[], Any]] = {"units": _load_units, "world": _make_world, "demo": _load_demo}


def _admin(*statements: str) -> None:
    """Run statements outside any transaction, in the maintenance database of the server."""
    import psycopg
    from django.db import connection

    params = {**connection.get_connection_params(), "dbname": "postgres"}
    allowed = ("host", "port", "user", "password", "dbname")
    with psycopg.connect(**{key: params[key] for key in allowed if params.get(key)}, autocommit=True) as admin:
        for statement in statements:
            admin.execute(statement)  # type: ignore[call-overload]


def _switch(name: str) -> None:
    """Point Django at another database of the server."""
    from django.db import connection

    if connection.settings_dict["NAME"] != name:
        connection.close()
        connection.settings_dict["NAME"] = name


def _leave(name: str) -> str:
    """End our own sessions in a database (threads of the live server). Not WITH (FORCE): that also wants to end an
    autovacuum worker, which only a superuser may; DROP and CREATE send that one away themselves."""
    return f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND usename = current_user"


def _copy(source: str, target: str) -> None:
    drop = f'DROP DATABASE IF EXISTS "{target}"'
    _admin(_leave(target), drop, _leave(source), f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def _drop(*names: str) -> None:
    with contextlib.suppress(Exception):  # the server may be gone first
        for name in names:
            _admin(_leave(name), f'DROP DATABASE IF EXISTS "{name}"')


def _fill(empty: str, kind: str) -> None:
    """Make the template of a kind and its copy for the tests."""
    from django.db import connection

    name = f"{empty}_{kind}_template"
    connection.close()
    _copy(empty, name)
    _switch(name)
    try:
        _templates[kind] = BUILDERS[kind]()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        connection.close()
        _copy(name, f"{empty}_{kind}")
    finally:
        _switch(empty)


@pytest.fixture(scope="session", autouse=True)
def _no_flush() -> Iterator[None]:
    """Django empties every table after a test that commits; here the database is copied anew."""
    from django.test import TransactionTestCase

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: None)
    yield
    patch.undo()


@pytest.fixture
def _which_database(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Before the test's transaction opens: switch to the database that the test asks for; renew it afterwards."""
    from django.db import connection

    kind = next((kind for kind in BUILDERS if kind in request.fixturenames), "")
    empty = str(connection.settings_dict["NAME"])
    used = f"{empty}_{kind}" if kind else empty
    commits = _commits(request)
    with django_db_blocker.unblock():
        if kind and kind not in _templates:
            _fill(empty, kind)
            request.config.add_cleanup(partial(_drop, used, f"{used}_template"))
        elif commits and not kind and kind not in _templates:
            connection.close()
            _copy(empty, f"{empty}_template")
            _templates[kind] = None
            request.config.add_cleanup(partial(_drop, f"{empty}_template"))
        _switch(used)
    yield
    with django_db_blocker.unblock():
        if commits:
            connection.close()
            _copy(f"{used}_template", used)
        _switch(empty)


def _commits(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(request.fixturenames)
    return bool(asked) or bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture
def _django_db_helper(_which_database: None, _django_db_helper: None) -> None:
    """pytest-django's own helper, after the database was chosen."""


@pytest.fixture
def units(db: None) -> None:
    """The national units of both eras with lineage and reach."""


@pytest.fixture
def demo(db: None) -> None:
    """The demonstration: units, the five real plans, illustration data, accounts."""


@pytest.fixture
def world(db: None) -> Any:
    """People of every role at every place and one record of every kind (tests/access/world.py)."""
    return _templates["world"]
