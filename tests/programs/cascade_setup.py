"""A province whose 2026 draft gives figures to two communes, with their people; and the same plan issued."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ocop.accounts.enums import Role
from programs.domain.cascade.assignments import propose_targets
from programs.enums import Tier
from programs.models import Assignment, PlanVersion, Unit
from tests.factories import make_plan, make_target, make_unit, make_user, make_version


@dataclass
class Cascade:
    """The people and things of a test of the cascade."""

    province: Unit
    communes: list[Unit]
    writer: Any
    signer: Any
    officers: list[Any]
    draft: PlanVersion

    def assignment(self, index: int = 0) -> Assignment:
        """What stands for one of the communes now."""
        return Assignment.objects.get(version=self.draft, unit=self.communes[index])


def make_cascade(*, state: str = "draft", year: int = 2026, working: int | None = None) -> Cascade:
    """5 three-star products: 3 for commune An, 2 for Bình. A draft, or issued on 10/01 of the year."""
    province = make_unit(Tier.PROVINCE, name="Tỉnh Thử")
    communes = [make_unit(parent=province, name=f"Xã {word}") for word in ("An", "Bình")]
    issued = {"issued_on": date(year, 1, 10), "number": 7} if state == "issued" else {}
    version = make_version(make_plan(province, year, slug=f"tinh-thu-{year}"), state=state, **issued)
    make_target(version, province, 3, 5, working=working)
    for order, (unit, number) in enumerate(zip(communes, (3, 2), strict=True), 1):
        make_target(version, unit, 3, number, order=order, printed_name=unit.name)
    officers = [make_user(Role.COMMUNE_OFFICER, unit) for unit in communes]
    writer, signer = make_user(Role.PROVINCE_COORDINATOR, province), make_user(Role.SIGNER, province)
    return Cascade(province, communes, writer, signer, officers, version)


def proposed() -> Cascade:
    """The draft, proposed to both communes."""
    cascade = make_cascade()
    propose_targets(version=cascade.draft, actor=cascade.writer)
    return cascade
