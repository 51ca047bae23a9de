"""Verbs on products."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ocop.text import nfc

from ..models import Producer, Product
from ..validators import clean_official_code, clean_text
from .records import assign, check_producer, clean_fields, lock_record


def _cleaned(name: str, product_set: int | None, official_code: str, description: str) -> dict[str, Any]:
    texts = {"name": name, "official_code": official_code}
    cleaned = clean_fields({"name": partial(clean_text, limit=250), "official_code": clean_official_code}, texts)
    return {
        **cleaned,
        "product_set": product_set,
        "description": nfc(description or "").strip().replace("\r\n", "\n"),
    }


@transaction.atomic
def create_product(
    *,
    actor: Any,
    producer: Producer,
    name: str,
    product_set: int | None = None,
    official_code: str = "",
    description: str = "",
    source_note: str = "",
    is_illustration: bool = False,
) -> Product:
    """Register a product. The same data again gives the product already stored; raises ValidationError."""
    check_producer(actor, producer)
    values = _cleaned(name, product_set, official_code, description)
    product = Product(producer=producer, source_note=source_note, is_illustration=is_illustration, **values).set_keys()
    try:
        with transaction.atomic():
            product.full_clean(validate_unique=False, validate_constraints=False)
            product.save(force_insert=True)
    except IntegrityError:
        stored = Product.objects.get(producer=producer, name=values["name"])
        if all(getattr(stored, key) == value for key, value in values.items()):
            return stored
        constraint = next(item for item in Product._meta.constraints if item.name == "product_once_a_producer")
        raise ValidationError(
            {"name": ValidationError(str(constraint.violation_error_message), code="duplicate")}
        ) from None
    return product


@transaction.atomic
def update_product(
    *,
    actor: Any,
    product_id: int,
    revision: int | None,
    name: str,
    product_set: int | None,
    official_code: str,
    description: str,
) -> Product:
    """Change a product; raises StaleError, ValidationError."""
    product = lock_record(Product, product_id)
    check_producer(actor, product.producer)
    if not assign(product, revision, _cleaned(name, product_set, official_code, description)):
        return product
    product.set_keys()
    product.full_clean()
    product.save()
    return product
