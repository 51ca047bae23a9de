"""Demo of the cascade: Thanh Hóa's draft for next year proposes figures to a few communes, Lưu Vệ among them.

The figures are invented; the plan says so in its title and abstract ("dữ liệu minh họa").
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.accounts.demo import LUU_VE, THANH_HOA
from ocop.accounts.models import User
from programs.domain.cascade.assignments import propose_targets
from programs.domain.plans import create_plan
from programs.domain.targets import set_targets
from programs.domain.targets_grid import GridRow
from programs.enums import TargetKind
from programs.models import Plan, Unit

DAYS_TO_ANSWER = 10
_FIGURES = ((None, 1, 6), (None, None, 3), (None, None, 2), (None, 1, 1))
"""Five, four, three stars: the province, Lưu Vệ, two more communes."""


def load_demo_cascade(accounts: Mapping[str, User]) -> dict[str, Any]:
    """Make the draft and send it once; a year later the next one. Idempotent."""
    year, actor = timezone.localdate().year + 1, accounts["dieuphoi.tinh"]
    units = _units()
    plan = Plan.objects.filter(unit=units[0], year=year).first()
    if plan is None:
        plan = _make(units, year, actor)
    return {"slug": plan.slug, "proposed": sum(version.assignments.count() for version in plan.versions.all())}


def _units() -> list[Unit]:
    """The province, Lưu Vệ, and the two communes that follow it by code."""
    now = Unit.objects.filter(valid_to=None)
    province = now.get(code=THANH_HOA)
    communes = now.filter(parent_code=THANH_HOA, path__startswith=province.path, code__gte=LUU_VE).order_by("code")
    return [province, *communes[: len(_FIGURES) - 1]]


def _make(units: list[Unit], year: int, actor: User) -> Plan:
    title = _(
        "Kế hoạch thực hiện Chương trình mỗi xã một sản phẩm (OCOP) năm %(year)s, tỉnh Thanh Hóa (dữ liệu minh họa)"
    )
    plan = create_plan(unit=units[0], year=year, actor=actor, title=title % {"year": year})
    draft = plan.versions.get()
    head, *rows = [
        GridRow(unit.pk, TargetKind.ANY, unit.name, dict(zip((5, 4, 3), figures, strict=True)))
        for unit, figures in zip(units, _FIGURES, strict=True)
    ]
    set_targets(version=draft, revision=draft.revision, actor=actor, headline=[head], rows=rows)
    until = timezone.localdate() + timedelta(days=DAYS_TO_ANSWER)
    note = _("Số dự kiến để các xã cho ý kiến (dữ liệu minh họa).")
    propose_targets(version=draft, actor=actor, answer_by=until, note=note)
    return plan
