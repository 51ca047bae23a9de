"""Files and rows compared (R11): what a fault left behind is removed, what is missing is reported, never invented."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.jobs.registry import JobError
from ocop.site.registry import get_setting

from ...enums import UploadState
from ...models import StoredFile, Upload
from .blobs import blob_name, blob_names, hash_file, local_path, lock_content
from .chunks import part_path, uploads_folder

QUIET = timedelta(days=1)
"""Bytes younger than this may belong to a transaction that is still open."""


SWEEP = "sweep_vault"


@dataclass
class Findings:
    """`orphans` bytes without a row and `parts` part files without an open upload (removed when asked), `dangling`
    rows whose bytes are missing or of another size, `damaged` rows whose bytes have another hash, `uploads` closed."""

    orphans: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    dangling: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    uploads: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every row has its bytes."""
        return not self.dangling and not self.damaged


def sweep_vault(
    *, now: datetime | None = None, delete: bool = True, deep: bool = False, quiet: timedelta = QUIET
) -> Findings:
    """Compare the storage with the rows; `deep` also hashes every file. Safe to run at any time."""
    now = now or timezone.now()
    found = Findings()
    _sweep_uploads(found, now, delete)
    _sweep_parts(found, now - quiet, delete)
    _sweep_blobs(found, now - quiet, delete)
    for stored in StoredFile.objects.order_by("pk").iterator(chunk_size=1000):
        _check_row(found, stored, deep)
    return found


def sweep_job() -> dict[str, Any]:
    """The nightly run: counts for the job's result. Rows without their bytes fail it loudly."""
    found = sweep_vault()
    if not found.is_whole:
        raise JobError(
            _("%(n)s tệp minh chứng không còn trong kho hoặc sai dung lượng: hãy khôi phục từ bản sao lưu.")
            % {"n": len(found.dangling)}
        )
    return {"orphans": len(found.orphans), "parts": len(found.parts), "uploads": found.uploads}


def _sweep_uploads(found: Findings, now: datetime, delete: bool) -> None:
    """Uploads nobody touched for days (setting `evidence_upload_days`) are closed with their part files."""
    before = now - timedelta(days=max(1, get_setting("evidence_upload_days")))
    stale = Upload.objects.filter(touched_at__lt=before)
    found.uploads = stale.count()
    for pk in list(stale.values_list("pk", flat=True)) if delete else []:
        with transaction.atomic():
            row = stale.select_for_update(skip_locked=True).filter(pk=pk).first()
            if row is not None:
                row.delete()
                part_path(pk).unlink(missing_ok=True)


def _sweep_parts(found: Findings, before: datetime, delete: bool) -> None:
    """Part files whose upload is done, refused or unknown."""
    for path in sorted(uploads_folder().iterdir()):
        if path.stat().st_mtime > before.timestamp() or _is_open(path):
            continue
        found.parts.append(path.name)
        if delete:
            path.unlink(missing_ok=True)


def _is_open(path: Path) -> bool:
    try:
        return Upload.objects.filter(pk=UUID(path.stem), state=UploadState.OPEN).exists()
    except ValueError:
        return False


def _sweep_blobs(found: Findings, before: datetime, delete: bool) -> None:
    for name in blob_names():
        sha256 = name.rpartition("/")[2]
        if StoredFile.objects.filter(sha256=sha256, file=name).exists():
            continue
        try:
            if default_storage.get_modified_time(name) > before:
                continue
        except FileNotFoundError:
            continue
        found.orphans.append(name)
        if delete:
            _delete_orphan(name, sha256)


def _delete_orphan(name: str, sha256: str) -> None:
    """Under the lock of the content: whoever stores the same bytes now waits, and finds them gone."""
    with transaction.atomic():
        if name == blob_name(sha256) and len(sha256) == 64:
            lock_content(sha256)
        if not StoredFile.objects.filter(file=name).exists():
            default_storage.delete(name)


def _check_row(found: Findings, stored: StoredFile, deep: bool) -> None:
    name = str(stored.file.name)
    try:
        if not default_storage.exists(name) or default_storage.size(name) != stored.size:
            found.dangling.append(stored.sha256)
        elif deep and _hash(name) != stored.sha256:
            found.damaged.append(stored.sha256)
    except FileNotFoundError:
        found.dangling.append(stored.sha256)


def _hash(name: str) -> str:
    path = local_path(default_storage, name)
    if path is not None:
        return hash_file(path)[0]
    digest = hashlib.sha256()
    with default_storage.open(name, "rb") as file:
        for block in file.chunks():
            digest.update(block)
    return digest.hexdigest()
