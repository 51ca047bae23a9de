"""Verbs on support norms, and what a norm allows on a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ...models import SupportNorm, Unit
from ...rules import can_write_norm
from ..saving import put_values
from .words import show_amount

FIELDS = ("title", "measure", "amount", "share", "ceiling", "instrument", "valid_from", "valid_to")


@transaction.atomic
def create_norm(*, actor: Any, unit: Unit, is_illustration: bool = False, **values: Any) -> SupportNorm:
    """A norm (FIELDS) of a unit. The same again gives the one stored. Raises PermissionDenied, ValidationError."""
    _check_writer(actor, unit)
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    given = {name: value for name, value in values.items() if name in FIELDS}
    stored = SupportNorm.objects.filter(unit=unit, **given).first()
    return stored or _stored(SupportNorm(unit=unit, is_illustration=is_illustration, **given))


@transaction.atomic
def update_norm(*, actor: Any, norm_id: int, revision: int, **values: Any) -> SupportNorm:
    """Correct FIELDS of a norm. Raises PermissionDenied, StaleRecord, ValidationError."""
    norm = SupportNorm.objects.select_for_update(of=("self",)).select_related("unit").get(pk=norm_id)
    _check_writer(actor, norm.unit)
    given: Mapping[str, Any] = {name: value for name, value in values.items() if name in FIELDS}
    return _stored(norm) if put_values(norm, revision, given) else norm


def _stored(norm: SupportNorm) -> SupportNorm:
    norm.full_clean()
    norm.save()
    return norm


def _check_writer(actor: Any, unit: Unit) -> None:
    if actor is not None and not can_write_norm(actor, unit):
        raise PermissionDenied


def norms_on(day: date) -> QuerySet[SupportNorm]:
    """Norms in force on a day."""
    return SupportNorm.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


def is_in_force(norm: SupportNorm, day: date) -> bool:
    """Whether the norm holds on the day."""
    return norm.valid_from <= day and (norm.valid_to is None or day <= norm.valid_to)


def most_of(norm: SupportNorm) -> int | None:
    """The largest grant in đồng: the smaller of amount and ceiling; None when only a share of the cost is set."""
    return min((limit for limit in (norm.amount, norm.ceiling) if limit is not None), default=None)


def norm_words(norm: SupportNorm) -> str:
    """ "10.000.000 đồng/sản phẩm; tối đa 50 % chi phí; không quá 100.000.000 đồng"."""
    parts = []
    if norm.amount is not None:
        parts.append(_("%(amount)s đồng/%(measure)s") % {"amount": show_amount(norm.amount), "measure": norm.measure})
    if norm.share is not None:
        parts.append(_("tối đa %s %% chi phí") % norm.share)
    if norm.ceiling is not None:
        parts.append(_("không quá %s đồng") % show_amount(norm.ceiling))
    return "; ".join(parts)
