"""Progress of a task: reported with a note and evidence, confirmed part by part, given up with a reason."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from programs.domain.saving import check_seen, put_values
from programs.enums import UNFINISHED, BodyRole, WorkState
from programs.models import FundingLine, WorkItem, WorkPart, WorkReport
from programs.rules import can_give_work, works_for

from .evidence import Kept, keep_evidence
from .gather import lock_chain, refresh

STEPS: dict[str, tuple[frozenset[WorkState], WorkState]] = {
    "report": (UNFINISHED, WorkState.DOING),
    "finish": (UNFINISHED | {WorkState.DONE}, WorkState.DONE),
    "reopen": (frozenset({WorkState.DONE}), WorkState.DOING),
    "drop": (UNFINISHED, WorkState.DROPPED),
}
"""Step → (from, to): who does the task takes the first three (docs/tasks.md), who gave it out the last one."""


@transaction.atomic
def report_progress(
    *,
    item: WorkItem,
    actor: Any,
    progress: int,
    text: str = "",
    is_done: bool = False,
    file_name: str = "",
    data: bytes | None = None,
    revision: int | None = None,
) -> WorkReport:
    """Say how far a task is (whole per cent; 100 is done). The same said again changes nothing.

    `revision`: of the task as it was read; None: not checked. Raises PermissionDenied, StaleRecord (changed since that
    revision), or ValidationError: gathered (it is done by others), dropped, proof (done without a word or
    a file; opened again without a word), progress, refused (the file), storage.
    """
    *above, locked = lock_chain(item)
    if actor is not None and not works_for(actor, locked.unit):
        raise PermissionDenied
    if not 0 <= progress <= 100:
        raise ValidationError({"progress": ValidationError(_("Tiến độ từ 0 đến 100 %."), code="progress")})
    step = "finish" if is_done or progress == 100 else "reopen" if locked.state == WorkState.DONE else "report"
    _check_report(locked, step, text, bool(data))
    state = STEPS[step][1]
    progress = 100 if state == WorkState.DONE else progress
    kept = keep_evidence(name=file_name, data=data) if data else Kept()
    said = {"state": state, "progress": progress, "text": text.strip(), "sha256": kept.sha256, "actor": actor}
    last = locked.reports.last()
    if last is not None and all(getattr(last, name) == value for name, value in said.items()):
        return last
    check_seen(locked, revision)
    report = WorkReport.objects.create(
        item=locked, file=kept.path, file_name=kept.name, content_type=kept.content_type, **said
    )
    _follow(locked, report)
    refresh(above)
    return report


def _follow(item: WorkItem, report: WorkReport) -> None:
    """The task stands where its last report says."""
    item.state, item.progress = WorkState(report.state), report.progress
    item.done_at = report.at if report.state == WorkState.DONE else None
    item.revision += 1
    item.save()
    _take_part(item, report.actor)


def _check_report(item: WorkItem, step: str, text: str, has_file: bool) -> None:
    if item.children.exists():
        raise ValidationError(_("Tiến độ của nhiệm vụ này tính từ các phần việc bên dưới."), code="gathered")
    if item.state not in STEPS[step][0]:
        raise ValidationError(_("Nhiệm vụ đã thôi thực hiện."), code="dropped")
    if step == "finish" and not (text.strip() or has_file):
        message = _("Khi hoàn thành, hãy ghi kết quả hoặc đính kèm minh chứng.")
        raise ValidationError({"text": ValidationError(message, code="proof")})
    if step == "reopen" and not text.strip():
        message = _("Mở lại nhiệm vụ đã hoàn thành thì phải ghi lý do.")
        raise ValidationError({"text": ValidationError(message, code="proof")})


def _take_part(item: WorkItem, actor: Any) -> None:
    """Who reports on a task has taken it: the unit's own part is confirmed, and done with the task."""
    done_at = item.done_at
    for part in item.parts.select_for_update().filter(body=None, unit=item.unit, role=BodyRole.LEAD):
        part.confirmed_at, part.confirmed_by = part.confirmed_at or timezone.now(), part.confirmed_by or actor
        part.done_at = done_at
        part.save()


