"""What happens between two installations in a run: people write on both, the synchronisation runs under faults.

Used by tests/api/test_two_way_sync.py and `python -m bench.sync`.
"""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .two_sides import MARK, Side, shortly

from ocop_client import ChangePage, Client, OcopError, Problem, new_key  # isort: skip
from two_way_sync import TwoWaySync  # isort: skip

RECENT = 60
"""People write on the newest records."""


class Died(BaseException):
    """The synchronising program is gone at this moment; no handler of its own sees it."""


class Mortal(Client):
    """A client whose program dies at times, right before or right after a write or between two pages; that is told
    pages again which it was told before; `keeps_key`: False takes a new Idempotency-Key for every try (the negative
    control)."""

    deaths = redeliveries = 0.0
    keeps_key = True
    redelivered = 0
    random = random.Random(0)

    def changes(self, after: str = "", resources: Iterable[str] = (), limit: int = 1000) -> Iterator[ChangePage]:
        """The feed, at times from a cursor of before, in small pages, a page twice."""
        known = self.__dict__.setdefault("cursors", [after])
        if after and self.random.random() < self.redeliveries:
            after, limit = self.random.choice(known[-5:]) or after, 7
            self.redelivered += 1
        for page in super().changes(after, resources, limit):
            known.append(page.next_after)
            yield page
            if self.random.random() < self.redeliveries:
                self.redelivered += 1
                yield page
            if self.random.random() < self.deaths:
                raise Died

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
    redelivered: int = 0
    broken_rounds: int = 0
    cuts: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0
    faults: list[str] = field(default_factory=list)


class Play:
    """People write on both sides while the synchronisation runs through the proxies."""

    def __init__(self, sides: dict[str, Side], state: Path, newest: dict[str, str] | None = None) -> None:
        self.sides, self.state_file = sides, state
        self.clients = {
            name: Mortal(side.proxy.url, *side.keys.sync, tries=4, sleep=shortly) for name, side in sides.items()
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
        told_again = sum(client.redelivered for client in self.clients.values())
        notes = len(self.sync.notes())
        deadly = set(self.random.sample(range(changes // 5, changes), min(kills, changes // 2)))
        self._faults(rate, deaths, seed)
        for number in range(changes):
            self.change(f"{seed}.{number}")
            if number in deadly or self.random.random() < 0.3:
                self._round_under_faults(is_deadly=number in deadly)
        self._faults(0.0, 0.0, seed)
        self.tally.cuts = sum((side.proxy.done for side in self.sides.values()), Counter[str]()) - before
        self.tally.redelivered = sum(client.redelivered for client in self.clients.values()) - told_again
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
            client.deaths, client.redeliveries, client.random = deaths, rate / 2, random.Random(seed)

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
        newest = f"SELECT id, name FROM products_{{}} WHERE name LIKE %s ORDER BY id DESC LIMIT {RECENT}"
        producers, products = (side.rows(newest.format(table), f"{MARK}%") for table in ("producer", "product"))
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
        return self.random.choice(rows[:6] if self.random.random() < 0.8 else rows)

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
        revision = f"SELECT revision FROM products_{resource.removesuffix('s')} WHERE id = %s"
        _until_saved(lambda: f'"{side.rows(revision, number)[0][0]}"', side.people, f"{resource}/{number}/", values)
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
