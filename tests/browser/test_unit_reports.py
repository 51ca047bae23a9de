"""Pages of reports up the chain, on a desk and on a phone."""

import pytest
from django.urls import reverse

from tests.access.rows import ROWS
from tests.access.world import World

from .helpers import Visit
from .test_every_page import become

NAMES = ("call_list", "call_new", "call_detail", "call_whole", "unit_report", "unit_report_edit")


@pytest.mark.parametrize("name", NAMES)
def test_its_pages_are_sound(name: str, visit: Visit, world: World) -> None:
    row = ROWS[f"reporting:{name}"]
    become(visit, world, row)
    assert visit.faults(reverse(f"reporting:{name}", kwargs=row.kwargs(world))) == []
