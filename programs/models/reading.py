"""A plan document read in: the file, the structured draft proposed from it, and what became of it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record

from ..enums import ReadingState
from .plan import PlanVersion


class PlanReadingQuerySet(models.QuerySet["PlanReading"]):
    def visible_to(self, user: Any) -> Self:
        """One's own readings; what was saved from them is a plan like any other."""
        return self.filter(user=user) if getattr(user, "is_authenticated", False) else self.none()


@track
class PlanReading(Record):
    """A plan read in. `result`: the proposed draft, each datum with its sentence (docs/reading.md); nothing of it is
    stored elsewhere before a person confirms. `version`: what was saved from it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file_name = models.CharField(_("tên tệp"), max_length=200)
    sha256 = models.CharField(max_length=64)
    text = models.TextField(_("chữ đọc được"), blank=True)
    result = models.JSONField(_("dự thảo đề xuất"), default=dict)
    state = models.CharField(_("trạng thái"), max_length=8, choices=ReadingState, default=ReadingState.READ)
    version = models.ForeignKey(
        PlanVersion, models.SET_NULL, null=True, blank=True, related_name="readings", verbose_name=_("bản kế hoạch")
    )

    objects = PlanReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("kế hoạch đọc từ tệp")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "sha256"], condition=models.Q(state="read"), name="plan_reading_once"
            )
        ]

    def __str__(self) -> str:
        return self.file_name
