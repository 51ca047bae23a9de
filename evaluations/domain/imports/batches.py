"""An uploaded file and the outcome of its check."""

import hashlib
import uuid
from collections.abc import Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from ocop.spreadsheets import Fault, Limits, read_table
from products.enums import ImportState
from products.models import ImportBatch

from .check import Entry, lay_out, raw_rows, read_rows
from .columns import Layout
from .match import Match, check_against, find_stored

KIND = "products"
LIMITS = Limits()
QUICK = Limits(cpu_seconds=2)
"""For files small enough to be checked while the person waits (R10)."""
JOB_ABOVE_BYTES = 200_000
"""Files above this are checked by a job: about 1,500 rows as XLSX."""
APPLY_JOB_ABOVE_ROWS = 2_000


@transaction.atomic
def open_batch(*, actor: Any, data: bytes, name: str) -> ImportBatch:
    """Keep an upload privately under a name of its own; nothing of it is read yet."""
    batch = ImportBatch(uploaded_by=actor, file_name=name[-250:], kind=KIND, sha256=hashlib.sha256(data).hexdigest())
    extension = "csv" if name.lower().endswith(".csv") else "xlsx"
    batch.file.save(f"{uuid.uuid4().hex}.{extension}", ContentFile(data), save=False)
    batch.save(force_insert=True)
    return batch


def check_batch(*, batch: ImportBatch, actor: Any) -> ImportBatch:
    """Read the file in a limited child process and check every row; all faults are stored with the batch."""
    with batch.file.open("rb") as stored:
        data = stored.read()
    reading = read_table(data, batch.file_name, LIMITS if len(data) > JOB_ABOVE_BYTES else QUICK)
    if reading.table is None:
        return _store(batch, [], Layout({}, {}), reading.faults)
    layout, faults = lay_out(reading.table.header, batch.kind)
    return _store(batch, raw_rows(reading.table, layout), layout, [*reading.faults, *faults], actor)


@transaction.atomic
def _store(
    batch: ImportBatch, rows: list[dict[str, Any]], layout: Layout, faults: list[Fault], actor: Any = None
) -> ImportBatch:
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state == ImportState.APPLIED:
        return batch
    batch.rows = len(rows)
    batch.parsed = rows
    batch.summary = {"columns": layout.positions, "titles": layout.titles}
    if not rows or any(fault.code in ("missing_column", "unknown_column") for fault in faults):
        return set_outcome(batch, [], Match(), faults)
    entries, match, found = examine(batch, actor)
    return set_outcome(batch, entries, match, [*faults, *found])


def examine(batch: ImportBatch, actor: Any) -> tuple[list[Entry], Match, list[Fault]]:
    """Rows of a stored batch against the rules and against what is stored now."""
    layout = Layout(batch.summary["columns"], batch.summary["titles"], batch.kind)
    entries, faults = read_rows(batch.parsed, layout, actor)
    match = find_stored(entries)
    return entries, match, [*faults, *check_against(entries, match, layout)]


def set_outcome(batch: ImportBatch, entries: Sequence[Entry], match: Match, faults: list[Fault]) -> ImportBatch:
    """Store faults in the order of the file, or what an import would write."""
    faults.sort(key=lambda fault: (fault.row or 0, fault.column or 0))
    batch.faults = [fault.as_dict() for fault in faults]
    batch.state = ImportState.FAULTY if faults else ImportState.READY
    batch.summary = {**batch.summary, **_forecast(entries, match)}
    batch.revision += 1
    batch.save()
    return batch


def _forecast(entries: Sequence[Entry], match: Match) -> dict[str, Any]:
    """How many recognitions are there already, and warnings which do not hinder."""
    known = 0
    for entry in entries:
        producer = match.producers.get(match.key(entry)) if entry.unit else None
        product = match.products.get((producer.pk, entry.product_key)) if producer else None
        if product and (entry.decision is None or (product.pk, *entry.decision) in match.recognitions):
            known += 1
    warnings = [{"row": entry.number, "message": text} for entry in entries for text in entry.warnings]
    return {"known": known, "warnings": warnings[:200], "recognitions": sum(e.has_recognition for e in entries)}


__all__ = ["APPLY_JOB_ABOVE_ROWS", "JOB_ABOVE_BYTES", "LIMITS", "check_batch", "examine", "open_batch", "set_outcome"]
