"""Queries of list pages: the same literal number for 1 and 3 items, and the committed one.

`OCOP_WRITE_BASELINES=1 pytest tests/harness/test_queries.py` writes query_baselines.json anew; a larger number is a
decision to be seen in the diff.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.access.row import Row
from tests.access.rows import ROWS
from tests.access.world import ACTORS, World

BASELINES = Path(__file__).with_name("query_baselines.json")
WRITE = os.environ.get("OCOP_WRITE_BASELINES") == "1"
MOST = 12
"""No list page needs more, whatever it shows."""

LISTS = sorted(name for name, row in ROWS.items() if row.more)


def must_be_counted(name: str, row: Row) -> bool:
    """A page that lists records: called so, or one that shows marked records without being asked for one of them."""
    is_list = name.rpartition(":")[2].endswith("list") or (row.marked and row.is_plain)
    return row.get is not None and is_list


def count_queries(client: Any, url: str) -> int:
    """Queries of the second of two equal requests, when all caches of the process are warm."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_every_list_page_is_counted() -> None:
    missing = [name for name, row in ROWS.items() if must_be_counted(name, row) and not row.more]
    assert not missing, f"these rows of tests/access/rows need `more=` (docs/testing.md): {missing}"


def test_baselines_are_of_pages_that_exist() -> None:
    assert WRITE or sorted(json.loads(BASELINES.read_text())) == LISTS


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.django_db
def test_number_of_queries(name: str, world: World) -> None:
    row = ROWS[name]
    assert row.get
    assert row.more
    actor = next(actor for actor in reversed(ACTORS) if row.get(actor) and row.sees_mark(actor))
    client, url = world.client(actor.name), reverse(name, kwargs=row.kwargs(world)) + row.query
    with_one = count_queries(client, url)
    row.more(world)
    row.more(world)
    assert count_queries(client, url) == with_one
    assert with_one <= MOST
    if WRITE:
        _write(name, with_one)
    assert json.loads(BASELINES.read_text()).get(name) == with_one


def _write(name: str, count: int) -> None:
    known = json.loads(BASELINES.read_text()) if BASELINES.exists() else {}
    kept = {key: value for key, value in {**known, name: count}.items() if key in LISTS}
    BASELINES.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n")
