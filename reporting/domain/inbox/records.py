"""Dossiers, certificates that end, withdrawals, reports, jobs."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations.domain.certificates.keepers import KEEPERS, kept_by
from evaluations.domain.certificates.radar import Wanted, ending
from evaluations.domain.certificates.withdraw import open_cases
from ocop.accounts.access import has_role
from ocop.jobs.enums import JobState
from ocop.jobs.models import Job
from ocop.text import format_date
from products.domain.dossiers.queries import Waiting, waiting_for

from ...enums import ReportState
from ...models import UnitReport
from ..unit_reports.waiting import reports_waiting
from .item import LATE, SOON, WEEK, Asked, Item, when_due

EXPIRY = timedelta(days=120)
"""A dossier of renewal needs its time: certificates are announced 120 days before they end."""


def dossiers(asked: Asked) -> list[Item]:
    """Dossiers whose next step is the person's, overdue first; without a clock they still wait now."""
    return [
        Item(
            when_due(waiting.due_on or asked.today, asked.today),
            _("Hồ sơ chờ tôi"),
            waiting.dossier.product.name,
            _waiting_note(waiting),
            f"/ho-so/{waiting.dossier.pk}/",
            "folder2-open",
            waiting.due_on,
        )
        for waiting in waiting_for(asked.user, asked.today, asked.most)
    ]


def _waiting_note(waiting: Waiting) -> str:
    """State, and the day when there is one: "đã nộp xã, hạn 14/08/2026"."""
    state = waiting.dossier.get_state_display()
    if waiting.due_on is None:
        return state
    words = _("%(state)s, quá hạn từ %(day)s") if waiting.is_overdue else _("%(state)s, hạn %(day)s")
    return words % {"state": state, "day": format_date(waiting.due_on)}


def certificates(asked: Asked) -> list[Item]:
    """Certificates in force that end within 120 days; what replaced another or was withdrawn is not asked about."""
    return [
        Item(
            when_due(found.expires_on, asked.today),
            _("Giấy chứng nhận sắp hết hạn"),
            found.product.name,
            _("%(stars)d sao, hết hạn %(day)s") % {"stars": found.star, "day": format_date(found.expires_on)},
            f"/cong-nhan/{found.pk}/",
            "award",
            found.expires_on,
        )
        for found in ending(asked.user, Wanted(asked.today, days=EXPIRY.days))
        .filter(expires_on__gte=asked.today)
        .select_related("product")
        .order_by("expires_on", "pk")[: asked.most]
    ]


def withdrawals(asked: Asked) -> list[Item]:
    """Cases of withdrawal that wait for their decision, 15 days from the conclusion (QĐ 26/2026, Điều 8)."""
    if not has_role(asked.user, *KEEPERS):
        return []
    cases = open_cases(asked.user).filter(recognition__in=kept_by(asked.user))
    return [
        Item(
            when_due(case.due_on, asked.today),
            _("Thu hồi giấy chứng nhận"),
            case.recognition.product.name,
            (_("quá hạn từ %s") if case.due_on < asked.today else _("hạn quyết định %s")) % format_date(case.due_on),
            f"/cong-nhan/{case.recognition_id}/thu-hoi/",
            "slash-circle",
            case.due_on,
        )
        for case in cases[: asked.most]
    ]


def jobs(asked: Asked) -> list[Item]:
    """Jobs of the last week that failed, and those under way."""
    recent = timezone.now() - SOON
    wanted = Q(state=JobState.FAILED, finished_at__gte=recent) | Q(state__in=[JobState.QUEUED, JobState.RUNNING])
    found = Job.objects.visible_to(asked.user).filter(wanted)
    return [
        Item(
            LATE if job.state == JobState.FAILED else WEEK,
            _("Tác vụ"),
            job.label,
            job.get_state_display(),
            f"/cong-viec/{job.pk}/",
            "arrow-repeat",
        )
        for job in found[: asked.most]
    ]


def reports(asked: Asked) -> list[Item]:
    """Reports to be sent up the chain, and those sent to be looked through."""
    return [
        Item(
            when_due(report.call.due_on, asked.today),
            _("Báo cáo"),
            f"{report.call}: {report.unit.name}",
            _report_note(report),
            f"/bao-cao/dinh-ky/gui/{report.pk}/",
            "table",
            report.call.due_on,
        )
        for report in reports_waiting(asked.user)[: asked.most]
    ]


def _report_note(report: UnitReport) -> str:
    """ "đang soạn, hạn 05/12/2026"; sent ones wait to be accepted."""
    if report.state == ReportState.SUBMITTED:
        return _("đơn vị đã gửi, chờ nhận")
    note = _("%(state)s, hạn %(day)s") % {"state": report.get_state_display(), "day": format_date(report.call.due_on)}
    return _("%s, cấp trên đã nhắc") % note if report.reminded_at else note
