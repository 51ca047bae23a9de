"""Schemathesis against the served schema, in this process: what it sent, and what it found (docs/api.md)."""

import traceback
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import connections
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from ocop.api.openapi import served_document

from . import known
from .tokens import ALL, bearer, make_client

schemathesis.openapi.format("cursor", st.just(""))  # a cursor is taken from an answer, never made
SCHEMA = "/api/v1/schema/"
CLIENTS: dict[str, tuple[list[str], str]] = {
    "reader": ([scope for scope in ALL if scope.endswith(":read")], ""),
    "writer": (list(ALL), ""),
    "products": (["products:read", "products:write"], "/(products|producers|oauth|changes)/"),
}
"""Name → its scopes, and the addresses it tries (a pattern; "" = all)."""
REFUSALS = ["400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "428", "429"]
"""What may answer a request that the document forbids."""
LAWFUL = ["2xx", "3xx", "401", "403", "404", "406", "409", "412", "415", "422", "428"]
"""What may answer one it allows: 409, 412, 422 are the domain's own refusals, 403 a scope, 415 the bytes of a file."""


@lru_cache(maxsize=1)
def whole() -> dict[str, list[str]]:
    """The fields that a record owes, by address, where `?fields=` may leave some out."""
    document, found = served_document(), {}
    for path, methods in document["paths"].items():
        content = methods.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        shape = content.get("application/json", {}).get("schema", {})
        page = _component(document, shape).get("properties", {}).get("results", {}).get("items", {})
        either = shape.get("anyOf") or page.get("anyOf")
        if either:
            found[path] = _component(document, either[0]).get("required", [])
    return found


def _component(document: dict[str, Any], shape: dict[str, Any]) -> dict[str, Any]:
    name = shape.get("$ref", "").rpartition("/")[2]
    return document["components"]["schemas"][name] if name else {}  # type: ignore[no-any-return]


@schemathesis.check
def whole_records(ctx: Any, response: Any, case: Any) -> bool | None:
    """Without `?fields=` nothing is left out, though the document must allow it."""
    owed = whole().get(case.operation.path)
    if owed is None or response.status_code != 200 or "fields" in (case.query or {}) or case.method.upper() != "GET":
        return None
    body = response.json()
    lacking = {name for row in body.get("results", [body]) for name in owed if name not in row}
    assert not lacking, f"fields left out: {sorted(lacking)}"
    return None


@dataclass
class Run:
    """Cases by phase, statuses by number, and each fault once with a request that shows it."""

    cases: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)
    filled: int = 0

    @property
    def total(self) -> int:
        return sum(self.cases.values())

    def __str__(self) -> str:
        phases = ", ".join(f"{name} {number}" for name, number in self.cases.items())
        statuses = ", ".join(f"{status}: {number}" for status, number in sorted(self.statuses.items()))
        real = f"{self.filled} with real ids and revisions"
        return f"{self.total} cases ({phases}), {real}; statuses {statuses}; {len(self.faults)} faults"


class Application:
    """The WSGI application; `close` ends the database connections of the engine's threads, which end without a word."""

    def __init__(self) -> None:
        self.application = get_wsgi_application()
        self.held: set[Any] = set()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        found = connections["default"]
        if found not in self.held:
            found.inc_thread_sharing()
            self.held.add(found)
        answer = self.application(environ, start_response)
        try:
            return [b"".join(answer)]
        finally:
            answer.close()  # the engine would leave the files of downloads open

    def close(self) -> None:
        for found in self.held:
            found.close()
            found.dec_thread_sharing()


def config(seed: int, examples: int, headers: dict[str, str], max_time: int | None = None) -> SchemathesisConfig:
    """All phases and all checks; the same seed sends the same cases."""
    return SchemathesisConfig.from_dict(
        {
            "seed": seed,
            **({"max-time": max_time} if max_time else {}),
            "headers": headers,
            "workers": 1,
            "continue-on-failure": True,
            "generation": {
                "max-examples": examples,
                "deterministic": True,
                "database": "none",
                "no-shrink": True,
                "allow-x00": False,
            },
            "checks": {
                "positive_data_acceptance": {"expected-statuses": LAWFUL},
                "negative_data_rejection": {"expected-statuses": REFUSALS},
                "missing_required_header": {"expected-statuses": REFUSALS},
            },
        }
    )


def fuzz_as(name: str, unit: Any, include: str = "", **options: Any) -> Run:
    """Run as one of CLIENTS, made anew at a unit, without a limit of requests in the way, half with real ids."""
    scopes_of, tried = CLIENTS[name]
    client = make_client(*scopes_of, unit=unit, per_minute=1_000_000)
    known.current = known.Known(headers := bearer(client), unit.code)
    try:
        run = fuzz(headers, include=include or tried, **options)
    finally:
        filled, known.current = known.current.filled, None
    run.filled = filled
    return run


def fuzz(headers: dict[str, str], *, seed: int, examples: int, include: str = "", max_time: int | None = None) -> Run:
    """Run every phase as one client; `include` limits it to addresses that match."""
    app = Application()
    schema = schemathesis.openapi.from_wsgi(
        SCHEMA, app, config=config(seed, examples, headers, max_time), headers=headers
    )
    if include:
        schema = schema.include(path_regex=include)
    run = Run()
    try:
        for event in from_schema(schema).execute():
            note(run, event)
    finally:
        app.close()
    return run


def note(run: Run, event: Any) -> None:
    """Count the cases of a scenario and keep its faults."""
    if isinstance(event, events.NonFatalError):
        trace = "".join(traceback.format_exception(event.value)[-12:])
        run.faults[f"{event.label}: {type(event.value).__name__}"] = trace[-3000:]
    if isinstance(event, events.FatalError):
        run.faults["engine"] = repr(event.exception)
    if not isinstance(event, events.ScenarioFinished):
        return
    recorder = event.recorder
    run.cases[event.phase.value] += len(recorder.interactions)
    for interaction in recorder.interactions.values():
        if interaction.response is not None:
            run.statuses[interaction.response.status_code] += 1
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.failure_info is not None:
                _keep(run, recorder, case_id, check)


def _keep(run: Run, recorder: Any, case_id: str, check: Any) -> None:
    failure = check.failure_info.failure
    label = recorder.cases[case_id].value.operation.label if case_id in recorder.cases else recorder.label
    which = next((line for line in failure.message.splitlines() if line.startswith("Invalid component")), "")
    name = f"{label} · {check.name} · {failure.title} {which}".strip()
    if name in run.faults:
        return
    response = recorder.interactions[case_id].response if case_id in recorder.interactions else None
    said = "" if response is None else f"\n  answered {response.status_code} {response.text[:600]}"
    run.faults[name] = f"{failure.message[:900]}\n  {check.failure_info.code_sample[:900]}{said}"
