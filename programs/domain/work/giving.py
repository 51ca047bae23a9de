"""Giving out the tasks of an issued plan: once each, one a unit where all units of a tier are meant, one a period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from programs.enums import BodyRole, Recurrence, VersionState
from programs.models import FundingLine, Plan, PlanVersion, WorkItem, WorkPart
from programs.rules import can_give_work

from .periods import periods_of
from .proposals import SENTENCES, Proposal, giving_day, propose


@dataclass(frozen=True)
class Choice:
    """What a person confirmed of a proposal."""

    due_on: date | None = None
    recurrence: Recurrence = Recurrence.NONE
    funding: FundingLine | None = None


@transaction.atomic
def give_out(
    *,
    version: PlanVersion,
    actor: Any,
    chosen: Mapping[str, Choice],
    by: str = SENTENCES,
    day: date | None = None,
    is_illustration: bool = False,
) -> list[WorkItem]:
    """Make the tasks of the chosen proposals (their keys); what has been given out already is left as it is.

    Returns the new tasks, one a proposal; those of units and periods hang below them. `actor` None is the command line.
    Raises PermissionDenied, or ValidationError (not_issued, closed, unknown, too_early).
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=version.plan_id)
    version.plan = plan
    day = day or giving_day(version)
    wanted = confirmed(version=version, actor=actor, chosen=chosen, by=by, day=day)
    made = [_make(version, proposal, choice, day, is_illustration) for proposal, choice in wanted]
    if made:
        units = sum(len(proposal.units) for proposal, _choice in wanted)
        payload = {"plan": version.document_number, "tasks": len(made), "unit_tasks": units, "day": str(day)}
        record_act(verb="give_out_work", actor=actor, subject=plan, payload=payload)
    return made


def confirmed(
    *, version: PlanVersion, actor: Any, chosen: Mapping[str, Choice], by: str, day: date
) -> list[tuple[Proposal, Choice]]:
    """What is still to be given out of the chosen proposals, in the order of the plan. Raises like `give_out`."""
    plan = version.plan
    if actor is not None and not can_give_work(actor, plan):
        raise PermissionDenied
    if version.state != VersionState.ISSUED:
        raise ValidationError(_("Chỉ giao nhiệm vụ của kế hoạch đã ban hành."), code="not_issued")
    if plan.closed_on is not None:
        raise ValidationError(_("Kế hoạch đã kết thúc."), code="closed")
    proposals = {one.key: one for one in propose(version, by, day)}
    if set(chosen) - set(proposals):
        message = _("Nhiệm vụ của kế hoạch đã thay đổi. Hãy mở lại trang và chọn lại.")
        raise ValidationError(message, code="unknown")
    wanted = [(one, chosen[key]) for key, one in proposals.items() if key in chosen and one.item is None]
    _check_days(version, wanted)
    return wanted


def _check_days(version: PlanVersion, wanted: Sequence[tuple[Proposal, Choice]]) -> None:
    for proposal, choice in wanted:
        if choice.due_on and version.issued_on and choice.due_on < version.issued_on:
            message = _("Hạn của “%s” trước ngày ban hành kế hoạch.") % proposal.content[:80]
            raise ValidationError(message, code="too_early")


def _make(version: PlanVersion, proposal: Proposal, choice: Choice, day: date, is_illustration: bool) -> WorkItem:
    periods = periods_of(choice.recurrence, version.plan.year, day)
    root = WorkItem(
        plan=version.plan,
        version=version,
        task=proposal.task,
        line=proposal.line,
        section_number=proposal.section_number,
        unit=version.plan.unit,
        body=proposal.task.body,
        content=proposal.content,
        due_on=periods[-1].last_day if periods else choice.due_on,
        recurrence=choice.recurrence,
        funding=choice.funding,
        is_illustration=is_illustration,
    )
    root.full_clean(exclude=["version", "task", "body", "funding", "parent"])
    root.save()
    _make_parts(root, proposal)
    owners = [root]
    if proposal.units:
        owners = WorkItem.objects.bulk_create(_below(root, unit=unit) for unit in proposal.units)
        parts = (WorkPart(item=item, unit=item.unit, role=BodyRole.LEAD) for item in owners)
        WorkPart.objects.bulk_create(parts)
    WorkItem.objects.bulk_create(
        _below(owner, unit=owner.unit, period=period.code, due_on=period.last_day)
        for owner in owners
        for period in periods
    )
    return root


def _below(parent: WorkItem, **fields: Any) -> WorkItem:
    """A task gathered into `parent`, alike but for `fields`; one of a period does not come back itself."""
    if fields.get("period"):
        fields["recurrence"] = Recurrence.NONE
    names = ("plan", "version", "task", "line", "section_number", "content", "due_on", "recurrence", "funding")
    shared = {name: getattr(parent, name) for name in (*names, "is_illustration")}
    return WorkItem(parent=parent, **{**shared, **fields})


def _make_parts(root: WorkItem, proposal: Proposal) -> None:
    """One part a body: each confirms its own. A task of many units is led by them, each in its own task."""
    parts = []
    for role, bodies in proposal.bodies:
        if proposal.units and role == BodyRole.LEAD:
            continue
        parts += [WorkPart(item=root, body=body, unit=body.unit, role=role) for body in bodies]
    WorkPart.objects.bulk_create(parts)
