"""Producers and products of two OCOP systems kept equal while people write in both.

    export A_HOST=https://… A_ID=… A_SECRET=… B_HOST=https://… B_ID=… B_SECRET=…
    python two_way_sync.py state.sqlite [--prefer newest|a|b] [--every 60] [--again]

A round: read both change feeds to their end, finish what was begun, then meet record by record what was told anew.
The state file holds, for each side, the cursor and the records as last told, and for each pair of records both
ids, `base` (what both held when they last met) and `sent` (what is on the way). Everything that goes out is written
there first: a POST with its Idempotency-Key and body, a PATCH with what it says. Whatever breaks, and wherever, the
next round goes on from there; nothing is made twice, and what comes back as an echo is known as one.

Who wins: a side that changed alone. If both changed: the newer `updated_at` as a whole (the clocks of both servers
must be right), or the side named by --prefer. Records that are gone on one side are told, not deleted: the
interface deletes neither producers nor products. Not carried: what the feed leaves out (docs/examples/README.md).
"""

import argparse
import json
import logging
import os
import sqlite3
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ocop_client import BEGIN_ANEW, Client, OcopError, Problem, new_key

logger = logging.getLogger("two_way_sync")
Record = dict[str, Any]
Both = Mapping[str, Record]
OTHER = {"a": "b", "b": "a"}
FIELDS = {
    "producers": ("name", "legal_form", "unit_code", "founded_on", "address", "registration_number", "tax_code"),
    "products": ("name", "product_set", "product_set_1048", "description", "official_code"),
}
"""What is carried, producers first: a product needs its producer on the other side."""
PERSONAL_FORMS = frozenset({"ho_sx", "ho_kd"})
PERSONAL = frozenset({"address", "registration_number", "tax_code"})
"""Left out by the feed for households: never sent, or they would be wiped on the other side."""
MOST_TRIES = 20
"""Times one pair is written without becoming equal, before it is left to a person."""
TABLES = """
CREATE TABLE IF NOT EXISTS cursor (side TEXT PRIMARY KEY, after TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS seen (side TEXT, resource TEXT, id INTEGER, record TEXT NOT NULL,
    is_gone INTEGER NOT NULL DEFAULT 0, is_met INTEGER NOT NULL DEFAULT 1, is_new INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (side, resource, id));
CREATE INDEX IF NOT EXISTS seen_new ON seen (resource, side, id) WHERE is_new;
CREATE TABLE IF NOT EXISTS pair (number INTEGER PRIMARY KEY, resource TEXT NOT NULL, a INTEGER, b INTEGER,
    base TEXT NOT NULL DEFAULT 'null', sent TEXT NOT NULL DEFAULT '[]', tries INTEGER NOT NULL DEFAULT 0,
    key TEXT, body TEXT, UNIQUE (resource, a), UNIQUE (resource, b));
CREATE TABLE IF NOT EXISTS note (number INTEGER PRIMARY KEY, at TEXT DEFAULT CURRENT_TIMESTAMP, kind TEXT NOT NULL,
    resource TEXT NOT NULL, a INTEGER, b INTEGER, words TEXT NOT NULL);
"""
UNPAIRED = """
SELECT s.id, s.record, s.is_new FROM seen s LEFT JOIN pair p ON p.resource = s.resource AND p.{side} = s.id
 WHERE s.side = ? AND s.resource = ? AND NOT s.is_gone AND p.number IS NULL ORDER BY s.id
"""
TO_MEET = """
SELECT DISTINCT p.* FROM seen s
  JOIN pair p ON p.resource = s.resource AND s.id = CASE s.side WHEN 'a' THEN p.a ELSE p.b END
 WHERE s.is_new AND s.resource = ? AND p.key IS NULL ORDER BY p.number
"""


@dataclass
class Round:
    """What one round did; a round that wrote nothing and left nothing waiting: both sides are equal."""

    told: int = 0
    created: int = 0
    updated: int = 0
    conflicts: int = 0
    refused: int = 0
    waiting: int = 0

    @property
    def is_quiet(self) -> bool:
        """Nothing was written, nothing waits for the next round."""
        return not (self.created or self.updated or self.waiting)


