"""Records that may be one: names alike (pg_trgm), the same tax code or telephone, the same place on today's map.

Candidates are proposed with the reason, a person decides. Pairs once found to be two are not proposed again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programs.domain.place import load_lineage

from ..models import NotDuplicate, Producer, Product
from .merge import MODELS, PRODUCER, PRODUCT
from .queries import writable_producers, writable_products
from .records import check_producer

ALIKE, ALIKE_NEAR = 0.55, 0.4
"""Shares of common trigrams: anywhere, and at the same place."""
MOST_RECORDS, MOST_PAIRS, MOST_ROWS = 2_000, 200, 2_000

_PRODUCER_PAIRS = """
SELECT a.id, b.id, similarity(a.core, b.core) AS alike
  FROM products_producer a JOIN products_producer b ON a.core %% b.core AND a.id < b.id
 WHERE a.id = ANY(%(ids)s) AND b.id = ANY(%(ids)s)
UNION
SELECT a.id, b.id, similarity(a.core, b.core)
  FROM products_producer a JOIN products_producer b ON a.id < b.id
   AND ((a.tax_code <> '' AND a.tax_code = b.tax_code) OR (a.phone <> '' AND a.phone = b.phone))
 WHERE a.id = ANY(%(ids)s) AND b.id = ANY(%(ids)s)
"""
# Many producers make a product of the same name: only producers that are one, alike or at one place count.
_PRODUCT_PAIRS = """
SELECT a.id, b.id, similarity(a.core, b.core) AS alike
  FROM products_product a
  JOIN products_producer pa ON pa.id = a.producer_id
  JOIN unnest(%(units)s::bigint[], %(places)s::bigint[]) AS here (unit_id, place_id) ON here.unit_id = pa.unit_id
  JOIN unnest(%(units)s::bigint[], %(places)s::bigint[]) AS there (unit_id, place_id) ON there.place_id = here.place_id
  JOIN products_producer pb ON pb.unit_id = there.unit_id
  JOIN products_product b ON b.producer_id = pb.id AND a.id < b.id
   AND similarity(a.core, b.core) >= %(alike)s AND (pa.id = pb.id OR similarity(pa.core, pb.core) >= %(near)s)
 WHERE a.id = ANY(%(ids)s) AND b.id = ANY(%(ids)s)
UNION
SELECT a.id, b.id, similarity(a.core, b.core)
  FROM products_product a
  JOIN products_producer pa ON pa.id = a.producer_id
  JOIN products_producer pb ON pa.core %% pb.core AND similarity(pa.core, pb.core) >= %(alike)s
  JOIN products_product b ON b.producer_id = pb.id AND a.id < b.id AND similarity(a.core, b.core) >= %(alike)s
 WHERE a.id = ANY(%(ids)s) AND b.id = ANY(%(ids)s)
