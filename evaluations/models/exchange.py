"""What another system's table said of a product: kept as it was told, never taken for a legal act."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from products.models import Product


class ExchangeLineQuerySet(models.QuerySet["ExchangeLine"]):
    def visible_to(self, user: Any) -> Self:
        """Lines of visible products."""
        return self.filter(product__in=Product.objects.visible_to(user))


@track
class ExchangeLine(models.Model):
    """A row of PTNT_OCOP (QĐ 5277) read in: star, revenue and state of a product in one time code.

    The table has no number and day of a decision, so that no recognition can be made of it: the rank of a product
    always comes from its recognitions. A product without any by that day is given out again as it came.
    """

    product = models.ForeignKey(Product, models.PROTECT, related_name="exchange_lines", verbose_name=_("sản phẩm"))
    time_code = models.CharField(_("mã thời gian"), max_length=10)
    unit_code = models.CharField(_("mã đơn vị hành chính"), max_length=10)
    star = models.PositiveSmallIntegerField(_("xếp hạng"), null=True, blank=True)
    revenue = models.DecimalField(_("doanh thu năm"), max_digits=14, decimal_places=2, null=True, blank=True)
    state = models.CharField(_("trạng thái"), max_length=60, blank=True)

    objects = ExchangeLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("dòng bảng PTNT_OCOP")
        ordering = ["product", "time_code"]
        constraints = [
            models.UniqueConstraint(fields=["product", "time_code"], name="exchange_line_once"),
            models.CheckConstraint(condition=Q(star=None) | Q(star__in=[3, 4, 5]), name="exchange_line_star"),
            models.CheckConstraint(condition=Q(revenue=None) | Q(revenue__gte=0), name="exchange_line_revenue"),
        ]

    def __str__(self) -> str:
        return f"{self.product}: {self.time_code}"
