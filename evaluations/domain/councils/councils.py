"""Councils: founded by a decision at a unit of its day, mended, dissolved. Founding rule: QĐ 26/2026, Điều 7.3b."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.accounts.access import territory_grants
from ocop.audit.acts import record_act
from ocop.text import format_date, nfc
from products.domain.records import assign, clean_fields
from programs.enums import Tier
from programs.models import Unit, UnitReach

from ...enums import CouncilLevel, SessionState
from ...models import Council, CouncilSession
from ...models.council import ORGANISERS
from ...validators import check_day, clean_decision_number
from .locks import lock_council
from .procedure import first_rules

TIERS = {
    CouncilLevel.DISTRICT: Tier.DISTRICT,
    CouncilLevel.PROVINCE: Tier.PROVINCE,
    CouncilLevel.CENTRAL: Tier.NATION,
}
"""At which units a council of each level stands; the Ministry's at the whole country."""
OPEN_STATES = (SessionState.PREPARING, SessionState.SCORING)


def founding_units(user: Any, level: str, day: date) -> QuerySet[Unit]:
    """Units of the level which exist on the day and where the person prepares councils; None is the command line.

    No district exists from 01/07/2025 on, so no council of a district is founded then (rules.md §2)."""
    units = Unit.objects.on(day).filter(tier=TIERS[CouncilLevel(level)])
    if user is None:
        return units
    reached = UnitReach.objects.filter(unit__in=territory_grants(user, ORGANISERS)).values("member")
    return units.filter(pk__in=reached)


@transaction.atomic
def create_council(
    *, actor: Any, level: str, unit: Unit, name: str, decision_number: str, decided_on: date, **more: Any
) -> Council:
    """Found a council with the rules of procedure the installation proposes (`procedure.first_rules`).

    The same decision sent again gives the stored council. `more`: is_illustration. Raises ValidationError keyed by
    field: a unit of another level, one that did not exist that day or where the actor prepares none; a number that is
    none; a day in the future.
    """
    values = _clean(name=name, decision_number=decision_number, decided_on=decided_on)
    if not founding_units(actor, level, decided_on).filter(pk=unit.pk).exists():
        raise ValidationError({"unit": ValidationError(_unit_fault(unit, level, decided_on), code="unit")})
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)  # the same form sent twice at once
    number = values["decision_number"]
    stored = Council.objects.filter(unit=unit, decision_number=number, decided_on=decided_on).first()
    if stored is not None and (stored.level, stored.name) == (level, values["name"]):
        return stored
    council = Council(level=level, unit=unit, **values, **more)
    council.full_clean()
    council.save()
    first_rules(council)
    record_act(verb="create_council", actor=actor, subject=council, article=_article(council), payload=_facts(council))
    return council


@transaction.atomic
def update_council(
    *, actor: Any, council_id: int, revision: int | None, name: str, decision_number: str, decided_on: date
) -> Council:
    """Mend what was typed of the founding decision. Raises StaleError, ValidationError keyed by field."""
    council = lock_council(actor, council_id)
    values = _clean(name=name, decision_number=decision_number, decided_on=decided_on)
    if not council.unit.is_valid_on(decided_on):
        fault = _unit_fault(council.unit, council.level, decided_on)
        raise ValidationError({"decided_on": ValidationError(fault, code="unit")})
    first = council.sessions.order_by("held_on").values_list("held_on", flat=True).first()
    if first is not None and first < decided_on:
        text = _("Hội đồng đã có phiên họp ngày %s, trước ngày quyết định này.") % format_date(first)
        raise ValidationError({"decided_on": ValidationError(text, code="session_before")})
    if assign(council, revision, values):
        council.full_clean()
        council.save()
        record_act(verb="update_council", actor=actor, subject=council, payload=_facts(council))
    return council


@transaction.atomic
def end_council(*, actor: Any, council_id: int, ended_on: date) -> Council:
    """Dissolve a council after a day; places still held end with it. Refused while a session is open."""
    council = lock_council(actor, council_id)
    if council.ended_on == ended_on:
        return council
    if council.ended_on is not None:
        raise ValidationError(_("Hội đồng đã giải thể ngày %s.") % format_date(council.ended_on), code="ended")
    if ended_on < council.decided_on:
        text = _("Ngày giải thể không thể trước ngày thành lập.")
        raise ValidationError({"ended_on": ValidationError(text, code="before_start")})
    _refuse_open(council, ended_on)
    council.ended_on = ended_on
    council.revision += 1
    council.save()
    for member in council.members.filter(valid_to=None):
        member.valid_to = max(ended_on, member.valid_from)
        member.save(update_fields=["valid_to", "updated_at"])
    record_act(verb="end_council", actor=actor, subject=council, payload={"ended_on": ended_on.isoformat()})
    return council


def _refuse_open(council: Council, ended_on: date) -> None:
    """A session that is open, or held after the day, is in the way."""
    sessions = CouncilSession.objects.filter(council=council)
    if sessions.filter(state__in=OPEN_STATES).exists():
        raise ValidationError(_("Còn phiên họp chưa kết thúc. Hãy kết thúc hoặc hủy trước."), code="open_session")
    last = sessions.exclude(state=SessionState.CANCELLED).order_by("-held_on").first()
    if last is not None and last.held_on > ended_on:
        text = _("Hội đồng đã họp ngày %s, sau ngày giải thể này.") % format_date(last.held_on)
        raise ValidationError({"ended_on": ValidationError(text, code="session_after")})


def _clean(**values: Any) -> dict[str, Any]:
    cleaners: dict[str, Callable[[Any], Any]] = {
        "name": _clean_name,
        "decision_number": clean_decision_number,
        "decided_on": _clean_day,
    }
    return clean_fields(cleaners, values)


def _clean_name(name: str) -> str:
    text = " ".join(nfc(name or "").split())
    if not text:
        raise ValidationError(_("Hãy ghi tên hội đồng."), code="required")
    return text


def _clean_day(day: date) -> date:
    check_day(day, timezone.localdate())
    return day


def _unit_fault(unit: Unit, level: str, day: date) -> str:
    if unit.tier != TIERS[CouncilLevel(level)]:
        return _("Đơn vị không thuộc cấp của hội đồng.")
    if not unit.is_valid_on(day):
        words = {"unit": unit.name, "day": format_date(day)}
        return _("%(unit)s không tồn tại ngày %(day)s, không lập được hội đồng ở đó.") % words
    return _("Đơn vị này ngoài phạm vi bạn được chuẩn bị hội đồng.")


def _article(council: Council) -> str:
    """Điều 7.3b of QĐ 26/2026 for councils founded under it; the annexes of older decisions name no clause at hand."""
    central = council.level == CouncilLevel.CENTRAL
    article = "Điều 7.4" if central else "Điều 7.3b"
    return f"{article} Quyết định 26/2026/QĐ-TTg" if council.decided_on >= date(2026, 5, 22) else ""


def _facts(council: Council) -> dict[str, Any]:
    return {
        "level": council.level,
        "unit": {"id": council.unit_id, "code": council.unit.code, "name": council.unit.name},
        "name": council.name,
        "decision_number": council.decision_number,
        "decided_on": council.decided_on.isoformat(),
    }
