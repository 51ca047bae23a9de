"""Write a checked batch: all of it in one transaction, once, so that it can be taken back."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.audit.acts import record_act
from products.enums import ImportState
from products.models import ImportBatch

from .batches import examine, read_batch, set_outcome
from .bulk import without_collector
from .entries import Entry
from .undo import marks
from .write import write_entries


@without_collector()
@transaction.atomic
def apply_batch(*, batch: ImportBatch, actor: Any, entries: list[Entry] | None = None) -> ImportBatch:
    """Check again and write everything. A batch already written is returned as it is.

    `entries`: the rows as they were just read without a fault (a job reads them before it opens the transaction); what
    they meet in the database is looked at here. When the data changed since the check so that a row became faulty, the
    batch turns faulty and nothing is written; raises ValidationError for a batch that was never clean.
    """
    seen = batch.revision
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state == ImportState.APPLIED:
        return batch
    if batch.state == ImportState.CLEARED:
        raise ValidationError(_("Nội dung của tệp này đã được dọn. Hãy tải tệp lên lại."), "cleared")
    if batch.state != ImportState.READY:
        raise ValidationError(_("Tệp này chưa sạch lỗi nên chưa ghi được."), "not_ready")
    faults: list[Any] = []
    if entries is None or seen != batch.revision:
        entries, faults = read_batch(batch, actor)
    found = examine(entries, faults)
    if found.faults:
        return set_outcome(batch, found.faults, found)
    written = write_entries(entries, found.match)
    batch.state = ImportState.APPLIED
    batch.applied_at = timezone.now()
    batch.summary |= written.counts
    batch.written = written.stored | {"marks": marks()}
    batch.revision += 1
    batch.save(update_fields=["state", "applied_at", "summary", "written", "revision", "updated_at"])
    _record(batch, actor, entries, written.counts)
    return batch


def _record(batch: ImportBatch, actor: Any, entries: Sequence[Entry], counts: dict[str, int]) -> None:
    decisions = sorted({f"{entry.decision[0]} {entry.decision[1]:%d/%m/%Y}" for entry in entries if entry.decision})
    payload = {"file": batch.file_name, "sha256": batch.sha256, "rows": batch.rows, "decisions": decisions, **counts}
    record_act(verb="import_recognitions", actor=actor, subject=batch, payload=payload)
