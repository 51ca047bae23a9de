"""Settings an administrator changes while the service runs; each is declared in registry.py."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record


@track
class SiteSetting(Record):
    """The stored value of one declared setting; absent = the declared default."""

    key = models.CharField(_("khóa"), max_length=60, unique=True)
    value = models.JSONField(_("giá trị"))

    class Meta:
        verbose_name = _("thiết lập")

    def __str__(self) -> str:
        return self.key


@track
class CalendarDay(models.Model):
    """A day that differs from the general calendar: a day off moved by decision, or a Saturday worked instead."""

    day = models.DateField(_("ngày"), unique=True)
    is_working = models.BooleanField(_("là ngày làm việc"), default=False)
    reason = models.CharField(_("căn cứ"), max_length=200)
    revision = models.PositiveIntegerField(_("lần sửa"), default=0)

    class Meta:
        verbose_name = _("ngày nghỉ, ngày làm bù")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"
