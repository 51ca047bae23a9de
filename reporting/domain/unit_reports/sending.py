"""Submitting a report, returning it with the reason, accepting it. What was submitted stays as it was then."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from products.domain.records import StaleError, lock_record

from ...enums import ReportReason, ReportState
from ...models import ReportSubmission, UnitReport
from ...rules import can_call_reports, can_send_report
from .calls import is_open
from .figures import period_of


def digest(submission: ReportSubmission, sources: Iterable[str]) -> str:
    """SHA-256 over what was submitted: by whom, for which period, figures, corrections, words, hashes of sources."""
    report = submission.report
    facts = [
        report.pk,
        report.unit.code,
        report.call.unit.code,
        period_of(report.call).slug,
        submission.number,
        submission.paper,
        submission.figures,
        submission.corrected,
        submission.texts,
        sorted(sources),
    ]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def freeze(report: UnitReport, actor: Any, paper: str, sources: list[ReportSubmission]) -> ReportSubmission:
    """The next submission of a locked report, with its hash."""
    last = report.submissions.aggregate(last=Max("number"))["last"] or 0
    submission = ReportSubmission(
        report=report,
        number=last + 1,
        paper=paper.strip(),
        figures=report.figures,
        corrected=report.corrected,
        texts=report.texts,
        actor=actor,
    )
    submission.sha256 = digest(submission, [source.sha256 for source in sources])
    submission.save(force_insert=True)
    submission.sources.set(sources)
    return submission


@transaction.atomic
def submit_report(*, actor: Any, report_id: int, paper: str = "", revision: int | None = None) -> UnitReport:
    """Send the report up as it stands; `paper` is the number of the signed paper. Sent twice counts once.

    Raises PermissionDenied, StaleError (somebody changed it since it was looked at), ValidationError (no figures
    taken, or taken before the period ended).
    """
    report = lock_record(UnitReport, report_id)
    if actor is not None and not can_send_report(actor, report.unit):
        raise PermissionDenied
    if not is_open(report):
        return report
    if revision is not None and report.revision != revision:
        raise StaleError(report.revision)
    if report.drafted_at is None:
        raise ValidationError(_("Chưa lấy số liệu của kỳ báo cáo."), code="not_drafted")
    period = period_of(report.call)
    if report.call.reason == ReportReason.PERIODIC and timezone.localdate(report.drafted_at) <= period.last:
        raise ValidationError(_("Số liệu lấy khi chưa hết kỳ: hãy lấy lại số liệu."), code="early")
    submission = freeze(report, actor, paper, [report.based_on] if report.based_on else [])
    report.state, report.returned_reason = ReportState.SUBMITTED, ""
    report.revision += 1
    report.save()
    payload = {"number": submission.number, "sha256": submission.sha256, "paper": submission.paper}
    record_act(verb="submit_report", actor=actor, subject=report, payload=payload)
    return report


def _received(actor: Any, report_id: int) -> UnitReport:
    """The report under lock, for the one who called for it. Raises PermissionDenied."""
    report = lock_record(UnitReport, report_id)
    if report.unit_id == report.call.unit_id or not (actor is None or can_call_reports(actor, report.call.unit)):
        raise PermissionDenied
    return report


@transaction.atomic
def return_report(*, actor: Any, report_id: int, reason: str) -> UnitReport:
    """Send it back to be mended; the reason is shown to the unit. Returned twice counts once.

    Raises PermissionDenied, ValidationError (not sent, or no reason).
    """
    report = _received(actor, report_id)
    if report.state == ReportState.RETURNED:
        return report
    if report.state == ReportState.DRAFT:
        raise ValidationError(_("Đơn vị chưa gửi báo cáo."), code="not_sent")
    if not reason.strip():
        raise ValidationError({"reason": ValidationError(_("Cần ghi lý do trả lại."), code="required")})
    report.state, report.returned_reason = ReportState.RETURNED, reason.strip()
    report.revision += 1
    report.save()
    record_act(verb="return_report", actor=actor, subject=report, payload={"reason": report.returned_reason})
    return report


@transaction.atomic
def accept_report(*, actor: Any, report_id: int) -> UnitReport:
    """Take it as it was sent. Accepted twice counts once. Raises PermissionDenied, ValidationError (not sent)."""
    report = _received(actor, report_id)
    if report.state == ReportState.ACCEPTED:
        return report
    if report.state != ReportState.SUBMITTED:
        raise ValidationError(_("Đơn vị chưa gửi báo cáo."), code="not_sent")
    report.state = ReportState.ACCEPTED
    report.revision += 1
    report.save()
    record_act(verb="accept_report", actor=actor, subject=report)
    return report
