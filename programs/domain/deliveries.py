"""An issued plan sent to its recipients, and received: a line of «Nơi nhận» becomes one row a unit it speaks of.

A receipt is an act of a person of the unit (a button), not a trace of opening the page: a GET writes nothing, and who
only looks on has not received anything for the unit.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.accounts.access import territory_grants
from ocop.audit.acts import record_act
from ocop.text import fold, format_date
from programs.domain.approval_waiting import RECEIVERS
from programs.domain.bodies_names import body_key, committee_of
from programs.domain.bodies_time import unit_names
from programs.domain.plans_lock import lock_version
from programs.domain.plans_text import recipient_text
from programs.enums import Tier, VersionState
from programs.models import Body, Delivery, PlanVersion, Unit
from programs.rules import can_edit_plan

_TIER_WORDS = (
    (Tier.COMMUNE, r"\bcac (xa|phuong|thi tran|dac khu)\b"),
    (Tier.DISTRICT, r"\bcac (huyen|quan|thi xa|thanh pho)\b"),
)
_ABOVE = ((Tier.PROVINCE, r"\btinh\b"), (Tier.DISTRICT, r"\bhuyen\b"))


@dataclass(frozen=True)
class Address:
    """Whom a line of «Nơi nhận» means: a unit with people here, a known body, or only words."""

    text: str
    unit: Unit | None = None
    body: Body | None = None


def can_receive(user: Any, delivery: Delivery) -> bool:
    """Whether the person confirms the receipt: staff of that very unit; for a body without accounts the sender's."""
    if delivery.unit is None:
        return can_edit_plan(user, delivery.version.plan)
    grants = territory_grants(user, RECEIVERS)
    return delivery.unit.reached_by.filter(unit__in=grants, unit__tier=delivery.unit.tier).exists()


def addresses_of(version: PlanVersion, day: date) -> list[Address]:
    """The recipients of a version on a day, in order; «Lưu» is the file and receives nothing.

    "UBND các xã, phường" is every commune of the plan's unit existing that day.
    """
    found: list[Address] = []
    names = unit_names(version.plan.unit)
    known = {body_key(one.name, *names): one for one in _bodies(version)}
    for row in version.recipient_set.order_by("order", "pk"):
        if fold(row.text).split()[:1] == ["luu"]:
            continue
        text = recipient_text({"text": row.text, "purpose": row.purpose})[:250]
        body = known.get(body_key(row.text, *names))
        units = _units(row.text, version.plan.unit, day)
        found += [Address(text, unit, body) for unit in units] or [Address(text, None, body)]
    return found


def _bodies(version: PlanVersion) -> list[Body]:
    unit = version.plan.unit
    found = Body.objects.filter(unit__code__in={unit.code, unit.province_code})
    return list(found.order_by("pk"))


def _units(text: str, own: Unit, day: date) -> list[Unit]:
    """Units of the day a line speaks of, none for bodies of the plan's own unit."""
    key = fold(text)
    if re.match(r"(ubnd|uy ban nhan dan)\b", key):
        below = Unit.objects.on(day).filter(path__startswith=own.path).exclude(path=own.path)
        tiers = [tier for tier, words in _TIER_WORDS if re.search(words, key)]
        if tiers:
            return list(below.filter(tier=tiers[0]).order_by("sort_key", "code"))
        named = committee_of(text)
        same = Unit.objects.on(day).filter(fold=fold(named), path__startswith=f"{own.province_code}/")
        if named and same.exists():
            return list(same.exclude(pk=own.pk)[:1])
    codes = own.path.split("/")[:-2]
    tier = next((tier for tier, words in _ABOVE if re.search(words, key)), None)
    return list(Unit.objects.on(day).filter(code__in=codes, tier=tier)[:1]) if tier else []


@transaction.atomic
def send_version(*, version: PlanVersion, actor: Any, sent_on: date | None = None) -> list[Delivery]:
    """Send an issued version to everyone it names; who has it already is left alone. Returns the new rows.

    `sent_on`: the day, today without one; the units are those existing on it. Raises PermissionDenied, or
    ValidationError (codes not_issued, day, nobody).
    """
    locked = lock_version(version)
    if not can_edit_plan(actor, locked.plan):
        raise PermissionDenied
    if locked.state != VersionState.ISSUED or locked.issued_on is None:
        raise ValidationError(_("Chỉ gửi được bản đã ban hành."), code="not_issued")
    now = timezone.localtime()
    day = sent_on or now.date()
    if not locked.issued_on <= day <= now.date():
        text = _("Ngày gửi phải từ ngày ban hành %s đến hôm nay.") % format_date(locked.issued_on)
        raise ValidationError({"sent_on": ValidationError(text, code="day")})
    addresses = addresses_of(locked, day)
    if not addresses:
        raise ValidationError(_("Kế hoạch chưa ghi nơi nhận nào ngoài nơi lưu."), code="nobody")
    there = set(locked.deliveries.values_list("text", "unit"))
    at = now if day == now.date() else timezone.make_aware(datetime.combine(day, time(12)))
    rows = [
        Delivery(version=locked, text=one.text, unit=one.unit, body=one.body, sent_at=at, sent_by=actor)
        for one in dict.fromkeys(addresses)
        if (one.text, one.unit.pk if one.unit else None) not in there
    ]
    if rows:
        Delivery.objects.bulk_create(rows)
        payload = {"number": locked.document_number, "sent_on": day.isoformat(), "recipients": len(rows)}
        record_act(verb="send_plan", actor=actor, subject=locked, payload=payload)
    return rows


@transaction.atomic
def receive_delivery(*, delivery: Delivery, actor: Any) -> Delivery:
    """Confirm that the unit has received the plan; received already: given back as it is. Raises PermissionDenied."""
    locked = Delivery.objects.select_for_update(of=("self",)).select_related("version__plan__unit", "unit")
    row = locked.get(pk=delivery.pk)
    if not can_receive(actor, row):
        raise PermissionDenied
    if row.read_at is None:
        row.read_at, row.read_by = timezone.now(), actor
        row.revision += 1
        row.save(update_fields=["read_at", "read_by", "revision", "updated_at"])
        payload = {"number": row.version.document_number, "recipient": row.text}
        record_act(verb="receive_plan", actor=actor, subject=row, payload=payload)
    return row
