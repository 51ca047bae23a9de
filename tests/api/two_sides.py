"""Two installations for tests and benchmarks: two databases of the server, a granian before each, and people who write.

Used by tests/api/test_two_way_sync.py and `python -m bench.sync`. Nothing here goes through Django's connection once
the databases are filled: states are read by SQL.
"""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from ocop.launcher import procs

from .cutting_proxy import HOST, CuttingProxy

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs" / "examples"))

from ocop_client import Client, OcopError, Problem, new_key  # noqa: E402
from two_way_sync import TwoWaySync  # noqa: E402

SCOPES = ("producers:read", "producers:write", "products:read", "products:write")
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
        with override_settings(PASSWORD_HASHERS=global_settings.PASSWORD_HASHERS):  # granian runs without pytest
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
        self.process: subprocess.Popen[Any] | None = None
        self.proxy = CuttingProxy(self.port)
        self.people = Client(f"http://{HOST}:{self.port}", *keys.people, sleep=_shortly)

    def start(self, patience: float = 90) -> None:
        """Begin, and wait until it answers. From the main thread alone: a child dies with the thread that made it."""
        command: list[object] = [Path(sys.executable).with_name("granian"), "--interface", "wsgi"]
        command += ["ocop.wsgi:application", "--host", HOST, "--port", self.port, "--workers", 1]
        command += ["--blocking-threads", 4, "--log-level", "warning"]
        env = {**os.environ, "DATABASE_URL": database_url(self.database), "DJANGO_SETTINGS_MODULE": "ocop.settings"}
        self.process = procs.spawn(command, log=self.log, stop_signal=signal.SIGKILL, env=env, cwd=ROOT)
        until = time.monotonic() + patience
        while time.monotonic() < until and self.process.poll() is None:
            with suppress(OSError), socket.create_connection((HOST, self.port), timeout=1):
                return
            time.sleep(0.05)
        raise RuntimeError(f"web server of side {self.name}: {procs.tail(self.log)}")

    @property
    def is_up(self) -> bool:
        """Whether it was not killed."""
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """kill -9 of the server and its worker, workers first: nobody tidies up. Back when the last one is gone: a
        worker that is still dying would answer the knock of `start` in place of the next server."""
        if self.process is None:
            return
        family = [self.process.pid]
        for pid in family:
            children = Path(f"/proc/{pid}/task/{pid}/children")
            with suppress(OSError):
                family += [int(child) for child in children.read_text().split()]
        for pid in reversed(family):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(15)
        until = time.monotonic() + 15
        while any(procs._alive(pid) for pid in family) and time.monotonic() < until:
            time.sleep(0.01)

    def close(self) -> None:
        """End everything of this side but the database."""
        self.people.close()
        self.proxy.close()
        self.kill()

    def rows(self, statement: str, *params: Any) -> list[tuple[Any, ...]]:
        """What a statement gives, straight from the database."""
        with psycopg.connect(**_connection(self.database), autocommit=True) as line:
            cursor = line.execute(statement, params)  # type: ignore[call-overload]
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


def _shortly(seconds: float) -> None:
    """Waits in tests: what matters is that it comes again."""
    time.sleep(min(seconds, 0.05))


class Died(BaseException):
    """The synchronising program is gone at this moment; no handler of its own sees it."""


class Mortal(Client):
    """A client whose program dies at times, right before or right after a write; `keeps_key`: False takes a new
    Idempotency-Key for every try (the negative control)."""

    deaths = 0.0
    keeps_key = True
    random = random.Random(0)

    def _sent(self, method: str, url: str, **more: Any) -> Any:
        if not self.keeps_key and "Idempotency-Key" in (more.get("headers") or {}):
            return self._forgetful(method, url, **more)
        is_write = method == "PATCH" or "Idempotency-Key" in (more.get("headers") or {})
        if is_write and self.random.random() < self.deaths:
            raise Died
        response = super()._sent(method, url, **more)
        if is_write and self.random.random() < self.deaths:
            raise Died
        return response

    def _forgetful(self, method: str, url: str, **more: Any) -> Any:
        """Each try under a key of its own, as a careless client does."""
        tries, self.tries = self.tries, 1
        try:
            for _number in range(tries - 1):
                more["headers"] = {**more["headers"], "Idempotency-Key": new_key()}
                with suppress(OcopError):
                    return super()._sent(method, url, **more)
            more["headers"] = {**more["headers"], "Idempotency-Key": new_key()}
            return super()._sent(method, url, **more)
        finally:
            self.tries = tries


@dataclass
class Tally:
    """What a run saw."""

    changes: int = 0
    made: int = 0
    kills: int = 0
    deaths: int = 0
    broken_rounds: int = 0
    cuts: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0
    faults: list[str] = field(default_factory=list)


