"""What a version promises by a day, in one query: targets, changes decided since, batches and their products."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, DateField, IntegerField, Max, QuerySet, Value

from programs.domain.batches.standing import standing_on
from programs.domain.cascade.promised import Change, Figures, apply_changes
from programs.domain.place import Stamp
from programs.models import AdjustmentLine, BatchProduct, PlanVersion, UnitLineage

LAST = 32_000
"""Place of a unit which only an adjustment names: after those of the annex."""


class Promise(NamedTuple):
    """A number of one star and kind for one unit; `working` equals `committed` where the plan gives none."""

    unit_id: int
    star: int
    kind: str
    committed: int
    working: int
    order: int
    valid_from: date
    valid_to: date | None
    tier: str
    printed_name: str


class BatchFacts(NamedTuple):
    """A batch as the plan prints it."""

    pk: int
    number: str
    label: str
    window_from: date | None
    window_to: date | None
    capacity: int | None
    order: int


class NamedProduct(NamedTuple):
    """A product named by the plan. `batch_id`: where it stands on the day, None when it went over to `to_year`.

    `product_id`: the record it was joined to, None while nobody has done so.
    """

    batch_id: int | None
    star: int | None
    kind: str
    product_id: int | None
    to_year: int | None


@dataclass(frozen=True)
class Promises:
    """Everything of a version that progress is measured against."""

    targets: list[Promise] = field(default_factory=list)
    batches: list[BatchFacts] = field(default_factory=list)
    named: list[NamedProduct] = field(default_factory=list)
    decisions: dict[str, int] = field(default_factory=dict)
    """Number of a decision on adjustment → by how much it changed the committed numbers in all."""
    lineage: Stamp = (None, 0)
    """Of the units' lineage, read along: one query less."""


def read_promises(version: PlanVersion, day: date) -> Promises:
    """Promises of a version by the end of a day: one query over all tables, with columns in the order of Promise."""
    parts = [_changes(version, day), _batches(version), _named(version, day), _lineage()]
    rows = _targets(version).union(*parts, all=True)
    found: dict[str, list[Any]] = {what: [] for what in ("target", "change", "batch", "item", "lineage")}
    for what, *row in rows:
        found[what].append(row)
    decisions: dict[str, int] = {}
    for row in found["change"]:
        decisions[row[9]] = decisions.get(row[9], 0) + row[3]
    batches = [BatchFacts(row[0], row[8], row[9], row[6], row[7], row[3], row[5]) for row in found["batch"]]
    return Promises(
        _changed(found["target"], found["change"]),
        sorted(batches, key=lambda batch: (batch.order, batch.pk)),
        [NamedProduct(row[0], row[1], row[2], row[3], row[4]) for row in found["item"]],
        decisions,
        (found["lineage"][0][0], found["lineage"][0][3]),
    )


def _targets(version: PlanVersion) -> QuerySet[Any, Any]:
    return version.targets.order_by().values_list(
        *(Value("target"), "unit_id", "star", "kind", "committed", "working", "order"),
        *("unit__valid_from", "unit__valid_to", "unit__tier", "printed_name"),
    )


def _changes(version: PlanVersion, day: date) -> QuerySet[Any, Any]:
    lines = AdjustmentLine.objects.filter(adjustment__version=version, adjustment__decided_on__lte=day)
    return lines.order_by().values_list(
        *(Value("change"), "unit_id", "star", "kind", "committed", "working", Value(LAST)),
        *("unit__valid_from", "unit__valid_to", "unit__tier", "adjustment__number"),
    )


def _batches(version: PlanVersion) -> QuerySet[Any, Any]:
    none = Value(None, output_field=IntegerField())
    return version.batch_set.order_by().values_list(
        *(Value("batch"), "pk", none, Value(""), "capacity", none, "order"),
        *("window_from", "window_to", "number", "label"),
    )


def _named(version: PlanVersion, day: date) -> QuerySet[Any, Any]:
    items = standing_on(BatchProduct.objects.filter(batch__version=version), day)
    none = Value(None, output_field=DateField())
    return items.order_by().values_list(
        *(Value("item"), "batch_now", "star_sought", "kind", "planned__product_id", "year_now", "order"),
        *(none, none, Value(""), "name"),
    )


def _lineage() -> QuerySet[Any, Any]:
    none, day = Value(None, output_field=IntegerField()), Value(None, output_field=DateField())
    edges = UnitLineage.objects.order_by().annotate(what=Value("lineage")).values("what")
    return edges.annotate(last=Max("pk"), star=none, kind_=Value(""), rows=Count("pk")).values_list(
        *("what", "last", "star", "kind_", "rows", none, none, day, day, Value(""), Value(""))
    )


def _changed(rows: Sequence[list[Any]], changes: Sequence[list[Any]]) -> list[Promise]:
    """Targets with what was decided since (`apply_changes` says how); a unit without such a target gets one."""
    printed = {(row[0], row[1], row[2]): row for row in rows}
    orders = {row[0]: row[5] for row in rows}
    for unit_id, star, kind, _committed, _working, order, *unit in changes:
        new = [unit_id, star, kind, 0, None, orders.get(unit_id, order), *unit[:3], ""]
        printed.setdefault((unit_id, star, kind), new)
    figures: Figures = {key: (row[3], row[4]) for key, row in printed.items()}
    after = apply_changes(figures, (Change(*row[:5]) for row in changes))
    made = []
    for key, row in printed.items():
        committed, working = after[key]
        made.append(Promise(*key, committed, committed if working is None else working, *row[5:]))
    return sorted(made, key=lambda target: (target.order, -target.star))
