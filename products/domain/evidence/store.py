"""From checked bytes to a paper in the vault."""

import uuid
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from ocop.files import Checked, FileRefused, check_file, clean_file_name
from ocop.files.messages import refusal_message
from ocop.spreadsheets.refusal import Refused

from ...models import Evidence, Producer, StoredFile
from .blobs import hash_file, lock_content, no_room, put
from .chunks import uploads_folder
from .facts import clean_facts
from .limits import file_limits
from .queries import check_vault


@transaction.atomic
def store_evidence(
    *,
    actor: Any,
    producer: Producer,
    file_name: str,
    kind: str,
    title: str = "",
    data: bytes | None = None,
    path: str | Path | None = None,
    **facts: Any,
) -> Evidence:
    """Check a file (its bytes, or a local path) and put it in the vault. The same file again under the same kind gives
    the paper already there.

    `facts`: issuer, number, issued_on, expires_on, is_sensitive. Raises ValidationError: `refused` with the reason,
    `outside_territory`, `storage`, or faults by field.
    """
    check_vault(actor, producer)
    name = safe_name(file_name)
    cleaned = clean_facts({"kind": kind, "title": title, **facts}, name)
    if path is not None:
        return keep(actor=actor, producer=producer, path=Path(path), file_name=name, facts=cleaned)
    folder = uploads_folder()
    temporary = folder / f"{uuid.uuid4().hex}.form"
    try:
        try:
            temporary.write_bytes(data or b"")
        except OSError:
            raise no_room() from None
        return keep(actor=actor, producer=producer, path=temporary, file_name=name, facts=cleaned)
    finally:
        temporary.unlink(missing_ok=True)


def safe_name(file_name: str) -> str:
    """The cleaned name; raises ValidationError `refused`."""
    try:
        return clean_file_name(file_name)
    except Refused as refusal:
        raise ValidationError(refusal_message(refusal.code, refusal.params), "refused") from None


def keep(*, actor: Any, producer: Producer, path: Path, file_name: str, facts: dict[str, Any]) -> Evidence:
    """Check, store and record; inside the caller's transaction. Bytes first, rows after: never a row without bytes."""
    try:
        checked = check_file(path, file_name, file_limits())
    except FileRefused as refusal:
        raise ValidationError(str(refusal), "refused") from None
    stored = keep_bytes(path, checked)
    same = Evidence.objects.current().filter(producer=producer, stored=stored, kind=facts["kind"]).first()
    if same is not None:
        return same
    evidence = Evidence(producer=producer, stored=stored, file_name=file_name, uploaded_by=actor, **facts)
    evidence.full_clean(exclude=["uploaded_by"], validate_unique=False, validate_constraints=False)
    evidence.save(force_insert=True)
    return evidence


def keep_bytes(path: Path, checked: Checked) -> StoredFile:
    """The one StoredFile of these bytes; two who bring them at once wait for each other."""
    sha256, size = hash_file(path)
    lock_content(sha256)
    name = put(path, sha256, size)
    facts = {"size": size, "content_type": checked.content_type, "pages": checked.pages, "file": name}
    return StoredFile.objects.get_or_create(sha256=sha256, defaults=facts)[0]
