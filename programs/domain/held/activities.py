"""Verbs on activities that took place, and on how many people of which unit came."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act

from ...models import Activity, Attendance, FundingLine, HeldActivity, Plan, Unit
from ...rules import can_keep_activities
from ..saving import check_seen, put_values

FIELDS = (
    *("kind", "title", "starts_on", "ends_on", "place", "organiser", "medium", "link", "count", "note"),
    *("activity", "funding"),
)


class Came(TypedDict):
    """People of one unit."""

    unit: Unit
    officials: int
    producers: int


def lock_held(held_id: int, actor: Any) -> HeldActivity:
    """The activity's row, locked, for who keeps the activities of its unit. Raises PermissionDenied."""
    held = HeldActivity.objects.select_for_update(of=("self",)).select_related("unit").get(pk=held_id)
    check_keeper(actor, held.unit)
    return held


def check_keeper(actor: Any, unit: Unit) -> None:
    """Refuse who does not keep the activities of the unit; actor None is the command line. Raises PermissionDenied."""
    if actor is not None and not can_keep_activities(actor, unit):
        raise PermissionDenied


@transaction.atomic
def create_held(*, actor: Any, unit: Unit, is_illustration: bool = False, **values: Any) -> HeldActivity:
    """Record an activity (FIELDS) of a unit; its plan is that of the planned activity, else the unit's of the year.

    The same again gives the one stored. Raises PermissionDenied, ValidationError (future, part; field errors).
    """
    check_keeper(actor, unit)
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    given = {name: value for name, value in values.items() if name in FIELDS}
    stored = HeldActivity.objects.filter(unit=unit, **given).first()
    if stored is not None:
        return stored
    return _save(HeldActivity(unit=unit, is_illustration=is_illustration, **given))


@transaction.atomic
def update_held(*, actor: Any, held_id: int, revision: int, **values: Any) -> HeldActivity:
    """Correct FIELDS. Raises PermissionDenied, StaleRecord, ValidationError."""
    held = lock_held(held_id, actor)
    given: Mapping[str, Any] = {name: value for name, value in values.items() if name in FIELDS}
    return _save(held) if put_values(held, revision, given) else held


def _save(held: HeldActivity) -> HeldActivity:
    held.plan = plan_of(held.unit, held.starts_on.year, held.activity)
    _check_parts(held)
    held.full_clean()
    held.save()
    return held


def plan_of(unit: Unit, year: int, activity: Activity | None) -> Plan | None:
    """The plan an activity carries out: that which names it, else the unit's own plan of the year."""
    if activity is not None:
        return activity.version.plan
    return Plan.objects.filter(unit__code=unit.code, unit__tier=unit.tier, year=year).first()


def _check_parts(held: HeldActivity) -> None:
    faults: dict[str, Any] = {}
    if held.starts_on > timezone.localdate():
        message = _("Chỉ ghi hoạt động đã diễn ra; việc sắp tới thuộc kế hoạch.")
        faults["starts_on"] = ValidationError(message, code="future")
    plans = {held.plan.pk} if held.plan else set()
    if held.funding is not None and held.funding.plan_id not in plans and held.funding.unit_id != held.unit_id:
        message = _("Dòng kinh phí thuộc kế hoạch và đơn vị khác.")
        faults["funding"] = ValidationError(message, code="part")
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def remove_held(*, actor: Any, held_id: int) -> None:
    """Take out an activity recorded by mistake, with who came. Taken out already: nothing. Raises PermissionDenied."""
    if not HeldActivity.objects.filter(pk=held_id).exists():
        return
    held = lock_held(held_id, actor)
    facts = {"kind": held.kind, "title": held.title, "unit": held.unit.name, "on": held.starts_on.isoformat()}
    record_act(verb="remove_held_activity", actor=actor, subject=held, payload=facts)
    held.delete()


@transaction.atomic
def set_attendance(*, actor: Any, held_id: int, revision: int, rows: Sequence[Came]) -> HeldActivity:
    """Write who came, whole: units not named are taken out. Raises PermissionDenied, StaleRecord, ValidationError."""
    held = lock_held(held_id, actor)
    wanted = {row["unit"].pk: row for row in rows}
    if len(wanted) != len(rows):
        raise ValidationError(_("Mỗi đơn vị ghi một dòng."), code="once")
    stored = {one.unit_id: one for one in held.attendances.all()}
    before = {pk: (one.officials, one.producers) for pk, one in stored.items()}
    if before == {pk: (row["officials"], row["producers"]) for pk, row in wanted.items()}:
        return held
    check_seen(held, revision)
    held.attendances.exclude(unit__in=wanted).delete()
    for pk, row in wanted.items():
        one = stored.get(pk) or Attendance(held=held, unit=row["unit"])
        one.officials, one.producers = row["officials"], row["producers"]
        one.full_clean()
        one.save()
    held.revision += 1
    held.save()
    return held


def funding_choices(user: Any, year: int) -> Any:
    """Lines of money of plans of the year which the person sees."""
    return FundingLine.objects.visible_to(user).filter(plan__year=year).select_related("plan").order_by("plan_id", "id")
