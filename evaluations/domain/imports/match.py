"""Rows against what is stored: which producers, products and recognitions are there already, which differ."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ocop.spreadsheets import Fault
from ocop.text import fold
from products.domain.codes import Code, parse_code
from products.models import Producer, Product, ProductCode
from programs.domain.place import load_lineage

from ...enums import RecognitionKind
from ...models import ExchangeLine, Recognition
from .check import SHARED
from .entries import Entry

CHUNK = 2_000
PRODUCER_FIELDS, PRODUCT_FIELDS = SHARED[0][1], SHARED[1][1]


@dataclass(slots=True)
class Match:
    """Stored rows by key; ids of units of one family (a unit, its heirs and forebears) share their producers."""

    producers: dict[tuple[int, str], Producer] = field(default_factory=dict)
    products: dict[tuple[int, str], Product] = field(default_factory=dict)
    recognitions: dict[tuple[Any, ...], Recognition] = field(default_factory=dict)
    lines: dict[tuple[int, str], ExchangeLine] = field(default_factory=dict)
    aliases: dict[tuple[int, str], tuple[int, str]] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    serials: dict[tuple[str, int, int], int] = field(default_factory=dict)
    producer_ids: dict[tuple[int, str], int] = field(default_factory=dict)
    product_ids: dict[tuple[int, str], int] = field(default_factory=dict)
    found_by: dict[tuple[int, str], str] = field(default_factory=dict)

    def key(self, entry: Entry) -> tuple[int, str]:
        """Key of the entry's producer; rows at a unit and at its heir name one producer, and so does one row."""
        first = entry.root if entry.root is not None and entry.root.unit is not None else entry
        assert first.unit is not None
        key = (first.unit.id, first.producer_key)
        return self.aliases.get(key, key)

    def settle(self, entries: Sequence[Entry]) -> None:
        """Tell the entries their producers' keys, once no alias can come any more."""
        for entry in entries:
            entry.owner = self.key(entry)

    def producer_pk(self, key: tuple[int, str]) -> int:
        """Id of a producer by its key, stored before or just now."""
        stored = self.producers.get(key)
        return stored.pk if stored is not None else self.producer_ids[key]

    def product_pk(self, entry: Entry) -> int:
        """Id of an entry's product, stored before or just now."""
        assert entry.owner is not None
        key = (self.producer_pk(entry.owner), entry.product_key)
        stored = self.products.get(key)
        return stored.pk if stored is not None else self.product_ids[key]

    def producer(self, entry: Entry) -> Producer | None:
        """The stored producer of an entry."""
        return self.producers.get(self.key(entry)) if entry.unit else None

    def product(self, entry: Entry) -> Product | None:
        """The stored product of an entry."""
        owner = self.producer(entry)
        return self.products.get((owner.pk, entry.product_key)) if owner and owner.pk else None


def find_stored(entries: Sequence[Entry]) -> Match:
    """Read what the rows may meet; a handful of queries per 2,000 names. What was merged stands for what is kept."""
    match = Match()
    placed = [entry for entry in entries if entry.unit and entry.producer_key]
    by_fold: dict[str, list[Producer]] = defaultdict(list)
    for names in _chunks(sorted({entry.producer_key for entry in placed})):
        for producer in Producer.objects.filter(fold__in=names).select_related("unit", "merged_into__unit"):
            by_fold[producer.fold].append(producer)
    lineage = load_lineage({entry.unit.pk for entry in placed if entry.unit})
    seen: set[tuple[int, str]] = set()
    for entry in placed:
        assert entry.unit is not None
        key = (entry.unit.id, entry.producer_key)
        if key in seen:
            continue
        seen.add(key)
        candidates = by_fold.get(entry.producer_key)
        found = _one_of(entry, candidates, lineage) if candidates else None
        if found is not None:
            match.producers[key] = _kept(found)
    _join_eras(placed, match, lineage)
    _find_products(match)
    _find_codes(entries, match)
    return match


K = TypeVar("K", Producer, Product)


def _kept(record: K) -> K:
    """The record it was merged into, over any number of merges."""
    while record.merged_into is not None:
        record = record.merged_into
    return record


def _join_eras(placed: Sequence[Entry], match: Match, lineage: Any) -> None:
    """A producer new to the system, named at a unit and at the unit's heir, is one producer at the earlier unit."""
    keys = {match.key(entry) for entry in placed} - match.producers.keys()
    for unit, name in keys:
        earlier = [(pk, name) for pk, _whole in lineage.forebears(unit) if (pk, name) in keys]
        if len(earlier) == 1:
            match.aliases[(unit, name)] = earlier[0]


def _one_of(entry: Entry, candidates: list[Producer], lineage: Any) -> Producer | None:
    """The producer of that name at the unit itself, else the only one at a unit it came from or went into."""
    assert entry.unit is not None
    here = entry.unit.pk
    exact = [producer for producer in candidates if producer.unit_id == here]
    if exact:
        return min(exact, key=lambda producer: producer.merged_into_id is not None)
    family = {pk for pk, _whole in (*lineage.heirs(here), *lineage.forebears(here))}
    near = {_kept(producer).pk: producer for producer in candidates if producer.unit_id in family}
    return next(iter(near.values())) if len(near) == 1 else None


def _find_products(match: Match) -> None:
    ids = sorted({producer.pk for producer in match.producers.values()})
    for some in _chunks(ids):
        related = ("producer__unit", "merged_into__producer__unit")
        for product in Product.objects.filter(producer__in=some).select_related(*related).order_by("-merged_into"):
            match.products[(product.producer_id, fold(product.name))] = _kept(product)
        kept = {product.pk for product in match.products.values()}
        for recognition in Recognition.objects.filter(product__in=kept):
            key = (recognition.product_id, recognition.decision_number, recognition.decided_on)
            match.recognitions[key] = recognition


