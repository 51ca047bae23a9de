"""The bodies that have a part in a task of a plan besides its lead."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from programs.domain.bodies import body_named
from programs.enums import BodyRole
from programs.models import Body, Task, TaskBody, Unit

ROLE_FIELDS = {BodyRole.LEAD: "leads", BodyRole.COORDINATING: "coordinating", BodyRole.REQUESTED: "requested"}
"""Role → its name in the data of a plan and in forms."""


def check_once(*, unit: Unit, lead: str, roles: Mapping[BodyRole, Sequence[str]]) -> Body:
    """The lead body; a body that is named in two roles is refused (lead_twice, body_twice) at the later one."""
    first = body_named(unit=unit, name=lead)
    seen = {first.pk}
    for role, names in roles.items():
        found = {body_named(unit=unit, name=name).pk for name in names}
        if first.pk in found:
            message = _("Cơ quan chủ trì không ghi lại ở phối hợp, cùng chủ trì hay đề nghị tham gia.")
            raise ValidationError({ROLE_FIELDS[role]: message}, code="lead_twice")
        if found & seen:
            raise ValidationError({ROLE_FIELDS[role]: _("Một cơ quan chỉ ghi ở một vai trò.")}, code="body_twice")
        seen |= found
    return first


def set_bodies(*, task: Task, roles: Mapping[BodyRole, Sequence[str]]) -> None:
    """The bodies of a task by role, in order of the roles; a body that is named twice keeps its first role."""
    unit, wanted = task.version.plan.unit, {task.body_id: BodyRole.LEAD}
    for role, names in roles.items():
        for name in names:
            wanted.setdefault(body_named(unit=unit, name=name).pk, role)
    del wanted[task.body_id]
    stored = {entry.body_id: entry for entry in task.coordinating.all()}
    gone = [entry.pk for pk, entry in stored.items() if wanted.get(pk) != entry.role]
    task.coordinating.filter(pk__in=gone).delete()
    TaskBody.objects.bulk_create(
        TaskBody(task=task, body_id=pk, role=role)
        for pk, role in wanted.items()
        if pk not in stored or stored[pk].pk in gone
    )
