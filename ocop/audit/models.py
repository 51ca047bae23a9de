"""What every record carries, and the chain of legal acts."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Record(models.Model):
    """Base of records people edit: times and a revision for optimistic locking (R6)."""

    created_at = models.DateTimeField(_("lúc tạo"), auto_now_add=True)
    updated_at = models.DateTimeField(_("lúc sửa"), auto_now=True)
    revision = models.PositiveIntegerField(_("lần sửa"), default=0)

    class Meta:
        abstract = True


class LegalActQuerySet(models.QuerySet["LegalAct"]):
    def visible_to(self, admin: Any) -> Self:
        """Acts an administrator may read: all for the whole country's, else those done by accounts of the own reach."""
        from ocop.accounts.access import is_national_admin  # accounts keep their history through this app

        if is_national_admin(admin):
            return self
        people = self.model._meta.get_field("actor").related_model
        return self.filter(actor__in=people._default_manager.visible_to(admin))  # type: ignore[union-attr]


class LegalAct(models.Model):
    """One link of the hash chain: a legal act, who did it, by which article. Never changed, never deleted."""

    sequence = models.BigIntegerField(_("thứ tự"), unique=True)
    at = models.DateTimeField(_("lúc"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người thực hiện")
    )
    verb = models.CharField(_("việc"), max_length=60)
    subject_type = models.CharField(_("loại đối tượng"), max_length=60)
    subject_id = models.CharField(_("mã đối tượng"), max_length=60)
    article = models.CharField(_("căn cứ"), max_length=200, blank=True)
    payload = models.JSONField(_("nội dung"), default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = LegalActQuerySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("hành vi pháp lý")
        indexes = [models.Index(fields=["subject_type", "subject_id"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"
