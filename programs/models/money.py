"""Money of a plan: lines, what was estimated, approved, allocated, spent and settled on them; support norms."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record

from ..enums import FundingKind, MoneyStage
from .plan import Plan
from .resources import Activity, FundingSource
from .unit import Unit, UnitReach


class FundingLineQuerySet(models.QuerySet["FundingLine"]):
    def visible_to(self, user: Any) -> Self:
        """Lines of plans the user reaches, and those a unit the user reaches spends."""
        reached = UnitReach.objects.of(user)
        return self.filter(Q(plan__unit__in=reached) | Q(unit__in=reached))


@track
class FundingLine(Record):
    """One line of a plan's money: a source, what it is for, who spends it. Its figures are its entries."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="funding_lines", verbose_name=_("kế hoạch"))
    source = models.ForeignKey(
        FundingSource,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="lines",
        verbose_name=_("nguồn ghi trong kế hoạch"),
    )
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="lines", verbose_name=_("hoạt động")
    )
    kind = models.CharField(_("loại nguồn"), max_length=12, choices=FundingKind)
    content = models.CharField(_("nội dung chi"), max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="funding_lines", verbose_name=_("đơn vị chi"))
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = FundingLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("dòng kinh phí")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["plan", "unit", "kind", "content"], name="funding_line_once")]

    def __str__(self) -> str:
        return self.content


class MoneyEntryQuerySet(models.QuerySet["MoneyEntry"]):
    def visible_to(self, user: Any) -> Self:
        """Those of visible lines."""
        return self.filter(line__in=FundingLine.objects.visible_to(user))


class MoneyEntry(models.Model):
    """An amount in đồng at a stage of a line, by a paper; never changed. A mistake is entered back, with why."""

    line = models.ForeignKey(FundingLine, models.PROTECT, related_name="entries", verbose_name=_("dòng kinh phí"))
    stage = models.CharField(_("giai đoạn"), max_length=10, choices=MoneyStage)
    amount = models.BigIntegerField(_("số tiền (đồng)"))
    on = models.DateField(_("ngày"))
    paper = models.CharField(_("văn bản, chứng từ"), max_length=120, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    key = models.CharField(max_length=40, blank=True, editable=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("lúc ghi"), auto_now_add=True)

    objects = MoneyEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("khoản ghi")
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="money_not_nothing"),
            models.CheckConstraint(condition=Q(amount__gt=0) | ~Q(note=""), name="money_back_has_note"),
            models.UniqueConstraint(fields=["line", "key"], condition=~Q(key=""), name="money_entered_once"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}: {self.amount}"


class SupportNormQuerySet(models.QuerySet["SupportNorm"]):
    def visible_to(self, user: Any) -> Self:
        """Norms are published: every signed-in person reads them."""
        return self if getattr(user, "is_authenticated", False) else self.none()


@track
class SupportNorm(Record):
    """A norm of support by the instrument that sets it: how much, for what, at most, between two days."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="support_norms", verbose_name=_("nơi ban hành"))
    title = models.CharField(_("nội dung hỗ trợ"), max_length=300)
    measure = models.CharField(_("đơn vị tính"), max_length=80)
    amount = models.BigIntegerField(_("mức hỗ trợ (đồng)"), null=True, blank=True)
    share = models.PositiveSmallIntegerField(_("tỷ lệ hỗ trợ tối đa (%)"), null=True, blank=True)
    ceiling = models.BigIntegerField(_("mức tối đa (đồng)"), null=True, blank=True)
    instrument = models.CharField(_("văn bản quy định"), max_length=200)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = SupportNormQuerySet.as_manager()

    class Meta:
        verbose_name = _("định mức hỗ trợ")
        ordering = ["-valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="support_norm_dates",
                violation_error_message=_("Ngày cuối không được trước ngày đầu."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | Q(share__isnull=False),
                name="support_norm_how_much",
                violation_error_message=_("Hãy ghi mức hỗ trợ hoặc tỷ lệ hỗ trợ."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