class Play:
    """People write on both sides while the synchronisation runs through the proxies."""

    def __init__(self, sides: dict[str, Side], state: Path, newest: dict[str, str] | None = None) -> None:
        self.sides, self.state_file = sides, state
        self.clients = {
            name: Mortal(side.proxy.url, *side.keys.sync, tries=4, sleep=_shortly) for name, side in sides.items()
        }
        self.sync = TwoWaySync(self.clients, state)
        self.newest = {} if newest is None else newest
        """Name of a record → what was said of it last."""
        self.random = random.Random(0)
        self.tally = Tally()

    def close(self) -> None:
        """End the synchronisation."""
        self.sync.close()
        for client in self.clients.values():
            client.close()

    def run(self, seed: int, changes: int = 50, kills: int = 1, rate: float = 0.25, deaths: float = 0.05) -> Tally:
        """So many changes by people, rounds in between under faults, then rounds in peace; compared at the end."""
        self.random, self.tally = random.Random(seed), Tally()
        before = sum((side.proxy.done for side in self.sides.values()), Counter[str]())
        notes = len(self.sync.notes())
        deadly = set(self.random.sample(range(changes // 5, changes), min(kills, changes // 2)))
        self._faults(rate, deaths, seed)
        for number in range(changes):
            self.change(f"{seed}.{number}")
            if number in deadly or self.random.random() < 0.3:
                self._round_under_faults(is_deadly=number in deadly)
        self._faults(0.0, 0.0, seed)
        self.tally.cuts = sum((side.proxy.done for side in self.sides.values()), Counter[str]()) - before
        self.settle()
        kinds = Counter(row["kind"] for row in self.sync.notes()[notes:])
        self.tally.conflicts = kinds.pop("conflict", 0)
        self.tally.faults += [f"{kind}: {count}" for kind, count in kinds.items()] + self.differences()
        return self.tally

    def settle(self) -> None:
        """Rounds without faults until nothing is left to do."""
        for _number in range(12):
            if self.sync.round().is_quiet:
                return
        self.tally.faults.append("never quiet")

    def differences(self) -> list[str]:
        """What is not as it should be: sides that differ, something double, the newest word of somebody lost."""
        states = {name: side.state() for name, side in self.sides.items()}
        found = [] if states["a"] == states["b"] else ["unequal"]
        for name, (producers, products) in states.items():
            texts = {row[0]: row[4] for row in producers} | {row[1]: row[4] for row in products}
            if len(texts) != len(producers) + len(products):
                found.append(f"side {name}: {len(producers) + len(products)} records, {len(texts)} names")
            lost = [known for known, text in self.newest.items() if texts.get(known) != text]
            found += [f"side {name}: {known} is not what was said last" for known in lost]
        return found

    def _faults(self, rate: float, deaths: float, seed: int) -> None:
        for side in self.sides.values():
            side.proxy.rate = rate
        for client in self.clients.values():
            client.deaths, client.random = deaths, random.Random(seed)

    def _round_under_faults(self, *, is_deadly: bool) -> None:
        killer = None
        if is_deadly:
            victim = self.random.choice(list(self.sides.values()))
            killer = threading.Timer(self.random.uniform(0, 0.4), victim.kill)
            killer.start()
            self.tally.kills += 1
        try:
            self.sync.round()
        except OcopError:
            self.tally.broken_rounds += 1
        except Died:
            self.tally.deaths += 1
            self.sync.close()
            self.sync = TwoWaySync(self.clients, self.state_file)
        if killer is not None:
            killer.join()
            for side in self.sides.values():
                if not side.is_up:
                    side.start()

    # --- people

    def change(self, token: str) -> None:
        """Somebody writes something on one of the sides."""
        self.tally.changes += 1
        side = self.random.choice(list(self.sides.values()))
        producers = side.rows("SELECT id, name FROM products_producer ORDER BY id")
        products = side.rows("SELECT id, name FROM products_product ORDER BY id")
        draw = self.random.random()
        if draw < 0.2 or not producers:
            self._make(side, "producers", f"{MARK}{token}, hợp tác xã", token, legal_form="htx")
        elif draw < 0.4:
            self._make(side, "products", f"{MARK}{token}, sản phẩm", token, producer=self.random.choice(producers)[0])
        elif draw < 0.7 or not products:
            self._edit(side, "producers", self._one(producers), {"address": f"Thôn {token}"})
        else:
            self._edit(side, "products", self._one(products), {"description": f"Mô tả {token}"})

    def _one(self, rows: list[Any]) -> Any:
        """Mostly one of the newest: so that both sides meet at one record."""
        return self.random.choice(rows[-6:] if self.random.random() < 0.8 else rows)

    def _make(self, side: Side, resource: str, name: str, token: str, **more: Any) -> None:
        if resource == "producers":
            more |= {"unit": {"code": self.random.choice(side.keys.communes)}, "address": f"Thôn {token}"}
        else:
            more |= {"description": f"Mô tả {token}"}
        side.people.create(f"{resource}/", {"name": name, **more}, key=new_key())
        self.tally.made += 1
        self.newest[name] = more.get("address") or more["description"]

    def _edit(self, side: Side, resource: str, record: Any, values: dict[str, str]) -> None:
        """Somebody reads, then saves; told that it has changed since, he or she reads again."""
        number, name = record
        _until_saved(
            lambda: side.people.get(f"{resource}/{number}/").etag, side.people, f"{resource}/{number}/", values
        )
        self.newest[name] = next(iter(values.values()))


def _until_saved(read: Callable[[], str], client: Client, path: str, values: dict[str, str]) -> None:
    for _number in range(10):
        try:
            client.update(path, values, etag=read())
            return
        except Problem as problem:
            if problem.status != 412:
                raise
    raise RuntimeError(f"{path} changes all the time")
