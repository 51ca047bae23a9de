"""Decisions that approve and recognise, and what goes on to the Ministry."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record
from programs.models import Unit, UnitReach

from ..enums import DecisionState, RecognitionBody, RecognitionKind, ReferralOutcome
from .result import EvaluationResult


class RecognitionDecisionQuerySet(models.QuerySet["RecognitionDecision"]):
    def visible_to(self, user: Any) -> Self:
        """Decisions of units within one's territory (drafts too: their makers and signers)."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(unit__in=UnitReach.objects.of(user))


@track
class RecognitionDecision(Record):
    """A decision with its annex of products (QĐ 26/2026, Điều 7.3đ–e): drafted, then issued and locked."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="decisions", verbose_name=_("đơn vị ban hành"))
    body = models.CharField(_("cấp ban hành"), max_length=8, choices=RecognitionBody)
    title = models.CharField(_("trích yếu"), max_length=300)
    number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    signer_name = models.CharField(_("người ký"), max_length=120, blank=True)
    signer_position = models.CharField(_("chức vụ người ký"), max_length=150, blank=True)
    state = models.CharField(_("trạng thái"), max_length=8, choices=DecisionState, default=DecisionState.DRAFT)
    issued_at = models.DateTimeField(_("lúc ban hành"), null=True, blank=True)
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = RecognitionDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("quyết định công nhận")
        ordering = ["-decided_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number", "decided_on"],
                condition=~Q(number=""),
                name="decision_number_once",
                violation_error_message=_("Đơn vị đã có quyết định số này trong ngày này."),
            )
        ]

    def __str__(self) -> str:
        return self.number or self.title


@track
class DecisionItem(models.Model):
    """A line of the annex: a result and the star the decision gives it."""

    decision = models.ForeignKey(
        RecognitionDecision, models.CASCADE, related_name="items", verbose_name=_("quyết định")
    )
    result = models.OneToOneField(
        EvaluationResult, models.PROTECT, related_name="decision_item", verbose_name=_("kết quả")
    )
    star = models.PositiveSmallIntegerField(_("hạng sao"))
    kind = models.CharField(_("loại"), max_length=8, choices=RecognitionKind)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    class Meta:
        verbose_name = _("dòng phụ lục quyết định")
        ordering = ["order", "id"]
        constraints = [models.CheckConstraint(condition=Q(star__in=[3, 4, 5]), name="decision_item_star")]

    def __str__(self) -> str:
        return f"{self.result}"


class MinistryReferralQuerySet(models.QuerySet["MinistryReferral"]):
    def visible_to(self, user: Any) -> Self:
        """Referrals of visible results."""
        return self.filter(result__in=EvaluationResult.objects.visible_to(user))


@track
class MinistryReferral(Record):
    """A result of 90 points or more on its way to the Ministry ("tiềm năng 5 sao") and what came back."""

    result = models.OneToOneField(EvaluationResult, models.PROTECT, related_name="referral", verbose_name=_("kết quả"))
    approval_number = models.CharField(_("số quyết định phê duyệt kết quả"), max_length=60, blank=True)
    approved_on = models.DateField(_("ngày phê duyệt"), null=True, blank=True)
    letter_number = models.CharField(_("số văn bản đề nghị"), max_length=60, blank=True)
    sent_on = models.DateField(_("ngày gửi Bộ"), null=True, blank=True)
    outcome = models.CharField(
        _("kết quả ở Bộ"), max_length=8, choices=ReferralOutcome, default=ReferralOutcome.WAITING
    )
    outcome_on = models.DateField(_("ngày có kết quả"), null=True, blank=True)
    outcome_number = models.CharField(_("số văn bản của Bộ"), max_length=60, blank=True)
    outcome_score = models.DecimalField(_("điểm ở Bộ"), max_digits=5, decimal_places=2, null=True, blank=True)
    note = models.TextField(_("ghi chú"), blank=True)

    objects = MinistryReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("đề nghị công nhận 5 sao")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.result}"
