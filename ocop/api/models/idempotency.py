"""The first answer to a POST, kept so that sending it again has no second effect (R7)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ocop.accounts.models import User


class IdempotentAnswer(models.Model):
    """Written in the transaction of the effect: a killed server leaves both or neither."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("tài khoản"))
    key = models.CharField(_("khóa chống lặp"), max_length=128)
    fingerprint = models.CharField(_("mã băm của yêu cầu"), max_length=64)
    status = models.PositiveSmallIntegerField(_("kết quả"))
    headers = models.JSONField(_("đầu mục"), default=dict)
    body = models.TextField(_("nội dung trả lời"), blank=True)
    at = models.DateTimeField(_("lúc"), default=timezone.now)

    class Meta:
        verbose_name = _("câu trả lời đã gửi")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="idempotent_answer_once")]
        indexes = [models.Index(fields=["at"], name="idempotent_answer_age")]

    def __str__(self) -> str:
        return self.key
