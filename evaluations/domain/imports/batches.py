"""An uploaded file from its first byte to a clean check: kept, mapped, checked, corrected. Nothing else is written."""

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from ocop.spreadsheets import Fault, Limits, read_grid
from ocop.spreadsheets.table import make_fault
from ocop.text import nfc
from products.domain.import_contents import drop_file
from products.domain.records import StaleError
from products.enums import ImportState
from products.models import ImportBatch

from .bulk import without_collector
from .check import read_rows
from .columns import CHECK_TITLES, MARK, TITLES, TOLD_TITLES, Layout
from .entries import SKIP, Entry
from .mapping import check_mapping, is_certain, propose, remembered
from .match import Match, check_against, find_stored
from .sheet import Sheet, read_sheet
from .told import compare_lines, is_kept, read_lines

KIND = "products"
LIMITS = Limits()
QUICK = Limits(cpu_seconds=2)
"""For files small enough to be checked while the person waits (R10)."""
JOB_ABOVE_BYTES = 200_000
"""Files above this are checked by a job: about 1,500 rows as XLSX."""
JOB_ABOVE_ROWS = 2_000
"""Batches above this are written, checked again and taken back by a job."""
CLOSED = frozenset({ImportState.APPLIED, ImportState.UNDONE, ImportState.CLEARED})
MAX_CORRECTION = 2_000
Report = Callable[[int, int], None]


@transaction.atomic
def open_batch(*, actor: Any, data: bytes, name: str) -> ImportBatch:
    """Keep an upload privately under a name of its own; nothing of it is read yet."""
    batch = ImportBatch(uploaded_by=actor, file_name=name[-250:], kind=KIND, sha256=hashlib.sha256(data).hexdigest())
    extension = "csv" if name.lower().endswith(".csv") else "xlsx"
    batch.file.save(f"{uuid.uuid4().hex}.{extension}", ContentFile(data), save=False)
    batch.save(force_insert=True)
    return batch


@without_collector()
def check_batch(*, batch: ImportBatch, actor: Any, report: Report | None = None) -> ImportBatch:
    """Read the file once in a limited child process, then check every row; all faults are stored with the batch.

    The file is let go of as soon as its rows are stored or it is refused: nothing needs it any more. A header that is
    not the template's and that nobody has mapped before leaves the batch waiting for its mapping.
    """
    if batch.state == ImportState.UPLOADED and not batch.parsed:
        batch = _read(batch)
    if batch.state != ImportState.UPLOADED:
        return batch
    return _check(batch, actor, report)


def _read(batch: ImportBatch) -> ImportBatch:
    with batch.file.open("rb") as stored:
        data = stored.read()
    grid = read_grid(data, batch.file_name, LIMITS if len(data) > JOB_ABOVE_BYTES else QUICK)
    if isinstance(grid, Fault):
        return _store_outcome(batch, [grid])
    sheet = read_sheet(grid)
    if not any(sheet.header) or not sheet.rows:
        return _store_outcome(batch, [make_fault("no_rows" if any(sheet.header) else "empty_file")])
    return _store_sheet(batch, sheet)


@transaction.atomic
def _store_sheet(batch: ImportBatch, sheet: Sheet) -> ImportBatch:
    batch = _locked(batch.pk)
    if batch.state in CLOSED or batch.parsed:
        return batch
    batch.rows = len(sheet.rows)
    batch.parsed = pack(sheet)
    batch.signature = sheet.signature
    batch.summary = {"header": sheet.header, "sections": len(sheet.sections)}
    known = propose(sheet) if is_certain(sheet, batch.kind) else remembered(batch, sheet.signature)
    batch.mapping = known or propose(sheet)
    batch.state = ImportState.UPLOADED if known else ImportState.MAPPING
    batch.revision += 1
    drop_file(batch)
    batch.save()
    return batch


def pack(sheet: Sheet) -> dict[str, Any]:
    """What of a sheet is kept with the batch."""
    bad = [[row, column, code] for (row, column), code in sorted(sheet.bad.items())]
    return {"above": sheet.above, "rows": sheet.rows, "bad": bad}


def _locked(pk: Any) -> ImportBatch:
    return ImportBatch.objects.select_for_update().get(pk=pk)


@dataclass(slots=True)
class Examined:
    """What a check found: entries, what they meet in the database, and all faults."""

    entries: list[Entry]
    match: Match
    faults: list[Fault]


def layout_of(batch: ImportBatch) -> Layout:
    """The layout of a mapped batch."""
    return Layout.of(batch.mapping, batch.summary["header"], batch.kind)


def read_batch(batch: ImportBatch, actor: Any, report: Report | None = None) -> tuple[list[Entry], list[Fault]]:
    """Rows of a mapped batch, with what was corrected, against the rules."""
    bad: dict[int, dict[int, str]] = defaultdict(dict)
    for row, column, code in batch.parsed["bad"]:
        bad[row][column] = code
    return read_rows(batch.parsed["rows"], layout_of(batch), actor, unpack(batch.corrections), bad, report)


