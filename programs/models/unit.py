"""The dated tree of administrative units and its lineage (ADR 0003)."""

from datetime import date
from functools import partial
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from ocop.accounts.access import territory_grants
from ocop.api.enums import FeedResource
from ocop.api.feed import noted
from ocop.audit.history import track
from ocop.text import fold, sort_key

from ..enums import Extent, Tier, UnitKind


class Instrument(models.Model):
    """A legal act that made or ended units: resolution number, dates."""

    number = models.CharField(_("số, ký hiệu"), max_length=60, unique=True)
    title = models.CharField(_("trích yếu"), max_length=400, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=160, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    effective_on = models.DateField(_("ngày có hiệu lực"), null=True)

    class Meta:
        verbose_name = _("văn bản về đơn vị hành chính")

    def __str__(self) -> str:
        return self.number


class UnitQuerySet(models.QuerySet["Unit"]):
    def on(self, day: date) -> Self:
        """Units existing on a day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))

    def under(self, unit: "Unit") -> Self:
        """The unit and its descendants, of any date."""
        return self.filter(path__startswith=unit.path)

    def visible_to(self, user: Any) -> Self:
        """Units are public facts: every signed-in person reads them."""
        return self if getattr(user, "is_authenticated", False) else self.none()

    def in_territory(self, user: Any) -> Self:
        """Units the user's territorial grants reach today, of any date."""
        return self.filter(pk__in=UnitReach.objects.of(user))


class _DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


@noted(FeedResource.UNITS, derived=("kin_fold", "fold", "sort_key"))
@partial(track, exclude=("kin_fold",))
class Unit(models.Model):
    """One version of a unit: a code between two dates. Codes are reused, so the key is (code, valid_from)."""

    code = models.CharField(_("mã"), max_length=8)
    tier = models.CharField(_("cấp"), max_length=10, choices=Tier)
    kind = models.CharField(_("loại"), max_length=16, choices=UnitKind)
    name = models.CharField(_("tên"), max_length=120)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)
    parent_code = models.CharField(_("mã đơn vị cấp trên"), max_length=8, blank=True)
    path = models.CharField(_("đường dẫn mã"), max_length=40)
    instrument_from = models.ForeignKey(
        Instrument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("văn bản lập")
    )
    instrument_to = models.ForeignKey(
        Instrument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("văn bản chấm dứt")
    )
    lat = models.FloatField(_("vĩ độ"), null=True, blank=True)
    lon = models.FloatField(_("kinh độ"), null=True, blank=True)
    fold = models.CharField(max_length=200, editable=False)
    sort_key = models.BinaryField(max_length=400, editable=False)
    # Its own folded name and those of its forebears and heirs: records at it are found by any of them (domain/kin.py).
    kin_fold = models.CharField(max_length=1000, editable=False, default="")

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("đơn vị hành chính")
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="unit_code_and_day"),
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="unit_dates"),
            ExclusionConstraint(
                name="unit_one_version_a_day",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    (_DateRange("valid_from", "valid_to", RangeBoundary(True, True)), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["path"], opclasses=["varchar_pattern_ops"], name="unit_path"),
            models.Index(fields=["parent_code", "valid_from"]),
            models.Index(fields=["tier", "valid_from", "valid_to"]),
            GinIndex(fields=["fold"], opclasses=["gin_trgm_ops"], name="unit_fold_trgm"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """The name without its kind word: "Xã Lưu Vệ" → "Lưu Vệ"."""
        for word in ("Thành phố ", "Thị trấn ", "Thị xã ", "Phường ", "Đặc khu ", "Huyện ", "Quận ", "Tỉnh ", "Xã "):
            if self.name.startswith(word):
                return self.name[len(word) :]
        return self.name

    @property
    def province_code(self) -> str:
        """Code of the province above (or of the unit itself)."""
        return self.path.split("/")[0]

    def is_valid_on(self, day: date) -> bool:
        """Whether this version existed on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def set_keys(self) -> Self:
        """Fill the stored search and order keys from the name."""
        self.fold, self.sort_key = fold(self.name), sort_key(self.short_name)
        self.kin_fold = self.kin_fold or self.fold
        return self


@noted(FeedResource.UNITS, owner="{row}.predecessor_id")
class UnitLineage(models.Model):
    """An edge from a unit that ended (or shrank) to one that took over its ground."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="edges_out", verbose_name=_("trước"))
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="edges_in", verbose_name=_("sau"))
    extent = models.CharField(_("mức"), max_length=5, choices=Extent)
    is_default = models.BooleanField(_("gợi ý mặc định"), default=False)
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, verbose_name=_("văn bản"))
    effective_on = models.DateField(_("ngày có hiệu lực"))
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("quan hệ kế thừa đơn vị")
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor"], name="lineage_once")]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class UnitAlias(models.Model):
    """Another way people write a unit's name ("TX Bim Sơn"), found by search and imports."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases", verbose_name=_("đơn vị"))
    alias = models.CharField(_("cách viết"), max_length=120)
    fold = models.CharField(max_length=200, db_index=True)

    class Meta:
        verbose_name = _("cách viết khác")
        constraints = [models.UniqueConstraint(fields=["unit", "fold"], name="alias_once")]

    def __str__(self) -> str:
        return self.alias


class UnitReachQuerySet(models.QuerySet["UnitReach"]):
    def of(self, user: Any) -> Any:
        """Subquery of unit ids reached by the user's territorial grants today."""
        return self.filter(unit__in=territory_grants(user)).values("member")

    def above(self, user: Any) -> Any:
        """Subquery of unit ids whose territory holds a unit of the user's grants: itself and those above."""
        return self.filter(member__in=territory_grants(user)).values("unit")


class UnitReach(models.Model):
    """Closure of what a grant at a unit reaches: itself, its descendants, what predecessors left to it whole.

    Rebuilt by `programs.domain.reach.rebuild_reach` whenever units or lineage change.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="reaches")
    member = models.ForeignKey(Unit, models.CASCADE, related_name="reached_by")

    objects = UnitReachQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "member"], name="reach_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} → {self.member_id}"
