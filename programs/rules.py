"""Who may do what with plans. Predicates take (user, object); a refusal is shown as absence (404)."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ocop.accounts.access import has_role, is_national_admin, territory_grants
from ocop.accounts.enums import EDITORS, Role

from .enums import MoneyStage, Tier

PLAN_WRITERS = {
    Tier.PROVINCE: frozenset({Role.ADMIN, Role.PROVINCE_COORDINATOR}),
    Tier.DISTRICT: frozenset({Role.ADMIN, Role.PROVINCE_COORDINATOR, Role.DISTRICT_COORDINATOR}),
    Tier.COMMUNE: frozenset({Role.ADMIN, Role.COMMUNE_OFFICER}),
}
"""A plan is written by the staff of its own tier; the district's, closed on 30/06/2025, are kept by the province."""

PLAN_ISSUERS = {
    Tier.PROVINCE: frozenset({Role.SIGNER, Role.PROVINCE_COORDINATOR}),
    Tier.DISTRICT: frozenset({Role.SIGNER, Role.DISTRICT_COORDINATOR}),
    Tier.COMMUNE: frozenset({Role.SIGNER}),
}
"""Who enters number and date of the signed plan: the signer, or the coordinator of the same tier."""


def can_write_plans_of(user: Any, unit: Any) -> bool:
    """Whether the user may make and edit plans of a unit (programs.Unit)."""
    roles = PLAN_WRITERS.get(unit.tier, frozenset())
    return unit.reached_by.filter(unit__in=territory_grants(user, roles)).exists()


def can_edit_plan(user: Any, plan: Any) -> bool:
    """Whether the user may edit the draft of a plan."""
    return can_write_plans_of(user, plan.unit)


def can_issue_plan(user: Any, plan: Any) -> bool:
    """Whether the user may issue a plan: by a grant at a unit of its own tier (a province signs no commune's plan)."""
    grants = territory_grants(user, PLAN_ISSUERS.get(plan.unit.tier, frozenset()))
    return plan.unit.reached_by.filter(unit__in=grants, unit__tier=plan.unit.tier).exists()


def can_answer_for(user: Any, unit: Any) -> bool:
    """Whether the user answers for a unit what a plan above proposes to it: who writes its plans, or its signer."""
    signs = territory_grants(user, frozenset({Role.SIGNER}))
    return can_write_plans_of(user, unit) or unit.reached_by.filter(unit__in=signs, unit__tier=unit.tier).exists()


def can_adjust_plan(user: Any, plan: Any) -> bool:
    """Whether the user enters decisions that change targets of an issued plan: who enters its number and date."""
    return can_issue_plan(user, plan)


REGISTER_KEEPERS = {
    Tier.PROVINCE: frozenset({Role.SIGNER, Role.PROVINCE_COORDINATOR}),
    Tier.DISTRICT: frozenset({Role.SIGNER, Role.DISTRICT_COORDINATOR}),
    Tier.COMMUNE: frozenset({Role.SIGNER, Role.COMMUNE_OFFICER}),
}
"""Who keeps the register of outgoing documents of a body: its signer and the staff of the same tier."""


def can_keep_register(user: Any, unit: Any) -> bool:
    """Whether the user enters and strikes out numbers of a unit's series, and issues documents under them."""
    grants = territory_grants(user, REGISTER_KEEPERS.get(unit.tier, frozenset()))
    return unit.reached_by.filter(unit__in=grants, unit__tier=unit.tier).exists()


REFORM_RUNNERS = frozenset({Role.ADMIN, Role.PROVINCE_COORDINATOR})


def can_run_reform(user: Any, province: Any) -> bool:
    """Whether the user may carry a reform of units over to the records of a province (programs.Unit)."""
    grants = territory_grants(user, REFORM_RUNNERS)
    return province.reached_by.filter(unit__in=grants).exists()


def runs_reforms(user: Any) -> bool:
    """Whether the user holds a role that runs reforms, anywhere."""
    return has_role(user, *REFORM_RUNNERS)


TEMPLATE_WRITERS = frozenset({Role.ADMIN, Role.PROVINCE_COORDINATOR})


def can_write_template(user: Any, unit: Any) -> bool:
    """Whether the user may change templates of plans of a unit (programs.Unit); of the whole country (None), only an
    administrator of it may."""
    if unit is None:
        return is_national_admin(user)
    return unit.reached_by.filter(unit__in=territory_grants(user, TEMPLATE_WRITERS)).exists()


def writes_templates(user: Any) -> bool:
    """Whether the user holds a role that writes templates, anywhere."""
    return has_role(user, *TEMPLATE_WRITERS)


WORKERS = EDITORS | {Role.SIGNER}
"""Who does the tasks of a unit and answers its difficulties: its staff and its signer."""


def works_for(user: Any, unit: Any) -> bool:
    """Whether the user does a unit's tasks: by a grant of its own tier; an ended unit's are done by who took over."""
    grants = unit.reached_by.filter(unit__in=territory_grants(user, WORKERS))
    has_ended = unit.valid_to is not None and unit.valid_to < timezone.localdate()
    return (grants if has_ended else grants.filter(unit__tier=unit.tier)).exists()


def can_give_work(user: Any, plan: Any) -> bool:
    """Whether the user gives out the tasks of a plan: who writes it, or who signs it."""
    return can_edit_plan(user, plan) or can_issue_plan(user, plan)


SPENDER_STAGES = frozenset({MoneyStage.SPENT, MoneyStage.SETTLED})
"""What the unit that spends a line may enter on it; the plan's own staff enter every stage."""


def can_spend_line(user: Any, line: Any) -> bool:
    """Whether the user enters what was spent and settled on a line (programs.FundingLine)."""
    return can_edit_plan(user, line.plan) or can_write_plans_of(user, line.unit)


def can_keep_activities(user: Any, unit: Any) -> bool:
    """Whether the user records activities held and points of sale of a unit (programs.Unit)."""
    return unit.reached_by.filter(unit__in=territory_grants(user, EDITORS)).exists()


def keeps_activities(user: Any) -> bool:
    """Whether the user records activities anywhere."""
    return has_role(user, *EDITORS)


def can_write_norm(user: Any, unit: Any) -> bool:
    """Whether the user writes the support norms a unit issues (programs.Unit): the staff of its own tier."""
    return can_write_plans_of(user, unit)


def written_units(user: Any, units: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the units (programs.Unit) whose plans and norms the user writes: `can_write_norm` for many at once."""
    own = Q(pk__in=())
    for tier, roles in PLAN_WRITERS.items():
        own |= Q(tier=tier, reached_by__unit__in=territory_grants(user, roles))
    return units.filter(own)
