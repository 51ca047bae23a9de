"""A recognition: one decision on one product, at the unit of its day."""

from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, Subquery, When
from django.db.models.functions import Cast, Greatest, Least
from django.utils.translation import gettext_lazy as _

from ocop.api.enums import FeedResource
from ocop.api.feed import noted
from ocop.audit.history import track
from ocop.audit.models import Record
from ocop.site.registry import get_setting
from products.enums import DossierKind
from products.models import Product
from products.models.product import PLACES_OF_PRODUCT
from programs.models import Unit

from ..enums import RecognitionBody, RecognitionKind, WithdrawalState
from .result import EvaluationResult


def _day_before(expression: Any) -> Cast:
    """Last day before the day of an expression."""
    moment = models.ExpressionWrapper(expression - timedelta(days=1), output_field=models.DateTimeField())
    return Cast(moment, models.DateField())


def _later(recognitions: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Those of the same product decided after the outer one; on one day the one entered later counts as later."""
    after = Q(decided_on__gt=OuterRef("decided_on")) | Q(decided_on=OuterRef("decided_on"), pk__gt=OuterRef("pk"))
    return recognitions.filter(after, product=OuterRef("product"))


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

    def newest(self, day: date | None = None) -> Self:
        """The present one of each product (on a day): the last by decision, whenever it was entered."""
        shown = Recognition.objects.shown()
        if day is None:
            return self.filter(~Exists(_later(shown)))
        return self.filter(~Exists(_later(shown.filter(decided_on__lte=day))), decided_on__lte=day)

    def with_end(self) -> Self:
        """With the days of what happened since, and `in_force_until`: the last day in force as they leave it.

        `withdrawn_on` (QĐ 26/2026, Điều 8), `extended_until` and `result_on` (the result without recognition that ends
        an extension, Điều 12.3). What replaced it is left out: meant for the newest recognition of a product.
        """
        unranked = EvaluationResult.objects.filter(
            Q(star=None) | Q(star__lt=3),  # no decision and no certificate follows (Điều 4.1)
            dossier__product=OuterRef("product"),
            dossier__kind=DossierKind.RERANK,
            decided_on__gt=OuterRef("decided_on"),
        ).order_by("decided_on")
        result_on = Case(When(extension__isnull=False, then=Subquery(unranked.values("decided_on")[:1])))
        dated = self._with_withdrawal().annotate(extended_until=F("extension__until"), result_on=result_on)
        end = Greatest("expires_on", Least("extended_until", _day_before(F("result_on"))))
        return dated.annotate(in_force_until=Least(end, _day_before(F("withdrawn_on"))))

    def with_life(self) -> Self:
        """The same with `replaced_on`, the day of the next recognition of the product."""
        later = _later(Recognition.objects.shown()).order_by("decided_on", "pk")
        return self.with_end().annotate(replaced_on=Subquery(later.values("decided_on")[:1]))

    def _with_withdrawal(self) -> Self:
        decided = Q(withdrawals__state=WithdrawalState.DECIDED)
        return self.annotate(withdrawal=FilteredRelation("withdrawals", condition=decided)).annotate(
            withdrawn_on=F("withdrawal__decided_on")
        )

    def standing(self, day: date) -> Self:
        """Not withdrawn by that day."""
        return self._with_withdrawal().filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day))


@noted(FeedResource.RECOGNITIONS, moves=("product_id", "is_illustration"), places=PLACES_OF_PRODUCT)
@noted(FeedResource.PRODUCTS, owner="{row}.product_id")
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

    @property
    def own_certificate(self) -> Any:
        """The certificate given here; None for what was typed in or imported, and for the Ministry's."""
        return getattr(self, "certificate", None)
