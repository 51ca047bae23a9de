"""Demo of tasks: two of Thanh Hóa's plan of 2025 given out, one to every commune of today, with a report of Lưu Vệ and
a difficulty. All of it is invented ("dữ liệu minh họa")."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.accounts.demo import LUU_VE, THANH_HOA
from ocop.accounts.models import User
from programs.domain.work.difficulties import raise_difficulty
from programs.domain.work.giving import Choice, give_out
from programs.domain.work.progress import report_progress
from programs.domain.work.proposals import Proposal, propose
from programs.enums import VersionState
from programs.models import PlanVersion, Unit, WorkItem

YEAR = 2025
OVERDUE, AHEAD = 10, 10
"""Days: one task of the province's office is told to its head, the communes' is due soon."""


def load_demo_work(accounts: Mapping[str, User]) -> dict[str, Any]:
    """Give the tasks out once; what is there stays. Returns how many tasks there are."""
    issued = PlanVersion.objects.filter(plan__unit__code=THANH_HOA, plan__year=YEAR, state=VersionState.ISSUED)
    version = issued.select_related("plan__unit").first()
    found = WorkItem.objects.filter(plan__unit__code=THANH_HOA, is_illustration=True)
    if version is not None and not found.exists():
        _give(version, accounts)
    return {"tasks": found.count()}


def _give(version: PlanVersion, accounts: Mapping[str, User]) -> None:
    today = timezone.localdate()
    proposals = propose(version, day=today)
    chosen = {_first(proposals, fans_out=False).key: Choice(due_on=today - timedelta(days=OVERDUE))}
    chosen[_first(proposals, fans_out=True).key] = Choice(due_on=today + timedelta(days=AHEAD))
    actor = accounts["dieuphoi.tinh"]
    give_out(version=version, actor=actor, chosen=chosen, day=today, is_illustration=True)
    commune = Unit.objects.on(today).get(code=LUU_VE)
    officer = accounts["canbo.luuve"]
    item = WorkItem.objects.get(unit=commune, plan=version.plan, is_illustration=True)
    text = _("Đã họp với các chủ thể, đang rà soát sản phẩm (dữ liệu minh họa).")
    report_progress(item=item, actor=officer, progress=40, text=text)
    text = _("Đề nghị hướng dẫn bố trí kinh phí tập huấn cho cấp xã (dữ liệu minh họa).")
    raise_difficulty(unit=commune, actor=officer, text=text, item=item, is_illustration=True)


def _first(proposals: list[Proposal], *, fans_out: bool) -> Proposal:
    return next(one for one in proposals if bool(one.units) == fans_out)
