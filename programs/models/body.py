"""Bodies: committees, offices, departments, unions, press; dated, with what became of them and who signs for them."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record
from ocop.text import fold

from ..enums import BodyChangeKind, BodyKind, SigningForm
from .unit import Instrument, Unit, UnitReach


class BodyQuerySet(models.QuerySet["Body"]):
    def on(self, day: date) -> Self:
        """Bodies existing on a day; an unknown date excludes nothing."""
        begun = Q(valid_from=None) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_to=None) | Q(valid_to__gte=day))

    def visible_to(self, user: Any) -> Self:
        """Bodies are public facts: every signed-in person reads them."""
        return self if getattr(user, "is_authenticated", False) else self.none()


@track
class Body(Record):
    """A body of a unit that leads, coordinates, signs or receives. Known from plans; dates are filled when known."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="bodies", verbose_name=_("đơn vị")
    )
    kind = models.CharField(_("loại"), max_length=12, choices=BodyKind, default=BodyKind.OTHER)
    name = models.CharField(_("tên"), max_length=250)
    fold = models.CharField(max_length=300, editable=False)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("cơ quan, tổ chức")
        constraints = [
            models.UniqueConstraint(fields=["unit", "fold"], name="body_once"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="body_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.fold = fold(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


@track
class BodyChange(Record):
    """A body that became another on a day: renamed, merged, split, or its duties handed over when it ended."""

    predecessor = models.ForeignKey(Body, models.PROTECT, related_name="changes_out", verbose_name=_("trước"))
    successor = models.ForeignKey(Body, models.PROTECT, related_name="changes_in", verbose_name=_("sau"))
    kind = models.CharField(_("loại thay đổi"), max_length=8, choices=BodyChangeKind)
    effective_on = models.DateField(_("từ ngày"))
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("văn bản")
    )
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("thay đổi của cơ quan, tổ chức")
        ordering = ["effective_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="body_change_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=models.F("successor")),
                name="body_change_two",
                violation_error_message=_("Cơ quan trước và sau phải khác nhau."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def on(self, day: date) -> Self:
        """Rights to sign in force on a day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))

    def visible_to(self, user: Any) -> Self:
        """Those of bodies of the units the user's territorial grants reach."""
        return self.filter(body__unit__in=UnitReach.objects.of(user))


@track
class Delegation(Record):
    """Who signs for a body between two days, in which form (NĐ 30/2020, Điều 13 and Phụ lục I, mục II.7).

    `head_title`: the block's first line without the sign ("CHỦ TỊCH"); `title`: the signer's own ("PHÓ CHỦ TỊCH"). For
    the head both are the same.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="delegations", verbose_name=_("cơ quan"))
    form = models.CharField(_("hình thức ký"), max_length=4, choices=SigningForm)
    head_title = models.CharField(_("ký cho chức danh"), max_length=80)
    title = models.CharField(_("chức vụ người ký"), max_length=80)
    name = models.CharField(_("người ký"), max_length=80)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)
    instrument = models.CharField(_("văn bản giao, ủy quyền"), max_length=200, blank=True)
    scope = models.CharField(_("phạm vi"), max_length=300, blank=True)
    is_illustration = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("quyền ký")
        ordering = ["-valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="delegation_dates",
                violation_error_message=_("Ngày cuối không được trước ngày đầu."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_form_display()})"
