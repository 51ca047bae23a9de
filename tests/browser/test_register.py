"""The register of outgoing documents and the page of issuing, on a desk and on a phone."""

import pytest
from django.urls import reverse

from tests.access.rows import ROWS
from tests.access.world import World

from .helpers import Visit
from .test_every_page import become

NAMES = ("register_list", "register_book", "register_enter", "register_mode", "register_void", "document_issue")


@pytest.mark.parametrize("name", NAMES)
def test_its_pages_are_sound(name: str, visit: Visit, world: World) -> None:
    row = ROWS[f"reporting:{name}"]
    become(visit, world, row)
    assert visit.faults(reverse(f"reporting:{name}", kwargs=row.kwargs(world))) == []
