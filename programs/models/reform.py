"""A reform of units carried over to this installation's own records."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record

from ..enums import ReformState
from .unit import Instrument, Unit


@track
class Reform(Record):
    """One reform (e.g. NQ-1686 for Thanh Hóa): applied to records, reversible until confirmed."""

    code = models.CharField(_("mã"), max_length=30, unique=True)
    name = models.CharField(_("tên"), max_length=200)
    instrument = models.ForeignKey(Instrument, models.PROTECT, verbose_name=_("văn bản"))
    province = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("tỉnh"))
    effective_on = models.DateField(_("ngày có hiệu lực"))
    state = models.CharField(_("trạng thái"), max_length=10, choices=ReformState, default=ReformState.DRAFT)
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("đợt sắp xếp đơn vị")

    def __str__(self) -> str:
        return self.name


@track
class ReformItem(Record):
    """One record of this installation that the reform touches; located in a split unit = a person decides.

    `label` (e.g. "products.producer") and `object_id` name the record; `chosen` is the decision.
    """

    reform = models.ForeignKey(Reform, models.CASCADE, related_name="items")
    label = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    caption = models.CharField(_("đối tượng"), max_length=250)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị cũ"))
    suggested = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("gợi ý"))
    chosen = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("đã chọn"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(_("lý do"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("việc phải quyết định khi sắp xếp")
        constraints = [models.UniqueConstraint(fields=["reform", "label", "object_id"], name="reform_item_once")]

    def __str__(self) -> str:
        return self.caption
