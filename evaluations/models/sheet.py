"""Scoring sheets: a draft that saves itself, then marks that never change."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import Opinion, SheetState
from .council import CouncilMember
from .session import CouncilSession, SessionEntry


class ScoreSheetQuerySet(models.QuerySet["ScoreSheet"]):
    def visible_to(self, user: Any) -> Self:
        """One's own sheets; those of others only once the chair opened their round, and never their drafts."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        seen = CouncilSession.objects.visible_to(user)
        opened = Q(entry__session__in=seen, round__lte=F("entry__opened_round"), state=SheetState.SUBMITTED)
        return self.filter(Q(member__user=user) | opened)


class ScoreSheet(models.Model):
    """One member's sheet of one dossier in one round.

    `answers`, `flags`: as the engine reads them (docs/scoring.md). Row history is left out on purpose: a log of drafts
    would show marks before they are open. A submitted sheet is final, also for SQL.
    """

    entry = models.ForeignKey(SessionEntry, models.PROTECT, related_name="sheets", verbose_name=_("hồ sơ"))
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="sheets", verbose_name=_("thành viên"))
    round = models.PositiveSmallIntegerField(_("vòng chấm"), default=1)
    state = models.CharField(_("trạng thái"), max_length=10, choices=SheetState, default=SheetState.DRAFT)
    answers = models.JSONField(_("mức đã chọn"), default=dict, blank=True)
    flags = models.JSONField(_("kết luận loại, dừng"), default=dict, blank=True)
    notes = models.JSONField(_("ghi chú theo tiêu chí"), default=dict, blank=True)
    comment = models.TextField(_("ý kiến của người đánh giá"), blank=True)
    opinion = models.CharField(_("ý kiến về báo cáo"), max_length=8, choices=Opinion, blank=True)
    total = models.PositiveSmallIntegerField(_("tổng điểm"), null=True)
    salt = models.CharField(
        max_length=32, blank=True
    )  # without it the published hash would confirm a guess of the sheet
    sha256 = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(_("lần lưu"), default=0)
    created_at = models.DateTimeField(_("lúc tạo"), auto_now_add=True)
    saved_at = models.DateTimeField(_("lúc lưu"), auto_now=True)
    submitted_at = models.DateTimeField(_("lúc nộp"), null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("phiếu đánh giá")
        ordering = ["entry", "round", "member__order"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "member", "round"], name="sheet_once"),
            models.CheckConstraint(
                condition=Q(state=SheetState.DRAFT, total=None)
                | Q(state=SheetState.SUBMITTED, total__isnull=False, submitted_at__isnull=False),
                name="sheet_submitted_whole",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="submitted_is_final",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=SheetState.SUBMITTED),
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.member}"


class Mark(models.Model):
    """The points of one criterion on a submitted sheet; `option` None = no level reached, 0 points."""

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="marks", verbose_name=_("phiếu"))
    criterion = models.CharField(_("tiêu chí"), max_length=20)
    case = models.CharField(_("trường hợp"), max_length=4, blank=True)
    option = models.PositiveSmallIntegerField(_("mức"), null=True)
    points = models.PositiveSmallIntegerField(_("điểm"))

    class Meta:
        verbose_name = _("điểm")
        constraints = [models.UniqueConstraint(fields=["sheet", "criterion"], name="mark_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"