def unpack(corrections: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """{"12:star": "3"} → {12: {"star": "3"}}."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for place, text in corrections.items():
        row, _colon, key = place.partition(":")
        found[int(row)][key] = text
    return found


def examine(entries: list[Entry], faults: list[Fault]) -> Examined:
    """Read entries against what is stored now."""
    match = find_stored(entries)
    read_lines(entries, match)
    faults = [*faults, *check_against(entries, match)]
    compare_lines(entries, match, faults)
    return Examined(entries, match, faults)


def _check(batch: ImportBatch, actor: Any, report: Report | None) -> ImportBatch:
    entries, faults = read_batch(batch, actor, report)
    found = examine(entries, faults)
    return _store_outcome(batch, found.faults, found)


@transaction.atomic
def _store_outcome(batch: ImportBatch, faults: list[Fault], found: Examined | None = None) -> ImportBatch:
    """Store the outcome of a check, unless somebody wrote, mapped or corrected the batch meanwhile."""
    stored = _locked(batch.pk)
    if stored.state in CLOSED or stored.revision != batch.revision:
        return stored
    return set_outcome(stored, faults, found)


def set_outcome(batch: ImportBatch, faults: list[Fault], found: Examined | None = None) -> ImportBatch:
    """Faults in the order of the file, or what an import would write. The batch is locked."""
    faults.sort(key=lambda fault: (fault.row or 0, fault.column or 0))
    batch.faults = [fault.as_dict() for fault in faults]
    batch.state = ImportState.FAULTY if faults else ImportState.READY
    if found is not None:
        batch.summary = {**batch.summary, **_forecast(found.entries, found.match)}
    batch.revision += 1
    drop_file(batch)
    batch.save(update_fields=["faults", "state", "summary", "file", "revision", "updated_at"])
    return batch


def _forecast(entries: Sequence[Entry], match: Match) -> dict[str, Any]:
    """How many rows are there already and how many will be kept as told; warnings which do not hinder."""
    known = 0
    for entry in entries if match.products else ():
        product = match.product(entry)
        if product and (entry.decision is None or (product.pk, *entry.decision) in match.recognitions):
            known += is_kept(entry, product.pk, match)
    warnings = [{"row": entry.number, "message": text} for entry in entries for text in entry.warnings]
    return {
        "known": known,
        "warnings": warnings[:200],
        "told": sum("time_code" in entry.values for entry in entries),
        "recognitions": sum(entry.has_recognition for entry in entries),
    }


@transaction.atomic
def map_columns(*, actor: Any, batch_id: Any, revision: int | None, mapping: Mapping[str, str]) -> ImportBatch:
    """Say which column is which; the batch then waits for its check. Another mapping drops the corrections.

    Raises ValidationError for a mapping that cannot be read, StaleError when the batch changed meanwhile.
    """
    batch = _open(batch_id)
    clean = check_mapping(mapping, len(batch.summary.get("header", ())), batch.kind)
    if clean == batch.mapping and batch.state != ImportState.MAPPING:
        return batch
    _check_revision(batch, revision)
    if clean != batch.mapping:
        batch.corrections = {}
    batch.mapping = clean
    return _wait_for_check(batch)


@transaction.atomic
def correct_cells(*, actor: Any, batch_id: Any, revision: int | None, cells: Mapping[str, str]) -> ImportBatch:
    """Keep what a person types in place of faulty cells; the file stays as it is. `cells`: "row:key" → text, where
    "row:skip" with a text leaves the row out. The batch then waits for its check.

    Raises ValidationError, StaleError.
    """
    batch = _open(batch_id)
    numbers = {row[0] for row in batch.parsed["rows"]} if batch.parsed else set()
    typed = {place: nfc(text)[:MAX_CORRECTION] for place, text in cells.items()}
    if not all(_is_place(place, numbers) for place in typed):
        raise ValidationError(_("Có ô không thuộc tệp này."), "unknown_cell")
    if all(batch.corrections.get(place) == text for place, text in typed.items()):
        return batch
    _check_revision(batch, revision)
    batch.corrections = {**batch.corrections, **typed}
    return _wait_for_check(batch)


def _is_place(place: str, numbers: set[int]) -> bool:
    row, _colon, key = place.partition(":")
    bare = key.partition(MARK)[0]
    known = bare in TITLES or bare in CHECK_TITLES or bare in TOLD_TITLES or key == SKIP
    return row.isdigit() and int(row) in numbers and known


def _open(batch_id: Any) -> ImportBatch:
    batch = _locked(batch_id)
    if batch.state == ImportState.CLEARED:
        raise ValidationError(_("Nội dung của tệp này đã được dọn. Hãy tải tệp lên lại."), "cleared")
    if batch.state in CLOSED:
        raise ValidationError(_("Tệp này đã ghi vào hệ thống nên không sửa được nữa."), "closed")
    if not batch.parsed:
        raise ValidationError(_("Tệp này không đọc được nên không sửa được ở đây."), "unreadable")
    return batch


def _check_revision(batch: ImportBatch, revision: int | None) -> None:
    if revision is not None and revision != batch.revision:
        raise StaleError(batch.revision)


def _wait_for_check(batch: ImportBatch) -> ImportBatch:
    batch.state, batch.faults = ImportState.UPLOADED, []
    batch.revision += 1
    batch.save(update_fields=["mapping", "corrections", "state", "faults", "revision", "updated_at"])
    return batch


__all__ = ["JOB_ABOVE_BYTES", "JOB_ABOVE_ROWS", "LIMITS", "check_batch", "correct_cells", "map_columns", "open_batch"]
