"""Difficulties: a unit raises them with the unit above, which answers or passes them further up; all on the way read
the answer."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from programs.models import Difficulty, Unit, WorkItem
from programs.models.work import worked_units
from programs.rules import works_for

from .whom import unit_above


def _above(unit: Unit) -> Unit:
    today = timezone.localdate()
    if not unit.is_valid_on(today):
        raise ValidationError(_("%s không còn tồn tại.") % unit.name, code="ended")
    above = unit_above(unit, today)
    if above is None:
        raise ValidationError(_("Không có cấp trên để gửi kiến nghị."), code="top")
    return above


def _written(text: str, field: str = "text") -> str:
    if not text.strip():
        raise ValidationError({field: _("Hãy ghi nội dung.")}, code="empty")
    return text.strip()


@transaction.atomic
def raise_difficulty(
    *, unit: Unit, actor: Any, text: str, item: WorkItem | None = None, is_illustration: bool = False
) -> Difficulty:
    """A unit tells the unit above it today of a difficulty, of one of its tasks or of none; the same text that still
    waits is not sent twice.

    Raises PermissionDenied, or ValidationError: empty, ended, top, other_unit (the task is not this unit's).
    """
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    if actor is not None and not works_for(actor, locked):
        raise PermissionDenied
    clean = _written(text)
    if item is not None and item.unit_id != locked.pk:
        raise ValidationError(_("Nhiệm vụ này không phải của %s.") % locked.name, code="other_unit")
    same = Difficulty.objects.waiting().filter(unit=locked, item=item, text=clean).first()
    if same is not None:
        return same
    made = Difficulty.objects.create(
        unit=locked,
        to_unit=_above(locked),
        item=item,
        text=clean,
        raised_by=actor,
        is_illustration=is_illustration,
    )
    record_act(verb="raise_difficulty", actor=actor, subject=made, payload=_payload(made))
    return made


def _payload(difficulty: Difficulty) -> dict[str, str]:
    return {"from": difficulty.unit.name, "to": difficulty.to_unit.name, "text": difficulty.text[:300]}


def _lock(difficulty: Difficulty, actor: Any) -> Difficulty:
    rows = Difficulty.objects.select_for_update(of=("self",)).select_related("unit", "to_unit", "item")
    locked = rows.get(pk=difficulty.pk)
    if actor is not None and not works_for(actor, locked.to_unit):
        raise PermissionDenied
    return locked


@transaction.atomic
def answer_difficulty(*, difficulty: Difficulty, actor: Any, answer: str) -> Difficulty:
    """The unit it was sent to answers; the same answer again changes nothing, another one is refused (answered).

    Raises PermissionDenied, or ValidationError: empty, answered, passed (it is before a higher unit).
    """
    locked = _lock(difficulty, actor)
    clean = _written(answer, "answer")
    if locked.answered_at is not None:
        if locked.answer == clean:
            return locked
        raise ValidationError(_("Kiến nghị này đã được trả lời."), code="answered")
    if Difficulty.objects.filter(passed_from=locked).exists():
        raise ValidationError(_("Kiến nghị này đã chuyển lên cấp trên."), code="passed")
    locked.answer, locked.answered_at, locked.answered_by = clean, timezone.now(), actor
    locked.revision += 1
    locked.save()
    payload = {**_payload(locked), "answer": clean[:300]}
    record_act(verb="answer_difficulty", actor=actor, subject=locked, payload=payload)
    return locked


@transaction.atomic
def pass_difficulty(*, difficulty: Difficulty, actor: Any, text: str = "") -> Difficulty:
    """The unit it was sent to passes it to the unit above, in its own words or in those it got; passed once.

    Raises PermissionDenied, or ValidationError: answered, ended, top.
    """
    locked = _lock(difficulty, actor)
    if locked.answered_at is not None:
        raise ValidationError(_("Kiến nghị này đã được trả lời."), code="answered")
    passed = Difficulty.objects.filter(passed_from=locked).first()
    if passed is not None:
        return passed
    made = Difficulty.objects.create(
        unit=locked.to_unit,
        to_unit=_above(locked.to_unit),
        item=locked.item,
        passed_from=locked,
        text=text.strip() or locked.text,
        raised_by=actor,
        is_illustration=locked.is_illustration,
    )
    record_act(verb="pass_difficulty", actor=actor, subject=made, payload=_payload(made))
    return made


def chain_of(difficulty: Difficulty) -> list[Difficulty]:
    """From the unit that raised it first to the highest one it came before."""
    first, chain = difficulty, []
    while first.passed_from is not None:
        first = first.passed_from
    step: Difficulty | None = first
    rows = Difficulty.objects.select_related("unit", "to_unit", "item", "answered_by", "raised_by")
    while step is not None:
        chain.append(rows.get(pk=step.pk))
        step = Difficulty.objects.filter(passed_from=step).first()
    return chain


def difficulties_waiting(user: Any) -> QuerySet[Difficulty]:
    """Those the user's own units are to answer, oldest first."""
    waiting = Difficulty.objects.waiting().filter(to_unit__in=worked_units(user))
    return waiting.select_related("unit", "to_unit").order_by("created_at", "id")


def difficulties_answered(user: Any, since: Any) -> QuerySet[Difficulty]:
    """Those the user's own units raised and which were answered since a time, newest first."""
    answered = Difficulty.objects.filter(unit__in=worked_units(user), answered_at__gte=since)
    return answered.select_related("unit", "to_unit").order_by("-answered_at", "id")
