"""Activities that really took place, who came, and points of sale."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record

from ..enums import HeldKind
from .money import FundingLine
from .plan import Plan
from .resources import Activity
from .unit import Unit, UnitReach


class HeldActivityQuerySet(models.QuerySet["HeldActivity"]):
    def visible_to(self, user: Any) -> Self:
        """Those of units the user reaches, and those people of such a unit came to."""
        reached = UnitReach.objects.of(user)
        came = Attendance.objects.filter(unit__in=reached).values("held")
        return self.filter(Q(unit__in=reached) | Q(pk__in=came))


@track
class HeldActivity(Record):
    """A class, tour, fair, article or inspection that took place. `count`: pieces (tin, bài), classes or stands."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="held_activities", verbose_name=_("đơn vị tổ chức"))
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="held_activities", verbose_name=_("kế hoạch")
    )
    activity = models.ForeignKey(
        Activity,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="held_activities",
        verbose_name=_("hoạt động trong kế hoạch"),
    )
    funding = models.ForeignKey(
        FundingLine, models.SET_NULL, null=True, blank=True, related_name="held_activities", verbose_name=_("kinh phí")
    )
    kind = models.CharField(_("loại"), max_length=14, choices=HeldKind)
    title = models.CharField(_("tên"), max_length=300)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến ngày"))
    place = models.CharField(_("địa điểm"), max_length=200, blank=True)
    organiser = models.CharField(_("cơ quan thực hiện"), max_length=200, blank=True)
    medium = models.CharField(_("báo, đài, nền tảng"), max_length=200, blank=True)
    link = models.URLField(_("liên kết"), max_length=300, blank=True)
    count = models.PositiveIntegerField(_("số lượng"), default=1)
    note = models.TextField(_("ghi chú"), max_length=2000, blank=True)
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = HeldActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("hoạt động đã thực hiện")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="held_days",
                violation_error_message=_("Ngày kết thúc phải sau ngày bắt đầu."),
            )
        ]

    def __str__(self) -> str:
        return self.title


@track
class Attendance(Record):
    """How many people of one unit came."""

    held = models.ForeignKey(HeldActivity, models.CASCADE, related_name="attendances", verbose_name=_("hoạt động"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="attendances", verbose_name=_("đơn vị"))
    officials = models.PositiveIntegerField(_("cán bộ"), default=0)
    producers = models.PositiveIntegerField(_("người của chủ thể"), default=0)

    class Meta:
        verbose_name = _("số người tham dự")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["held", "unit"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(officials__gt=0) | Q(producers__gt=0),
                name="attendance_somebody",
                violation_error_message=_("Hãy ghi ít nhất một người."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.officials + self.producers}"


class PointOfSaleQuerySet(models.QuerySet["PointOfSale"]):
    def visible_to(self, user: Any) -> Self:
        """Those of units the user reaches."""
        return self.filter(unit__in=UnitReach.objects.of(user))


@track
class PointOfSale(Record):
    """A place where OCOP products are shown and sold."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="points_of_sale", verbose_name=_("đơn vị"))
    name = models.CharField(_("tên điểm"), max_length=200)
    address = models.CharField(_("địa chỉ"), max_length=250, blank=True)
    keeper = models.CharField(_("đơn vị quản lý"), max_length=200, blank=True)
    opened_on = models.DateField(_("ngày mở"))
    closed_on = models.DateField(_("ngày đóng"), null=True, blank=True)
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = PointOfSaleQuerySet.as_manager()

    class Meta:
        verbose_name = _("điểm giới thiệu và bán sản phẩm OCOP")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="point_of_sale_once"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="point_of_sale_days",
                violation_error_message=_("Ngày đóng phải sau ngày mở."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
