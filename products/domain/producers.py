"""Verbs on producers."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from programs.models import Unit

from ..models import Producer
from ..validators import clean_phone, clean_tax_code, clean_text
from .records import assign, check_place, check_producer, clean_fields, lock_record

FIELDS = ("name", "legal_form", "address", "representative", "phone", "tax_code")
LIMITS = {"name": 250, "legal_form": 12, "address": 300, "representative": 120}
CLEANERS = {"phone": clean_phone, "tax_code": clean_tax_code}


def _cleaned(values: dict[str, str]) -> dict[str, str]:
    return clean_fields(
        {name: (CLEANERS.get(name) or partial(clean_text, limit=LIMITS[name])) for name in values}, values
    )


@transaction.atomic
def create_producer(
    *,
    actor: Any,
    unit: Unit,
    name: str,
    legal_form: str,
    address: str = "",
    representative: str = "",
    phone: str = "",
    tax_code: str = "",
    source_note: str = "",
    is_illustration: bool = False,
) -> Producer:
    """Register a producer at the unit of its day. The same data again gives the producer already stored.

    Raises ValidationError: outside the territory, a bad field, or another producer of that name at the unit.
    """
    check_place(actor, unit)
    texts = {"address": address, "representative": representative, "phone": phone, "tax_code": tax_code}
    values = _cleaned({"name": name, "legal_form": legal_form, **texts})
    producer = Producer(unit=unit, source_note=source_note, is_illustration=is_illustration, **values).set_keys()
    try:
        with transaction.atomic():
            producer.full_clean(validate_unique=False, validate_constraints=False)
            producer.save(force_insert=True)
    except IntegrityError:
        return _same_producer(producer, values)
    return producer


def _same_producer(wanted: Producer, values: dict[str, str]) -> Producer:
    """A form sent twice finds its own first answer; different data is refused."""
    stored = Producer.objects.get(fold=wanted.fold, unit=wanted.unit)
    if all(getattr(stored, name) == value for name, value in values.items()):
        return stored
    constraint = next(item for item in Producer._meta.constraints if item.name == "producer_once_a_unit")
    raise ValidationError({"name": ValidationError(str(constraint.violation_error_message), code="duplicate")})


@transaction.atomic
def update_producer(*, actor: Any, producer_id: int, revision: int | None, unit: Unit, **values: str) -> Producer:
    """Change the fields given (names of FIELDS) and the unit; raises StaleError, ValidationError."""
    producer = lock_record(Producer, producer_id)
    check_producer(actor, producer)
    if unit.pk != producer.unit_id:
        check_place(actor, unit)
    cleaned: dict[str, Any] = dict(_cleaned({name: value for name, value in values.items() if name in FIELDS}))
    found_by = (producer.name, producer.unit_id)
    if not assign(producer, revision, cleaned | {"unit": unit}):
        return producer
    producer.set_keys()
    producer.full_clean()
    producer.save()
    if found_by != (producer.name, producer.unit_id):
        _refresh_products(producer)
    return producer


def _refresh_products(producer: Producer) -> None:
    """The search key of products holds the producer's name and unit."""
    for product in producer.products.select_related("producer__unit"):
        product.save()
