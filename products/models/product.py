"""Products; their state is derived from recognitions, never typed."""

from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record
from ocop.site.registry import get_setting
from ocop.text import fold, sort_key

from ..enums import ProductSet
from .producer import Producer


class ProductQuerySet(models.QuerySet["Product"]):
    def shown(self) -> Self:
        """Without illustration rows when they are switched off."""
        return self if get_setting("show_illustration") else self.filter(is_illustration=False)

    def visible_to(self, user: Any) -> Self:
        """Products of visible producers."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.shown().filter(producer__in=Producer.objects.visible_to(user))


@track
class Product(Record):
    """A product of one producer with a stable internal id; official codes come with evaluations."""

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="products", verbose_name=_("chủ thể"))
    name = models.CharField(_("tên sản phẩm"), max_length=250)
    product_set = models.PositiveSmallIntegerField(_("bộ sản phẩm"), choices=ProductSet, null=True, blank=True)
    official_code = models.CharField(_("mã số sản phẩm"), max_length=40, blank=True)
    description = models.TextField(_("mô tả"), blank=True)
    source_note = models.CharField(_("nguồn"), max_length=200, blank=True)
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)
    fold = models.CharField(max_length=800, editable=False)
    sort_key = models.BinaryField(max_length=1000, editable=False)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("sản phẩm")
        constraints = [
            models.UniqueConstraint(
                fields=["producer", "name"],
                name="product_once_a_producer",
                violation_error_message=_("Chủ thể này đã có sản phẩm cùng tên."),
            )
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="product_order"),
            GinIndex(fields=["fold"], opclasses=["gin_trgm_ops"], name="product_fold_trgm"),
        ]

    def __str__(self) -> str:
        return self.name

    def set_keys(self) -> Self:
        """Fill the stored keys; the search key also holds producer and unit: "banh gai tho dien" finds it."""
        words = f"{self.name} {self.producer.name} {self.producer.unit.name}"
        self.fold, self.sort_key = fold(words), sort_key(self.name)
        return self

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_keys()
        super().save(*args, **kwargs)
