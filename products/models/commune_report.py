"""The report of UBND xã (Mẫu 03): four contents in words, no points (QĐ 26/2026, Điều 7.2)."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record
from programs.models import Unit

from ..enums import CommuneTopic, ReportState
from .dossier import Dossier


class CommuneReportQuerySet(models.QuerySet["CommuneReport"]):
    def visible_to(self, user: Any) -> Self:
        """Reports on visible dossiers."""
        return self.filter(dossier__in=Dossier.objects.visible_to(user))


@track
class CommuneReport(Record):
    """Written by the commune, then issued under a number and locked; a later one replaces it."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="commune_reports", verbose_name=_("hồ sơ"))
    state = models.CharField(_("trạng thái"), max_length=8, choices=ReportState, default=ReportState.DRAFT)
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    symbol = models.CharField(_("ký hiệu"), max_length=40, default="BC-UBND")
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    # Whose series the number is of, and of which year; filled when it is issued.
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, editable=False, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"), null=True, editable=False)
    meeting_on = models.DateField(_("ngày họp"), null=True, blank=True)  # "trường hợp cần thiết"
    meeting_note = models.TextField(_("kết quả cuộc họp"), blank=True)
    conclusion = models.TextField(_("kết luận, đề nghị"), blank=True)
    signer_name = models.CharField(_("người ký"), max_length=120, blank=True)
    signer_position = models.CharField(_("chức vụ người ký"), max_length=120, blank=True)
    letter_number = models.CharField(_("số văn bản đề nghị"), max_length=60, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = CommuneReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo cáo của UBND xã")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier"], condition=Q(state="draft"), name="commune_report_one_draft"),
            models.UniqueConstraint(
                fields=["unit", "year", "symbol", "number"],
                name="commune_report_number",
                violation_error_message=_("Số này xã đã dùng cho báo cáo khác trong năm."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(number__isnull=False, issued_on__isnull=False, unit__isnull=False),
                name="commune_report_issued_facts",
                violation_error_message=_("Báo cáo ban hành phải có số và ngày."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="locked_when_issued",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="issued"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.symbol}" if self.number else str(self.dossier)


_LOCKED = """
    IF EXISTS (
        SELECT 1 FROM products_communereport WHERE id IN (OLD.report_id, NEW.report_id) AND state = 'issued'
    ) THEN
        RAISE EXCEPTION 'pgtrigger: a topic of an issued report cannot change (%)', TG_OP;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
"""


@track
class CommuneReportTopic(models.Model):
    """One of the four contents: what the producer says of it and how the commune assesses it."""

    report = models.ForeignKey(CommuneReport, models.CASCADE, related_name="topics")
    topic = models.CharField(_("nội dung"), max_length=20, choices=CommuneTopic)
    described = models.TextField(_("mô tả của chủ thể"), blank=True)
    assessed = models.TextField(_("đánh giá của xã"), blank=True)

    class Meta:
        verbose_name = _("nội dung đánh giá của xã")
        constraints = [models.UniqueConstraint(fields=["report", "topic"], name="commune_topic_once")]
        triggers = [
            pgtrigger.Trigger(
                name="locked_when_issued",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=_LOCKED,
            )
        ]

    def __str__(self) -> str:
        return self.get_topic_display()
