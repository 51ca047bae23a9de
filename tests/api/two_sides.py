"""Two installations for tests and benchmarks: two databases, a web server and a cutting proxy before each.

Used by tests/api/test_two_way_sync.py and `python -m bench.sync`. Nothing here goes through Django's connection once
the databases are filled: states are read by SQL.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from ocop.launcher import procs

from .cutting_proxy import HOST, CuttingProxy

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs" / "examples"))

from ocop_client import Client  # noqa: E402

SCOPES = ("producers:read", "producers:write", "products:read", "products:write", "webhooks:write")
COMMUNES = 3
MARK = "Số "
"""With this begin the names of what people of a run make."""
PRODUCERS = """
SELECT p.name, p.legal_form, u.code, p.founded_on, p.address, p.registration_number, p.tax_code
  FROM products_producer p JOIN programs_unit u ON u.id = p.unit_id
 WHERE p.name LIKE %s ORDER BY p.name, u.code
"""
PRODUCTS = """
SELECT o.name, p.name, p.product_set, p.product_set_1048, p.description, p.official_code
  FROM products_product p JOIN products_producer o ON o.id = p.producer_id
 WHERE p.name LIKE %s ORDER BY o.name, p.name
"""


@dataclass
class Keys:
    """What the databases were filled with: (client id, secret) of the synchronisation and of the people, codes."""

    sync: tuple[str, str]
    people: tuple[str, str]
    communes: list[str]


def fill() -> Keys:
    """A province with communes and two connected systems, in the database that Django points at."""
    from django.conf import global_settings
    from django.test import override_settings

    from ocop.accounts.enums import Role
    from ocop.api.domain.clients import create_client
    from ocop.api.domain.credentials import new_credential
    from programs.enums import Tier
    from tests import factories as make

    province = make.make_unit(Tier.PROVINCE)
    communes = [make.make_unit(parent=province).code for _number in range(COMMUNES)]
    admin = make.make_user(Role.ADMIN, province)
    found = []
    for name in ("Đồng bộ", "Cổng nhập liệu"):
        client = create_client(actor=admin, name=name, units=[province], scopes=SCOPES, per_minute=1_000_000)
        with override_settings(PASSWORD_HASHERS=global_settings.PASSWORD_HASHERS):  # the servers run without pytest
            credential, secret = new_credential(actor=admin, client=client, revision=0)
        found.append((str(credential.application.client_id), secret))
    return Keys(found[0], found[1], communes)


class Side:
    """One installation: database, web server, the proxy before it."""

    def __init__(self, name: str, database: str, keys: Keys, folder: Path) -> None:
        self.name, self.database, self.keys = name, database, keys
        self.log = folder / f"{name}.log"
        with socket.socket() as free:
            free.bind((HOST, 0))
            self.port = int(free.getsockname()[1])
        self.nursery: subprocess.Popen[str] | None = None
        self.server = 0
        self.line: psycopg.Connection[Any] | None = None
        self.proxy = CuttingProxy(self.port)
        self.people = Client(f"http://{HOST}:{self.port}", *keys.people, sleep=shortly)

    def load(self) -> None:
        """Load the application (seconds), before `start`. From the main thread alone: a child dies with the thread
        that made it."""
        command = [sys.executable, "-W", "ignore", "-m", "tests.api.nursery", str(self.port)]
        env = {**os.environ, "DATABASE_URL": database_url(self.database), "DJANGO_SETTINGS_MODULE": "ocop.settings"}
        env["OCOP_WEBHOOKS_LOCAL"] = "1"
        with self.log.open("ab") as log:
            self.nursery = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=env,
                cwd=ROOT,
                text=True,
                preexec_fn=procs.bound_to_parent(signal.SIGKILL),
            )

    def start(self, patience: float = 90) -> None:
        """Begin, and wait until somebody answers."""
        self.server = self._ask("begin")
        until = time.monotonic() + patience
        while time.monotonic() < until and self.is_up:
            with suppress(OSError), socket.create_connection((HOST, self.port), timeout=1):
                return
            time.sleep(0.01)
        raise RuntimeError(f"web server of side {self.name}: {procs.tail(self.log)}")

    def send_notices(self) -> int:
        """One round of a worker: the number of attempts."""
        return self._ask("notices")

    def _ask(self, word: str) -> int:
        assert self.nursery is not None
        assert self.nursery.stdin is not None
        assert self.nursery.stdout is not None
        print(word, file=self.nursery.stdin, flush=True)
        return int(self.nursery.stdout.readline() or 0)

    @property
    def is_up(self) -> bool:
        """Whether it was not killed."""
        return bool(self.server) and procs._alive(self.server)

    def kill(self) -> None:
        """kill -9 of the server: nobody tidies up. Back when it is gone: one that is still dying would answer the
        knock of `start` in place of the next."""
        until = time.monotonic() + 15
        with suppress(ProcessLookupError):
            os.kill(self.server, signal.SIGKILL)
        while self.is_up and time.monotonic() < until:
            time.sleep(0.005)

    def close(self) -> None:
        """End everything of this side but the database."""
        self.people.close()
        self.proxy.close()
        if self.line is not None:
            self.line.close()
        if self.nursery is not None:
            self.nursery.kill()  # its child dies with it
            self.nursery.communicate()

    def rows(self, statement: str, *params: Any) -> list[tuple[Any, ...]]:
        """What a statement gives, straight from the database."""
        if self.line is None:
            self.line = psycopg.connect(**_connection(self.database), autocommit=True)
        cursor = self.line.execute(statement, params)  # type: ignore[call-overload]
        return list(cursor.fetchall()) if cursor.description else []

    def state(self) -> tuple[list[Any], list[Any]]:
        """Producers and products of `Play` as people would compare them: without ids, revisions, times."""
        return self.rows(PRODUCERS, f"{MARK}%"), self.rows(PRODUCTS, f"{MARK}%")


@contextmanager
def two_sides(database: str, folder: Path) -> Iterator[dict[str, Side]]:
    """Two running installations on copies of an empty, migrated database; a record has another id on each."""
    from django.db import connection

    from tests.harness.databases import _admin, _copy, _leave, _switch

    names = {"a": f"{database}_side_a", "b": f"{database}_side_b"}
    connection.close()
    _copy(database, names["a"])
    _switch(names["a"])
    try:
        keys = fill()
    finally:
        connection.close()
        _switch(database)
    _copy(names["a"], names["b"])
    sides = {name: Side(name, names[name], keys, folder) for name in names}
    try:
        for table in ("products_producer", "products_product"):
            sides["b"].rows(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 100000)")
        for side in sides.values():
            side.load()
        for side in sides.values():
            side.start()
        yield sides
    finally:
        for side in sides.values():
            side.close()
        for name in names.values():
            _admin(_leave(name), f'DROP DATABASE IF EXISTS "{name}"')


def database_url(name: str) -> str:
    """The address of another database of the server at hand."""
    address, mark, query = os.environ["DATABASE_URL"].partition("?")
    return address.rsplit("/", 1)[0] + f"/{name}{mark}{query}"


def _connection(name: str) -> dict[str, Any]:
    from django.db import connection

    params = {**connection.get_connection_params(), "dbname": name}
    return {key: params[key] for key in ("host", "port", "user", "password", "dbname") if params.get(key)}


def shortly(seconds: float) -> None:
    """Waits in tests: what matters is that it comes again."""
    time.sleep(min(seconds, 0.05))
