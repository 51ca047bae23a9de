"""Verb on an issued plan's targets: a decision during the year changes figures; the signed text stays as it is."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from programs.domain.cascade.figures import MOST, refusal, write_figures
from programs.domain.cascade.promised import Change, Figures, apply_changes, in_force_on, promised_on
from programs.domain.plans_lock import lock_version
from programs.domain.targets_grid import STARS
from programs.enums import TargetKind, VersionState
from programs.models import Adjustment, AdjustmentLine, Plan, PlanVersion, Unit
from programs.rules import can_adjust_plan


class Decision(NamedTuple):
    """The head of a decision."""

    number: str
    decided_on: date
    reason: str


class StaleAdjustment(ValidationError):
    """Another decision was entered after this person opened the sheet; nothing was written. code: stale."""

    def __init__(self) -> None:
        message = _("Vừa có một quyết định điều chỉnh khác được ghi. Chưa ghi gì; hãy mở lại bảng để xem số mới.")
        super().__init__(message, code="stale")


def last_adjustment(plan: Plan) -> int:
    """The id of the decision entered last, 0 when there is none: what a sheet of adjustment was made from."""
    last = plan.adjustments.order_by("-pk").values_list("pk", flat=True).first()
    return last or 0


@transaction.atomic
def adjust_targets(
    *,
    plan: Plan,
    number: str,
    decided_on: date,
    reason: str,
    changes: Sequence[Change],
    actor: Any,
    seen: int | None = None,
    is_illustration: bool = False,
) -> Adjustment:
    """Record a decision that changes targets of the version in force; a draft made from it takes the changes over.

    `changes`: by how much each figure changes; a shift between units keeps the sum of each star, a change of the whole
    names the plan's own unit as well. `seen`: `last_adjustment` when the person began (None: not checked). The same
    decision sent twice is recorded once. Raises PermissionDenied, StaleAdjustment, or ValidationError (not_issued,
    closed, number, reason, day, known, nothing, unit, twice, sum, below, draft).
    """
    locked = Plan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)
    if not can_adjust_plan(actor, locked):
        raise PermissionDenied
    decision = Decision(" ".join(number.split()), decided_on, reason.strip())
    changes = sorted(change for change in changes if change.committed or change.working)
    version = _check_head(locked, decision)
    known = locked.adjustments.filter(number=decision.number, decided_on=decided_on).first()
    if known:
        if _lines_of(known) == changes or (seen is not None and known.pk > seen and not changes):
            return known
        raise refusal("number", _("Quyết định này đã được ghi, với nội dung khác."), "known")
    if seen is not None and seen != last_adjustment(locked):
        raise StaleAdjustment
    _check_changes(version, changes, decided_on)
    values = decision._asdict() | {"actor": actor, "is_illustration": is_illustration}
    return _write(Adjustment(plan=locked, version=version, **values), changes)


def _write(made: Adjustment, changes: Sequence[Change]) -> Adjustment:
    """The decision with its lines, the draft that follows it, and the legal act."""
    made.save(force_insert=True)
    AdjustmentLine.objects.bulk_create(AdjustmentLine(adjustment=made, **change._asdict()) for change in changes)
    _carry_into_draft(made.version, changes)
    payload = {
        "plan": made.plan.slug,
        "number": made.number,
        "decided_on": str(made.decided_on),
        "reason": made.reason,
        "lines": [list(change) for change in changes],
    }
    record_act(verb="adjust_targets", actor=made.actor, subject=made, payload=payload)
    return made


def _lines_of(adjustment: Adjustment) -> list[Change]:
    rows = adjustment.lines.values_list("unit_id", "star", "kind", "committed", "working")
    return sorted(Change(*row) for row in rows)


def _check_head(plan: Plan, decision: Decision) -> PlanVersion:
    """The version that is adjusted; refuses a decision without number, reason or a day on which it could be made."""
    today = timezone.localdate()
    version = in_force_on(plan, today).select_related("plan__unit").first()
    if version is None or version.issued_on is None:
        raise ValidationError(_("Kế hoạch chưa ban hành; hãy sửa chỉ tiêu trong dự thảo."), code="not_issued")
    if plan.closed_on:
        raise ValidationError(_("Kế hoạch đã kết thúc, không điều chỉnh nữa."), code="closed")
    if not decision.number or len(decision.number) > 60:
        raise refusal("number", _("Hãy ghi số, ký hiệu quyết định (nhiều nhất 60 ký tự)."), "number")
    if not decision.reason:
        raise refusal("reason", _("Hãy ghi lý do điều chỉnh."), "reason")
    if not version.issued_on <= decision.decided_on <= today:
        message = _("Ngày quyết định phải từ ngày ban hành bản đang có hiệu lực (%s) đến hôm nay.")
        raise refusal("decided_on", message % f"{version.issued_on:%d/%m/%Y}", "day")
    return version


def _check_changes(version: PlanVersion, changes: Sequence[Change], decided_on: date) -> None:
    if not changes:
        raise ValidationError(_("Chưa có số nào thay đổi."), code="nothing")
    if len({change.key for change in changes}) != len(changes):
        raise ValidationError(_("Một chỉ tiêu được ghi hai lần."), code="twice")
    if any(change.star not in STARS or change.kind not in TargetKind.values for change in changes):
        raise ValidationError(_("Chỉ tiêu chỉ ghi theo hạng 3, 4, 5 sao."), code="figures")
    units = {change.unit_id for change in changes}
    below = Unit.objects.filter(pk__in=units, path__startswith=version.plan.unit.path)
    if below.count() != len(units):
        raise ValidationError(_("Có đơn vị không thuộc đơn vị lập kế hoạch."), code="unit")
    faults = sum_faults(version, changes)
    if faults:
        raise ValidationError([ValidationError(fault, code="sum") for fault in faults])
    _check_never_below(version, changes, decided_on)


def sum_faults(version: PlanVersion, changes: Iterable[Change]) -> list[str]:
    """Where the plan's own total and the units' figures would change differently, star by star, in Vietnamese.

    A plan that gives nothing to units below has only its own total.
    """
    own = version.plan.unit_id
    changes = list(changes)
    if not version.targets.exclude(unit=own).exists() and all(change.unit_id == own for change in changes):
        return []
    faults = []
    for star in STARS:
        total = sum(change.committed for change in changes if change.star == star and change.unit_id == own)
        units = sum(change.committed for change in changes if change.star == star and change.unit_id != own)
        if total != units:
            message = _("%(star)s sao: tổng của kế hoạch thay đổi %(total)+d, các đơn vị cộng lại thay đổi %(units)+d.")
            faults.append(message % {"star": star, "total": total, "units": units})
    return faults


def _check_never_below(version: PlanVersion, changes: Sequence[Change], decided_on: date) -> None:
    """No figure may be below nothing on any day from the decision on: later decisions were made without knowing it."""
    days = version.adjustments.filter(decided_on__gt=decided_on).values_list("decided_on", flat=True)
    for day in {decided_on, *days}:
        for committed, working in apply_changes(promised_on(version.plan, day, version), changes).values():
            if not (0 <= committed <= MOST and 0 <= (working or 0) <= MOST):
                raise ValidationError(_("Sau điều chỉnh, chỉ tiêu của đơn vị không được dưới 0."), code="below")


def _carry_into_draft(version: PlanVersion, changes: Sequence[Change]) -> None:
    """A draft that was made from the adjusted version holds the changes too: issuing it must not undo the decision."""
    draft = PlanVersion.objects.filter(replaces=version, state=VersionState.DRAFT).first()
    if draft is None:
        return
    locked = lock_version(draft)
    if not locked.is_open:
        message = _("Dự thảo điều chỉnh kế hoạch đang ở bước “%s”; hãy rút về soạn thảo rồi ghi quyết định.")
        raise ValidationError(message % locked.get_stage_display(), code="draft")
    after = apply_changes(promised_on(version.plan, timezone.localdate(), locked), changes)
    changed: Figures = {change.key: after[change.key] for change in changes}
    if any(committed < 0 or (working or 0) < 0 for committed, working in changed.values()):
        message = _("Dự thảo điều chỉnh kế hoạch đã ghi số nhỏ hơn mức giảm; hãy sửa dự thảo trước.")
        raise ValidationError(message, code="draft")
    write_figures(locked, changed)
    locked.revision += 1
    locked.save(update_fields=["revision", "updated_at"])


def fold_adjustments(*, issued: PlanVersion, draft: PlanVersion) -> None:
    """Write what was decided since the issued version into a draft just copied from it."""
    lines = AdjustmentLine.objects.filter(adjustment__version=issued).order_by()
    rows = lines.values_list("unit_id", "star", "kind").annotate(Sum("committed"), Sum("working"))
    changes = [Change(*row) for row in rows]
    if changes:
        after = apply_changes(promised_on(draft.plan, timezone.localdate(), draft), changes)
        write_figures(draft, {change.key: after[change.key] for change in changes})
