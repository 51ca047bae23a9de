"""Verbs on products. Their state is derived (queries.derive_state), their codes have verbs of their own (codes.py)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ocop.text import nfc

from ..models import Producer, Product
from ..validators import clean_official_code, clean_text
from .codes import record_code
from .product_sets import clean_set_1048
from .records import assign, check_producer, clean_fields, lock_record

CLEANERS: dict[str, Callable[[Any], Any]] = {
    "name": partial(clean_text, limit=250),
    "product_set": lambda value: value,
    "product_set_1048": clean_set_1048,
    "description": lambda value: nfc_lines(value),
}
"""Fields of a product a person changes, and how each is cleaned."""


def nfc_lines(text: str | None) -> str:
    """NFC with the lines kept."""
    return "\n".join(nfc(line) for line in (text or "").replace("\r\n", "\n").split("\n")).strip()


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    return clean_fields({name: CLEANERS[name] for name in values}, values)


@transaction.atomic
def create_product(
    *,
    actor: Any,
    producer: Producer,
    name: str,
    product_set: int | None = None,
    product_set_1048: int | None = None,
    official_code: str = "",
    description: str = "",
    source_note: str = "",
    is_illustration: bool = False,
) -> Product:
    """Register a product, with the code it carries on paper. The same data again gives the product already stored.

    Raises ValidationError keyed by field.
    """
    check_producer(actor, producer)
    values = _cleaned(
        {"name": name, "product_set": product_set, "product_set_1048": product_set_1048, "description": description}
    )
    product = Product(producer=producer, source_note=source_note, is_illustration=is_illustration, **values).set_keys()
    try:
        with transaction.atomic():
            product.full_clean(exclude=["producer"], validate_unique=False, validate_constraints=False)
            product.save(force_insert=True)
    except IntegrityError:
        return _same_product(product, values)
    _note_code(actor, product, official_code)
    return product


def _same_product(wanted: Product, values: dict[str, Any]) -> Product:
    """A form sent twice finds its own first answer; different data is refused."""
    stored = Product.objects.get(producer=wanted.producer, name=values["name"], merged_into=None)
    if all(getattr(stored, key) == value for key, value in values.items()):
        return stored
    constraint = next(item for item in Product._meta.constraints if item.name == "product_once_a_producer")
    raise ValidationError({"name": ValidationError(str(constraint.violation_error_message), code="duplicate")})


@transaction.atomic
def update_product(
    *, actor: Any, product_id: int, revision: int | None, official_code: str = "", **values: Any
) -> Product:
    """Change the fields given (names of CLEANERS); an official code given is added to those the product has carried.

    Raises StaleError, ValidationError.
    """
    product = lock_record(Product, product_id)
    check_producer(actor, product.producer)
    if assign(product, revision, _cleaned(values)):
        product.set_keys()
        product.full_clean()
        product.save()
    _note_code(actor, product, official_code)
    return product


def _note_code(actor: Any, product: Product, official_code: str) -> None:
    try:
        code = clean_official_code(official_code)
        if code and code != product.official_code:
            product.official_code = record_code(actor=actor, product=product, code=code).product.official_code
    except ValidationError as error:
        raise ValidationError({"official_code": error}) from None
