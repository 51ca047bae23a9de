"""Templates of plans: the usual sections, bases and recipients of a tier, from a day on."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ocop.accounts.access import territory_grants
from ocop.audit.history import track
from ocop.audit.models import Record

from ..enums import SectionKind, Tier
from .unit import Unit, UnitReach

PLAN_TIERS = [(tier.value, tier.label) for tier in (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)]


class PlanTemplateQuerySet(models.QuerySet["PlanTemplate"]):
    def visible_to(self, user: Any) -> Self:
        """Templates of the whole country, of units above the user's own, and of units the user reaches."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        above = UnitReach.objects.filter(member__in=territory_grants(user)).values("unit")
        reached = UnitReach.objects.of(user)
        return self.filter(Q(unit=None) | Q(unit__in=above) | Q(unit__in=reached))

    def for_plan(self, unit: Unit, day: date) -> Self:
        """Templates a plan of the unit can be made from on a day: of its tier, of a unit above it, in use that day."""
        of_unit = Q(unit=None) | Q(unit__in=unit.reached_by.values("unit"))
        in_use = Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))
        return self.filter(of_unit, in_use, tier=unit.tier, is_active=True)


@track
class PlanTemplate(Record):
    """What a new plan of a tier begins with. `unit` None: for the whole country; `key` names a shipped one."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đơn vị"))
    key = models.CharField(_("mã mẫu có sẵn"), max_length=40, blank=True)
    tier = models.CharField(_("cấp"), max_length=10, choices=PLAN_TIERS)
    title = models.CharField(_("tên mẫu"), max_length=160)
    valid_from = models.DateField(_("dùng từ ngày"))
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)
    opening = models.TextField(_("lời dẫn"), max_length=2000, blank=True)
    closing = models.TextField(_("lời kết"), max_length=2000, blank=True)
    bases = models.TextField(_("căn cứ"), max_length=8000, blank=True)
    recipients = models.TextField(_("nơi nhận"), max_length=4000, blank=True)
    is_active = models.BooleanField(_("đang dùng"), default=True)

    objects = PlanTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mẫu kế hoạch")
        ordering = ["tier", "-valid_from", "id"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="plan_template_key"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="plan_template_dates",
                violation_error_message=_("Ngày cuối dùng mẫu không được trước ngày đầu."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@track
class SectionTemplate(models.Model):
    """A section of a template: outline text with placeholders."""

    template = models.ForeignKey(PlanTemplate, models.CASCADE, related_name="sections", verbose_name=_("mẫu kế hoạch"))
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    number = models.CharField(_("số mục"), max_length=8)
    heading = models.CharField(_("tiêu đề"), max_length=200)
    kind = models.CharField(_("loại"), max_length=8, choices=SectionKind, default=SectionKind.TEXT)
    body = models.TextField(_("nội dung"), max_length=20000, blank=True)

    class Meta:
        verbose_name = _("phần của mẫu")
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.number}. {self.heading}"
