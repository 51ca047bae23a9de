"""Verbs on points of sale."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ...models import PointOfSale, Unit
from ..saving import put_values
from .activities import check_keeper

FIELDS = ("name", "address", "keeper", "opened_on", "closed_on")


@transaction.atomic
def create_point(*, actor: Any, unit: Unit, is_illustration: bool = False, **values: Any) -> PointOfSale:
    """A point of sale (FIELDS) of a unit. The same again gives the one stored.

    Raises PermissionDenied, ValidationError (once: another one of that name; field errors).
    """
    check_keeper(actor, unit)
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    given = {name: value for name, value in values.items() if name in FIELDS}
    stored = PointOfSale.objects.filter(unit=unit, **given).first()
    return stored or _save(PointOfSale(unit=unit, is_illustration=is_illustration, **given))


@transaction.atomic
def update_point(*, actor: Any, point_id: int, revision: int, **values: Any) -> PointOfSale:
    """Correct FIELDS, or close it. Raises PermissionDenied, StaleRecord, ValidationError."""
    point = PointOfSale.objects.select_for_update(of=("self",)).select_related("unit").get(pk=point_id)
    check_keeper(actor, point.unit)
    given = {name: value for name, value in values.items() if name in FIELDS}
    return _save(point) if put_values(point, revision, given) else point


def _save(point: PointOfSale) -> PointOfSale:
    if PointOfSale.objects.filter(unit=point.unit, name=point.name).exclude(pk=point.pk).exists():
        message = _("Đơn vị này đã có điểm bán tên “%s”.") % point.name
        raise ValidationError({"name": ValidationError(message, code="once")})
    point.full_clean()
    point.save()
    return point
