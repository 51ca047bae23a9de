"""Calling for reports: by hand on request, and for every period that ended; reminding those who have not sent."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.accounts.enums import Role
from ocop.accounts.models import Grant
from ocop.audit.acts import record_act
from ocop.site.registry import get_setting
from products.domain.records import lock_record
from programs.enums import Tier
from programs.models import Unit

from ...enums import ReportReason, ReportState
from ...models import ReportCall, UnitReport
from ...rules import can_call_reports
from ..period import Part, Period
from .due import due_on
from .waiting import OPEN

BELOW = {Tier.NATION: Tier.PROVINCE, Tier.PROVINCE: Tier.COMMUNE}
"""Whose reports a unit calls for."""
PERIODIC: dict[str, tuple[Part, ...]] = {
    "off": (),
    "half_years": (Part.HALF, Part.YEAR),
    "quarters": (Part.Q1, Part.Q2, Part.HALF, Part.Q3, Part.Q4, Part.YEAR),
}
LOOK_BACK = timedelta(days=31)
"""A period that ended longer ago is not called for by itself: an installation begins with the present."""


def units_asked(unit: Unit, period: Period, today: date) -> QuerySet[Unit]:
    """The units below `unit` that stood on the last counted day of the period."""
    tier = BELOW.get(Tier(unit.tier))
    day = period.as_of(today)
    return Unit.objects.on(day).filter(tier=tier, path__startswith=unit.path).order_by("sort_key", "pk")


def may_call(actor: Any, unit: Unit) -> None:
    """Raises PermissionDenied unless the actor calls for reports to the unit; None is the command line."""
    if actor is not None and not can_call_reports(actor, unit):
        raise PermissionDenied


def title_of(period: Period) -> str:
    """The usual name of a report of the period."""
    return _("Báo cáo kết quả thực hiện Chương trình OCOP %s") % period.name


@transaction.atomic
def open_call(
    *,
    actor: Any,
    unit: Unit,
    period: Period,
    due: date | None = None,
    reason: str = ReportReason.ON_REQUEST,
    title: str = "",
    note: str = "",
    units: Collection[int] | None = None,
    is_illustration: bool = False,
) -> ReportCall:
    """A call for a period with an empty report for each unit below (`units`: only those ids). A periodic one that is
    open already, and a request sent twice, are given back. Raises PermissionDenied, ValidationError."""
    may_call(actor, unit)
    today = timezone.localdate()
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    values: dict[str, Any] = {"unit": unit, "year": period.year, "part": period.part.value, "reason": reason}
    values |= {"title": title.strip() or title_of(period), "note": note.strip(), "due_on": due or due_on(unit, period)}
    found = _same(values, today)
    if found is not None:
        return found
    asked = units_asked(unit, period, today)
    chosen = list(asked if units is None else asked.filter(pk__in=units))
    _check(period, values, chosen, today)
    call = ReportCall.objects.create(**values, created_by=actor, is_illustration=is_illustration)
    UnitReport.objects.bulk_create(UnitReport(call=call, unit=each) for each in chosen)
    payload = {"period": period.slug, "due_on": call.due_on.isoformat(), "reason": reason, "units": len(chosen)}
    record_act(verb="open_report_call", actor=actor, subject=call, payload=payload)
    return call


def _same(values: dict[str, Any], today: date) -> ReportCall | None:
    """The call that is meant: the periodic one of the period, or an equal request of today."""
    keys = ("unit", "year", "part", "reason")
    found = ReportCall.objects.filter(**{key: values[key] for key in keys})
    if values["reason"] == ReportReason.PERIODIC:
        return found.first()
    same = {key: values[key] for key in ("title", "note", "due_on")}
    return found.filter(**same, created_at__date=today).first()


def _check(period: Period, values: dict[str, Any], units: list[Unit], today: date) -> None:
    if period.first > today:
        raise ValidationError({"part": ValidationError(_("Kỳ này chưa bắt đầu."), code="future")})
    if values["due_on"] < period.as_of(today):
        raise ValidationError({"due": ValidationError(_("Hạn gửi trước ngày lấy số liệu."), code="due")})
    if not units:
        raise ValidationError(_("Không có đơn vị nào phải báo cáo trong kỳ này."), code="nobody")


def open_report_calls(today: date | None = None) -> list[ReportCall]:
    """Periodic calls of periods that ended lately, for the communes of each province with a coordinator; those open
    already are left alone. Returns the new ones."""
    today = today or timezone.localdate()
    parts = PERIODIC[get_setting("report_periodic")]
    periods = [Period(year, part) for year in (today.year - 1, today.year) for part in parts]
    ended = [period for period in periods if today - LOOK_BACK <= period.last < today]
    if not ended:
        return []
    keepers = Grant.objects.filter(role=Role.PROVINCE_COORDINATOR, unit__tier=Tier.PROVINCE).on(today).values("unit")
    provinces = list(Unit.objects.on(today).filter(pk__in=keepers).order_by("sort_key"))
    known = set(
        ReportCall.objects.filter(reason=ReportReason.PERIODIC).values_list("unit__code", "year", "part").distinct()
    )
    return [
        call
        for province in provinces
        for period in ended
        if (province.code, period.year, period.part.value) not in known
        if (call := _open_periodic(province, period, today)) is not None
    ]


def _open_periodic(province: Unit, period: Period, today: date) -> ReportCall | None:
    """None where nobody stood on the day, or another process was faster."""
    if not province.is_valid_on(period.last) or not units_asked(province, period, today).exists():
        return None
    due = max(due_on(province, period), today)
    try:
        with transaction.atomic():
            return open_call(actor=None, unit=province, period=period, due=due, reason=ReportReason.PERIODIC)
    except IntegrityError:
        return None


@transaction.atomic
def remind(*, actor: Any, call: ReportCall, units: Collection[int] | None = None) -> int:
    """Ask again those who have not sent (of `units`); one reminded today is not asked twice. How many were asked."""
    may_call(actor, call.unit)
    lock_record(ReportCall, call.pk)
    today = timezone.localdate()
    waiting = UnitReport.objects.asked().filter(call=call, state__in=OPEN).exclude(reminded_at__date=today)
    if units is not None:
        waiting = waiting.filter(unit__in=units)
    codes = list(waiting.order_by("pk").values_list("unit__code", flat=True))
    if codes:
        waiting.update(reminded_at=timezone.now())
        record_act(verb="remind_reports", actor=actor, subject=call, payload={"units": codes})
    return len(codes)


def is_open(report: UnitReport) -> bool:
    """Whether the unit may still draft and correct it."""
    return report.state in {ReportState.DRAFT, ReportState.RETURNED}
