"""A recognition: one decision on one product, at the unit of its day."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record
from ocop.site.registry import get_setting
from products.models import Product
from programs.models import Unit

from ..enums import RecognitionBody, RecognitionKind


class RecognitionQuerySet(models.QuerySet["Recognition"]):
    def shown(self) -> Self:
        """Without illustration rows when they are switched off."""
        return self if get_setting("show_illustration") else self.filter(is_illustration=False)

    def visible_to(self, user: Any) -> Self:
        """Recognitions of visible products."""
        return self.shown().filter(product__in=Product.objects.visible_to(user))

    def decided_between(self, first: date, last: date) -> Self:
        """Decided from `first` to `last`, both included."""
        return self.filter(decided_on__gte=first, decided_on__lte=last)


@track
class Recognition(Record):
    """Star, kind, decision, body, dates. Certificates are valid 36 months from issue (QĐ 26/2026, Điều 4)."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="recognitions", verbose_name=_("sản phẩm"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="recognitions", verbose_name=_("đơn vị khi công nhận"))
    star = models.PositiveSmallIntegerField(_("hạng sao"), choices=[(3, _("3 sao")), (4, _("4 sao")), (5, _("5 sao"))])
    kind = models.CharField(_("loại"), max_length=8, choices=RecognitionKind, default=RecognitionKind.NEW)
    body = models.CharField(_("cấp công nhận"), max_length=8, choices=RecognitionBody)
    decision_number = models.CharField(_("số quyết định"), max_length=60)
    decided_on = models.DateField(_("ngày quyết định"))
    expires_on = models.DateField(_("ngày hết hạn"))
    score = models.DecimalField(_("điểm"), max_digits=5, decimal_places=2, null=True, blank=True)
    decision_item = models.OneToOneField(
        "evaluations.DecisionItem",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recognition",
        verbose_name=_("dòng phụ lục quyết định"),
    )
    body_note = models.CharField(_("lý do khác cấp theo luật"), max_length=300, blank=True)
    source_note = models.CharField(_("nguồn"), max_length=200, blank=True)
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("công nhận")
        ordering = ["-decided_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "decision_number", "decided_on"],
                name="recognition_once",
                violation_error_message=_("Sản phẩm đã có công nhận theo quyết định này."),
            ),
            models.CheckConstraint(condition=Q(star__in=[3, 4, 5]), name="recognition_star"),
            models.CheckConstraint(condition=Q(expires_on__gt=models.F("decided_on")), name="recognition_dates"),
        ]
        indexes = [
            models.Index(fields=["decided_on", "unit", "star"], name="recognition_progress"),
            models.Index(fields=["expires_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.product} – {self.star} sao"
