"""An upload in pieces: open, receive at an offset, finish. Every verb may be sent twice.

A piece counts as received only when the disk has it (fsync) and the row says so; a process killed at any byte leaves
`received` at a point from which the browser goes on.
"""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from ocop.files import kind_of_name
from ocop.files.messages import refusal_message
from ocop.spreadsheets.refusal import Refused

from ...enums import UploadState
from ...models import Evidence, Producer, Upload
from .blobs import hash_file, no_room
from .chunks import part_path, part_size, write_at
from .facts import as_json, clean_facts
from .limits import CHUNK, MAX_OPEN_UPLOADS, MB, file_limits
from .queries import check_vault
from .store import keep, safe_name

logger = logging.getLogger(__name__)


class OffsetError(ValidationError):
    """The piece belongs elsewhere: go on at `received`."""

    def __init__(self, received: int) -> None:
        self.received = received
        super().__init__(_("Máy chủ đã nhận %s byte; hãy gửi tiếp từ đó.") % received, code="offset")


@transaction.atomic
def open_upload(*, actor: Any, producer: Producer, file_name: str, size: int, details: Mapping[str, Any]) -> Upload:
    """Begin to receive a file of `size` bytes; `details` are the facts of the paper (kind, title, …).

    With `details["fingerprint"]` (made by the browser from the file's content) the person's open upload of the same
    file is given back, to be continued. Raises ValidationError.
    """
    check_vault(actor, producer)
    name = safe_name(file_name)
    _check_size(name, size)
    stored = as_json(clean_facts(details, name))
    fingerprint = str(details.get("fingerprint") or "")[:200]
    with connection.cursor() as cursor:  # two tabs that begin the same file share one upload
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"upload:{actor.pk}"])
    mine = Upload.objects.filter(user=actor, state=UploadState.OPEN)
    if fingerprint:
        same = mine.filter(producer=producer, size=size, details__fingerprint=fingerprint, details__kind=stored["kind"])
        found = same.order_by("created_at").first()
        if found is not None:
            return found
    if mine.count() >= MAX_OPEN_UPLOADS:
        raise ValidationError(_("Bạn đang có quá nhiều lần tải lên dở dang. Hãy hoàn tất bớt rồi thử lại."), "too_many")
    return Upload.objects.create(
        producer=producer, user=actor, file_name=name, size=size, details=stored | {"fingerprint": fingerprint}
    )


def _check_size(name: str, size: int) -> None:
    limits = file_limits()
    try:
        kind = kind_of_name(name)
        limit = limits.max_media_bytes if kind.is_media else limits.max_bytes
        if size < 1:
            raise Refused("empty_file")
        if size > limit:
            raise Refused("file_too_large", limit=limit // MB)
    except Refused as refusal:
        raise ValidationError(refusal_message(refusal.code, refusal.params), "refused") from None


def receive_chunk(*, actor: Any, upload_id: UUID, offset: int, data: bytes) -> Upload:
    """Take a piece of at most CHUNK bytes; one that is there already changes nothing.

    Raises OffsetError with the right place, ValidationError (`refused`, `too_long`, `storage`), Upload.DoesNotExist.
    """
    upload, is_placed = _receive(actor, upload_id, offset, data)
    if not is_placed:
        raise OffsetError(upload.received)
    return upload


@transaction.atomic
def _receive(actor: Any, upload_id: UUID, offset: int, data: bytes) -> tuple[Upload, bool]:
    upload = _locked(actor, upload_id)
    end = offset + len(data)
    if offset < 0 or end > upload.size or len(data) > CHUNK:
        raise ValidationError(_("Phần tệp gửi lên dài quá mức cho phép."), "too_long")
    if upload.state != UploadState.OPEN or end <= upload.received:
        return upload, upload.state == UploadState.DONE or end <= upload.received
    path = part_path(upload.pk)
    on_disk = part_size(path)
    if on_disk < upload.received:  # the disk lost what the row remembers (a restored backup)
        return _set_received(upload, on_disk), offset == on_disk and not data
    if offset != upload.received:
        return upload, False
    try:
        write_at(path, offset, data)
    except OSError:
        logger.warning("part file of upload %s could not be written", upload.pk, exc_info=True)
        raise no_room() from None
    return _set_received(upload, end), True


def _set_received(upload: Upload, received: int) -> Upload:
    upload.received = received
    upload.save(update_fields=["received", "touched_at"])
    return upload


def _locked(actor: Any, upload_id: UUID) -> Upload:
    return Upload.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=upload_id)


def finish_upload(*, actor: Any, upload_id: UUID, sha256: str = "") -> Evidence:
    """Check the whole file and put it in the vault; asked again it gives the same paper, or the same refusal.

    `sha256`, when the browser could compute it, must be that of the bytes received; else all is to be sent again.
    Raises ValidationError (`refused` with the reason, `incomplete`, `checksum`, `storage`), Upload.DoesNotExist.
    """
    evidence, error = _finish(actor, upload_id, sha256)
    if error is not None:
        raise error
    assert evidence is not None
    return evidence


@transaction.atomic
def _finish(actor: Any, upload_id: UUID, sha256: str) -> tuple[Evidence | None, ValidationError | None]:
    """The paper, or the error to raise once the upload's new state is committed."""
    upload = _locked(actor, upload_id)
    if upload.state == UploadState.REFUSED:
        return None, ValidationError(upload.refusal, "refused")
    if upload.state == UploadState.DONE and upload.evidence is not None:
        return upload.evidence, None
    path = part_path(upload.pk)
    if upload.received < upload.size or part_size(path) != upload.size:
        _set_received(upload, min(upload.received, part_size(path)))
        return None, ValidationError(_("Tệp chưa gửi lên đủ."), "incomplete")
    if sha256 and hash_file(path)[0] != sha256.lower():
        _set_received(upload, 0)
        return None, ValidationError(_("Tệp bị sai lệch trên đường truyền, cần gửi lại từ đầu."), "checksum")
    return _keep(upload, path)


def _keep(upload: Upload, path: Path) -> tuple[Evidence | None, ValidationError | None]:
    check_vault(upload.user, upload.producer)
    facts = clean_facts(upload.details, upload.file_name)
    error = None
    try:
        with transaction.atomic():
            upload.evidence = keep(
                actor=upload.user, producer=upload.producer, path=path, file_name=upload.file_name, facts=facts
            )
        upload.state = UploadState.DONE
    except ValidationError as refusal:
        if refusal.code != "refused":
            raise
        upload.state, upload.refusal, error = UploadState.REFUSED, refusal.messages[0][:300], refusal
    upload.save(update_fields=["state", "refusal", "evidence", "touched_at"])
    transaction.on_commit(lambda: path.unlink(missing_ok=True), robust=True)
    return upload.evidence, error
