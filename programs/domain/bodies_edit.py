"""Verbs of bodies: recorded with their dates, what became of them, and who signs for them from when to when."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ocop.accounts.access import is_national_admin
from ocop.audit.acts import record_act
from ocop.text import fold, format_date, nfc
from programs.domain.bodies import body_named
from programs.domain.saving import put_values
from programs.enums import SigningForm
from programs.models import Body, BodyChange, Delegation, Instrument, Unit
from programs.rules import can_keep_register, can_write_plans_of

SIGNING = "Nghị định 30/2020/NĐ-CP, Điều 13"


def can_keep_body(user: Any, unit: Unit | None) -> bool:
    """Whether the user records bodies of a unit: who writes its plans; those of the country its administrators."""
    return is_national_admin(user) if unit is None else can_write_plans_of(user, unit)


def can_keep_signers(user: Any, unit: Unit | None) -> bool:
    """Whether the user records who signs for bodies of a unit: as its bodies, and the staff of the very tier."""
    return can_keep_body(user, unit) or (unit is not None and can_keep_register(user, unit))


def _lock(body: Body) -> Body:
    return Body.objects.select_for_update(of=("self",)).select_related("unit").get(pk=body.pk)


def _tidy(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: " ".join(nfc(value).split()) if isinstance(value, str) else value for name, value in values.items()}


@transaction.atomic
def save_body(
    *,
    actor: Any,
    unit: Unit | None,
    name: str,
    kind: str,
    body: Body | None = None,
    revision: int | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Body:
    """Record a body of a unit (None: of the country), or change what is recorded; a new one sent twice is one.

    Raises PermissionDenied, StaleRecord, or ValidationError keyed by field.
    """
    if not can_keep_body(actor, unit) or (body is not None and body.unit_id != (unit.pk if unit else None)):
        raise PermissionDenied
    values = _tidy({"name": name, "kind": kind, "valid_from": valid_from, "valid_to": valid_to})
    row = _lock(body) if body is not None else Body.objects.filter(unit=unit, fold=fold(values["name"])).first()
    if row is None:
        row = Body(unit=unit)
    elif body is None and all(getattr(row, field) == value for field, value in values.items()):
        return row
    elif body is None:
        raise ValidationError({"name": ValidationError(_("Đơn vị này đã có cơ quan tên như vậy."), code="there")})
    if not put_values(row, revision if body is not None else None, values):
        return row
    row.fold = fold(row.name)
    row.full_clean()
    row.save()
    payload = {**values, "valid_from": str(valid_from or ""), "valid_to": str(valid_to or "")}
    record_act(verb="change_body", actor=actor, subject=row, payload=payload)
    return row


@transaction.atomic
def add_change(
    *,
    actor: Any,
    body: Body,
    successor: str,
    kind: str,
    effective_on: date,
    instrument: str = "",
    note: str = "",
) -> BodyChange:
    """Record that a body became another of its unit on a day; the one ends the day before, the other begins on it.

    `successor`: its name, recorded when it is new. `instrument`: number of the paper, "" while it is not known. Known
    already: given back. Raises PermissionDenied, or ValidationError keyed by field (codes required, same, circle, day).
    """
    locked = _lock(body)
    if not can_keep_body(actor, locked.unit):
        raise PermissionDenied
    words = _tidy({"successor": successor, "instrument": instrument, "note": note})
    after = _successor(locked, words["successor"])
    known = BodyChange.objects.filter(predecessor=locked, successor=after).first()
    if known is not None:
        return known
    last = effective_on - timedelta(days=1)
    if locked.valid_from and locked.valid_from > last:
        text = _("Cơ quan này mới có từ %s; ngày thay đổi phải sau ngày đó.") % format_date(locked.valid_from)
        raise ValidationError({"effective_on": ValidationError(text, code="day")})
    paper = Instrument.objects.get_or_create(number=words["instrument"][:60])[0] if words["instrument"] else None
    change = BodyChange(predecessor=locked, successor=after, kind=kind, effective_on=effective_on, instrument=paper)
    change.note = words["note"]
    change.full_clean()
    change.save()
    _put_days(locked, valid_to=last)
    _put_days(after, valid_from=effective_on)
    payload = {"kind": kind, "successor": after.name, "effective_on": effective_on.isoformat()}
    payload |= {"instrument": words["instrument"], "note": words["note"]}
    record_act(verb="change_body", actor=actor, subject=locked, payload=payload)
    return change


def _successor(body: Body, name: str) -> Body:
    if not name or body.unit is None:
        raise ValidationError({"successor": ValidationError(_("Hãy ghi tên cơ quan sau thay đổi."), code="required")})
    after = body_named(unit=body.unit, name=name)
    if after.pk == body.pk:
        raise ValidationError({"successor": ValidationError(_("Cơ quan trước và sau phải khác nhau."), code="same")})
    if body.changes_in.filter(predecessor=after).exists():
        raise ValidationError({"successor": ValidationError(_("Đã ghi thay đổi theo chiều ngược lại."), code="circle")})
    return after


def _put_days(body: Body, **days: date) -> None:
    """Fill days nobody has recorded."""
    empty = {name: day for name, day in days.items() if getattr(body, name) is None}
    if empty and put_values(body, None, empty):
        body.save()


@transaction.atomic
def remove_change(*, actor: Any, change: BodyChange) -> Body:
    """Take a change recorded by mistake back; the days it filled stay to be mended by hand. Returns the body."""
    body = _lock(change.predecessor)
    if not can_keep_body(actor, body.unit):
        raise PermissionDenied
    payload = {"removed": str(change), "effective_on": change.effective_on.isoformat()}
    deleted, _rows = BodyChange.objects.filter(pk=change.pk).delete()
    if deleted:
        record_act(verb="change_body", actor=actor, subject=body, payload=payload)
    return body


@transaction.atomic
def save_delegation(
    *, actor: Any, body: Body, delegation: Delegation | None = None, revision: int | None = None, **fields: Any
) -> Delegation:
    """Record who signs for a body between two days, or change what is recorded; a new one sent twice is one.

    `fields`: form, head_title, title, name, valid_from, valid_to, instrument, scope. Who signs by order or mandate has
    a paper that says so (NĐ 30/2020, Điều 13). Raises PermissionDenied, StaleRecord, ValidationError by field.
    """
    locked = _lock(body)
    if not can_keep_signers(actor, locked.unit) or (delegation is not None and delegation.body_id != locked.pk):
        raise PermissionDenied
    values = _tidy(fields)
    if values["form"] in (SigningForm.BY_ORDER, SigningForm.BY_MANDATE) and not values.get("instrument"):
        text = _("Ký thừa lệnh, thừa ủy quyền phải ghi văn bản giao, ủy quyền.")
        raise ValidationError({"instrument": ValidationError(text, code="required")})
    if delegation is None:
        known = Delegation.objects.filter(body=locked, **values).first()
        if known is not None:
            return known
        row = Delegation(body=locked)
    else:
        row = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    if not put_values(row, revision if delegation is not None else None, values):
        return row
    row.full_clean()
    row.save()
    payload = {name: str(value or "") for name, value in values.items()}
    record_act(verb="save_delegation", actor=actor, subject=row, article=SIGNING, payload=payload)
    return row
