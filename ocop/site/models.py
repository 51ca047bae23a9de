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
