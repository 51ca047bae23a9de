"""How long the content of an uploaded register is kept: the file until it is read, the rows for some days."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ocop.site.registry import get_setting

from ..enums import ClearReason, ImportState
from ..models import ImportBatch

CLEAR = "clear_old_imports"
FOLDER = "imports"
WRITTEN = frozenset({ImportState.APPLIED, ImportState.UNDONE})
UNREAD = timedelta(days=7)
"""An upload nobody has read for so long is not read any more."""
QUIET = timedelta(days=1)
"""A file younger than this may belong to a transaction that is still open."""
CONTENT = ("header", "warnings")
"""Parts of the summary that come from the cells of the file."""


def drop_file(batch: ImportBatch) -> None:
    """Let go of the stored file, on commit; the caller saves the locked batch."""
    if batch.file:
        transaction.on_commit(partial(batch.file.storage.delete, str(batch.file.name)), robust=True)
        batch.file = ""  # type: ignore[assignment]


@transaction.atomic
def clear_contents(*, batch_id: Any, reason: ClearReason) -> ImportBatch:
    """Throw away file, rows, corrections and faults. Numbers, name and SHA-256 stay, and what taking back needs.

    A batch that was not written is closed by it. Cleared twice is cleared once.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if batch.cleared_at is not None:
        return batch
    drop_file(batch)
    batch.parsed, batch.corrections, batch.faults = [], {}, []
    batch.summary = {key: value for key, value in batch.summary.items() if key not in CONTENT}
    if batch.state not in WRITTEN:
        batch.state = ImportState.CLEARED
    batch.cleared_at, batch.cleared_for = timezone.now(), reason
    batch.revision += 1
    batch.save()
    return batch


def clear_old_imports(*, now: datetime | None = None) -> dict[str, int]:
    """The nightly clean-up: {"cleared": batches, "files": stray files}.

    Batches nobody touched for `import_days` days (0: for ever) are cleared, uploads that were never read after a week,
    and files no row knows (a process died between commit and deletion) are deleted.
    """
    now, days = now or timezone.now(), int(get_setting("import_days"))
    old = Q(state=ImportState.UPLOADED, updated_at__lt=now - UNREAD) & ~Q(file="")
    if days:
        old |= Q(updated_at__lt=now - timedelta(days=days))
    batches = list(ImportBatch.objects.filter(old, cleared_at=None).values_list("pk", flat=True))
    for pk in batches:
        clear_contents(batch_id=pk, reason=ClearReason.AGE)
    return {"cleared": len(batches), "files": _delete_strays(now - QUIET)}


def _delete_strays(before: datetime) -> int:
    if not default_storage.exists(FOLDER):
        return 0
    known = set(ImportBatch.objects.exclude(file="").values_list("file", flat=True))
    strays = [name for file in default_storage.listdir(FOLDER)[1] if (name := f"{FOLDER}/{file}") not in known]
    old = [name for name in strays if default_storage.get_modified_time(name) < before]
    for name in old:
        default_storage.delete(name)
    return len(old)