class TwoWaySync:
    """`clients`: {"a": …, "b": …}. The state file belongs to one process at a time; throw the object away after an
    exception and make another on the same file, or call `round` again: both are safe."""

    def __init__(self, clients: Mapping[str, Client], state: Path, *, prefer: str = "newest") -> None:
        self.clients, self.prefer = clients, prefer
        self.db = sqlite3.connect(state, isolation_level="IMMEDIATE")
        self.db.row_factory = sqlite3.Row
        self.db.execute("PRAGMA synchronous = FULL")
        self.db.executescript(TABLES)
        self.done = Round()

    def close(self) -> None:
        """Close the state file."""
        self.db.close()

    def round(self) -> Round:
        """Once from both feeds to both systems; raises what the client raises when a side does not answer."""
        self.done = Round()
        for side in OTHER:
            self._pull(side)
        self._settle()
        for resource in FIELDS:
            self._join(resource)
            for side in OTHER:
                self._create_missing(resource, side)
            for pair in self.db.execute(TO_MEET, [resource]).fetchall():
                self._meet(pair)
        return self.done

    # --- what the feeds tell

    def _pull(self, side: str) -> None:
        """Read a feed to its end; records and cursor are kept together, page by page."""
        try:
            self._follow(side, self._cursor(side))
        except Problem as problem:
            if problem.code not in BEGIN_ANEW:
                raise
            logger.warning("side %s is read from the beginning: %s", side, problem.code)
            with self.db:
                self.db.execute("UPDATE seen SET is_met = 0 WHERE side = ?", [side])
                self._keep_cursor(side, "")
            self._follow(side, "")

    def _follow(self, side: str, after: str) -> None:
        for page in self.clients[side].changes(after, FIELDS):
            with self.db:
                for change in page.changes:
                    self._keep(side, change.resource, change.id, change.record)
                self._keep_cursor(side, page.next_after)
            self.done.told += len(page.changes)
        with self.db:  # what was not met when all was read anew is gone
            self.db.execute("UPDATE seen SET is_gone = 1, is_new = 1, is_met = 1 WHERE side = ? AND NOT is_met", [side])

    def _keep(self, side: str, resource: str, number: int, record: Record | None) -> None:
        if record is None:
            gone = "UPDATE seen SET is_gone = 1, is_new = 1, is_met = 1 WHERE side = ? AND resource = ? AND id = ?"
            self.db.execute(gone, [side, resource, number])
        elif not record["is_illustration"]:
            self.db.execute(
                "INSERT INTO seen (side, resource, id, record) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
                " SET record = excluded.record, is_gone = 0, is_met = 1, is_new = 1",
                [side, resource, number, _text(record)],
            )

    def _cursor(self, side: str) -> str:
        row = self.db.execute("SELECT after FROM cursor WHERE side = ?", [side]).fetchone()
        return str(row["after"]) if row else ""

    def _keep_cursor(self, side: str, after: str) -> None:
        self.db.execute("INSERT OR REPLACE INTO cursor VALUES (?, ?)", [side, after])

    # --- new records

    def _settle(self) -> None:
        """Send again every POST whose answer is not known, with the key and the body of the first try."""
        for pair in self.db.execute("SELECT * FROM pair WHERE key IS NOT NULL ORDER BY number").fetchall():
            self._post(pair)

    def _join(self, resource: str) -> None:
        """Records that both sides already have under one name become pairs; which content wins, `_meet` decides."""
        there = {
            self._identity("b", resource, record): number for number, record, _new in self._unpaired(resource, "b")
        }
        for number, record, _new in self._unpaired(resource, "a"):
            identity = self._identity("a", resource, record)
            if identity in there and None not in identity:
                with self.db:
                    into = "INSERT INTO pair (resource, a, b) VALUES (?, ?, ?)"
                    self.db.execute(into, [resource, number, there.pop(identity)])
                    self._renew(resource, "a", number, is_new=True)

    def _create_missing(self, resource: str, side: str) -> None:
        """Make on the other side what is there on one side alone."""
        for number, record, is_new in self._unpaired(resource, side):
            if not is_new:  # refused before; tried again when it is told again
                continue
            body = self._body(resource, side, record, _content(resource, record))
            if resource == "products":
                body["producer"] = self._partner("producers", side, record["producer_id"])
                if body["producer"] is None:
                    self.done.waiting += self._is_awaited(side, record["producer_id"])
                    continue
            with self.db:
                made = self.db.execute(
                    f"INSERT INTO pair (resource, {side}, base, key, body) VALUES (?, ?, ?, ?, ?)",
                    [resource, number, _text(_content(resource, record)), new_key(), _text(body)],
                ).lastrowid
            self._post(self.db.execute("SELECT * FROM pair WHERE number = ?", [made]).fetchone())

    def _post(self, pair: sqlite3.Row) -> None:
        target = "b" if pair["b"] is None else "a"
        source, resource = OTHER[target], pair["resource"]
        try:
            answer = self.clients[target].create(f"{resource}/", json.loads(pair["body"]), key=pair["key"])
            with self.db:
                done = f"UPDATE pair SET {target} = ?, key = NULL, body = NULL WHERE number = ?"
                self.db.execute(done, [answer.data["id"], pair["number"]])
            self.done.created += 1
        except (Problem, sqlite3.IntegrityError) as refusal:
            _raise_if_all(refusal)
            with self.db:
                self.db.execute("DELETE FROM pair WHERE number = ?", [pair["number"]])
                self._renew(resource, source, pair[source], is_new=False)
                self._note("refused", pair, f"POST to {target}: {refusal}")
            self.done.refused += 1

    # --- pairs

    def _meet(self, pair: sqlite3.Row) -> None:
        """Make the two records of a pair equal."""
        rows = {side: self._seen(pair["resource"], side, pair[side]) for side in OTHER}
        known = {side: row for side, row in rows.items() if row is not None}
        if len(known) < len(OTHER):  # made a moment ago, or refused to be shown: the feed will tell it
            self.done.waiting += 1
        elif any(row["is_gone"] for row in known.values()):
            gone = ", ".join(side for side, row in known.items() if row["is_gone"])
            self._rest(pair, "gone", f"gone on side {gone}; the other side keeps it")
        else:
            records = {side: json.loads(row["record"]) for side, row in known.items()}
            contents = {side: _content(pair["resource"], record) for side, record in records.items()}
            if contents["a"] == contents["b"]:
                self._agree(pair, contents["a"])
            elif pair["tries"] >= MOST_TRIES:
                self._rest(pair, "unequal", f"written {MOST_TRIES} times and still not equal")
            else:
                self._push(pair, self._winner(pair, records, contents), records, contents)

    def _winner(self, pair: sqlite3.Row, records: Both, contents: Both) -> str:
        """The side whose content is to stand on both."""
        base, sent = json.loads(pair["base"]), json.loads(pair["sent"])
        changed = [side for side in OTHER if contents[side] != base]
        for side in OTHER:  # {"to": side, "content": …}: an echo of our own is no change, also without an answer
            if {"to": side, "content": contents[side]} in sent:
                return OTHER[side]
        if len(changed) == 1:
            return changed[0]
        times = {side: datetime.fromisoformat(records[side]["updated_at"]) for side in OTHER}
        newest = "a" if times["a"] >= times["b"] else "b"
        winner = newest if self.prefer == "newest" else self.prefer
        with self.db:
            self._note("conflict", pair, f"side {winner} wins over {_text(contents[OTHER[winner]])}")
        self.done.conflicts += 1
        return winner

    def _push(self, pair: sqlite3.Row, side: str, records: Both, contents: Both) -> None:
        """PATCH the other side with what differs, on the revision last told: a change in between is 412, not lost."""
        target, resource = OTHER[side], pair["resource"]
        wanted, there = contents[side], contents[target]
        differing = {name: value for name, value in wanted.items() if name not in there or there[name] != value}
        body = self._body(resource, side, records[side], differing)
        sent = [*json.loads(pair["sent"]), {"to": target, "content": wanted}]
        with self.db:
            self.db.execute("UPDATE pair SET sent = ? WHERE number = ?", [_text(sent), pair["number"]])
        try:
            etag = f'"{records[target]["revision"]}"'
            self.clients[target].update(f"{resource}/{pair[target]}/", body, etag=etag)
        except Problem as problem:
            if problem.status in (404, 412):  # changed or went away since it was told: the next round knows more
                self.done.waiting += 1
                return
            _raise_if_all(problem)
            self.done.refused += 1
            self._rest(pair, "refused", f"PATCH to {target}: {problem}")
            return
        with self.db:  # both stay "new" until the feed has told that they are equal
            self.db.execute(
                "UPDATE pair SET base = ?, sent = '[]', tries = tries + 1 WHERE number = ?",
                [_text(wanted), pair["number"]],
            )
        self.done.updated += 1

    def _agree(self, pair: sqlite3.Row, content: Record) -> None:
        with self.db:
            met = "UPDATE pair SET base = ?, sent = '[]', tries = 0 WHERE number = ?"
            self.db.execute(met, [_text(content), pair["number"]])
            for side in OTHER:
                self._renew(pair["resource"], side, pair[side], is_new=False)

    def _rest(self, pair: sqlite3.Row, kind: str, words: str) -> None:
        """Leave a pair alone until one of its records is told again."""
        with self.db:
            self.db.execute("UPDATE pair SET sent = '[]', tries = 0 WHERE number = ?", [pair["number"]])
            for side in OTHER:
                self._renew(pair["resource"], side, pair[side], is_new=False)
            self._note(kind, pair, words)

    # --- small things

    def again(self) -> None:
        """Let everything meet again, also what was refused."""
        with self.db:
            self.db.execute("UPDATE seen SET is_new = 1")

    def notes(self, *kinds: str) -> list[sqlite3.Row]:
        """What a person should look at, oldest first: "conflict", "refused", "gone", "unequal"."""
        rows = self.db.execute("SELECT * FROM note ORDER BY number")
        return [row for row in rows if not kinds or row["kind"] in kinds]

    def _body(self, resource: str, side: str, record: Record, content: Record) -> Record:
        """What is sent for a content: the unit by the code it has on a day on which it existed."""
        body = dict(content)
        if "unit_code" in body:
            unit = self.clients[side].get(f"{resource}/{record['id']}/").data["unit"]
            body["unit"] = {"code": unit["code"]} | ({"on": unit["valid_to"]} if unit["valid_to"] else {})
            del body["unit_code"]
        return body

    def _unpaired(self, resource: str, side: str) -> Iterator[tuple[int, Record, bool]]:
        for row in self.db.execute(UNPAIRED.format(side=side), [side, resource]).fetchall():
            yield row["id"], json.loads(row["record"]), bool(row["is_new"])

    def _identity(self, side: str, resource: str, record: Record) -> tuple[Any, ...]:
        """What makes a record one and the same on both sides; None in it: not to be told yet."""
        if resource == "producers":
            return record["name"].casefold(), record["unit_code"]
        row = self.db.execute(
            f"SELECT number FROM pair WHERE resource = 'producers' AND {side} = ?", [record["producer_id"]]
        ).fetchone()
        return record["name"], row["number"] if row else None

    def _partner(self, resource: str, side: str, number: int) -> Any:
        """The id on the other side; None when there is none (yet)."""
        there = f"SELECT {OTHER[side]} FROM pair WHERE resource = ? AND {side} = ?"
        row = self.db.execute(there, [resource, number]).fetchone()
        return row[0] if row else None

    def _is_awaited(self, side: str, producer: int) -> bool:
        """Whether the producer of a product is still to come over; not when it was refused or is not carried."""
        row = self._seen("producers", side, producer)
        return row is not None and bool(row["is_new"])

    def _seen(self, resource: str, side: str, number: int | None) -> sqlite3.Row | None:
        where = "SELECT * FROM seen WHERE side = ? AND resource = ? AND id = ?"
        row: sqlite3.Row | None = self.db.execute(where, [side, resource, number]).fetchone()
        return row

    def _renew(self, resource: str, side: str, number: int | None, *, is_new: bool) -> None:
        where = "UPDATE seen SET is_new = ? WHERE side = ? AND resource = ? AND id = ?"
        self.db.execute(where, [is_new, side, resource, number])

    def _note(self, kind: str, pair: sqlite3.Row, words: str) -> None:
        logger.warning("%s %s a=%s b=%s: %s", kind, pair["resource"], pair["a"], pair["b"], words)
        row = [kind, pair["resource"], pair["a"], pair["b"], words]
        self.db.execute("INSERT INTO note (kind, resource, a, b, words) VALUES (?, ?, ?, ?, ?)", row)


