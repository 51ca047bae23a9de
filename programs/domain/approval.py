"""Verbs of a version's way to the signature and of a plan's end: submit, withdraw, return, appraise; adjust; close."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.site.registry import get_setting
from ocop.text import format_date, nfc
from programs.domain.approval_rules import BY_NAME, STEPS, Step
from programs.domain.plans import issue_faults
from programs.domain.plans_lock import StaleVersion, check_draft, check_not_closed, check_revision, lock_version
from programs.domain.plans_number import hold_number
from programs.enums import PlanStage, VersionState
from programs.models import Plan, PlanVersion, VersionStep
from programs.rules import can_issue_plan

ARTICLE = "Nghị định 30/2020/NĐ-CP, Điều 9–13"


def steps_open(version: PlanVersion, user: Any) -> list[Step]:
    """Steps the person may take from where the version stands."""
    here = [step for step in STEPS if step.before == version.stage and step.rule(user, version.plan)]
    return [step for step in here if not (step.name in ("return", "appraise") and _submitted_it(version, user))]


def _submitted_it(version: PlanVersion, user: Any) -> bool:
    """Whether the setting wants another person to appraise what this one submitted."""
    if not get_setting("plan_appraiser_is_other"):
        return False
    last = version.steps.filter(after=PlanStage.APPRAISAL).order_by("-id").first()
    return last is not None and last.actor_id == getattr(user, "pk", None)


def _clean(step: Step, paper: str, note: str) -> tuple[str, str]:
    """What the person says, tidied. Raises ValidationError keyed by field (code required)."""
    paper, note = " ".join(nfc(paper).split())[:120], nfc(note).strip()[:4000]
    faults = {}
    if step.needs_paper and not paper:
        faults["paper"] = ValidationError(_("Hãy ghi số, ký hiệu và ngày của tờ trình."), code="required")
    if step.needs_note and not note:
        faults["note"] = ValidationError(_("Hãy ghi ý kiến hoặc lý do."), code="required")
    if faults:
        raise ValidationError(faults)
    return paper, note


@transaction.atomic
def take_step(
    *, version: PlanVersion, revision: int, actor: Any, step: str, paper: str = "", note: str = ""
) -> PlanVersion:
    """Move a draft one stage on or back (STEPS: submit, withdraw, return, appraise, recall, reopen).

    `paper`: the paper that goes with it (tờ trình); `note`: opinion or reason. A draft that goes to be signed has no
    faults, and holds its number where the register gives numbers. Sent twice: done once. Raises KeyError for an unknown
    step, PermissionDenied, StaleVersion, ValidationError (codes frozen, stage, same_person, incomplete, or keyed by
    field).
    """
    locked, taken = lock_version(version), BY_NAME[step]
    if not taken.rule(actor, locked.plan):
        raise PermissionDenied
    paper, note = _clean(taken, paper, note)
    if _is_done(locked, taken, revision, actor, paper, note):
        return locked
    check_draft(locked)
    check_not_closed(locked.plan)
    if locked.stage != taken.before:
        message = _("Bản này đang ở bước “%s”; hãy tải lại trang để xem việc tiếp theo.")
        raise ValidationError(message % locked.get_stage_display(), code="stage")
    check_revision(locked, revision)
    if step in ("return", "appraise") and _submitted_it(locked, actor):
        raise ValidationError(_("Người trình không thẩm định bản mình trình (Thiết lập)."), code="same_person")
    faults = issue_faults(locked) if taken.after == PlanStage.APPRAISED else []
    if faults:
        raise ValidationError([ValidationError(fault, code="incomplete") for fault in faults])
    locked.stage = taken.after
    locked.revision += 1
    locked.save(update_fields=["stage", "revision", "updated_at"])
    VersionStep.objects.create(
        version=locked, before=taken.before, after=taken.after, paper=paper, note=note, actor=actor
    )
    held = hold_number(locked, actor=actor) if taken.after == PlanStage.APPRAISED else None
    payload = {"stage": taken.after.value, "paper": paper, "note": note, "number": held.text if held else ""}
    record_act(verb=taken.verb, actor=actor, subject=locked, article=ARTICLE, payload=payload)
    return locked


def _is_done(version: PlanVersion, step: Step, revision: int, actor: Any, paper: str, note: str) -> bool:
    """Whether the very step asked for was just taken (a button pressed twice)."""
    last = version.steps.order_by("-id").first()
    if last is None or version.revision != revision + 1:
        return False
    return (last.before, last.after, last.actor_id, last.paper, last.note) == (
        step.before,
        step.after,
        actor.pk,
        paper,
        note,
    )


class StalePlan(StaleVersion):
    """Somebody changed the plan after this person opened it; nothing was written. code: stale."""

    def __init__(self, plan: Plan) -> None:
        text = _("Có người khác vừa sửa kế hoạch này. Chưa ghi gì; hãy xem lại rồi bấm lần nữa.")
        ValidationError.__init__(self, text, code="stale")
        self.revision = plan.revision


@transaction.atomic
def close_plan(*, plan: Plan, revision: int, actor: Any, closed_on: date, note: str) -> Plan:
    """End a plan with its conclusion; it takes no new draft afterwards. Closed already: given back.

    Raises PermissionDenied, StalePlan, or ValidationError (codes not_issued, on_the_way, or keyed by field).
    """
    locked = Plan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)
    if not can_issue_plan(actor, locked):
        raise PermissionDenied
    if locked.closed_on:
        return locked
    if locked.revision != revision:
        raise StalePlan(locked)
    _check_end(locked, closed_on, note)
    locked.closed_on, locked.closing_note = closed_on, nfc(note).strip()
    locked.revision += 1
    locked.save(update_fields=["closed_on", "closing_note", "revision", "updated_at"])
    payload = {"closed_on": closed_on.isoformat(), "note": locked.closing_note}
    record_act(verb="close_plan", actor=actor, subject=locked, payload=payload)
    return locked


def _check_end(plan: Plan, day: date, note: str) -> None:
    issued = plan.versions.filter(state=VersionState.ISSUED).order_by("-issued_on", "-id").first()
    if issued is None or issued.issued_on is None:
        raise ValidationError(_("Kế hoạch chưa ban hành thì chưa kết thúc được."), code="not_issued")
    if plan.versions.filter(stage__in=[PlanStage.APPRAISAL, PlanStage.APPRAISED]).exists():
        message = _("Còn bản điều chỉnh đang thẩm định hoặc chờ ký; hãy ban hành hoặc rút về trước.")
        raise ValidationError(message, code="on_the_way")
    faults = {}
    if not issued.issued_on <= day <= timezone.localdate():
        text = _("Ngày kết thúc phải từ ngày ban hành %s đến hôm nay.") % format_date(issued.issued_on)
        faults["closed_on"] = ValidationError(text, code="day")
    if not note.strip():
        faults["note"] = ValidationError(_("Hãy ghi kết luận."), code="required")
    if faults:
        raise ValidationError(faults)
