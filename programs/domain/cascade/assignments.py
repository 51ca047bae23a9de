"""Verbs on assignments: a draft's figures are proposed to units, answered by them, confirmed or changed as asked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from programs.domain.cascade.figures import UnitFigures, by_unit, checked, packed, refusal, unpacked, write_figures
from programs.domain.cascade.promised import Figure
from programs.domain.plans_lock import check_draft, check_open, lock_version
from programs.enums import AssignmentState
from programs.models import Assignment, AssignmentStep, PlanVersion, Unit
from programs.rules import can_answer_for, can_edit_plan


class StaleAssignment(ValidationError):
    """The assignment moved on after this person opened it; nothing was written. code: stale."""

    def __init__(self) -> None:
        message = _("Số giao hoặc câu trả lời vừa có thay đổi sau khi bạn mở trang. Chưa ghi gì; hãy xem lại số mới.")
        super().__init__(message, code="stale")


def sent_figures(assignment: Assignment) -> UnitFigures:
    """What was last proposed to the unit (reads `steps`, prefetched or not)."""
    sent = [step for step in assignment.steps.all() if step.state == AssignmentState.PROPOSED]
    return unpacked(sent[-1].figures) if sent else {}


def _step(assignment: Assignment, figures: UnitFigures, note: str, actor: Any) -> None:
    AssignmentStep.objects.create(
        assignment=assignment,
        state=assignment.state,
        figures=packed(figures),
        asked=assignment.asked,
        note=note,
        actor=actor if getattr(actor, "pk", None) else None,
    )


def _locked(assignment: Assignment, revision: int) -> Assignment:
    """Its row under lock, after its version's, with the check that it is what the person saw; the draft must stand."""
    version = lock_version(PlanVersion(pk=assignment.version_id))
    locked: Assignment = Assignment.objects.select_for_update(of=("self",)).select_related("unit").get(pk=assignment.pk)
    locked.version = version
    check_draft(version)
    if locked.revision != revision:
        raise StaleAssignment
    return locked


def _move(assignment: Assignment, state: AssignmentState, figures: UnitFigures, note: str, actor: Any) -> Assignment:
    """The one place that changes the state: row, step and legal act together."""
    assignment.state, assignment.note = state, note
    assignment.revision += 1
    assignment.save()
    _step(assignment, figures, note, actor)
    payload = {"unit": assignment.unit.code, "plan": assignment.version.plan.slug, "figures": packed(figures)}
    payload |= {"asked": assignment.asked, "note": note}
    record_act(verb=_VERBS[state], actor=actor, subject=assignment, payload=payload)
    return assignment


_VERBS = {
    AssignmentState.PROPOSED: "propose_targets",
    AssignmentState.ACCEPTED: "accept_targets",
    AssignmentState.ASKED: "ask_targets",
    AssignmentState.CONFIRMED: "confirm_targets",
}


@transaction.atomic
def propose_targets(
    *, version: PlanVersion, actor: Any, units: Sequence[Unit] = (), answer_by: date | None = None, note: str = ""
) -> list[Assignment]:
    """Send units what the draft gives them (no units: all with figures); returns those that were sent something.

    A unit that has these figures before it already is left alone, so sending twice is sending once; one that asked for
    others gets the same again only with a note. Raises PermissionDenied, or ValidationError (frozen, past, nothing).
    """
    locked = lock_version(version)
    if not can_edit_plan(actor, locked.plan):
        raise PermissionDenied
    check_draft(locked)
    if answer_by and answer_by < timezone.localdate():
        raise refusal("answer_by", _("Hạn trả lời đã qua."), "past")
    given = by_unit(locked)
    wanted = [unit.pk for unit in units] or list(given)
    if not wanted or not set(wanted) <= set(given):
        raise ValidationError(_("Dự thảo chưa ghi chỉ tiêu cho đơn vị để gửi."), code="nothing")
    rows = Assignment.objects.select_for_update(of=("self",)).filter(version=locked, unit__in=wanted)
    old = {row.unit_id: row for row in rows.select_related("unit").prefetch_related("steps")}
    known = {unit.pk: unit for unit in Unit.objects.filter(pk__in=wanted)}
    sent = []
    for unit_id in wanted:
        assignment = old.get(unit_id) or Assignment(version=locked, unit=known[unit_id])
        assignment.version = locked
        if assignment.pk and not _is_news(assignment, given[unit_id], answer_by, note):
            continue
        assignment.asked, assignment.answer_by = [], answer_by
        sent.append(_move(assignment, AssignmentState.PROPOSED, given[unit_id], note, actor))
    return sent


def _is_news(assignment: Assignment, figures: UnitFigures, answer_by: date | None, note: str) -> bool:
    """Whether sending these figures tells the unit anything: they are not what it has, or the question is put again."""
    if settled_figures(assignment) != packed(figures):
        return True
    if assignment.state == AssignmentState.ASKED:
        return bool(note)
    return assignment.state == AssignmentState.PROPOSED and assignment.answer_by != answer_by


def settled_figures(assignment: Assignment) -> list[dict[str, Any]]:
    """The figures of its latest step, packed: what was proposed, or what was confirmed (as asked, if taken over)."""
    steps = list(assignment.steps.all())
    return list(steps[-1].figures) if steps else []


