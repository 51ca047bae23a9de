"""Pages of money, activities held, points of sale, support and norms, on a desk and on a phone."""

import pytest
from django.urls import reverse

from programs.domain.money.lines import add_entry
from tests.access.rows import ROWS
from tests.access.rows.money import line
from tests.access.world import World

from .helpers import Visit
from .test_every_page import become

NAMES = (
    *("programs:plan_funding", "programs:money_line", "programs:money_enter", "programs:money_line_new"),
    *("programs:held_list", "programs:held_detail", "programs:held_came", "programs:held_new"),
    *("programs:point_list", "programs:norm_list", "programs:norm_new", "products:held_producers"),
    *("products:point_products", "products:untrained", "products:support_list", "products:support_edit"),
)


@pytest.mark.parametrize("name", NAMES)
def test_its_pages_are_sound(name: str, visit: Visit, world: World) -> None:
    row = ROWS[name]
    if name in ("programs:plan_funding", "programs:money_line"):
        for stage, amount in (("allocated", 1_250_000_000), ("spent", 1_500_000_000)):
            day = world.issued.issued_on
            add_entry(actor=None, line_id=line(world).pk, stage=stage, amount=amount, on=day, paper="Quyết định 1")
    become(visit, world, row)
    assert visit.faults(reverse(name, kwargs=row.kwargs(world)) + row.query) == []
