"""Store what checked rows hold and the system lacks; told in a way that can be taken back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ocop.text import fold
from products.enums import LegalForm
from products.models import Producer, Product, ProductCode

from ...models import Recognition
from ..dates import expiry_of
from . import bulk
from .entries import Entry
from .match import PRODUCER_FIELDS, PRODUCT_FIELDS, Match, code_of

ILLUSTRATION = fold("dữ liệu minh họa")


class Written:
    """What an import wrote: ids of new rows as ranges, and the fields it filled with the values before.

    `stored` is JSON: {"products.producer": {"new": [[1, 40]], "filled": {"7": {"phone": "", "revision": 3, …}}}}.
    """

    def __init__(self) -> None:
        self.stored: dict[str, dict[str, Any]] = {}
        self.counts = {"new_producers": 0, "new_products": 0, "new_recognitions": 0, "filled": 0}

    def add(self, model: Any, ids: Sequence[int]) -> int:
        """Note new rows."""
        self._of(model)["new"] = as_ranges(ids)
        return len(ids)

    def fill(self, record: Any, before: dict[str, Any]) -> None:
        """Note the values a record had."""
        kept = self._of(type(record))["filled"].setdefault(str(record.pk), {})
        for name, value in before.items():
            kept.setdefault(name, value)

    def _of(self, model: Any) -> dict[str, Any]:
        return self.stored.setdefault(model._meta.label_lower, {"new": [], "filled": {}})


def as_ranges(ids: Sequence[int]) -> list[list[int]]:
    """[1, 2, 3, 7] → [[1, 3], [7, 7]]."""
    ranges: list[list[int]] = []
    for pk in sorted(ids):
        if ranges and ranges[-1][1] == pk - 1:
            ranges[-1][1] = pk
        else:
            ranges.append([pk, pk])
    return ranges


def write_entries(entries: Sequence[Entry], match: Match) -> Written:
    """Store what is missing: producers, products with their codes, recognitions; a handful of statements."""
    written = Written()
    bulk.make_room()
    written.counts["new_producers"] = _write_producers(entries, match, written)
    written.counts["new_products"] = _write_products(entries, match, written)
    _write_codes(entries, match, written)
    written.counts["new_recognitions"] = _write_recognitions(entries, match, written)
    return written


def _earliest_first(entry: Entry) -> date:
    """A producer named in two eras is registered at the earlier unit."""
    assert entry.unit is not None
    return entry.unit.valid_from


def _write_producers(entries: Sequence[Entry], match: Match, written: Written) -> int:
    fresh: list[Producer] = []
    filled: dict[int, Producer] = {}
    for entry in sorted(entries, key=_earliest_first):
        key = match.key(entry)
        producer = match.producers.get(key)
        if producer is None:
            producer = Producer(name=entry.values["producer"], unit=entry.unit, legal_form=LegalForm.UNKNOWN)
            producer.source_note, producer.is_illustration = _source(entry)
            fresh.append(producer)
            match.producers[key] = producer.set_keys()
        if entry.root is None:
            _fill(producer, entry, PRODUCER_FIELDS, filled, written)
    bulk.insert(fresh)
    _store_filled(filled, PRODUCER_FIELDS)
    return written.add(Producer, [producer.pk for producer in fresh])


def _write_products(entries: Sequence[Entry], match: Match, written: Written) -> int:
    fresh: list[Product] = []
    filled: dict[int, Product] = {}
    for entry in entries:
        if not entry.product_key:
            continue
        producer = match.producers[match.key(entry)]
        key = (producer.pk, entry.product_key)
        product = match.products.get(key)
        if product is None:
            product = Product(name=entry.values["product"], producer=producer)
            product.source_note, product.is_illustration = _source(entry)
            fresh.append(product)
            match.products[key] = product.set_keys()
        if entry.root is None:
            _fill(product, entry, PRODUCT_FIELDS, filled, written)
    bulk.insert(fresh)
    _store_filled(filled, PRODUCT_FIELDS)
    return written.add(Product, [product.pk for product in fresh])


def _source(entry: Entry) -> tuple[str, bool]:
    """(source, is illustration): an exported illustration row says so in its source and stays one."""
    source = entry.values.get("source_note") or ""
    return source, bool(source) and fold(source) == ILLUSTRATION


def _fill(record: Any, entry: Entry, fields: tuple[str, ...], filled: dict[int, Any], written: Written) -> None:
    """Fill blank fields from the row."""
    values, before = entry.values, {}
    for name in fields:
        value = values.get(name)
        if value is None or value == "":
            continue
        kept = getattr(record, name)
        if kept in (None, "", LegalForm.UNKNOWN):
            before[name] = kept
            setattr(record, name, value)
    if before and record.pk:
        written.fill(record, before | {"revision": record.revision, "updated_at": record.updated_at.isoformat()})
        filled[record.pk] = record


def _store_filled(filled: dict[int, Any], fields: tuple[str, ...]) -> None:
    records = list(filled.values())
    seen = [record.revision for record in records]
    for record in records:
        record.revision += 1
    bulk.update(records, [*fields, "revision", "updated_at"], seen=seen)


def _write_codes(entries: Sequence[Entry], match: Match, written: Written) -> None:
    """Codes go to the product's list as well, with the commune that gave the number where the code names it."""
    fresh: dict[str, ProductCode] = {}
    for entry in entries:
        text = entry.values.get("official_code")
        code = code_of(text) if text and entry.product_key and text not in match.codes else None
        if code is None or code.text in fresh:
            continue
        product = match.products[match.producers[match.key(entry)].pk, entry.product_key]
        unit = entry.unit if entry.unit is not None and entry.unit.path == code.path else None
        fresh[code.text] = ProductCode(
            product=product, code=code.text, era=code.era, unit=unit, serial=code.serial, year=code.year
        )
    written.add(ProductCode, bulk.insert(list(fresh.values())))


def _write_recognitions(entries: Sequence[Entry], match: Match, written: Written) -> int:
    fresh: dict[Any, Recognition] = {}
    for entry in entries:
        if not entry.has_recognition:
            continue
        product = match.products[match.producers[match.key(entry)].pk, entry.product_key]
        values = entry.values
        key = (product.pk, values["decision_number"], values["decided_on"])
        if key in match.recognitions or key in fresh:
            continue
        source, is_illustration = _source(entry)
        fresh[key] = Recognition(
            product=product,
            unit=entry.unit,
            expires_on=expiry_of(values["decided_on"]),
            body_note=values.get("body_note") or "",
            source_note=source,
            is_illustration=is_illustration,
            score=values.get("score"),
            **{name: values[name] for name in ("star", "kind", "body", "decision_number", "decided_on")},
        )
    return written.add(Recognition, bulk.insert(list(fresh.values())))
