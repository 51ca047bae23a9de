"""Rows against what is stored: which producers, products and recognitions are there already, which differ."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ocop.spreadsheets import Fault
from ocop.text import fold
from products.models import Producer, Product
from programs.domain.place import load_lineage

from ...models import Recognition
from .check import SHARED, Entry, _add
from .columns import Layout

CHUNK = 2_000
PRODUCER_FIELDS, PRODUCT_FIELDS = SHARED[0][1], SHARED[1][1]


@dataclass(slots=True)
class Match:
    """Stored rows by key; ids of units of one family (a unit, its heirs and forebears) share their producers."""

    producers: dict[tuple[int, str], Producer] = field(default_factory=dict)
    products: dict[tuple[int, str], Product] = field(default_factory=dict)
    recognitions: dict[tuple[Any, ...], Recognition] = field(default_factory=dict)
    aliases: dict[tuple[int, str], tuple[int, str]] = field(default_factory=dict)

    def key(self, entry: Entry) -> tuple[int, str]:
        """Key of the entry's producer; rows at a unit and at its heir name one producer."""
        assert entry.unit is not None
        key = (entry.unit.pk, entry.producer_key)
        return self.aliases.get(key, key)


def find_stored(entries: Sequence[Entry]) -> Match:
    """Read what the rows may meet; a handful of queries per 2,000 names."""
    match = Match()
    placed = [entry for entry in entries if entry.unit and entry.producer_key]
    by_fold: dict[str, list[Producer]] = defaultdict(list)
    for names in _chunks(sorted({entry.producer_key for entry in placed})):
        for producer in Producer.objects.filter(fold__in=names).select_related("unit"):
            by_fold[producer.fold].append(producer)
    lineage = load_lineage({entry.unit.pk for entry in placed if entry.unit})
    for entry in placed:
        found = _one_of(entry, by_fold[entry.producer_key], lineage)
        if found is not None and entry.unit is not None:
            match.producers[(entry.unit.pk, entry.producer_key)] = found
    _join_eras(placed, match, lineage)
    _find_products(match)
    return match


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
        return exact[0]
    family = {pk for pk, _whole in (*lineage.heirs(here), *lineage.forebears(here))}
    near = [producer for producer in candidates if producer.unit_id in family]
    return near[0] if len(near) == 1 else None


def _find_products(match: Match) -> None:
    ids = sorted({producer.pk for producer in match.producers.values()})
    for some in _chunks(ids):
        for product in Product.objects.filter(producer__in=some).select_related("producer__unit"):
            match.products[(product.producer_id, fold(product.name))] = product
        for recognition in Recognition.objects.filter(product__producer__in=some):
            key = (recognition.product_id, recognition.decision_number, recognition.decided_on)
            match.recognitions[key] = recognition


def _chunks(items: list[Any]) -> list[list[Any]]:
    return [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]


def check_against(entries: Sequence[Entry], match: Match, layout: Layout) -> list[Fault]:
    """Rows that contradict what is stored. Blank stored fields are filled by the import, filled ones never changed."""
    faults: list[Fault] = []
    for entry in entries:
        producer = match.producers.get(match.key(entry)) if entry.unit else None
        if producer is None:
            continue
        _compare(entry, producer, PRODUCER_FIELDS, layout, faults)
        product = match.products.get((producer.pk, entry.product_key))
        if product is None:
            continue
        _compare(entry, product, PRODUCT_FIELDS, layout, faults)
        stored = match.recognitions.get((product.pk, *(entry.decision or ())))
        if stored is not None and any(
            getattr(stored, key) != entry.values.get(key) for key in ("star", "kind", "body")
        ):
            message = _("Quyết định này đã có trong hệ thống với hạng sao, loại hoặc cấp công nhận khác.")
            _add(faults, entry, layout, "decision_number", ValidationError(message, "differs"))
    return faults


def _compare(entry: Entry, stored: Any, fields: tuple[str, ...], layout: Layout, faults: list[Fault]) -> None:
    for name in fields:
        given, kept = entry.values.get(name), getattr(stored, name)
        if given in (None, "") or kept in (None, "", "chua_ro") or given == kept:
            continue
        shown = getattr(stored, f"get_{name}_display", lambda kept=kept: kept)()
        message = _("Khác với dữ liệu đã có (%(kept)s). Hãy sửa trên trang của bản ghi, hoặc để trống ô này.")
        _add(faults, entry, layout, name, ValidationError(message % {"kept": shown}, "differs"))
