"""Rules of procedure (Quy chế) from a day on. Quorum and spread are provincial practice, not law (rules.md §8)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.site.registry import get_settings
from ocop.text import format_date, nfc

from ...models import Council, CouncilRules
from .locks import lock_council

VALUES = ("source", "quorum_percent", "needs_chair", "max_spread")


def rules_on(council: Council, day: date) -> CouncilRules | None:
    """The rules in force on a day; None before the first: then nothing is required."""
    return council.rules.filter(valid_from__lte=day).order_by("-valid_from").first()


def proposed_rules() -> dict[str, Any]:
    """Values the installation proposes for a council (Thiết lập)."""
    names = ("quorum_percent", "needs_chair", "max_spread")
    keys = ("council_quorum_percent", "council_needs_chair", "council_max_spread")
    return dict(zip(names, get_settings(*keys), strict=True))


def first_rules(council: Council) -> CouncilRules:
    """The rules a new council begins with, from its founding day."""
    return CouncilRules.objects.create(council=council, valid_from=council.decided_on, **proposed_rules())


@transaction.atomic
def set_rules(
    *,
    actor: Any,
    council_id: int,
    valid_from: date,
    source: str,
    quorum_percent: int | None,
    needs_chair: bool,
    max_spread: int | None,
) -> CouncilRules:
    """Rules from a day on, or those of that day mended; None = the Quy chế says nothing, so nothing is required.

    Sessions whose scoring has begun keep the rules they were begun with. Raises ValidationError keyed by field.
    """
    council = lock_council(actor, council_id)
    if valid_from < council.decided_on:
        text = _("Quy chế không thể áp dụng trước ngày thành lập hội đồng (%s).") % format_date(council.decided_on)
        raise ValidationError({"valid_from": ValidationError(text, code="before_start")})
    values = {
        "source": nfc(source or "").strip(),
        "quorum_percent": quorum_percent,
        "needs_chair": needs_chair,
        "max_spread": max_spread,
    }
    rules = council.rules.filter(valid_from=valid_from).first()
    if rules is not None and all(getattr(rules, name) == value for name, value in values.items()):
        return rules
    rules = rules or CouncilRules(council=council, valid_from=valid_from)
    for name, value in values.items():
        setattr(rules, name, value)
    _check_ranges(rules)
    rules.full_clean(validate_constraints=False)
    rules.save()
    payload = {"valid_from": valid_from.isoformat(), **{name: getattr(rules, name) for name in VALUES}}
    record_act(verb="set_council_rules", actor=actor, subject=council, payload=payload)
    return rules


def _check_ranges(rules: CouncilRules) -> None:
    """1–100 %, 1–100 points; a sheet has 100 points."""
    faults = {}
    for name in ("quorum_percent", "max_spread"):
        value = getattr(rules, name)
        if value is not None and not 1 <= value <= 100:
            faults[name] = ValidationError(_("Ghi một số từ 1 đến 100, hoặc chọn không quy định."), code="range")
    if faults:
        raise ValidationError(faults)
