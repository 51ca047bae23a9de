"""Which reports wait for a person: those of the own unit to be sent, and those sent to be looked through."""

from typing import Any

from django.db.models import Q, QuerySet

from ...enums import ReportState
from ...models import UnitReport
from ...models.unit_report import units_of_tier
from ...rules import REPORT_CALLERS, REPORT_WRITERS, senders

OPEN = (ReportState.DRAFT, ReportState.RETURNED)
"""States in which a report is with the unit that writes it."""


def reports_to_send(user: Any) -> QuerySet[UnitReport]:
    """Reports the person drafts or submits, not sent yet or returned; earliest deadline first, with call and unit."""
    roles = {tier: able | senders()[tier] for tier, able in REPORT_WRITERS.items()}
    found = UnitReport.objects.asked().shown().filter(state__in=OPEN, unit__in=units_of_tier(user, roles))
    return found.select_related("call__unit", "unit").order_by("call__due_on", "pk")


def reports_to_accept(user: Any) -> QuerySet[UnitReport]:
    """Reports sent to a unit for which the person answers, neither accepted nor returned."""
    called = units_of_tier(user, REPORT_CALLERS)
    found = UnitReport.objects.asked().shown().filter(state=ReportState.SUBMITTED, call__unit__in=called)
    return found.select_related("call__unit", "unit").order_by("call__due_on", "pk")


def reports_waiting(user: Any) -> QuerySet[UnitReport]:
    """Both: `state` draft or returned is to be sent by `call.due_on` (`reminded_at`: the unit above asked again),
    submitted is to be accepted or returned. With call and unit; earliest deadline first."""
    roles = {tier: able | senders()[tier] for tier, able in REPORT_WRITERS.items()}
    send = Q(state__in=OPEN, unit__in=units_of_tier(user, roles))
    accept = Q(state=ReportState.SUBMITTED, call__unit__in=units_of_tier(user, REPORT_CALLERS))
    found = UnitReport.objects.asked().shown().filter(send | accept)
    return found.select_related("call__unit", "unit").order_by("call__due_on", "pk")
