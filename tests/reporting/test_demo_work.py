"""The demo's tasks: one of the province's office overdue, one to every commune of Thanh Hóa, a report, a difficulty."""

import pytest
from django.utils import timezone

from ocop.accounts.models import User
from programs.models import Difficulty, Unit, WorkItem
from reporting.domain.demo_work import load_demo_work
from reporting.domain.inbox.sources import items_of

pytestmark = pytest.mark.django_db


def test_the_demo_gives_two_tasks_out(demo: None) -> None:
    accounts = {user.username: user for user in User.objects.filter(is_demo=True)}
    roots = WorkItem.objects.filter(is_illustration=True, parent=None)
    communes = Unit.objects.on(timezone.localdate()).filter(parent_code="38", tier="commune")
    assert sorted(root.children.count() for root in roots) == [0, communes.count()]
    assert load_demo_work(accounts) == {"tasks": 2 + communes.count()}
    assert [item.kind for item in items_of(accounts["lanhdao.tinh"], kind="qua-han")] == ["Nhiệm vụ quá hạn lâu"]
    assert [item.kind for item in items_of(accounts["canbo.luuve"], kind="nhiem-vu")] == ["Nhiệm vụ được giao"]
    assert "dữ liệu minh họa" in Difficulty.objects.get(is_illustration=True).text
