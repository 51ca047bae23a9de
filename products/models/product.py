"""Products; their state is derived from recognitions, never typed."""

from functools import partial
from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop.api.enums import FeedResource
from ocop.api.feed import noted
from ocop.audit.history import track
from ocop.site.registry import get_setting
from programs.models import Unit

from ..enums import CodeEra, ProductSet, ProductState
from .keyed import Keyed
from .producer import Producer, places_of_producer

# For the change feed: the units at which a product is seen.
PLACES_OF_PRODUCT = places_of_producer("(SELECT q.producer_id FROM products_product q WHERE q.id = {row}.product_id)")


class ProductQuerySet(models.QuerySet["Product"]):
    def shown(self) -> Self:
        """Without what was merged away, and without illustration rows when they are switched off."""
        present = self.filter(merged_into=None)
        return present if get_setting("show_illustration") else present.filter(is_illustration=False)

    def visible_to(self, user: Any) -> Self:
        """Products of visible producers."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.shown().filter(producer__in=Producer.objects.visible_to(user))


@noted(
    FeedResource.PRODUCTS,
    derived=("core", "fold", "sort_key"),
    moves=("producer_id", "name", "merged_into_id", "is_illustration"),
    places=places_of_producer("{row}.producer_id"),
)
@partial(track, exclude=("core",))
class Product(Keyed):
    """A product of one producer with a stable internal id; official codes come with evaluations."""

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="products", verbose_name=_("chủ thể"))
    name = models.CharField(_("tên sản phẩm"), max_length=250)
    product_set = models.PositiveSmallIntegerField(_("bộ sản phẩm"), choices=ProductSet, null=True, blank=True)
    product_set_1048 = models.PositiveSmallIntegerField(_("bộ sản phẩm theo QĐ 1048"), null=True, blank=True)
    official_code = models.CharField(_("mã số sản phẩm"), max_length=40, blank=True)  # the newest of `codes`
    description = models.TextField(_("mô tả"), blank=True)
    source_note = models.CharField(_("nguồn"), max_length=200, blank=True)
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", verbose_name=_("đã gộp vào")
    )

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("sản phẩm")
        constraints = [
            models.UniqueConstraint(
                fields=["producer", "name"],
                condition=Q(merged_into=None),
                name="product_once_a_producer",
                violation_error_message=_("Chủ thể này đã có sản phẩm cùng tên."),
            )
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="product_order"),
            GinIndex(fields=["fold"], opclasses=["gin_trgm_ops"], name="product_fold_trgm"),
            GinIndex(fields=["core"], opclasses=["gin_trgm_ops"], name="product_core_trgm"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_state_display(self) -> Any:
        """Label of the state which `domain.queries.with_state` derives; it is no column."""
        return ProductState(self.state).label  # type: ignore[attr-defined]

    def words(self) -> str:
        """Name, producer, every name of the unit: "banh gai tho dien" finds the product before and after the reform."""
        return f"{self.name} {self.producer.name} {self.producer.unit.kin_fold}"


class ProductCodeQuerySet(models.QuerySet["ProductCode"]):
    def visible_to(self, user: Any) -> Self:
        """Codes of visible products."""
        return self.filter(product__in=Product.objects.visible_to(user))


@noted(FeedResource.PRODUCTS, owner="{row}.product_id")
@track
class ProductCode(models.Model):
    """One official code a product has carried; a new one comes with each evaluation (QĐ 26/2026, Phụ lục II)."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="codes", verbose_name=_("sản phẩm"))
    code = models.CharField(_("mã số sản phẩm"), max_length=40, unique=True)
    era = models.CharField(_("dạng mã"), max_length=8, choices=CodeEra)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("xã cấp số"))
    serial = models.PositiveIntegerField(_("STT"))
    year = models.PositiveSmallIntegerField(_("năm"))
    is_assigned = models.BooleanField(_("do hệ thống cấp"), default=False)
    created_at = models.DateTimeField(_("lúc ghi"), auto_now_add=True)

    objects = ProductCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("mã số sản phẩm")
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "serial", "year"],
                name="product_code_serial_once",
                violation_error_message=_("Số thứ tự này của xã đã cấp cho sản phẩm khác trong năm."),
            )
        ]

    def __str__(self) -> str:
        return self.code