@transaction.atomic
def confirm_part(*, part: WorkPart, actor: Any, is_done: bool = False, note: str = "") -> WorkPart:
    """The body (or unit) takes its part; with `is_done` it says that its part is done. Asked twice: done once.

    Raises PermissionDenied, or ValidationError code dropped.
    """
    locked = WorkPart.objects.select_for_update(of=("self",)).select_related("item__unit", "unit").get(pk=part.pk)
    if actor is not None and not works_for(actor, locked.unit or locked.item.unit):
        raise PermissionDenied
    if locked.item.state == WorkState.DROPPED:
        raise ValidationError(_("Nhiệm vụ đã thôi thực hiện."), code="dropped")
    if locked.confirmed_at is None:
        locked.confirmed_at, locked.confirmed_by = timezone.now(), actor
    if is_done and locked.done_at is None:
        locked.done_at, locked.note = timezone.now(), note.strip()
    locked.save()
    return locked


@transaction.atomic
def drop_work(*, item: WorkItem, actor: Any, reason: str) -> WorkItem:
    """Who gave a task out gives it up, with all that hangs below it and is not done yet; recorded as an act.

    Raises PermissionDenied, or ValidationError: reason, finished (nothing is left to give up).
    """
    *above, locked = lock_chain(item)
    if actor is not None and not can_give_work(actor, locked.plan):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"reason": _("Hãy ghi lý do thôi thực hiện.")}, code="reason")
    if locked.state not in STEPS["drop"][0]:
        raise ValidationError(_("Nhiệm vụ đã kết thúc."), code="finished")
    branch = _branch(locked)
    for one in branch:
        if one.state in UNFINISHED and not any(other.parent_id == one.pk for other in branch):
            one.state, one.drop_reason = WorkState.DROPPED, reason.strip()
            one.revision += 1
            one.save()
    gathered = [one for one in branch if any(other.parent_id == one.pk for other in branch)]
    refresh([*above, *gathered])
    payload = {"task": locked.content[:200], "unit": locked.unit.name, "reason": reason.strip()}
    record_act(verb="drop_work", actor=actor, subject=locked, payload=payload)
    locked.refresh_from_db()
    return locked


def _branch(item: WorkItem) -> list[WorkItem]:
    """The task and all below it, under lock, those above before those below."""
    found = level = [item]
    while level:
        pks = [one.pk for one in level]
        level = list(WorkItem.objects.select_for_update(of=("self",)).filter(parent__in=pks).order_by("pk"))
        found = [*found, *level]
    return found


@transaction.atomic
def change_work(
    *, item: WorkItem, actor: Any, revision: int | None, due_on: date | None, funding: FundingLine | None
) -> WorkItem:
    """Another day or another line of money for a task; what hangs below and had the same day goes with it.

    Raises PermissionDenied, StaleRecord, or ValidationError: finished, too_early.
    """
    *_above, locked = lock_chain(item)
    if actor is not None and not can_give_work(actor, locked.plan):
        raise PermissionDenied
    if locked.state not in UNFINISHED:
        raise ValidationError(_("Nhiệm vụ đã kết thúc."), code="finished")
    issued_on = locked.version.issued_on if locked.version else None
    if due_on and issued_on and due_on < issued_on:
        raise ValidationError({"due_on": _("Hạn trước ngày ban hành kế hoạch.")}, code="too_early")
    before = locked.due_on
    if not put_values(locked, revision, {"due_on": due_on, "funding": funding}):
        return locked
    locked.save()
    for one in _branch(locked)[1:]:
        if one.due_on == before and one.state in UNFINISHED and not one.period:
            put_values(one, None, {"due_on": due_on, "funding": funding})
            one.save()
    return locked
