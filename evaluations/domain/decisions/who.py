"""Who drafts decisions and who enters them as issued, and for which unit."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from ocop.accounts.access import territory_grants
from ocop.accounts.enums import Role
from programs.enums import Tier
from programs.models import Unit, UnitReach

from ...enums import CouncilLevel, RecognitionBody
from ...models.council import ORGANISERS, READERS, Council

BODY_OF = {Tier.PROVINCE: RecognitionBody.PROVINCE, Tier.DISTRICT: RecognitionBody.DISTRICT}
"""Decisions are drafted for provinces and, until 30/06/2025, districts; the Ministry's are noted by their outcome."""
LEVEL_OF = {RecognitionBody.PROVINCE: CouncilLevel.PROVINCE, RecognitionBody.DISTRICT: CouncilLevel.DISTRICT}
"""Whose council's results a body decides on."""


def units_of(user: Any, roles: frozenset[Role] = ORGANISERS) -> QuerySet[Unit]:
    """Provinces and districts for which the person holds one of the roles today and that have, or took over, a
    council."""
    held = UnitReach.objects.filter(unit__in=territory_grants(user, roles)).values("member")
    councils = Council.objects.filter(unit__reached_by__unit=OuterRef("pk"))
    return Unit.objects.filter(Exists(councils), pk__in=held, tier__in=BODY_OF).order_by("tier", "sort_key", "pk")


def drafted_among(user: Any, unit_ids: Collection[int]) -> set[int]:
    """Which of these units are among those whose decisions the person drafts; one query."""
    held = UnitReach.objects.filter(unit__in=territory_grants(user, ORGANISERS), member__in=unit_ids)
    return set(held.values_list("member", flat=True))


def may_draft(user: Any, unit: Unit) -> bool:
    """Whether the person drafts decisions of the unit: its organisers."""
    return _holds(user, unit, ORGANISERS)


def may_issue(user: Any, unit: Unit) -> bool:
    """Whether the person enters a decision of the unit as signed: its organisers and its signer."""
    return _holds(user, unit, READERS)


def _holds(user: Any, unit: Unit, roles: frozenset[Role]) -> bool:
    return UnitReach.objects.filter(unit__in=territory_grants(user, roles), member=unit).exists()


def check_drafter(actor: Any, unit: Unit) -> None:
    """Raises ValidationError for anyone else; actor None is the command line."""
    _check(actor is None or may_draft(actor, unit))


def check_issuer(actor: Any, unit: Unit) -> None:
    """Raises ValidationError for anyone else; actor None is the command line."""
    _check(actor is None or may_issue(actor, unit))


def _check(allowed: bool) -> None:
    if not allowed:
        raise ValidationError(_("Quyết định này ngoài thẩm quyền của bạn."), code="not_allowed")


def body_of(unit: Unit) -> RecognitionBody:
    """The body that decides at the unit; ValidationError where none does."""
    body = BODY_OF.get(Tier(unit.tier))
    if body is None:
        raise ValidationError(_("%(unit)s không ra quyết định công nhận.") % {"unit": unit.name}, code="unit")
    return body
