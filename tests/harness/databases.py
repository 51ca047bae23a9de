"""The national units without the cost of loading them in every test.

A test that asks for `units` runs in a second database of the worker, a copy of a template in which the units of both
eras were loaded once; every other test starts from an empty one. The copy is renewed after a test that commits.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest

_template: list[str] = []


def _admin(*statements: str) -> None:
    """Run statements outside any transaction, in the maintenance database of the server."""
    import psycopg
    from django.db import connection

    params = {**connection.get_connection_params(), "dbname": "postgres"}
    allowed = ("host", "port", "user", "password", "dbname")
    with psycopg.connect(**{key: params[key] for key in allowed if params.get(key)}, autocommit=True) as admin:
        for statement in statements:
            admin.execute(statement)  # type: ignore[call-overload]


def _switch(name: str) -> str:
    """Point Django at another database of the server; returns the name of the one before."""
    from django.db import connection

    before = str(connection.settings_dict["NAME"])
    if before != name:
        connection.close()
        connection.settings_dict["NAME"] = name
    return before


def _copy(source: str, target: str) -> None:
    _admin(
        f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)',
        f'CREATE DATABASE "{target}" TEMPLATE "{source}" STRATEGY FILE_COPY',
    )


def _make_template(empty: str) -> str:
    """Load the national units once per worker; returns the template's name."""
    from django.db import connection

    from programs.domain.units import load_units

    name = f"{empty}_units_template"
    connection.close()
    _copy(empty, name)
    _switch(name)
    load_units()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()
    _copy(name, f"{empty}_units")
    _switch(empty)
    return name


@pytest.fixture
def _which_database(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Before the test's transaction opens: switch to the database with units when the test asks for them."""
    from django.db import connection

    if "units" not in request.fixturenames:
        yield
        return
    with django_db_blocker.unblock():
        empty = str(connection.settings_dict["NAME"])
        if not _template:
            _template.append(_make_template(empty))
        _switch(f"{empty}_units")
    yield
    with django_db_blocker.unblock():
        _switch(empty)
        if _commits(request):
            _copy(_template[0], f"{empty}_units")


def _commits(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(request.fixturenames)
    return bool(asked) or bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture
def _django_db_helper(_which_database: None, _django_db_helper: None) -> None:
    """pytest-django's own helper, after the database was chosen."""


@pytest.fixture
def units(db: None) -> None:
    """The national units of both eras with lineage and reach (10,035 + 3,321 communes)."""


@pytest.fixture(scope="session", autouse=True)
def _drop_copies(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if _template:
        with contextlib.suppress(Exception):
            name = _template[0].removesuffix("_template")
            _admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'DROP DATABASE "{name}_template" WITH (FORCE)')
