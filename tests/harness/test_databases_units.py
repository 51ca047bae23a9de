"""The national units come from a copied template; a test that commits does not spoil the next."""

import pytest

from programs.enums import Tier
from programs.models import Unit

COMMUNES = 10_035


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_units_are_back_after_a_test_that_commits(units: None, turn: int) -> None:
    assert Unit.objects.filter(tier=Tier.COMMUNE).count() > COMMUNES
    Unit.objects.filter(tier=Tier.NATION)[0].reaches.all().delete()


@pytest.mark.django_db
def test_units_with_reach(units: None) -> None:
    nation = Unit.objects.get(tier=Tier.NATION)
    assert nation.reaches.count() == Unit.objects.count()
