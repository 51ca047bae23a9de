"""Taking an import back: what it made goes, what it filled is blank again; refused where anything was built on it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from ocop.audit.rows import event_models
from products.enums import ImportState
from products.models import ImportBatch

from . import bulk

MOST_REASONS = 20
ORDER = (
    *("evaluations.exchangeline", "evaluations.recognition", "products.productcode"),
    *("products.product", "products.producer"),
)
"""What points at others goes first."""


def marks() -> dict[str, int]:
    """The last event of each kind of row an import writes: every later event of its rows is a change by others."""
    models = (apps.get_model(label) for label in ORDER)
    return {
        model._meta.label_lower: event_models()[model]._default_manager.aggregate(last=Max("pgh_id"))["last"] or 0
        for model in models
    }


def ids_of(ranges: list[list[int]]) -> list[int]:
    """[[1, 3], [7, 7]] → [1, 2, 3, 7]."""
    return [pk for first, last in ranges for pk in range(first, last + 1)]


def obstacles(batch: ImportBatch) -> list[str]:
    """Why a written batch cannot be taken back: rows changed since, and rows of others that point at its rows."""
    reasons: list[str] = []
    for label in ORDER:
        kept = batch.written.get(label)
        if kept is None:
            continue
        model, new, filled = apps.get_model(label), ids_of(kept["new"]), [int(pk) for pk in kept["filled"]]
        own = batch.written.get("erasures", {}).get(label, ())
        reasons += _changed(model, [*new, *filled], batch.written["marks"][label], own)
        reasons += _attached(model, new, batch)
        if len(reasons) > MOST_REASONS:
            break
    return reasons[:MOST_REASONS]


def _changed(model: type[Model], ids: list[int], mark: int, erasures: Sequence[int]) -> Iterator[str]:
    """The history has an event of the row after the import's own; the erasure of a person's data hinders nothing."""
    events = event_models()[model]._default_manager.filter(pgh_obj__in=ids, pgh_id__gt=mark)
    events = events.exclude(pgh_id__in=erasures)
    changed = list(events.order_by("pgh_obj").values_list("pgh_obj", flat=True).distinct()[: MOST_REASONS + 1])
    stored = model._default_manager.in_bulk(changed)
    for pk in changed:
        facts = {"kind": model._meta.verbose_name, "name": str(stored.get(pk, pk))}
        yield _("%(kind)s “%(name)s” đã được sửa sau khi nhập.") % facts


def _attached(model: type[Model], ids: list[int], batch: ImportBatch) -> Iterator[str]:
    """Rows of any other table that point at the new rows and were not written by this batch."""
    events = set(event_models().values())
    for relation in model._meta.related_objects:
        other = relation.related_model
        if other in events or relation.many_to_many:
            continue
        name = relation.field.name
        own = batch.written.get(other._meta.label_lower, {"new": []})
        rows = other._base_manager.filter(**{f"{name}__in": ids}).exclude(pk__in=ids_of(own["new"]))
        for row in rows.select_related(name).order_by("pk")[:3]:
            facts = {"kind": other._meta.verbose_name, "row": str(row), "name": str(getattr(row, name))}
            yield _("“%(name)s” đã có thêm %(kind)s: %(row)s.") % facts


@transaction.atomic
def undo_batch(*, actor: Any, batch_id: Any) -> ImportBatch:
    """Take a written batch back: the database is as before it. Taken back twice is taken back once.

    Raises ValidationError: the batch is not written, or (one message each) what hinders.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state == ImportState.UNDONE:
        return batch
    if batch.state != ImportState.APPLIED or not batch.written:
        raise ValidationError(_("Tệp này chưa ghi gì vào hệ thống."), "not_applied")
    _lock(batch)
    reasons = obstacles(batch)
    if reasons:
        raise ValidationError([ValidationError(reason, "in_use") for reason in reasons])
    for label in ORDER:
        kept = batch.written.get(label)
        if kept is not None:
            model = apps.get_model(label)
            _restore(model, kept["filled"])
            bulk.delete(model, ids_of(kept["new"]))
    batch.state, batch.undone_at = ImportState.UNDONE, timezone.now()
    batch.revision += 1
    batch.save()
    payload = {"file": batch.file_name, "sha256": batch.sha256, **_counts(batch)}
    record_act(verb="undo_import", actor=actor, subject=batch, payload=payload)
    return batch


def _lock(batch: ImportBatch) -> None:
    """Nobody changes or builds on the rows while they are looked at: a foreign key waits for the lock too."""
    for label in reversed(ORDER):
        kept = batch.written.get(label)
        if kept is not None:
            ids = [*ids_of(kept["new"]), *map(int, kept["filled"])]
            model = apps.get_model(label)
            list(model._base_manager.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def _restore(model: type[Model], filled: dict[str, dict[str, Any]]) -> None:
    """The values before, the revision and the time included: the row is as if nothing had been."""
    records = model._base_manager.in_bulk([int(pk) for pk in filled])
    names: set[str] = set()
    for pk, before in filled.items():
        for name, value in before.items():
            names.add(name)
            setattr(records[int(pk)], name, datetime.fromisoformat(value) if name == "updated_at" else value)
    bulk.update(list(records.values()), sorted(names))


def _counts(batch: ImportBatch) -> dict[str, int]:
    names = {label: label.partition(".")[2] for label in ORDER}
    return {name: len(ids_of(batch.written[label]["new"])) for label, name in names.items() if label in batch.written}
