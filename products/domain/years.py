"""Workers and money of a producer, a line a year: they feed the criteria on local labour and growth (3.x)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Producer, YearFigures
from .people import check_own
from .records import assign, lock_record

FIGURES = ("workers", "workers_local", "capital", "capital_local", "revenue", "profit")
FIRST_YEAR = 2010
MOST = 10**15
"""A quadrillion đồng: beyond it somebody typed a wrong unit."""


@transaction.atomic
def save_figures(
    *, actor: Any, producer_id: int, year: int, revision: int | None, **figures: int | None
) -> YearFigures | None:
    """Store the figures of one year (FIGURES; people and đồng, None = not known); None when there is nothing to store.

    `revision` is that of the year's line, 0 when it is new. Raises StaleError, ValidationError.
    """
    producer = lock_record(Producer, producer_id)
    check_own(actor, producer)
    values = {name: figures.get(name) for name in FIGURES}
    _check(year, values)
    line = producer.years.filter(year=year).first()
    if line is None:
        if all(value is None for value in values.values()):
            return None
        line = YearFigures(producer=producer, year=year)
        revision = None
    if assign(line, revision, values):
        line.full_clean()
        line.save()
    return line


def _check(year: int, values: Mapping[str, int | None]) -> None:
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        raise ValidationError({"year": ValidationError(_("Năm này không nhập được."), "year")})
    faults = {}
    for name, value in values.items():
        if value is not None and not (-MOST if name == "profit" else 0) <= value <= MOST:
            faults[name] = ValidationError(_("Số này quá lớn hoặc âm."), "range")
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def save_years(*, actor: Any, producer_id: int, lines: Iterable[Mapping[str, Any]]) -> int:
    """Store several years at once, all or none; `lines` hold year, revision and FIGURES. Returns how many are stored.

    Raises ValidationError keyed by "year:field" ("2025:workers"), or "2025:" for what concerns the whole line.
    """
    faults: dict[str, Any] = {}
    stored = 0
    for line in lines:
        try:
            stored += save_figures(actor=actor, producer_id=producer_id, **line) is not None
        except ValidationError as error:
            by_field = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
            faults |= {f"{line['year']}:{name}".replace("__all__", ""): found for name, found in by_field.items()}
    if faults:
        raise ValidationError(faults)
    return stored