@transaction.atomic
def accept_targets(*, assignment: Assignment, revision: int, actor: Any) -> Assignment:
    """The unit agrees to what was proposed. Raises PermissionDenied, StaleAssignment, ValidationError (frozen,
    confirmed)."""
    if _answered(assignment, AssignmentState.ACCEPTED, actor, None, ""):
        return Assignment.objects.get(pk=assignment.pk)
    locked = _answerable(assignment, revision, actor)
    locked.asked = []
    return _move(locked, AssignmentState.ACCEPTED, sent_figures(locked), "", actor)


@transaction.atomic
def ask_targets(
    *, assignment: Assignment, revision: int, actor: Any, figures: Mapping[tuple[int, str], Figure], note: str
) -> Assignment:
    """The unit asks for other figures, all of them given, and says why. Errors as in `accept_targets`, and codes
    figures, same, note."""
    asked = checked(figures)
    note = note.strip()
    if not note:
        raise refusal("note", _("Hãy ghi lý do đề nghị điều chỉnh."), "note")
    if _answered(assignment, AssignmentState.ASKED, actor, asked, note):
        return Assignment.objects.get(pk=assignment.pk)
    locked = _answerable(assignment, revision, actor)
    sent = sent_figures(locked)
    if packed(sent) == packed(asked):
        raise ValidationError(_("Số đề nghị bằng số được giao; nếu đồng ý hãy bấm Đồng ý."), code="same")
    locked.asked = packed(asked)
    return _move(locked, AssignmentState.ASKED, sent, note, actor)


def _answered(assignment: Assignment, state: str, actor: Any, asked: UnitFigures | None, note: str) -> bool:
    """Whether this very answer, by somebody who may give it, is what stands already (sent twice)."""
    lock_version(PlanVersion(pk=assignment.version_id))  # before the assignment's own row, as everywhere
    now = Assignment.objects.select_for_update(of=("self",)).select_related("unit").get(pk=assignment.pk)
    if not can_answer_for(actor, now.unit):
        raise PermissionDenied
    same = asked is None or (now.asked == packed(asked) and now.note == note)
    return now.state == state and same


def _answerable(assignment: Assignment, revision: int, actor: Any) -> Assignment:
    locked = _locked(assignment, revision)
    if not can_answer_for(actor, locked.unit):
        raise PermissionDenied
    if locked.state == AssignmentState.CONFIRMED:
        raise ValidationError(_("Chỉ tiêu đã chốt; hãy trao đổi với cơ quan giao."), code="confirmed")
    return locked


@transaction.atomic
def confirm_targets(
    *, assignment: Assignment, revision: int, actor: Any, note: str = "", take_over: bool = False
) -> Assignment:
    """Confirm what was agreed, or (`take_over`) write the figures the unit asked for into the draft and confirm those.

    Against the unit's wish, or when it did not answer in time, a note says why. Raises PermissionDenied,
    StaleAssignment, or ValidationError (frozen, not_open, unanswered, changed, note, not_asked).
    """
    version = lock_version(PlanVersion(pk=assignment.version_id))  # before the assignment's own row, as everywhere
    if not can_edit_plan(actor, version.plan):
        raise PermissionDenied
    now = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if now.state == AssignmentState.CONFIRMED and now.revision == revision + 1:
        return now
    locked = _locked(assignment, revision)
    if take_over:
        return _take_over(locked, note, actor)
    figures = by_unit(locked.version).get(locked.unit_id, {})
    _check_confirmable(locked, figures, note)
    return _move(locked, AssignmentState.CONFIRMED, figures, note.strip(), actor)


def _check_confirmable(assignment: Assignment, figures: UnitFigures, note: str) -> None:
    if assignment.state == AssignmentState.CONFIRMED:
        raise ValidationError(_("Chỉ tiêu của đơn vị này đã chốt."), code="confirmed")
    if packed(figures) != packed(sent_figures(assignment)):
        message = _("Số trong dự thảo đã khác số gửi đơn vị. Hãy gửi lại số mới rồi mới chốt.")
        raise ValidationError(message, code="changed")
    late = assignment.answer_by is not None and assignment.answer_by < timezone.localdate()
    if assignment.state == AssignmentState.PROPOSED and not late:
        raise ValidationError(_("Đơn vị chưa trả lời và chưa quá hạn trả lời."), code="unanswered")
    if assignment.state != AssignmentState.ACCEPTED and not note.strip():
        raise refusal("note", _("Hãy ghi lý do chốt khi đơn vị chưa đồng ý."), "note")


def _take_over(assignment: Assignment, note: str, actor: Any) -> Assignment:
    """The asked figures become the draft's; the sheet may then have a remainder, which keeps it from being issued."""
    if assignment.state != AssignmentState.ASKED:
        raise ValidationError(_("Đơn vị không đề nghị số nào khác."), code="not_asked")
    version = assignment.version
    check_open(version)
    asked = unpacked(assignment.asked)
    before = by_unit(version).get(assignment.unit_id, {})
    blank: UnitFigures = dict.fromkeys(before, (0, None))
    write_figures(version, {(assignment.unit_id, *key): figure for key, figure in (blank | asked).items()})
    version.revision += 1
    version.save(update_fields=["revision", "updated_at"])
    return _move(assignment, AssignmentState.CONFIRMED, asked, note.strip(), actor)
