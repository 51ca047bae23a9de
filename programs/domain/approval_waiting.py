"""What waits for a person in the life of plans: versions to appraise, sign or mend; issued plans to be received."""

from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from ocop.accounts.access import territory_grants
from ocop.accounts.enums import TERRITORIAL, Role
from ocop.site.registry import get_setting
from programs.domain.approval_rules import PLAN_ISSUERS, PLAN_WRITERS, appraiser_roles, units_held
from programs.enums import PlanStage, Tier
from programs.models import Delivery, PlanVersion, UnitReach, VersionStep

WAITS = {"appraise": _("chờ thẩm định"), "sign": _("chờ ký, ban hành"), "mend": _("trả lại để hoàn thiện")}
"""Values of `waits_for` of a waiting version, in words."""
RECEIVERS = TERRITORIAL - {Role.VIEWER}
"""Roles that receive what is sent to their unit; who only looks on does not."""
_TIERS = (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)


def versions_waiting(user: Any) -> QuerySet[PlanVersion]:
    """Versions whose next step is this person's, oldest first; `waits_for` ("appraise", "sign", "mend") and
    `waits_since` (the time of the last step) tell which."""
    steps = VersionStep.objects.filter(version=OuterRef("pk")).order_by("-id")
    found = PlanVersion.objects.select_related("plan__unit").annotate(
        last_before=Subquery(steps.values("before")[:1]),
        last_actor=Subquery(steps.values("actor")[:1]),
        waits_since=Subquery(steps.values("at")[:1]),
    )
    appraise = _at(user, appraiser_roles) & Q(stage=PlanStage.APPRAISAL)
    if get_setting("plan_appraiser_is_other"):
        appraise &= ~Q(last_actor=getattr(user, "pk", None))
    sign = _at(user, lambda tier: PLAN_ISSUERS[Tier(tier)]) & Q(stage=PlanStage.APPRAISED)
    mend = _at(user, lambda tier: PLAN_WRITERS[Tier(tier)]) & Q(stage=PlanStage.DRAFTING, last_before__isnull=False)
    mend &= ~Q(last_actor=getattr(user, "pk", None))
    names = [When(condition, then=Value(name)) for name, condition in (("appraise", appraise), ("sign", sign))]
    waits_for = Case(*names, default=Value("mend"), output_field=CharField())
    return found.filter(appraise | sign | mend).annotate(waits_for=waits_for).order_by(F("waits_since"), "id")


def _at(user: Any, roles: Any) -> Q:
    """Plans of units at which the user holds the roles of the unit's own tier."""
    found = Q(pk__in=[])
    for tier in _TIERS:
        found |= Q(plan__unit__tier=tier, plan__unit__in=units_held(user, roles(tier), tier))
    return found


def deliveries_unread(user: Any) -> QuerySet[Delivery]:
    """Issued plans sent to the person's own units (not those below them) and not received yet, oldest first."""
    own = UnitReach.objects.filter(unit__in=territory_grants(user, RECEIVERS), unit__tier=F("member__tier"))
    waiting = Delivery.objects.filter(read_at=None, unit__in=own.values("member"))
    return waiting.select_related("version__plan__unit", "unit").order_by("sent_at", "id")