"""
_SQL = {PRODUCER: _PRODUCER_PAIRS, PRODUCT: _PRODUCT_PAIRS}


@dataclass(frozen=True)
class Pair:
    """Two records (`first.pk` < `second.pk`) and why they may be one, as sentences; `alike` from 0 to 1."""

    kind: str
    first: Any
    second: Any
    alike: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Candidates:
    """Pairs, the likeliest first; `too_many`: the territory is too wide to compare at once, name a unit."""

    pairs: list[Pair] = field(default_factory=list)
    too_many: bool = False


def writable(kind: str, user: Any) -> Any:
    """Records of the kind which the person may change."""
    return writable_producers(user) if kind == PRODUCER else writable_products(user)


def find_duplicates(kind: str, records: Any) -> Candidates:
    """Pairs among these records (a queryset of writable ones). At most 2.000 records are compared, 200 pairs given."""
    ids = list(records.order_by("pk").values_list("pk", flat=True)[: MOST_RECORDS + 1])
    if len(ids) > MOST_RECORDS:
        return Candidates(too_many=True)
    rows = _rows(kind, ids)
    settled = set(NotDuplicate.objects.filter(kind=kind, first_id__in=ids).values_list("first_id", "second_id"))
    found = {(first, second): alike for first, second, alike in rows if (first, second) not in settled}
    return Candidates(sorted(_pairs(kind, found), key=_rank)[:MOST_PAIRS])


def _rank(pair: Pair) -> tuple[int, float, int, int]:
    return -len(pair.reasons), -pair.alike, pair.first.pk, pair.second.pk


@transaction.atomic
def _rows(kind: str, ids: list[int]) -> list[tuple[int, int, float]]:
    units, places = _places(kind, ids)
    facts: dict[str, Any] = {"ids": ids, "units": units, "places": places, "alike": ALIKE, "near": ALIKE_NEAR}
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(ALIKE_NEAR)])
        cursor.execute(f"{_SQL[kind]} ORDER BY alike DESC LIMIT {MOST_ROWS}", facts)
        return [(int(first), int(second), float(alike)) for first, second, alike in cursor.fetchall()]


def _places(kind: str, ids: list[int]) -> tuple[list[int], list[int]]:
    """Units of the records and what holds their ground today, as two columns."""
    path = "unit_id" if kind == PRODUCER else "producer__unit_id"
    units = set(MODELS[kind]._base_manager.filter(pk__in=ids).values_list(path, flat=True))
    pairs = [(unit, place) for unit in units for place in places_of(units)[unit]]
    return [unit for unit, _place in pairs], [place for _unit, place in pairs]


def places_of(unit_ids: Iterable[int]) -> dict[int, set[int]]:
    """Unit id → units of today that hold any of its ground (itself when nothing does)."""
    wanted = set(unit_ids)
    lineage, today = load_lineage(wanted), timezone.localdate()
    return {unit: lineage.spread(unit, today) or {unit} for unit in wanted}


def _pairs(kind: str, found: dict[tuple[int, int], float]) -> list[Pair]:
    related = ("unit",) if kind == PRODUCER else ("producer__unit",)
    wanted = {pk for pair in found for pk in pair}
    records: dict[int, Any] = MODELS[kind]._base_manager.select_related(*related).in_bulk(wanted)
    places = places_of(_producer(record).unit_id for record in records.values())
    pairs = []
    for (first, second), alike in found.items():
        pair = _pair(kind, records[first], records[second], alike, places)
        if pair is not None:
            pairs.append(pair)
    return pairs


def _pair(kind: str, first: Any, second: Any, alike: float, places: dict[int, set[int]]) -> Pair | None:
    one, two = _producer(first), _producer(second)
    reasons = []
    near = bool(places[one.unit_id] & places[two.unit_id])
    if alike >= (ALIKE_NEAR if near else ALIKE):
        reasons.append(_("tên giống nhau %d %%") % round(alike * 100))
    if kind == PRODUCER and one.tax_code and one.tax_code == two.tax_code:
        reasons.append(_("cùng mã số thuế"))
    if kind == PRODUCER and one.phone and one.phone == two.phone:
        reasons.append(_("cùng số điện thoại"))
    if not reasons:
        return None
    if kind == PRODUCT and one.pk == two.pk:
        reasons.append(_("cùng chủ thể"))
    elif one.unit_id == two.unit_id:
        reasons.append(_("cùng xã, phường"))
    elif near:
        reasons.append(_("cùng địa bàn hiện nay"))
    return Pair(kind, first, second, alike, tuple(reasons))


def _producer(record: Producer | Product) -> Producer:
    return record if isinstance(record, Producer) else record.producer


@transaction.atomic
def mark_not_duplicate(*, actor: Any, kind: str, first_id: int, second_id: int) -> NotDuplicate:
    """Remember that two records are two. Sent twice: the first answer again. Raises ValidationError."""
    low, high = sorted((first_id, second_id))
    records = MODELS[kind]._base_manager.filter(pk__in=(low, high), merged_into=None)
    if low == high or len(records) != 2:
        raise ValidationError(_("Cần hai bản ghi khác nhau."), "pair")
    for record in records:
        check_producer(actor, _producer(record))
    decided, _is_new = NotDuplicate.objects.get_or_create(
        kind=kind,
        first_id=low,
        second_id=high,
        defaults={"decided_by": actor if getattr(actor, "pk", None) else None},
    )
    return decided
