"""Certificates and what happens to a recognition after it is given."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop.api.enums import FeedResource
from ocop.api.feed import noted
from ocop.audit.history import track
from ocop.audit.models import Record
from programs.models import Unit

from ..enums import WithdrawalGround, WithdrawalState
from .recognition import Recognition


class OfRecognitionQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Rows of visible recognitions."""
        return self.filter(recognition__in=Recognition.objects.visible_to(user))


@noted(FeedResource.RECOGNITIONS, owner="{row}.recognition_id")
@track
class Certificate(models.Model):
    """The paper given with a recognition: own number of the issuing unit's year, words as printed on its day."""

    recognition = models.OneToOneField(
        Recognition, models.PROTECT, related_name="certificate", verbose_name=_("công nhận")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị cấp"))
    year = models.PositiveSmallIntegerField(_("năm"))
    serial = models.PositiveIntegerField(_("số"))
    number = models.CharField(_("số giấy chứng nhận"), max_length=60)
    product_name = models.CharField(_("tên sản phẩm"), max_length=250)
    product_code = models.CharField(_("mã số sản phẩm"), max_length=40, blank=True)
    producer_name = models.CharField(_("tên chủ thể"), max_length=250)
    address = models.CharField(_("địa chỉ"), max_length=400, blank=True)
    issued_on = models.DateField(_("ngày cấp"))

    objects = OfRecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("giấy chứng nhận")
        ordering = ["-issued_on", "-serial"]
        constraints = [models.UniqueConstraint(fields=["unit", "year", "serial"], name="certificate_serial")]

    def __str__(self) -> str:
        return self.number


@noted(FeedResource.RECOGNITIONS, owner="{row}.recognition_id")
@track
class CertificateExtension(models.Model):
    """A certificate kept in force until the authority's result, 180 days at most (QĐ 26/2026, Điều 12.3)."""

    recognition = models.OneToOneField(
        Recognition, models.PROTECT, related_name="extension", verbose_name=_("công nhận")
    )
    until = models.DateField(_("gia hạn đến ngày"))
    document_number = models.CharField(_("số văn bản"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày ghi nhận"))
    reason = models.TextField(_("lý do"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = OfRecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("gia hạn theo Điều 12.3")
        verbose_name_plural = _("gia hạn theo Điều 12.3")

    def __str__(self) -> str:
        return f"{self.recognition}: {self.until}"


@noted(FeedResource.RECOGNITIONS, owner="{row}.recognition_id")
@track
class Withdrawal(Record):
    """The case to withdraw a recognition: ground, conclusion, 15 days, decision (QĐ 26/2026, Điều 8)."""

    recognition = models.ForeignKey(
        Recognition, models.PROTECT, related_name="withdrawals", verbose_name=_("công nhận")
    )
    ground = models.CharField(_("căn cứ thu hồi"), max_length=2, choices=WithdrawalGround)
    concluded_on = models.DateField(_("ngày có kết luận"))
    conclusion = models.CharField(_("văn bản kết luận"), max_length=300)
    due_on = models.DateField(_("hạn quyết định"))
    state = models.CharField(_("trạng thái"), max_length=8, choices=WithdrawalState, default=WithdrawalState.OPEN)
    decision_number = models.CharField(_("số quyết định thu hồi"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    note = models.TextField(_("ghi chú"), blank=True)

    objects = OfRecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("thu hồi giấy chứng nhận")
        ordering = ["-concluded_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recognition"],
                condition=~Q(state=WithdrawalState.DROPPED),
                name="withdrawal_once",
                violation_error_message=_("Công nhận này đã có hồ sơ thu hồi."),
            ),
            models.CheckConstraint(
                condition=~Q(state=WithdrawalState.DECIDED) | Q(decided_on__isnull=False),
                name="withdrawal_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recognition}: {self.get_ground_display()}"


class ExpiryReminder(models.Model):
    """A reminder that went out so many months before the end; once for each recognition and distance."""

    recognition = models.ForeignKey(Recognition, models.CASCADE, related_name="reminders", verbose_name=_("công nhận"))
    months = models.PositiveSmallIntegerField(_("trước khi hết hạn (tháng)"))
    sent_at = models.DateTimeField(_("lúc gửi"), auto_now_add=True)
    recipients = models.PositiveSmallIntegerField(_("số người nhận"), default=0)

    objects = OfRecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("lần nhắc hết hạn")
        constraints = [models.UniqueConstraint(fields=["recognition", "months"], name="reminder_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.recognition}: {self.months}"
