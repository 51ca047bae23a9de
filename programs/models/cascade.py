"""The cascade: figures a plan proposes to units below, their answers, and changes decided during the year."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record

from ..enums import AssignmentState, TargetKind
from .plan import Plan, PlanVersion
from .targets import STAR_CHOICES
from .unit import Unit, UnitReach


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: Any) -> Self:
        """Those of plans the user reaches, and those given to units the user reaches."""
        reached = UnitReach.objects.of(user)
        return self.filter(Q(version__plan__unit__in=reached) | Q(unit__in=reached))


@track
class Assignment(Record):
    """What a version of a plan gives to one unit below (its `Target` rows there), and what the unit says to it.

    `asked`: the figures the unit asks for instead, [{"star", "kind", "committed", "working"}].
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="assignments", verbose_name=_("bản kế hoạch"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments", verbose_name=_("đơn vị"))
    state = models.CharField(_("trạng thái"), max_length=10, choices=AssignmentState, default=AssignmentState.PROPOSED)
    asked = models.JSONField(_("số đề nghị"), default=list, blank=True)
    note = models.TextField(_("lý do"), max_length=2000, blank=True)
    answer_by = models.DateField(_("trả lời trước ngày"), null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("giao chỉ tiêu")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["version", "unit"], name="assignment_once")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_state_display()}"


class AssignmentStep(models.Model):
    """One thing that happened to an assignment, with the figures of that moment; never changed."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="steps", verbose_name=_("giao chỉ tiêu"))
    state = models.CharField(_("trạng thái"), max_length=10, choices=AssignmentState)
    figures = models.JSONField(_("số giao"), default=list)
    asked = models.JSONField(_("số đề nghị"), default=list)
    note = models.TextField(_("lý do"), max_length=2000, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("bước giao chỉ tiêu")
        ordering = ["id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.state}"


class AdjustmentQuerySet(models.QuerySet["Adjustment"]):
    def visible_to(self, user: Any) -> Self:
        """Those of visible plans."""
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Adjustment(models.Model):
    """A decision that changes targets of an issued plan during the year; never changed, never deleted.

    What a plan promises on a day is what its version in force says plus the lines decided since that version.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="adjustments", verbose_name=_("kế hoạch"))
    version = models.ForeignKey(
        PlanVersion, models.PROTECT, related_name="adjustments", verbose_name=_("bản được điều chỉnh")
    )
    number = models.CharField(_("số, ký hiệu quyết định"), max_length=60)
    decided_on = models.DateField(_("ngày quyết định"))
    reason = models.TextField(_("lý do"), max_length=2000)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("lúc ghi"), auto_now_add=True)
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = AdjustmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("điều chỉnh chỉ tiêu")
        ordering = ["decided_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number", "decided_on"],
                name="adjustment_once",
                violation_error_message=_("Quyết định này đã được ghi."),
            )
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.number


class AdjustmentLine(models.Model):
    """By how much one unit's target of a star and kind changes; whole products, up or down."""

    adjustment = models.ForeignKey(Adjustment, models.CASCADE, related_name="lines", verbose_name=_("điều chỉnh"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    star = models.PositiveSmallIntegerField(_("hạng sao"), choices=STAR_CHOICES)
    kind = models.CharField(_("loại"), max_length=8, choices=TargetKind, default=TargetKind.ANY)
    committed = models.IntegerField(_("cam kết, tăng hoặc giảm"), default=0)
    working = models.IntegerField(_("dự kiến, tăng hoặc giảm"), default=0)

    class Meta:
        verbose_name = _("dòng điều chỉnh")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["adjustment", "unit", "star", "kind"], name="adjustment_line_once"),
            models.CheckConstraint(condition=Q(star__in=[3, 4, 5]), name="adjustment_line_star"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.unit}: {self.committed:+d} × {self.star} sao"
