"""Import and export of files from the command line: no person, no stored upload, the same checks."""

import hashlib
from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from ocop.audit.acts import record_act
from ocop.site.registry import get_setting
from ocop.spreadsheets import Fault, read_grid
from ocop.spreadsheets.table import make_fault
from products.models import ImportBatch, Producer, Product

from ..models import Recognition
from .exchange.periods import parse_time, period_of
from .exchange.table import TABLES, export_table
from .exports import export_records
from .imports.batches import LIMITS, examine
from .imports.bulk import without_collector
from .imports.check import read_rows
from .imports.mapping import lay_out
from .imports.sheet import read_sheet
from .imports.write import write_entries

MODELS = ("products", "producers", "recognitions")
EXCHANGED = {name.lower(): name for name in TABLES}
"""Tables of the ministry's data standard by the word of the command line: "ptnt_ocop", "dm_sanpham", "dm_coso"."""


@without_collector()
@transaction.atomic
def import_file(*, kind: str, data: bytes, name: str, dry_run: bool = False) -> tuple[dict[str, Any], list[Fault]]:
    """Check a file and, unless `dry_run` or faulty, write all of it. Returns (counts, faults)."""
    grid = read_grid(data, name, LIMITS)
    if isinstance(grid, Fault):
        return {"rows": 0}, [grid]
    sheet = read_sheet(grid)
    del grid  # the cells once are enough
    layout, faults = lay_out(sheet, kind)
    counts: dict[str, Any] = {"rows": len(sheet.rows)}
    if not sheet.rows:
        faults.append(make_fault("no_rows" if any(sheet.header) else "empty_file"))
    if faults:
        return counts, faults
    bad: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, column), code in sheet.bad.items():
        bad[row][column] = code
    found = examine(*read_rows(sheet.rows, layout, None, bad=bad))
    if found.faults or dry_run:
        return counts, sorted(found.faults, key=lambda fault: (fault.row or 0, fault.column or 0))
    counts |= write_entries(found.entries, found.match).counts
    payload = {"file": name, "sha256": hashlib.sha256(data).hexdigest(), **counts}
    record_act(verb="import_recognitions", actor=None, subject=ImportBatch(), payload=payload)
    return counts, []


def export_file(*, kind: str, file_format: str) -> tuple[bytes, int]:
    """Everything of a kind, illustration only while it is shown; returns (bytes, rows)."""
    if kind == "producers":
        return export_records(kind, Producer.objects.shown().order_by("sort_key", "pk"), file_format)
    if kind == "products":
        return export_records(kind, Product.objects.shown().order_by("sort_key", "pk"), file_format)
    return export_records(kind, Recognition.objects.shown(), file_format)


def export_exchange(*, kind: str, file_format: str, time: str = "") -> tuple[bytes, int]:
    """A table of EXCHANGED for a time code, the present one without; raises ValidationError for a code that is none."""
    period = parse_time(time) if time else period_of(timezone.localdate(), get_setting("ptnt_time_code"))
    return export_table(Product.objects.shown(), period, file_format, table=EXCHANGED[kind])
