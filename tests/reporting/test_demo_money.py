"""The illustration of money and activities: made once, marked as such, and seen by the commune's officer."""

import pytest

from ocop.accounts.models import User
from products.models import SupportGrant
from programs.domain.money.sums import money_sums
from programs.models import FundingLine, HeldActivity, Plan, PointOfSale, SupportNorm
from reporting.domain.demo_money import HELD, MARK, MONEY, load_demo_money

KINDS = (FundingLine, HeldActivity, PointOfSale, SupportNorm, SupportGrant)


@pytest.mark.django_db
def test_everything_is_marked_and_made_once(demo: None) -> None:
    counts = [kind.objects.count() for kind in KINDS]
    assert counts == [len(MONEY), len(HELD), 1, 1, 1]
    assert all(not kind.objects.filter(is_illustration=False).exists() for kind in KINDS)
    assert all(MARK in str(one) for kind in KINDS[:4] for one in kind.objects.all())
    accounts = {user.username: user for user in User.objects.all()}
    assert load_demo_money(accounts) == {"lines": 0, "held": 0}
    assert [kind.objects.count() for kind in KINDS] == counts
    officer = accounts["canbo.luuve"]
    assert HeldActivity.objects.visible_to(officer).count() == len(HELD)
    plan = Plan.objects.get(unit__code="16438", year=2026)
    assert money_sums(plan).total.figures == [90_000_000, 60_000_000, 50_000_000, 30_000_000, 0]
