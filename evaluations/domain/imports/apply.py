"""Write a checked batch: all of it in one transaction, once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.text import fold
from products.enums import ImportState, LegalForm
from products.models import ImportBatch, Producer, Product

from ...models import Recognition
from ..dates import expiry_of
from .batches import examine, set_outcome
from .check import Entry
from .match import PRODUCER_FIELDS, PRODUCT_FIELDS, Match

BULK = 1_000
ILLUSTRATION = fold("dữ liệu minh họa")


@transaction.atomic
def apply_batch(*, batch: ImportBatch, actor: Any) -> ImportBatch:
    """Check again and write everything. A batch already written is returned as it is.

    When the data changed since the check so that a row became faulty, the batch turns faulty and nothing is written;
    raises ValidationError for a batch that was never clean.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state == ImportState.APPLIED:
        return batch
    if batch.state != ImportState.READY:
        raise ValidationError(_("Tệp này chưa sạch lỗi nên chưa ghi được."), "not_ready")
    entries, match, faults = examine(batch, actor)
    if faults:
        return set_outcome(batch, entries, match, faults)
    counts = write_entries(entries, match)
    batch.state = ImportState.APPLIED
    batch.applied_at = timezone.now()
    batch.summary |= counts
    batch.revision += 1
    batch.save()
    _record(batch, actor, entries, counts)
    return batch


def write_entries(entries: Sequence[Entry], match: Match) -> dict[str, int]:
    """Store what is missing; returns how many producers, products and recognitions are new."""
    producers = _write_producers(entries, match)
    products = _write_products(entries, match)
    recognitions = _write_recognitions(entries, match)
    return {"new_producers": producers, "new_products": products, "new_recognitions": recognitions}


def _producer_of(entry: Entry, match: Match) -> Producer:
    return match.producers[match.key(entry)]


def _earliest_first(entry: Entry) -> date:
    """A producer named in two eras is registered at the earlier unit."""
    assert entry.unit is not None
    return entry.unit.valid_from


def _write_producers(entries: Sequence[Entry], match: Match) -> int:
    fresh: dict[tuple[int, str], Producer] = {}
    filled: dict[int, Producer] = {}
    for entry in sorted(entries, key=_earliest_first):
        key = match.key(entry)
        producer = match.producers.get(key)
        if producer is None:
            producer = Producer(name=entry.values["producer"], unit=entry.unit, legal_form=LegalForm.UNKNOWN)
            producer.source_note, producer.is_illustration = _source(entry)
            fresh[key] = match.producers[key] = producer.set_keys()
        if _fill(producer, entry, PRODUCER_FIELDS) and producer.pk:
            filled[producer.pk] = producer
    Producer.objects.bulk_create(fresh.values(), BULK)
    _update(Producer, list(filled.values()), PRODUCER_FIELDS)
    return len(fresh)


def _write_products(entries: Sequence[Entry], match: Match) -> int:
    fresh: dict[tuple[int, str], Product] = {}
    filled: dict[int, Product] = {}
    for entry in entries:
        if not entry.product_key:
            continue
        producer = _producer_of(entry, match)
        key = (producer.pk, entry.product_key)
        product = match.products.get(key)
        if product is None:
            product = Product(name=entry.values["product"], producer=producer)
            product.source_note, product.is_illustration = _source(entry)
            fresh[key] = match.products[key] = product.set_keys()
        if _fill(product, entry, PRODUCT_FIELDS) and product.pk:
            filled[product.pk] = product
    Product.objects.bulk_create(fresh.values(), BULK)
    _update(Product, list(filled.values()), PRODUCT_FIELDS)
    return len(fresh)


def _source(entry: Entry) -> tuple[str, bool]:
    """(source, is illustration): an exported illustration row says so in its source and stays one."""
    source = entry.values.get("source_note") or ""
    return source, fold(source) == ILLUSTRATION


def _fill(record: Any, entry: Entry, fields: tuple[str, ...]) -> bool:
    """Fill blank fields from the row; whether anything changed."""
    changed = False
    for name in fields:
        value = entry.values.get(name)
        if value not in (None, "") and getattr(record, name) in (None, "", LegalForm.UNKNOWN):
            setattr(record, name, value)
            changed = True
    return changed


def _update(model: Any, records: list[Any], fields: tuple[str, ...]) -> None:
    for record in records:
        record.revision += 1
        record.updated_at = timezone.now()
    model.objects.bulk_update(records, [*fields, "revision", "updated_at"], BULK)


def _write_recognitions(entries: Sequence[Entry], match: Match) -> int:
    fresh = []
    for entry in entries:
        if not entry.has_recognition:
            continue
        product = match.products[(_producer_of(entry, match).pk, entry.product_key)]
        values = entry.values
        if (product.pk, values["decision_number"], values["decided_on"]) in match.recognitions:
            continue
        fresh.append(
            Recognition(
                product=product,
                unit=entry.unit,
                expires_on=expiry_of(values["decided_on"]),
                body_note=values.get("body_note") or "",
                source_note=_source(entry)[0],
                is_illustration=_source(entry)[1],
                score=values.get("score"),
                **{key: values[key] for key in ("star", "kind", "body", "decision_number", "decided_on")},
            )
        )
    Recognition.objects.bulk_create(fresh, BULK)
    return len(fresh)


def _record(batch: ImportBatch, actor: Any, entries: Sequence[Entry], counts: dict[str, int]) -> None:
    decisions = sorted({f"{entry.decision[0]} {entry.decision[1]:%d/%m/%Y}" for entry in entries if entry.decision})
    payload = {"file": batch.file_name, "sha256": batch.sha256, "rows": batch.rows, "decisions": decisions, **counts}
    record_act(verb="import_recognitions", actor=actor, subject=batch, payload=payload)
