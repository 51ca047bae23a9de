"""Who reports to whom: the staff of a unit drafts and sends its reports, that of the unit above calls for them.

Plans say «định kỳ hoặc khi có yêu cầu» and not by whom; who sends is a setting (`report_submitted_by`).
"""

from typing import Any

from ocop.accounts.access import territory_grants
from ocop.accounts.enums import Role
from ocop.site.registry import get_setting
from programs.enums import Tier

REPORT_WRITERS: dict[Any, frozenset[Role]] = {
    Tier.PROVINCE: frozenset({Role.ADMIN, Role.PROVINCE_COORDINATOR}),
    Tier.COMMUNE: frozenset({Role.ADMIN, Role.COMMUNE_OFFICER}),
}
"""Who drafts and corrects, by a grant at a unit of the same tier: nobody above writes a unit's report."""

REPORT_SIGNERS: dict[Any, frozenset[Role]] = {tier: frozenset({Role.SIGNER}) for tier in REPORT_WRITERS}

REPORT_CALLERS: dict[Any, frozenset[Role]] = {
    Tier.NATION: frozenset({Role.ADMIN, Role.PROVINCE_COORDINATOR}),
    Tier.PROVINCE: frozenset({Role.ADMIN, Role.PROVINCE_COORDINATOR}),
}
"""Who calls for reports of the units below, returns and accepts them."""


def senders() -> dict[Any, frozenset[Role]]:
    """Who submits, by tier: those who draft and the signer, or the signer alone."""
    if get_setting("report_submitted_by") == "signer":
        return REPORT_SIGNERS
    return {tier: able | REPORT_SIGNERS[tier] for tier, able in REPORT_WRITERS.items()}


def _holds(user: Any, unit: Any, roles: frozenset[Role]) -> bool:
    return unit.reached_by.filter(unit__in=territory_grants(user, roles), unit__tier=unit.tier).exists()


def can_write_report(user: Any, unit: Any) -> bool:
    """Whether the user drafts and corrects reports of a unit (programs.Unit)."""
    return _holds(user, unit, REPORT_WRITERS.get(unit.tier, frozenset()))


def can_send_report(user: Any, unit: Any) -> bool:
    """Whether the user submits reports of a unit."""
    return _holds(user, unit, senders().get(unit.tier, frozenset()))


def can_call_reports(user: Any, unit: Any) -> bool:
    """Whether the user calls for reports of the units below a unit, returns and accepts them."""
    return _holds(user, unit, REPORT_CALLERS.get(unit.tier, frozenset()))
