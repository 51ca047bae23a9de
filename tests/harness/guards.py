"""Guards around every request of every test: a GET writes nothing, every page passes `pages.faults`, every template
variable exists. They raise where the fault is, and again at the end of the test for faults in other threads."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .pages import faults

WRITES = re.compile(
    r"\b(?:INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE(?:\s+TABLE)?|COPY)\s+\"?(\w+)\"?"
    r"|(?<!FOR )(?<!DO )\bUPDATE\s+(?:ONLY\s+)?\"?(\w+)\"?\s+(?:\"?\w+\"?\s+)?SET\b",
    re.IGNORECASE,
)
SAFE = {"GET", "HEAD", "OPTIONS"}
MAY_BE_WRITTEN = {
    "products_sensitiveread": "the log of who read personal data: reading is what it records (Nghị định 356/2025)",
    "api_changenote": "the change feed: what is committed gets its place when somebody reads (ocop/api/domain)",
    "api_change": "likewise",
    "django_session": "the session store: messages shown once, and the session made for the login form",
}
"""Tables a GET may write, each with its reason."""

FIRST = 4
"""How many answers of one status at one path are read in a test: the access matrix asks a hundred times."""

_found: list[str] = []
_answers: Counter[tuple[str, int]] = Counter()


def report(fault: str) -> None:
    """Remember a fault for the end of the test and raise it here."""
    _found.append(fault)
    raise AssertionError(fault)


def written_table(sql: str) -> str:
    """The table that a statement writes, "" when it only reads."""
    match = WRITES.search(sql)
    return (match.group(1) or match.group(2)) if match else ""


def _refuse_writes(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    table = written_table(str(sql))
    if table and table not in MAY_BE_WRITTEN:
        report(f"a GET request writes to {table}: {str(sql)[:300]}")
    return execute(sql, params, many, context)


def check_response(path: str, response: Any) -> None:
    """Raise when an HTML answer lacks the CSP or has faults; of equal requests the first few are read."""
    _answers[path, response.status_code] += 1
    if (
        _answers[path, response.status_code] > FIRST
        or response.streaming
        or not response.get("Content-Type", "").startswith("text/html")
    ):
        return
    policy = response.get("Content-Security-Policy", "")
    found = [] if "default-src 'self'" in policy and "unsafe" not in policy else [f"weak or no CSP: {policy!r}"]
    found += faults(response.content.decode())
    if found:
        report(f"{path}: " + "; ".join(found))


class UndefinedVariable:
    """Stands as `string_if_invalid`: raises for our templates, is empty text for those of other packages."""

    def __init__(self, ours: Path) -> None:
        self.ours = ours

    def __contains__(self, key: str) -> bool:
        return key == "%s"

    def __mod__(self, variable: Any) -> str:
        origin = _template_in_use()
        if origin and Path(origin).is_relative_to(self.ours):
            report(f"undefined template variable {variable!s} in {Path(origin).relative_to(self.ours)}")
        return ""

    def __str__(self) -> str:
        return self % "(an attribute that failed)"


def _template_in_use() -> str:
    """Path of the template whose node is being rendered, by looking up the stack."""
    from django.template.base import Node

    frame: Any = sys._getframe(2)
    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return str(node.origin.name)
        frame = frame.f_back
    return ""


@pytest.fixture(scope="session", autouse=True)
def _guards() -> Iterator[None]:
    """Put the guards around Django's request handler, so the test client and the live server both pass them."""
    from django.conf import settings
    from django.core.handlers.base import BaseHandler
    from django.db import connection
    from django.template import engines

    original = BaseHandler.get_response

    def guarded(self: Any, request: Any) -> Any:
        if request.method not in SAFE:
            response = original(self, request)
        else:
            with connection.execute_wrapper(_refuse_writes):
                response = original(self, request)
        check_response(request.path, response)
        return response

    patch = pytest.MonkeyPatch()
    patch.setattr(BaseHandler, "get_response", guarded)
    patch.setattr(engines["django"].engine, "string_if_invalid", UndefinedVariable(settings.BASE_DIR))
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _no_fault_passes() -> Iterator[None]:
    """A fault swallowed by a view or raised in the live server's thread still fails the test."""
    _found.clear()
    _answers.clear()
    yield
    assert not _found, "\n".join(_found)


@pytest.fixture
def faults_expected() -> Iterator[list[str]]:
    """For the tests of the guards themselves: the faults found, forgotten at the end."""
    yield _found
    _found.clear()
