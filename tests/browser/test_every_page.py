"""Every page that the access matrix knows, of the small world: axe finds nothing, nothing is wider than a phone."""

from itertools import groupby
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from tests.access.row import Row, public
from tests.access.rows import ROWS
from tests.access.world import ACTORS, World

from .helpers import Visit

FIRST_CHOICE = "admin@nation"
PAGES = sorted(name for name, row in ROWS.items() if row.get and not row.few)
GROUPS = {group: list(names) for group, names in groupby(PAGES, key=lambda name: name.partition(":")[0])}


def become(visit: Visit, world: World, row: Row) -> None:
    """Be someone who may see the page: nobody in particular where everybody may."""
    visit.page.context.clear_cookies()
    if row.get is public:
        return
    allowed = [actor.name for actor in ACTORS if row.get and row.get(actor)]
    key = world.sessions[FIRST_CHOICE if FIRST_CHOICE in allowed else allowed[0]]
    visit.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": visit.host}])


def is_page(visit: Visit, url: str) -> bool:
    """Whether a whole HTML page answers (no file, fragment, redirect)."""
    answer: Any = visit.page.request.get(url, max_redirects=0)
    is_html = answer.headers.get("content-type", "").startswith("text/html")
    return answer.ok and is_html and answer.text().lstrip().lower().startswith("<!doctype")


@pytest.mark.parametrize("group", GROUPS)
def test_pages_are_accessible(group: str, visit: Visit, world: World) -> None:
    found, opened = [], 0
    for name in GROUPS[group]:
        row = ROWS[name]
        url = reverse(name, kwargs=row.kwargs(world)) + row.query
        become(visit, world, row)
        if is_page(visit, url):
            found += visit.faults(url, picture=False)
            opened += 1
    assert found == []
    assert opened or len(GROUPS[group]) < 3