def _content(resource: str, record: Record) -> Record:
    """The part of a record that is carried."""
    content = {name: record[name] for name in FIELDS[resource]}
    if record.get("legal_form") in PERSONAL_FORMS:
        return {name: value for name, value in content.items() if name not in PERSONAL}
    return content


def _raise_if_all(error: Exception) -> None:
    """A refusal of the whole system, not of one record: nothing is put aside because of it."""
    if isinstance(error, Problem) and (error.status == 401 or error.code == "scope_missing"):
        raise error


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def main(arguments: list[str] | None = None) -> int:
    """Rounds for ever, or one (--every 0). Exit 1 when that one was refused something."""
    parser = argparse.ArgumentParser(description="Keep producers and products of two OCOP systems equal.")
    parser.add_argument("state", type=Path)
    parser.add_argument("--prefer", choices=("newest", "a", "b"), default="newest")
    parser.add_argument("--every", type=float, default=0.0, help="seconds between rounds; 0: one round")
    parser.add_argument("--again", action="store_true", help="try again what was refused")
    asked = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    keys = {side: [os.environ[f"{side.upper()}_{name}"] for name in ("HOST", "ID", "SECRET")] for side in OTHER}
    clients = {side: Client(*key) for side, key in keys.items()}
    sync = TwoWaySync(clients, asked.state, prefer=asked.prefer)
    if asked.again:
        sync.again()
    while True:
        try:
            print(json.dumps(vars(sync.round())), flush=True)
        except OcopError as error:
            logger.error("this round was not finished: %s", error)
            if not asked.every:
                return 1
        if not asked.every:
            return int(sync.done.refused > 0)
        time.sleep(asked.every)


if __name__ == "__main__":
    sys.exit(main())
