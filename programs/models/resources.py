"""Activities and funding sources named in a plan."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track

from ..enums import FundingKind
from .plan import PlanPart


@track
class Activity(PlanPart):
    """An activity with its four usual lines: nội dung, đối tượng, thời gian, đơn vị thực hiện."""

    title = models.CharField(_("hoạt động"), max_length=300)
    content = models.TextField(_("nội dung"), blank=True)
    audience = models.TextField(_("đối tượng"), blank=True)
    time = models.CharField(_("thời gian"), max_length=200, blank=True)
    units = models.TextField(_("đơn vị thực hiện"), blank=True)
    count = models.PositiveSmallIntegerField(_("số lớp, số đoàn"), null=True, blank=True)
    people_from = models.PositiveIntegerField(_("số người từ"), null=True, blank=True)
    people_to = models.PositiveIntegerField(_("số người đến"), null=True, blank=True)
    days_from = models.PositiveSmallIntegerField(_("số ngày từ"), null=True, blank=True)
    days_to = models.PositiveSmallIntegerField(_("số ngày đến"), null=True, blank=True)

    class Meta(PlanPart.Meta):
        verbose_name = _("hoạt động")

    def __str__(self) -> str:
        return self.title


@track
class FundingSource(PlanPart):
    """A source of money as the plan words it; amounts in đồng when the plan gives them."""

    text = models.TextField(_("nguồn"))
    kind = models.CharField(_("loại nguồn"), max_length=12, choices=FundingKind, default=FundingKind.OTHER)
    amount = models.BigIntegerField(_("số tiền (đồng)"), null=True, blank=True)

    class Meta(PlanPart.Meta):
        verbose_name = _("nguồn kinh phí")

    def __str__(self) -> str:
        return self.text[:80]
