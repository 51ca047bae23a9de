"""What a plan promises: targets by star × kind × unit, and batches of named products."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ocop.api.enums import FeedResource
from ocop.api.feed import noted
from ocop.audit.history import track

from ..enums import TargetKind
from .plan import PlanPart, PlanVersion
from .unit import Unit

ISSUED_PLAN = "(SELECT v.plan_id FROM programs_planversion v WHERE v.id = {row}.version_id AND v.state = 'issued')"
STAR_CHOICES = [(3, _("3 sao")), (4, _("4 sao")), (5, _("5 sao"))]


class TargetQuerySet(models.QuerySet["Target"]):
    def headline(self) -> Self:
        """The plan's own totals: rows at the plan's unit."""
        return self.filter(unit=F("version__plan__unit"))

    def allocated(self) -> Self:
        """Rows given to other units: the annex."""
        return self.exclude(unit=F("version__plan__unit"))


@noted(FeedResource.PLANS, owner=ISSUED_PLAN)
@track
class Target(models.Model):
    """A number of products of one star and kind promised by a plan for one unit.

    At the plan's own unit it is the headline ("160 = 3 + 20 + 137"); at other units it is the annex.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="targets", verbose_name=_("bản kế hoạch"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="targets", verbose_name=_("đơn vị"))
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    printed_name = models.CharField(_("tên in trong phụ lục"), max_length=120, blank=True)
    star = models.PositiveSmallIntegerField(_("hạng sao"), choices=STAR_CHOICES)
    kind = models.CharField(_("loại"), max_length=8, choices=TargetKind, default=TargetKind.ANY)
    committed = models.PositiveIntegerField(_("cam kết"), default=0)
    working = models.PositiveIntegerField(_("dự kiến"), null=True, blank=True)
    wording = models.CharField(_("cách ghi"), max_length=120, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("chỉ tiêu")
        ordering = ["order", "-star"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "unit", "star", "kind"],
                name="target_once",
                violation_error_message=_("Đơn vị này đã có chỉ tiêu cho hạng sao và loại đó."),
            ),
            models.CheckConstraint(condition=Q(star__in=[3, 4, 5]), name="target_star"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.committed} × {self.star} sao"


@track
class Batch(PlanPart):
    """A batch (đợt) of evaluation: a window and the products named for it."""

    number = models.CharField(_("đợt"), max_length=20)
    label = models.CharField(_("tên đợt"), max_length=120)
    window_from = models.DateField(_("từ ngày"), null=True, blank=True)
    window_to = models.DateField(_("đến ngày"), null=True, blank=True)
    wording = models.TextField(_("cách ghi"), blank=True)
    capacity = models.PositiveSmallIntegerField(_("số sản phẩm tối đa"), null=True, blank=True)

    class Meta(PlanPart.Meta):
        verbose_name = _("đợt")
        constraints = [
            models.CheckConstraint(
                condition=Q(window_from=None) | Q(window_to=None) | Q(window_to__gte=F("window_from")),
                name="batch_window",
                violation_error_message=_("Ngày kết thúc đợt phải sau ngày bắt đầu."),
            )
        ]

    def __str__(self) -> str:
        return self.label


@track
class BatchProduct(models.Model):
    """A product named in a batch, as the plan prints it."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="products", verbose_name=_("đợt"))
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    name = models.CharField(_("sản phẩm"), max_length=200)
    producer_name = models.CharField(_("chủ thể"), max_length=200, blank=True)
    place = models.CharField(_("địa chỉ ghi trong kế hoạch"), max_length=120, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đơn vị"))
    star_sought = models.PositiveSmallIntegerField(_("hạng sao đề nghị"), choices=STAR_CHOICES, null=True, blank=True)
    kind = models.CharField(_("loại"), max_length=8, choices=TargetKind, default=TargetKind.NEW)

    class Meta:
        verbose_name = _("sản phẩm trong đợt")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class BatchMove(models.Model):
    """A product taken out of its batch during the year, into another one or over to a later year; never changed.

    The text of an issued plan stays as signed: where a product stands now is its last move, else the batch it is
    printed in. `to_batch` None: carried over to `to_year`.
    """

    item = models.ForeignKey(BatchProduct, models.CASCADE, related_name="moves", verbose_name=_("sản phẩm trong đợt"))
    to_batch = models.ForeignKey(
        Batch, models.CASCADE, null=True, blank=True, related_name="arrivals", verbose_name=_("sang đợt")
    )
    to_year = models.PositiveSmallIntegerField(_("sang năm"), null=True, blank=True)
    reason = models.CharField(_("lý do"), max_length=300)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("lần chuyển đợt")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_batch__isnull=True, to_year__isnull=False)
                | Q(to_batch__isnull=False, to_year__isnull=True),
                name="batch_move_somewhere",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="batch_move_has_reason"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.item}: {self.to_batch or self.to_year}"
