"""Assignments that wait for somebody: to be answered by the unit, or to be confirmed by the plan's writers."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from ocop.accounts.access import territory_grants
from ocop.accounts.enums import Role
from programs.enums import AssignmentState, Tier, VersionState
from programs.models import Assignment, UnitReach
from programs.rules import PLAN_ISSUERS, PLAN_WRITERS


def _waits_for(user: Any, roles: Mapping[Tier, frozenset[Role]], unit: str) -> Q:
    """Whether the unit named by the path `unit` is looked after by the user: staff of its own tier.

    Administrators above may answer for a unit too, but it does not wait for them. Closed districts are the province's.
    """
    wanted = Q(pk__in=())
    for tier, held in roles.items():
        own = territory_grants(user, held - {Role.ADMIN})
        tiers = (tier, Tier.PROVINCE) if tier == Tier.DISTRICT else (tier,)
        reached = UnitReach.objects.filter(unit__in=own, unit__tier__in=tiers).values("member")
        wanted |= Q(**{f"{unit}__tier": tier, f"{unit}__in": reached})
    return wanted


def assignments_waiting(user: Any) -> QuerySet[Assignment]:
    """Proposals the user's units have not answered yet, with unit, version and plan; those of issued plans are over."""
    roles = {tier: PLAN_WRITERS[tier] | PLAN_ISSUERS[tier] for tier in PLAN_WRITERS}
    proposed = Assignment.objects.filter(state=AssignmentState.PROPOSED, version__state=VersionState.DRAFT)
    return proposed.filter(_waits_for(user, roles, "unit")).select_related("unit", "version__plan__unit")


def assignments_to_confirm(user: Any) -> QuerySet[Assignment]:
    """Answers the writers of a draft have not confirmed or taken over yet."""
    answered = Assignment.objects.filter(
        state__in=(AssignmentState.ACCEPTED, AssignmentState.ASKED), version__state=VersionState.DRAFT
    )
    mine = _waits_for(user, PLAN_WRITERS, "version__plan__unit")
    return answered.filter(mine).select_related("unit", "version__plan__unit")
