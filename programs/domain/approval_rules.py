"""Who may take which step of a plan's way to the signature, and where each step leads (data of docs/approval.md)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ocop.accounts.access import territory_grants
from ocop.accounts.enums import Role
from ocop.site.registry import get_setting
from programs.enums import PlanStage, Tier
from programs.models import Plan, UnitReach
from programs.rules import PLAN_ISSUERS, PLAN_WRITERS, can_edit_plan, can_issue_plan

APPRAISERS = {
    Tier.PROVINCE: frozenset({Role.SIGNER, Role.PROVINCE_COORDINATOR}),
    Tier.DISTRICT: frozenset({Role.SIGNER, Role.DISTRICT_COORDINATOR}),
    Tier.COMMUNE: frozenset({Role.SIGNER, Role.COMMUNE_OFFICER}),
}
"""Who appraises a plan unless the signer alone does (setting plan_appraiser): the law names nobody."""


def appraiser_roles(tier: str) -> frozenset[Role]:
    """Roles that appraise a plan of a tier, by a grant at a unit of that tier."""
    if get_setting("plan_appraiser") == "signer":
        return frozenset({Role.SIGNER})
    return APPRAISERS.get(Tier(tier), frozenset())


def can_appraise_plan(user: Any, plan: Plan) -> bool:
    """Whether the user appraises plans of the plan's own tier and unit."""
    grants = territory_grants(user, appraiser_roles(plan.unit.tier))
    return plan.unit.reached_by.filter(unit__in=grants, unit__tier=plan.unit.tier).exists()


def units_held(user: Any, roles: frozenset[Role], tier: str) -> Any:
    """Ids of units of a tier at which the user holds one of the roles, by a grant at that tier."""
    reach = UnitReach.objects.filter(unit__in=territory_grants(user, roles), unit__tier=tier, member__tier=tier)
    return reach.values("member")


@dataclass(frozen=True)
class Step:
    """One step: name in the address, stages, rule, what the person must say, button, legal act."""

    name: str
    before: PlanStage
    after: PlanStage
    rule: Callable[[Any, Plan], bool]
    verb: str
    needs_paper: bool = False
    needs_note: bool = False


STEPS: tuple[Step, ...] = (
    Step("submit", PlanStage.DRAFTING, PlanStage.APPRAISAL, can_edit_plan, "submit_plan", needs_paper=True),
    Step("withdraw", PlanStage.APPRAISAL, PlanStage.DRAFTING, can_edit_plan, "withdraw_plan"),
    Step("return", PlanStage.APPRAISAL, PlanStage.DRAFTING, can_appraise_plan, "return_plan", needs_note=True),
    Step("appraise", PlanStage.APPRAISAL, PlanStage.APPRAISED, can_appraise_plan, "appraise_plan", needs_note=True),
    Step("recall", PlanStage.APPRAISED, PlanStage.DRAFTING, can_edit_plan, "withdraw_plan", needs_note=True),
    Step("reopen", PlanStage.APPRAISED, PlanStage.DRAFTING, can_issue_plan, "reopen_plan", needs_note=True),
)
BY_NAME = {step.name: step for step in STEPS}
SENT_BACK = ("return", "reopen")
"""Steps after which the writer has to mend the draft."""

__all__ = ["APPRAISERS", "BY_NAME", "PLAN_ISSUERS", "PLAN_WRITERS", "SENT_BACK", "STEPS", "Step", "can_appraise_plan"]
