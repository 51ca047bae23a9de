"""A province with a plan whose tasks can be given out, and people of it and of its communes."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from ocop.accounts.enums import Role
from programs.domain.bodies import body_named
from programs.domain.bodies_roles import set_bodies
from programs.domain.work.giving import Choice, give_out
from programs.enums import BodyRole, Tier
from programs.models import PlanVersion, Task, Unit, WorkItem
from tests import factories as make

TODAY = timezone.localdate()
YEAR = TODAY.year
COMMUNES = "UBND các xã, phường"


@dataclass
class Scene:
    """A province, its communes, staff of each, and the issued version of this year."""

    province: Unit
    communes: list[Unit]
    staff: Any
    officers: list[Any]
    version: PlanVersion

    def item(self, task: Task, line: int | None = 0, **choice: Any) -> WorkItem:
        """Give out one proposal."""
        key = f"{task.pk}-{'' if line is None else line}"
        return give_out(version=self.version, actor=self.staff, chosen={key: Choice(**choice)})[0]


def make_scene(communes: int = 2) -> Scene:
    """Issued on the first day of the year."""
    province = make.make_unit(Tier.PROVINCE)
    below = [make.make_unit(parent=province) for _ in range(communes)]
    staff = make.make_user(Role.PROVINCE_COORDINATOR, province)
    officers = [make.make_user(Role.COMMUNE_OFFICER, unit) for unit in below]
    version = make.make_version(make.make_plan(province, YEAR), {3: 1}, issued_on=date(YEAR, 1, 1))
    return Scene(province, below, staff, officers, version)


def make_task(
    scene: Scene, heading: str = COMMUNES, items: tuple[str, ...] = ("Rà soát sản phẩm.",), **roles: Any
) -> Task:
    """A task of the plan; `roles`: names by "leads", "coordinating", "requested"."""
    task = Task.objects.create(
        version=scene.version,
        order=scene.version.task_set.count() + 1,
        body=body_named(unit=scene.province, name=heading),
        heading=heading,
        items=list(items),
    )
    names = {"leads": BodyRole.LEAD, "coordinating": BodyRole.COORDINATING, "requested": BodyRole.REQUESTED}
    set_bodies(task=task, roles={role: roles.get(name, ()) for name, role in names.items()})
    return task


def late(days: int) -> date:
    """So many days ago."""
    return TODAY - timedelta(days=days)
