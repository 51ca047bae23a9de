"""What ties plans, money and activities to producers and products."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record
from programs.models import BatchProduct, FundingLine, HeldActivity, PointOfSale, SupportNorm

from .producer import Producer
from .product import Product


@track
class PlannedProduct(Record):
    """The product a plan's batch names: the words of the plan joined to the record."""

    item = models.OneToOneField(
        BatchProduct, models.CASCADE, related_name="planned", verbose_name=_("sản phẩm trong đợt")
    )
    product = models.ForeignKey(Product, models.PROTECT, related_name="planned", verbose_name=_("sản phẩm"))

    class Meta:
        verbose_name = _("sản phẩm của kế hoạch")

    def __str__(self) -> str:
        return str(self.product)


@track
class Participation(Record):
    """A producer at an event: how many people it sent, which product it showed, what it sold there (đồng)."""

    held = models.ForeignKey(HeldActivity, models.CASCADE, related_name="participations", verbose_name=_("hoạt động"))
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="participations", verbose_name=_("chủ thể"))
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="participations", verbose_name=_("sản phẩm")
    )
    people = models.PositiveSmallIntegerField(_("số người"), default=1)
    revenue = models.BigIntegerField(_("doanh thu tại chỗ (đồng)"), null=True, blank=True)

    class Meta:
        verbose_name = _("chủ thể tham gia")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["held", "producer", "product"], name="participation_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(revenue=None) | models.Q(revenue__gte=0), name="participation_revenue"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.producer}: {self.held}"


@track
class PointProduct(Record):
    """A product sold at a point of sale, between two days."""

    point = models.ForeignKey(PointOfSale, models.CASCADE, related_name="point_products", verbose_name=_("điểm bán"))
    product = models.ForeignKey(Product, models.PROTECT, related_name="points_of_sale", verbose_name=_("sản phẩm"))
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến ngày"), null=True, blank=True)
    revenue = models.BigIntegerField(_("doanh thu đến nay (đồng)"), null=True, blank=True)

    class Meta:
        verbose_name = _("sản phẩm tại điểm bán")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["point", "product"], name="point_product_once")]

    def __str__(self) -> str:
        return f"{self.product}: {self.point}"


class SupportGrantQuerySet(models.QuerySet["SupportGrant"]):
    def visible_to(self, user: Any) -> Self:
        """Support to visible producers."""
        return self.filter(producer__in=Producer.objects.visible_to(user))


@track
class SupportGrant(Record):
    """Support a producer received under a norm, paid from a line of money; amounts in đồng."""

    norm = models.ForeignKey(SupportNorm, models.PROTECT, related_name="grants", verbose_name=_("định mức"))
    line = models.ForeignKey(
        FundingLine, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name=_("dòng kinh phí")
    )
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="support", verbose_name=_("chủ thể"))
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="support", verbose_name=_("sản phẩm")
    )
    amount = models.BigIntegerField(_("số tiền (đồng)"))
    on = models.DateField(_("ngày chi"))
    paper = models.CharField(_("văn bản, chứng từ"), max_length=120)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = SupportGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("hỗ trợ chủ thể")
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0),
                name="support_amount",
                violation_error_message=_("Số tiền phải lớn hơn 0."),
            ),
            models.UniqueConstraint(
                fields=["norm", "producer", "product", "on", "paper"], name="support_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.producer}: {self.amount}"
