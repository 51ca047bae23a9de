"""Producers (chủ thể) and where a person decided they are after a split of their commune."""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record
from ocop.site.registry import get_setting
from ocop.text import fold, sort_key
from programs.models import Reform, Unit, UnitReach

from ..enums import LegalForm


class ProducerQuerySet(models.QuerySet["Producer"]):
    def shown(self) -> Self:
        """Without illustration rows when they are switched off."""
        return self if get_setting("show_illustration") else self.filter(is_illustration=False)

    def visible_to(self, user: Any) -> Self:
        """Producers of the user's territory (unit of the day, or by decision after a split), and one's own."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        reach = UnitReach.objects.of(user)
        placed = ProducerAttribution.objects.filter(unit__in=reach).values("producer")
        own = Producer.users.through.objects.filter(user=user).values("producer")
        return self.shown().filter(Q(unit__in=reach) | Q(pk__in=placed) | Q(pk__in=own))


@track
class Producer(Record):
    """A producer at the unit of the day it was registered; the original address is kept as given."""

    name = models.CharField(_("tên chủ thể"), max_length=250)
    legal_form = models.CharField(_("loại hình"), max_length=12, choices=LegalForm, default=LegalForm.UNKNOWN)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="producers", verbose_name=_("xã, phường, thị trấn"))
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    representative = models.CharField(_("người đại diện"), max_length=120, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    tax_code = models.CharField(_("mã số thuế"), max_length=14, blank=True)
    users = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="producers", blank=True)
    source_note = models.CharField(_("nguồn"), max_length=200, blank=True)
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)
    fold = models.CharField(max_length=500, editable=False)
    sort_key = models.BinaryField(max_length=1000, editable=False)

    objects = ProducerQuerySet.as_manager()

    class Meta:
        verbose_name = _("chủ thể")
        constraints = [
            models.UniqueConstraint(
                fields=["fold", "unit"],
                name="producer_once_a_unit",
                violation_error_message=_("Đơn vị này đã có chủ thể cùng tên."),
            )
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="producer_order"),
            GinIndex(fields=["fold"], opclasses=["gin_trgm_ops"], name="producer_fold_trgm"),
        ]

    def __str__(self) -> str:
        return self.name

    def set_keys(self) -> Self:
        """Fill the stored search and order keys."""
        self.fold, self.sort_key = fold(self.name), sort_key(self.name)
        return self

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_keys()
        super().save(*args, **kwargs)


@track
class ProducerAttribution(models.Model):
    """The decision in which new unit a producer of a split commune lies (rules.md §0.10: never guessed)."""

    producer = models.ForeignKey(Producer, models.CASCADE, related_name="attributions", verbose_name=_("chủ thể"))
    reform = models.ForeignKey(Reform, models.PROTECT, related_name="+", verbose_name=_("đợt sắp xếp"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="attributed_producers", verbose_name=_("đơn vị mới"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("quyết định đơn vị mới của chủ thể")
        constraints = [models.UniqueConstraint(fields=["producer", "reform"], name="attribution_once")]

    def __str__(self) -> str:
        return f"{self.producer} → {self.unit}"
