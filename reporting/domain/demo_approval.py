"""Demo of the way of plans: who signs for two committees, and a plan sent to a commune that has not received it yet.

Signers and their positions are those printed in the real plans; that the right lasts longer than that day is invented,
so the rows are marked. The delivery says "dữ liệu minh họa" in its own words.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.accounts.demo import LUU_VE, THANH_HOA
from ocop.accounts.models import User
from ocop.text import lower_kind
from programs.domain.bodies import body_named
from programs.enums import SigningForm, VersionState
from programs.models import Delegation, Delivery, PlanVersion, Unit

_CODES = (THANH_HOA, LUU_VE)


def load_demo_approval(accounts: Mapping[str, User]) -> dict[str, int]:
    """Make what is missing (idempotent); how many rights to sign and deliveries there are."""
    for version in _signed():
        _signer(version)
    issued = PlanVersion.objects.filter(plan__unit__code=THANH_HOA, state=VersionState.ISSUED).order_by("pk").first()
    if issued is not None:
        _delivery(issued, accounts["dieuphoi.tinh"])
    return {
        "delegations": Delegation.objects.filter(is_illustration=True).count(),
        "deliveries": Delivery.objects.count(),
    }


def _signed() -> list[PlanVersion]:
    """The first version of each of the two units that names its signer."""
    found = PlanVersion.objects.filter(plan__unit__code__in=_CODES, plan__unit__valid_to=None).exclude(signer_name="")
    first = {version.plan.unit_id: version for version in found.select_related("plan__unit").order_by("-pk")}
    return list(first.values())


def _signer(version: PlanVersion) -> None:
    unit = version.plan.unit
    body = body_named(unit=unit, name=_("Ủy ban nhân dân %s") % lower_kind(unit.name))
    fields: dict[str, Any] = {
        "form": SigningForm.DEPUTY,
        "head_title": "CHỦ TỊCH",
        "title": version.signer_title,
        "valid_from": version.issued_on or date(version.plan.year, 1, 1),
        "scope": _("như người ký ghi trong kế hoạch năm %s") % version.plan.year,
        "is_illustration": True,
    }
    Delegation.objects.get_or_create(body=body, name=version.signer_name, defaults=fields)


def _delivery(version: PlanVersion, sender: User) -> None:
    commune = Unit.objects.filter(code=LUU_VE, valid_to=None).get()
    text = _("UBND %s (dữ liệu minh họa)") % lower_kind(commune.name)
    sent = {"sent_at": timezone.now(), "sent_by": sender}
    Delivery.objects.get_or_create(version=version, text=text, unit=commune, defaults=sent)
