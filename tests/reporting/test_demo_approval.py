"""The demo's signers and its plan to receive: marked as illustration, made once."""

import pytest

from ocop.accounts.demo import THANH_HOA
from ocop.accounts.models import User
from programs.domain.approval_waiting import deliveries_unread
from programs.domain.signing import signer_on
from programs.models import Delegation, Delivery, Plan
from reporting.domain.demo_approval import load_demo_approval

pytestmark = pytest.mark.django_db


def test_the_demo_has_signers_and_a_plan_waits_to_be_received(demo: None) -> None:
    before = (Delegation.objects.count(), Delivery.objects.count())
    accounts = {"dieuphoi.tinh": User.objects.get(username="dieuphoi.tinh")}
    assert load_demo_approval(accounts) == {"delegations": before[0], "deliveries": before[1]}
    assert all("dữ liệu minh họa" in row.text for row in Delivery.objects.all())
    waiting = deliveries_unread(User.objects.get(username="canbo.luuve"))
    assert [row.version.document_number for row in waiting] == ["36/KH-UBND"]
    issued = Plan.objects.get(unit__code=THANH_HOA, year=2025).versions.get(state="issued")
    block = signer_on(issued.plan.unit, issued.issued_on)  # type: ignore[arg-type]
    assert block is not None
    assert (block.name, block.title) == (issued.signer_name, issued.signer_title)
