"""A province of a test with two districts, its staff, and a draft that could be issued."""

from dataclasses import dataclass
from typing import Any

from ocop.accounts.enums import Role
from programs.domain.plans import create_plan
from programs.domain.targets_grid import GridRow
from programs.enums import TargetKind, Tier
from programs.models import FundingSource, Plan, PlanVersion, Recipient, Target, Unit
from tests.factories import make_unit, make_user


@dataclass
class Scene:
    """The people and things of a plan's test."""

    province: Unit
    districts: list[Unit]
    officer: Any
    signer: Any
    stranger: Any
    plan: Plan

    @property
    def draft(self) -> PlanVersion:
        """The draft as it is now."""
        return self.plan.versions.get(state="draft")

    def head_row(self, five: int | None, four: int | None, three: int | None, total: int | None = None) -> GridRow:
        """A headline row of the plan's own unit."""
        return grid_row(self.province, five, four, three, total)


def grid_row(unit: Unit, *cells: int | None) -> GridRow:
    """(unit, 5★, 4★, 3★[, total]) → a row of the sheet."""
    five, four, three, *total = cells
    committed = {5: five, 4: four, 3: three}
    return GridRow(unit.pk, TargetKind.ANY, unit.name, committed, total[0] if total else None)


def make_scene() -> Scene:
    """A province (2020–), two districts, an officer, a signer, somebody of another province, and a 2025 plan."""
    province = make_unit(Tier.PROVINCE, name="Tỉnh Thử Nghiệm")
    districts = [make_unit(Tier.DISTRICT, province, name=f"Huyện {word}") for word in ("An", "Bình")]
    officer = make_user(Role.PROVINCE_COORDINATOR, province)
    stranger = make_user(Role.PROVINCE_COORDINATOR, make_unit(Tier.PROVINCE))
    signer = make_user(Role.SIGNER, province)
    plan = create_plan(unit=province, year=2025, actor=officer)
    return Scene(province, districts, officer, signer, stranger, plan)


def make_issuable(scene: Scene) -> PlanVersion:
    """Complete the draft: targets that add up, funding, a recipient and a signer."""
    draft = scene.draft
    for unit, order, name, number in (
        (scene.province, 0, "", 3),
        (scene.districts[0], 1, "Huyện An", 1),
        (scene.districts[1], 2, "Huyện Bình", 2),
    ):
        Target.objects.create(version=draft, unit=unit, order=order, printed_name=name, star=3, committed=number)
    FundingSource.objects.create(version=draft, order=1, text="Ngân sách tỉnh.", kind="province")
    Recipient.objects.create(version=draft, order=1, text="Lưu: VT")
    draft.signer_name = "Nguyễn Văn Ký"
    draft.save()
    return draft
