"""Real values in made-up requests.

A made-up id hits nothing, a made-up revision is stale, so that hardly a request would reach the work behind the checks.
In every second request that the document allows, ids, units and revisions are taken from the interface itself.
"""

import re
from collections import Counter
from typing import Any

import schemathesis
from django.test import Client
from schemathesis.generation.meta import TestPhase

NAMED = {"producer": "producers", "product": "products", "evidence": "evidence"}
"""Field of a body → the list its numbers come from."""
RULED = ("official_code", "tax_code", "phone", "registration_number", "expires_on", "issued_on", "founded_on", "since")
"""Fields whose rules say more than the document can: left out of a real request where they are not required."""
RECORD = re.compile(r"^/api/v1/([a-z-]+)/\{(id|entry|code)\}/")
INNER = re.compile(r"/\{id\}/([a-z]+)/\{(item|link)\}/")


class Known:
    """What one client may name; `filled` counts the requests made real."""

    def __init__(self, headers: dict[str, str], unit_code: str) -> None:
        self.client = Client(headers=headers)
        self.unit = {"code": unit_code}
        self.turns: Counter[str] = Counter()
        self.filled = 0

    def fill(self, case: Any) -> None:
        """Every second lawful case of an operation gets real values, in its path, If-Match and body."""
        operation = f"{case.method} {case.operation.path}"
        if case.meta is None or case.meta.generation.mode.is_negative:
            return
        self.turns[operation] += 1
        if self.turns[operation] % 2:
            return
        self.filled += 1
        if case.meta.phase.name != TestPhase.STATEFUL:  # there the ids come from earlier answers
            self._fill_path(case)
        self._fill_body(case)
        if "Idempotency-Key" in case.headers:
            case.headers["Idempotency-Key"] = f"known-{self.filled}"
        if "If-Match" in case.headers:
            self._fill_revision(case)

    def _fill_path(self, case: Any) -> None:
        found = RECORD.match(case.operation.path)
        if not found:
            return
        collection, name = found.groups()
        record = self._pick(collection, name)
        if record is None:
            return
        case.path_parameters[name] = record
        inner = INNER.search(case.operation.path)
        if inner:
            lines = self._get(f"/api/v1/{collection}/{record}/").get(inner.group(1)) or [{}]
            if "id" in lines[-1]:
                case.path_parameters[inner.group(2)] = lines[-1]["id"]

    def _fill_body(self, case: Any) -> None:
        if not isinstance(case.body, dict) or case.media_type != "application/json":
            return  # a changed form would not be known for a lawful one: see map_body
        for field in list(case.body):
            if field in RULED:
                del case.body[field]
            elif field == "unit":
                case.body[field] = dict(self.unit)
            elif field == "name":
                case.body[field] = f"{str(case.body[field])[:40]} {self.filled}"
            elif field in NAMED:
                case.body[field] = self._pick(NAMED[field], "id") or case.body[field]

    def _fill_revision(self, case: Any) -> None:
        found = RECORD.match(case.operation.path)
        key = case.path_parameters.get(found.group(2)) if found else None
        if found and isinstance(key, int | str):
            answer = self.client.get(f"/api/v1/{found.group(1)}/{key}/")
            case.headers["If-Match"] = answer.headers.get("ETag", case.headers["If-Match"])

    def form(self, body: Any) -> Any:
        """A form with a file names a producer there is, every second time."""
        self.turns["form"] += 1
        if isinstance(body, dict) and "file" in body and "producer" in body and self.turns["form"] % 2:
            return {**body, "producer": self._pick("producers", "id") or body["producer"]}
        return body

    def _pick(self, collection: str, name: str) -> Any:
        """One of the first records of a list, another each time; None when there is none (or no list of them)."""
        lines = self._get(f"/api/v1/{collection}/?limit=5").get("results") or []
        self.turns[collection] += 1
        return lines[self.turns[collection] % len(lines)].get(name) if lines else None

    def _get(self, address: str) -> dict[str, Any]:
        answer = self.client.get(address)
        return answer.json() if answer.status_code == 200 else {}


current: Known | None = None


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """Real values for the client that runs now."""
    if current is not None:
        current.fill(case)


@schemathesis.hook
def map_body(context: Any, body: Any) -> Any:
    """The same for forms, while they are made."""
    return body if current is None else current.form(body)
