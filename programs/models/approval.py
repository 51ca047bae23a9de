"""A version's way: appraisal, signature, sending out; and findings of the prover that were explained."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record

from ..enums import PlanStage
from .body import Body
from .plan import PlanVersion
from .unit import Unit, UnitReach


class VersionStep(models.Model):
    """One step of a version from stage to stage, with who and why; never changed.

    `paper`: number of the paper that goes with it (tờ trình, ý kiến thẩm định), as typed.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="steps", verbose_name=_("bản kế hoạch"))
    before = models.CharField(_("từ bước"), max_length=10, choices=PlanStage)
    after = models.CharField(_("sang bước"), max_length=10, choices=PlanStage)
    paper = models.CharField(_("văn bản kèm theo"), max_length=120, blank=True)
    note = models.TextField(_("ý kiến"), max_length=4000, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("bước của bản kế hoạch")
        ordering = ["id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.before} → {self.after}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, user: Any) -> Self:
        """Those of plans the user reaches, and those sent to units the user reaches."""
        reached = UnitReach.objects.of(user)
        return self.filter(Q(version__plan__unit__in=reached) | Q(unit__in=reached))


@track
class Delivery(Record):
    """An issued version sent to one recipient; `read_at` once somebody of that unit has opened it."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="deliveries", verbose_name=_("bản kế hoạch"))
    text = models.CharField(_("nơi nhận"), max_length=250)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="deliveries", verbose_name=_("đơn vị")
    )
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="deliveries", verbose_name=_("cơ quan")
    )
    sent_at = models.DateTimeField(_("lúc gửi"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(_("lúc nhận, đọc"), null=True, blank=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("nơi đã gửi")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["version", "text", "unit"], name="delivery_once")]

    def __str__(self) -> str:
        return self.text


class ProofExplanation(models.Model):
    """Why a finding of the prover does not keep a version from being issued, said and signed by a person.

    `finding`: the finding's key (rule and the two places); a changed figure is another finding. Never changed.
    """

    version = models.ForeignKey(
        PlanVersion, models.CASCADE, related_name="explanations", verbose_name=_("bản kế hoạch")
    )
    finding = models.CharField(_("phát hiện"), max_length=300)
    message = models.TextField(_("nội dung phát hiện"))
    text = models.TextField(_("giải trình"), max_length=2000)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("giải trình")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["version", "finding"], name="explanation_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return self.finding
