"""Decisions that approve and recognise, and what goes on to the Ministry."""

from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop.accounts.access import territory_grants
from ocop.audit.history import track
from ocop.audit.models import Record
from ocop.site.registry import get_setting
from products.models import Product
from programs.models import Unit, UnitReach

from ..enums import DecisionState, RecognitionBody, RecognitionKind, ReferralOutcome, ReturnBasis
from .council import READERS
from .result import EvaluationResult


def handled_units(user: Any) -> Any:
    """Subquery of the units whose decisions one drafts or signs today."""
    return UnitReach.objects.filter(unit__in=territory_grants(user, READERS)).values("member")


class RecognitionDecisionQuerySet(models.QuerySet["RecognitionDecision"]):
    def shown(self) -> Self:
        """Without illustration rows when they are switched off."""
        return self if get_setting("show_illustration") else self.filter(is_illustration=False)

    def visible_to(self, user: Any) -> Self:
        """Decisions of units one drafts or signs for; issued ones for whoever sees a product in them."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        lines = DecisionItem.objects.filter(result__dossier__product__in=Product.objects.visible_to(user))
        issued = Q(state=DecisionState.ISSUED, pk__in=lines.values("decision"))
        return self.shown().filter(Q(unit__in=handled_units(user)) | issued)


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
            ),
            models.CheckConstraint(
                condition=Q(state=DecisionState.DRAFT) | (Q(decided_on__isnull=False) & ~Q(number="")),
                name="decision_issued_whole",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="issued_is_final",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=DecisionState.ISSUED),
            )
        ]

    def __str__(self) -> str:
        return self.number or self.title


class DecisionItemQuerySet(models.QuerySet["DecisionItem"]):
    def visible_to(self, user: Any) -> Self:
        """Lines of decisions one drafts or signs; of issued ones the lines of visible products only."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        seen = Q(result__dossier__product__in=Product.objects.visible_to(user), decision__state=DecisionState.ISSUED)
        return self.filter(Q(decision__unit__in=handled_units(user)) | seen)


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

    objects = DecisionItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("dòng phụ lục quyết định")
        ordering = ["order", "id"]
        constraints = [models.CheckConstraint(condition=Q(star__in=[3, 4, 5]), name="decision_item_star")]
        triggers = [
            pgtrigger.Trigger(
                name="issued_is_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                declare=[("final", "BOOLEAN")],
                func=(
                    "SELECT state = 'issued' INTO final FROM evaluations_recognitiondecision"
                    " WHERE id = OLD.decision_id;"
                    " IF final THEN RAISE EXCEPTION 'pgtrigger: a line of an issued decision is final'; END IF;"
                    " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.result}"


class MinistryReferralQuerySet(models.QuerySet["MinistryReferral"]):
    def visible_to(self, user: Any) -> Self:
        """Referrals of visible results."""
        return self.filter(result__in=EvaluationResult.objects.visible_to(user))


@track
class MinistryReferral(Record):
    """A result of 90 points or more on its way to the Ministry ("tiềm năng 5 sao") and what came back.

    Returned: `star_after` is what the province recognises instead (None: nothing), on which `basis` (Điều 7.4).
    """

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
    star_after = models.PositiveSmallIntegerField(
        _("hạng sao tỉnh công nhận"), choices=[(3, _("3 sao")), (4, _("4 sao"))], null=True, blank=True
    )
    basis = models.CharField(_("cơ sở công nhận"), max_length=8, choices=ReturnBasis, blank=True)
    note = models.TextField(_("ghi chú"), blank=True)

    objects = MinistryReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("đề nghị công nhận 5 sao")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(star_after=None) | Q(star_after__in=[3, 4], outcome=ReferralOutcome.RETURNED),
                name="referral_star_after",
            )
        ]

    def __str__(self) -> str:
        return f"{self.result}"
