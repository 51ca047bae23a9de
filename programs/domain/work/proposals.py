"""What can be given out from a plan's tasks: a proposal for each sentence or each body, for a person to confirm."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from ocop.text import fold
from programs.enums import BodyRole, Recurrence, SectionKind
from programs.models import Body, PlanVersion, Task, Unit, WorkItem

from .whom import units_addressed
from .words import due_in, recurrence_in

SENTENCES, BODIES = "cau", "co-quan"
MAX_CONTENT = 4000


@dataclass(frozen=True)
class Proposal:
    """One thing to give out. `units`: one task each; empty for a task of one body. `item`: it has been given out."""

    key: str
    task: Task
    line: int | None
    content: str
    section_number: str
    bodies: list[tuple[BodyRole, list[Body]]]
    units: list[Unit] = field(default_factory=list)
    due_on: date | None = None
    recurrence: Recurrence = Recurrence.NONE
    item: WorkItem | None = None


def giving_day(version: PlanVersion) -> date:
    """The day whose units are addressed: today within the plan's year, else the day the plan was issued."""
    today = timezone.localdate()
    return today if today.year <= version.plan.year or version.issued_on is None else version.issued_on


def propose(version: PlanVersion, by: str = SENTENCES, day: date | None = None) -> list[Proposal]:
    """Every task of a version in order; `by` SENTENCES or BODIES. At most 6 queries and two a fan-out."""
    day = day or giving_day(version)
    section = version.section_set.filter(kind=SectionKind.TASKS).first()
    number = section.number if section else ""
    tasks = version.task_set.select_related("body__unit").prefetch_related("coordinating__body__unit").order_by("order")
    given = list(WorkItem.objects.filter(plan=version.plan, parent=None).select_related("body"))
    found: list[Proposal] = []
    for task in tasks:
        units = units_addressed(version.plan.unit, task.heading, day)
        shared: dict[str, Any] = {"task": task, "section_number": number, "bodies": roles_of(task), "units": units}
        for line, content in _pieces(task, by):
            found.append(
                Proposal(
                    key=f"{task.pk}-{'' if line is None else line}",
                    line=line,
                    content=content,
                    due_on=task.due_on or due_in(content, version.plan.year),
                    recurrence=recurrence_in(content) if by == SENTENCES else Recurrence.NONE,
                    item=_given(given, task, line, content),
                    **shared,
                )
            )
    return found


def _pieces(task: Task, by: str) -> list[tuple[int | None, str]]:
    """[(number of the sentence or None for the whole, text)]; a task may be one sentence, its intro."""
    if by == SENTENCES and task.items:
        return [(line, str(text)[:MAX_CONTENT]) for line, text in enumerate(task.items)]
    whole = "\n".join(part for part in (task.intro, *map(str, task.items)) if part) or task.heading
    return [(None, whole[:MAX_CONTENT])]


def _given(items: list[WorkItem], task: Task, line: int | None, content: str) -> WorkItem | None:
    """The task given out for this text already: of this version or another one, as a sentence or with its body."""
    text = fold(content)
    for item in items:
        known = fold(item.content) if item.body_id == task.body_id else ""
        is_within = (item.line is None and text in known) or (line is None and known in text)
        if known and (text == known or is_within):
            return item
    return None


def roles_of(task: Task) -> list[tuple[BodyRole, list[Body]]]:
    """Bodies by role; a task that begins with "Đề nghị" asks those it names, they are under no order of the issuer."""
    roles = task.bodies_by_role()
    if not fold(task.heading).startswith("de nghi"):
        return roles
    return [(BodyRole.REQUESTED if role == BodyRole.LEAD else role, bodies) for role, bodies in roles]
