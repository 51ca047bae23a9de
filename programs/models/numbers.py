"""The register of outgoing documents: a series of each body, symbol and year, and the numbers in it."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record
from ocop.site.registry import get_setting

from ..enums import NumberMode, NumberOrigin, NumberState
from .unit import Unit, UnitReach


class NumberSeriesQuerySet(models.QuerySet["NumberSeries"]):
    def visible_to(self, user: Any) -> Self:
        """Registers of the units the user's territorial grants reach."""
        return self.filter(unit__in=UnitReach.objects.of(user))


@track
class NumberSeries(Record):
    """The numbers of one body under one symbol from 1 January to 31 December (NĐ 30/2020, Điều 15).

    `unit_code`, `issuer_key`: a new version of the unit goes on counting while the body keeps its name. `first`: the
    number the register begins with when it gives numbers (None: 1), as the office may have used some before.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="number_series", verbose_name=_("đơn vị"))
    unit_code = models.CharField(max_length=8, editable=False)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    issuer_key = models.CharField(max_length=200, editable=False)
    symbol = models.CharField(_("ký hiệu"), max_length=40)
    year = models.PositiveSmallIntegerField(_("năm"))
    mode = models.CharField(_("cách ghi số"), max_length=8, choices=NumberMode, default=NumberMode.ENTERED)
    first = models.PositiveIntegerField(_("số bắt đầu"), null=True, blank=True)

    objects = NumberSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("sổ văn bản đi")
        ordering = ["-year", "unit_code", "symbol", "id"]
        constraints = [
            models.UniqueConstraint(fields=["unit_code", "issuer_key", "symbol", "year"], name="number_series_once"),
            models.CheckConstraint(condition=Q(first=None) | Q(first__gte=1), name="number_series_first"),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.year}"


class NumberEntryQuerySet(models.QuerySet["NumberEntry"]):
    def shown(self) -> Self:
        """Without numbers of illustration rows when those are switched off."""
        return self if get_setting("show_illustration") else self.filter(is_illustration=False)

    def visible_to(self, user: Any) -> Self:
        """Numbers in visible registers."""
        return self.shown().filter(series__unit__in=UnitReach.objects.of(user))

    def live(self) -> Self:
        """Numbers not struck out."""
        return self.exclude(state=NumberState.VOID)


@track
class NumberEntry(Record):
    """One number of a series: whose document has it, or why nobody's. Never taken out, never given to another.

    `source_kind`, `source_id`: the record that carries the number ("planversion", pk); empty for a document made
    outside this software.
    """

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="entries", verbose_name=_("sổ"))
    number = models.PositiveIntegerField(_("số"))
    issued_on = models.DateField(_("ngày"))
    abstract = models.CharField(_("trích yếu"), max_length=400, blank=True)
    signer = models.CharField(_("người ký"), max_length=200, blank=True)
    source_kind = models.CharField(_("loại văn bản"), max_length=30, blank=True)
    source_id = models.BigIntegerField(_("mã văn bản"), null=True, blank=True)
    state = models.CharField(_("trạng thái"), max_length=8, choices=NumberState, default=NumberState.USED)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    origin = models.CharField(_("cách có số"), max_length=8, choices=NumberOrigin)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = NumberEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("số văn bản")
        ordering = ["series", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "number"],
                name="number_once_a_series",
                violation_error_message=_("Số này đã có trong sổ."),
            ),
            models.UniqueConstraint(
                fields=["source_kind", "source_id"],
                condition=Q(source_id__isnull=False) & ~Q(state=NumberState.VOID),
                name="number_one_a_document",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="number_from_one"),
            models.CheckConstraint(condition=~Q(state=NumberState.VOID) | ~Q(reason=""), name="number_void_has_reason"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="number_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__number__df=pgtrigger.F("new__number"))
                | pgtrigger.Q(old__series__df=pgtrigger.F("new__series"))
                | pgtrigger.Q(old__source_kind__df=pgtrigger.F("new__source_kind"))
                | pgtrigger.Q(old__source_id__df=pgtrigger.F("new__source_id"))
                | pgtrigger.Q(old__state=NumberState.VOID),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """ "05/KH-UBND": numbers below ten get a leading zero (NĐ 30/2020, Phụ lục I, mục II.3)."""
        return f"{self.number:02d}/{self.series.symbol}"
