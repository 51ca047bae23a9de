"""Store what checked rows hold and the system lacks; told in a way that can be taken back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from ocop.text import fold, sort_key
from products.enums import LegalForm
from products.models import Producer, Product, ProductCode
from products.models.keyed import core_name

from ...models import ExchangeLine, Recognition
from ..dates import expiry_of
from . import bulk
from .entries import Entry
from .match import PRODUCER_FIELDS, PRODUCT_FIELDS, Match, code_of
from .sending import Sender
from .told import new_lines

ILLUSTRATION = fold("dữ liệu minh họa")


class Written:
    """What an import wrote: ids of new rows as ranges, and the fields it filled with the values before.

    `stored` is JSON: {"products.producer": {"new": [[1, 40]], "filled": {"7": {"phone": "", "revision": 3, …}}}}.
    """

    def __init__(self) -> None:
        self.stored: dict[str, dict[str, Any]] = {}
        self.counts = {"new_producers": 0, "new_products": 0, "new_recognitions": 0, "filled": 0}

    def add(self, model: Any, ids: Sequence[int]) -> None:
        """Note new rows."""
        self._of(model)["new"] = as_ranges(ids)

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
    """Store what is missing: producers, products with their codes, recognitions; a handful of statements.

    What is new is grouped and gets its ids first; then the rows are made while the server stores those before.
    """
    written = Written()
    bulk.make_room()
    match.settle(entries)
    producers = _new_producers(entries, match, written)
    products = _new_products(entries, match, written)
    codes, recognitions = _new_codes(entries, match), _new_recognitions(entries, match)
    told = _new_lines(entries, match)
    with Sender() as sender:
        for new in (producers, products, codes, recognitions, *told):
            sender.insert(new.model, new.ids, new.rows)
            written.add(new.model, new.ids)
    written.counts["new_producers"] = len(producers.ids)
    written.counts["new_products"] = len(products.ids)
    written.counts["new_recognitions"] = len(recognitions.ids)
    if told:
        written.counts["new_exchange_lines"] = len(told[0].ids)
    return written


class New(NamedTuple):
    """Rows of a model with their ids; each row is made when it is asked for, without a query."""

    model: Any
    ids: Sequence[int]
    rows: Iterable[dict[str, Any]]


def _earliest_first(entry: Entry) -> date:
    """A producer named in two eras is registered at the earlier unit."""
    assert entry.unit is not None
    return entry.unit.valid_from


def _new_producers(entries: Sequence[Entry], match: Match, written: Written) -> New:
    fresh: dict[tuple[int, str], list[Entry]] = defaultdict(list)
    filled: dict[int, Producer] = {}
    for entry in sorted(entries, key=_earliest_first):
        assert entry.owner is not None
        producer = match.producers.get(entry.owner)
        if producer is None:
            fresh[entry.owner].append(entry)
            continue
        match.found_by[entry.owner] = f"{producer.fold} {producer.unit.kin_fold}"
        if entry.root is None:
            _fill(producer, entry, PRODUCER_FIELDS, filled, written)
    _store_filled(filled, PRODUCER_FIELDS)
    ids = bulk.reserve_ids(Producer, len(fresh))
    match.producer_ids.update(zip(fresh, ids, strict=True))
    return New(Producer, ids, (_producer_row(told, match) for told in fresh.values()))


def _producer_row(told: Sequence[Entry], match: Match) -> dict[str, Any]:
    """A row with its search keys as Producer.set_keys makes them, from the entries that name the producer."""
    entry = told[0]
    name, unit, (source, is_illustration) = entry.values["producer"], entry.unit, _source(entry)
    assert unit is not None
    assert entry.owner is not None
    found_by = match.found_by[entry.owner] = f"{entry.producer_key} {unit.kin_fold}"
    row = {
        "name": name,
        "unit_id": unit.id,
        "source_note": source,
        "is_illustration": is_illustration,
        "fold": entry.producer_key,
        "sort_key": sort_key(name),
        "core": core_name(entry.producer_key),
        "found_by": found_by,
    }
    return _complete(row, told, PRODUCER_FIELDS)


def _new_products(entries: Sequence[Entry], match: Match, written: Written) -> New:
    fresh: dict[tuple[int, str], list[Entry]] = defaultdict(list)
    filled: dict[int, Product] = {}
    for entry in entries:
        if not entry.product_key:
            continue
        assert entry.owner is not None
        key = (match.producer_pk(entry.owner), entry.product_key)
        product = match.products.get(key)
        if product is None:
            fresh[key].append(entry)
        elif entry.root is None:
            _fill(product, entry, PRODUCT_FIELDS, filled, written)
    _store_filled(filled, PRODUCT_FIELDS)
    ids = bulk.reserve_ids(Product, len(fresh))
    match.product_ids.update(zip(fresh, ids, strict=True))
    return New(Product, ids, (_product_row(told, key[0], match) for key, told in fresh.items()))


def _product_row(told: Sequence[Entry], producer_id: int, match: Match) -> dict[str, Any]:
    """A row with its search keys as Product.set_keys makes them, from the entries that name the product."""
    entry = told[0]
    assert entry.owner is not None
    name, (source, is_illustration) = entry.values["product"], _source(entry)
    row = {
        "name": name,
        "producer_id": producer_id,
        "source_note": source,
        "is_illustration": is_illustration,
        "fold": f"{entry.product_key} {match.found_by[entry.owner]}".strip(),
        "sort_key": sort_key(name),
        "core": core_name(entry.product_key),
    }
    return _complete(row, told, PRODUCT_FIELDS)


def _complete(row: dict[str, Any], told: Sequence[Entry], fields: tuple[str, ...]) -> dict[str, Any]:
    """What the first row that tells it says of a new record."""
    for entry in told:
        if entry.root is not None:
            continue
        for name in fields:
            value = entry.values.get(name)
            if value is not None and value != "" and name not in row:
                row[name] = value
    return row


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


def _new_codes(entries: Sequence[Entry], match: Match) -> New:
    """Codes go to the product's list as well, with the commune that gave the number where the code names it."""
    fresh: dict[str, dict[str, Any]] = {}
    for entry in entries:
        text = entry.values.get("official_code")
        code = code_of(text) if text and entry.product_key and text not in match.codes else None
        if code is None or code.text in fresh:
            continue
        unit = entry.unit if entry.unit is not None and entry.unit.path == code.path else None
        fresh[code.text] = {
            "product_id": match.product_pk(entry),
            "code": code.text,
            "era": code.era.value,
            "unit_id": unit.pk if unit else None,
            "serial": code.serial,
            "year": code.year,
        }
    return New(ProductCode, bulk.reserve_ids(ProductCode, len(fresh)), fresh.values())


