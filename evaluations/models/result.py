"""Results: what a session came to, frozen with everything it can be computed from again."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from products.models import Dossier, Product

from .session import SessionEntry


class EvaluationResultQuerySet(models.QuerySet["EvaluationResult"]):
    def visible_to(self, user: Any) -> Self:
        """Results on visible products, and those of sessions one sits in or prepares."""
        entries = SessionEntry.objects.visible_to(user)
        products = Product.objects.visible_to(user)
        return self.filter(models.Q(dossier__product__in=products) | models.Q(entry__in=entries))


class EvaluationResult(models.Model):
    """The frozen result of one dossier. Mean total = `points_sum` / `sheet_count`, exact (never stored rounded).

    `content` holds sheets, conclusions and outcome as canonical JSON, `sha256` its hash; `pack_sha256` pins the law.
    `star` None: excluded (see `excluded`). Never changed, never deleted; `manage.py verify_results` computes it again.
    """

    entry = models.OneToOneField(
        SessionEntry, models.PROTECT, related_name="result", verbose_name=_("hồ sơ trong phiên")
    )
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="results", verbose_name=_("hồ sơ"))
    law_pack = models.CharField(_("bộ quy định"), max_length=40)
    pack_sha256 = models.CharField(max_length=64)
    product_set = models.PositiveSmallIntegerField(_("bộ sản phẩm"))
    points_sum = models.PositiveIntegerField(_("tổng điểm các phiếu"))
    sheet_count = models.PositiveSmallIntegerField(_("số phiếu"))
    band_star = models.PositiveSmallIntegerField(_("hạng theo điểm"))
    star = models.PositiveSmallIntegerField(_("hạng sao"), null=True)
    failed_gates = models.JSONField(_("điều kiện chưa đạt"), default=list)
    excluded = models.JSONField(_("loại, dừng"), null=True)
    content = models.JSONField(_("nội dung"))
    sha256 = models.CharField(max_length=64)
    decided_on = models.DateField(_("ngày kết luận"))
    frozen_at = models.DateTimeField(_("lúc chốt"), auto_now_add=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = EvaluationResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("kết quả đánh giá")
        ordering = ["-decided_on", "-id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.star}"

    @property
    def own_item(self) -> Any:
        """The line of a decision it stands in; None while it stands in none."""
        return getattr(self, "decision_item", None)

    @property
    def own_referral(self) -> Any:
        """Its way to the Ministry; None when it never went."""
        return getattr(self, "referral", None)
