"""Bodies: committees, offices, departments, unions, press; dated."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop.audit.history import track
from ocop.audit.models import Record
from ocop.text import fold

from ..enums import BodyKind
from .unit import Unit


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