def _find_codes(entries: Sequence[Entry], match: Match) -> None:
    """Official codes that are taken, by their text and by their number in the commune's series."""
    texts = sorted({entry.values["official_code"] for entry in entries if entry.values.get("official_code")})
    paths = sorted({code.path for code in map(code_of, texts) if code})
    for some in _chunks(texts):
        match.codes.update(ProductCode.objects.filter(code__in=some).values_list("code", "product"))
    for some in _chunks(paths):
        rows = ProductCode.objects.filter(unit__path__in=some).values_list("unit__path", "serial", "year", "product")
        match.serials.update({(path, serial, year): product for path, serial, year, product in rows})


def code_of(text: str) -> Code | None:
    """The parts of an official code; None when the form does not fit its year."""
    try:
        return parse_code(text)
    except ValidationError:
        return None


def _chunks(items: list[Any]) -> list[list[Any]]:
    return [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]


def check_against(entries: Sequence[Entry], match: Match) -> list[Fault]:
    """Rows that contradict what is stored. Blank stored fields are filled by the import, filled ones never changed."""
    faults: list[Fault] = []
    _derive_kinds(entries, match)
    _check_codes(entries, match, faults)
    if not match.producers:
        return faults
    for entry in entries:
        producer = match.producer(entry)
        if producer is None or not producer.pk:
            continue
        if entry.root is None:
            _compare(entry, producer, PRODUCER_FIELDS, faults)
        product = match.product(entry)
        if product is None:
            continue
        if entry.root is None:
            _compare(entry, product, PRODUCT_FIELDS, faults, match.codes)
        stored = match.recognitions.get((product.pk, *(entry.decision or ())))
        if stored is not None and any(getattr(stored, key) != entry.values.get(key) for key in _told(entry)):
            message = _("Quyết định này đã có trong hệ thống với hạng sao, loại hoặc cấp công nhận khác.")
            entry.add(faults, "decision_number", ValidationError(message, "differs"))
    return faults


def _told(entry: Entry) -> tuple[str, ...]:
    """What the file says of a recognition itself; a derived kind contradicts nothing."""
    return ("star", "body") if _lacks_kind(entry) else ("star", "kind", "body")


def _lacks_kind(entry: Entry) -> bool:
    return entry.layout.has_times and entry.layout.own("kind") not in entry.layout.positions


def _derive_kinds(entries: Sequence[Entry], match: Match) -> None:
    """Kinds of a register that has no column for them: the first in time is new, a higher star an upgrade, else a
    renewal. What is stored counts as well."""
    if not entries or not entries[0].layout.has_times:
        return
    granted: dict[Any, list[tuple[Any, int, Entry | None]]] = defaultdict(list)
    for recognition in match.recognitions.values():
        granted[recognition.product_id].append((recognition.decided_on, recognition.star, None))
    for entry in entries:
        day, star = entry.values.get("decided_on"), entry.values.get("star")
        if entry.unit and day and star:
            product = match.product(entry)
            key = product.pk if product else (match.key(entry), entry.product_key)
            granted[key].append((day, star, entry))
    for rows in granted.values():
        rows.sort(key=lambda row: row[0])
        for place, (_day, star, told) in enumerate(rows):
            if told is None or not _lacks_kind(told):
                continue
            before = rows[place - 1][1] if place else None
            higher = before is not None and star > before
            later = RecognitionKind.UPGRADE if higher else RecognitionKind.RENEWAL
            told.values["kind"] = RecognitionKind.NEW if before is None else later


def _check_codes(entries: Sequence[Entry], match: Match, faults: list[Fault]) -> None:
    """A code, and a number of a commune's series in a year, belong to one product."""
    told: dict[Any, tuple[Any, int]] = {}
    for entry in entries:
        text = entry.values.get("official_code")
        if not text or entry.root is not None or not entry.unit:
            continue
        code, product = code_of(text), match.product(entry)
        own = product.pk if product else (match.key(entry), entry.product_key)
        keys = [text, *([(code.path, code.serial, code.year)] if code else [])]
        stored = (match.codes.get(text), match.serials.get(keys[-1]) if code else None)
        if any(pk is not None and pk != own for pk in stored):
            message = _("Mã %(code)s đã ghi cho sản phẩm khác.") % {"code": text}
            entry.add(faults, "official_code", ValidationError(message, "code_taken"))
            continue
        for key in keys:
            before, row = told.setdefault(key, (own, entry.number))
            if before != own:
                message = _("Mã %(code)s trùng với sản phẩm khác ở dòng %(row)d.") % {"code": text, "row": row}
                entry.add(faults, "official_code", ValidationError(message, "code_taken"))
                break


def _compare(
    entry: Entry, stored: Any, fields: tuple[str, ...], faults: list[Fault], codes: Mapping[str, int] | None = None
) -> None:
    for name in fields:
        given, kept = entry.values.get(name), getattr(stored, name)
        if given in (None, "") or kept in (None, "", "chua_ro") or given == kept:
            continue
        if codes is not None and name == "official_code" and codes.get(given) == stored.pk:
            continue
        shown = getattr(stored, f"get_{name}_display", lambda kept=kept: kept)()
        message = _("Khác với dữ liệu đã có (%(kept)s). Hãy sửa trên trang của bản ghi, hoặc để trống ô này.")
        entry.add(faults, name, ValidationError(message % {"kept": shown}, "differs"))
