"""Illustration of reports up the chain: one call of the province of the demo, sent, returned and missing reports."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from programs.enums import Tier
from programs.models import Unit

from ..models import ReportCall, UnitReport
from .period import latest_period
from .unit_reports.calls import open_call, units_asked
from .unit_reports.drafting import correct_report, draft_figures
from .unit_reports.sending import accept_report, return_report, submit_report

PROVINCE = "38"
NOTE = "Dữ liệu minh họa: yêu cầu báo cáo do phần mềm tạo ra để trình diễn."
SHOWN = 4
"""Communes whose reports are shown in every stage, besides that of the demo account."""


@transaction.atomic
def load_demo_reports(accounts: dict[str, Any]) -> dict[str, int]:
    """A call for the quarter that ended last; the demo commune still has to send (idempotent)."""
    today = timezone.localdate()
    province = Unit.objects.on(today).filter(code=PROVINCE, tier=Tier.PROVINCE).first()
    known = ReportCall.objects.filter(is_illustration=True).first()
    if province is None or known is not None:
        return _made()
    period = latest_period(today)
    homes = {grant.unit_id for user in accounts.values() for grant in user.grants.all()}
    communes = list(units_asked(province, period, today).values_list("pk", flat=True))
    if not communes:
        return _made()
    call = open_call(actor=None, unit=province, period=period, note=NOTE, is_illustration=True)
    others = [pk for pk in communes if pk not in homes][:SHOWN]
    reports = [UnitReport.objects.get(call=call, unit=pk) for pk in others]
    for report in reports:
        draft_figures(actor=None, report_id=report.pk)
    _correct(reports[0])
    for report in reports:
        submit_report(actor=None, report_id=report.pk)
    accept_report(actor=None, report_id=reports[1].pk)
    return_report(actor=None, report_id=reports[2].pk, reason="Bổ sung số lớp tập huấn (dữ liệu minh họa).")
    return _made()


def _correct(report: UnitReport) -> None:
    """One figure more than the data knows, and one nobody recorded."""
    key = "ket-qua.ho-so.tong"
    values = {key: (report.figures.get(key) or 0) + 1, "hoat-dong.lop": 1}
    reasons = {key: "Một hồ sơ giấy chưa nhập (dữ liệu minh họa).", "hoat-dong.lop": "Dữ liệu minh họa."}
    texts = {"proposals": "Dữ liệu minh họa: đề nghị tỉnh hỗ trợ thiết kế bao bì."}
    correct_report(actor=None, report_id=report.pk, revision=None, values=values, reasons=reasons, texts=texts)


def _made() -> dict[str, int]:
    calls = ReportCall.objects.filter(is_illustration=True)
    sent = UnitReport.objects.filter(call__in=calls, submissions__isnull=False).distinct()
    return {"calls": calls.count(), "sent": sent.count()}
