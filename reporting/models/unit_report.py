"""Reports up the chain: what a unit above calls for, what each unit below drafts, corrects and submits."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Min, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ocop.accounts.access import territory_grants
from ocop.accounts.enums import Role
from ocop.audit.history import track
from ocop.audit.models import Record
from ocop.site.registry import get_setting
from programs.models import Unit, UnitReach

from ..enums import ReportReason, ReportState
from ..rules import REPORT_CALLERS


def units_of_tier(user: Any, roles: dict[Any, frozenset[Role]] | None = None) -> Any:
    """Subquery of units reached by a grant at a unit of their own tier; `roles`: only these, by tier."""
    reached = UnitReach.objects.filter(unit__tier=F("member__tier"))
    if roles is None:
        return reached.filter(unit__in=territory_grants(user)).values("member")
    wanted = Q(pk__in=[])
    for tier, able in roles.items():
        wanted |= Q(unit__tier=tier, unit__in=territory_grants(user, able))
    return reached.filter(wanted).values("member")


class ReportCallQuerySet(models.QuerySet["ReportCall"]):
    def visible_to(self, user: Any) -> Self:
        """Calls of units the user reaches, and calls that a unit the user reaches has to answer."""
        reached = UnitReach.objects.of(user)
        asked = UnitReport.objects.filter(unit__in=reached).values("call")
        return self.filter(Q(unit__in=reached) | Q(pk__in=asked))

    def shown(self) -> Self:
        """Without illustration where the installation hides it."""
        return self if get_setting("show_illustration") else self.filter(is_illustration=False)

    def gathered_by(self, user: Any) -> Self:
        """Calls whose reports the user may put together: those of units in the own territory."""
        return self.filter(unit__in=UnitReach.objects.of(user))

    def led_by(self, user: Any) -> Self:
        """Calls of units for which the user calls, returns and accepts."""
        return self.filter(unit__in=units_of_tier(user, REPORT_CALLERS))


@track
class ReportCall(Record):
    """A report expected from units below for a period ("2026-quy-3"), until a day; one `UnitReport` a unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="report_calls", verbose_name=_("nơi yêu cầu"))
    reason = models.CharField(_("lý do"), max_length=12, choices=ReportReason, default=ReportReason.PERIODIC)
    year = models.PositiveSmallIntegerField(_("năm"))
    part = models.CharField(_("kỳ"), max_length=10)
    title = models.CharField(_("tên báo cáo"), max_length=250)
    note = models.TextField(_("yêu cầu"), max_length=2000, blank=True)
    due_on = models.DateField(_("hạn gửi"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = ReportCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("yêu cầu báo cáo")
        ordering = ["-due_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "part"], condition=Q(reason="periodic"), name="report_call_periodic_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class UnitReportQuerySet(models.QuerySet["UnitReport"]):
    def visible_to(self, user: Any) -> Self:
        """Reports of one's own unit; of units below only those that were submitted: a draft's numbers are not there."""
        sent = Exists(ReportSubmission.objects.filter(report=OuterRef("pk")))
        own = Q(unit__in=units_of_tier(user))
        return self.filter(own | (Q(unit__in=UnitReach.objects.of(user)) & sent))

    def asked(self) -> Self:
        """Reports that are expected; without those in which the calling unit put the others together."""
        return self.exclude(unit=F("call__unit"))

    def shown(self) -> Self:
        """Without illustration where the installation hides it."""
        return self if get_setting("show_illustration") else self.filter(call__is_illustration=False)

    def with_sent_at(self) -> Self:
        """With `sent_at`: when it was first submitted (None: not yet)."""
        return self.annotate(sent_at=Min("submissions__at"))


@track
class UnitReport(Record):
    """A unit's answer to a call: drafted from the data, corrected by a person, then submitted.

    `figures`: drafted from the data ({key: number}); `corrected`: {key: {"value", "reason"}}; `texts`: {key: words}.
    The last `ReportSubmission` holds what counts.
    """

    call = models.ForeignKey(ReportCall, models.PROTECT, related_name="reports", verbose_name=_("yêu cầu báo cáo"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="unit_reports", verbose_name=_("đơn vị báo cáo"))
    state = models.CharField(_("trạng thái"), max_length=10, choices=ReportState, default=ReportState.DRAFT)
    figures = models.JSONField(_("số liệu"), default=dict)
    corrected = models.JSONField(_("số đã sửa"), default=dict)
    texts = models.JSONField(_("lời văn"), default=dict)
    drafted_at = models.DateTimeField(_("lúc lấy số liệu"), null=True, blank=True)
    based_on = models.ForeignKey(
        "ReportSubmission",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bản tổng hợp đã lấy"),
    )
    reminded_at = models.DateTimeField(_("lúc nhắc"), null=True, blank=True)
    returned_reason = models.TextField(_("lý do trả lại"), max_length=2000, blank=True)

    objects = UnitReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo cáo của đơn vị")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["call", "unit"], name="unit_report_once")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.call}"


class ReportSubmission(models.Model):
    """What a unit submitted, as it was then; never changed. `sources`: submissions of units below it was put together
    from."""

    report = models.ForeignKey(UnitReport, models.PROTECT, related_name="submissions", verbose_name=_("báo cáo"))
    number = models.PositiveSmallIntegerField(_("lần gửi"))
    paper = models.CharField(_("số, ký hiệu văn bản"), max_length=60, blank=True)
    figures = models.JSONField(_("số liệu"))
    corrected = models.JSONField(_("số đã sửa"), default=dict)
    texts = models.JSONField(_("lời văn"), default=dict)
    sources = models.ManyToManyField("self", symmetrical=False, related_name="used_in", blank=True)
    sha256 = models.CharField(max_length=64)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("lúc gửi"), auto_now_add=True)

    class Meta:
        verbose_name = _("lần gửi báo cáo")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="report_submission_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.report}, lần {self.number}"
