"""Import and export of files from the command line: no person, no stored upload, the same checks."""

import hashlib
from typing import Any

from django.db import transaction

from ocop.audit.acts import record_act
from ocop.spreadsheets import Fault, read_table
from products.models import ImportBatch, Producer, Product

from ..models import Recognition
from .exports import export_lines, lines_of_producers, lines_of_products, lines_of_recognitions
from .imports.apply import write_entries
from .imports.batches import LIMITS
from .imports.check import lay_out, raw_rows, read_rows
from .imports.match import check_against, find_stored

MODELS = ("products", "producers", "recognitions")


@transaction.atomic
def import_file(*, kind: str, data: bytes, name: str, dry_run: bool = False) -> tuple[dict[str, Any], list[Fault]]:
    """Check a file and, unless `dry_run` or faulty, write all of it. Returns (counts, faults)."""
    reading = read_table(data, name, LIMITS)
    if reading.table is None:
        return {"rows": 0}, reading.faults
    layout, faults = lay_out(reading.table.header, kind)
    faults = [*reading.faults, *faults]
    rows = raw_rows(reading.table, layout)
    if any(fault.code in ("missing_column", "unknown_column") for fault in faults):
        return {"rows": len(rows)}, faults
    entries, found = read_rows(rows, layout, None)
    match = find_stored(entries)
    faults += [*found, *check_against(entries, match, layout)]
    counts: dict[str, Any] = {"rows": len(rows)}
    if faults or dry_run:
        return counts, sorted(faults, key=lambda fault: (fault.row or 0, fault.column or 0))
    counts |= write_entries(entries, match)
    payload = {"file": name, "sha256": hashlib.sha256(data).hexdigest(), **counts}
    record_act(verb="import_recognitions", actor=None, subject=ImportBatch(), payload=payload)
    return counts, []


def export_file(*, kind: str, file_format: str) -> tuple[bytes, int]:
    """Everything of a kind, illustration only while it is shown; returns (bytes, rows)."""
    if kind == "producers":
        lines = list(lines_of_producers(Producer.objects.shown().order_by("sort_key", "pk")))
    elif kind == "products":
        lines = list(lines_of_products(Product.objects.shown().order_by("sort_key", "pk")))
    else:
        lines = list(lines_of_recognitions(Recognition.objects.shown()))
    return export_lines(lines, file_format), len(lines)