def _new_recognitions(entries: Sequence[Entry], match: Match) -> New:
    fresh: dict[Any, Entry] = {}
    for entry in entries:
        if not entry.has_recognition:
            continue
        key = (match.product_pk(entry), entry.values["decision_number"], entry.values["decided_on"])
        if key not in match.recognitions:
            fresh.setdefault(key, entry)
    rows = (_recognition_row(entry, key[0]) for key, entry in fresh.items())
    return New(Recognition, bulk.reserve_ids(Recognition, len(fresh)), rows)


def _new_lines(entries: Sequence[Entry], match: Match) -> list[New]:
    """Rows of the ministry's table; nothing for any other file."""
    rows = new_lines(entries, match)
    return [New(ExchangeLine, bulk.reserve_ids(ExchangeLine, len(rows)), rows)] if rows else []


def _recognition_row(entry: Entry, product_id: int) -> dict[str, Any]:
    assert entry.unit is not None
    values, (source, is_illustration) = entry.values, _source(entry)
    return {
        "product_id": product_id,
        "unit_id": entry.unit.id,
        "star": values["star"],
        "kind": values["kind"],
        "body": values["body"],
        "decision_number": values["decision_number"],
        "decided_on": values["decided_on"],
        "expires_on": expiry_of(values["decided_on"]),
        "score": values.get("score"),
        "body_note": values.get("body_note") or "",
        "source_note": source,
        "is_illustration": is_illustration,
    }
