"""Bytes by their SHA-256 in the private storage: whole or absent, each once.

Only the Storage API is used. Where the storage has paths (the local disk) the bytes go to a temporary name, are synced
and renamed; another storage (S3) shows an object only when it came whole.
"""

import hashlib
import logging
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import Storage, default_storage
from django.db import connection
from django.utils.translation import gettext as _

from ...models import StoredFile

logger = logging.getLogger(__name__)
FOLDER = "vault"
STEP = 1 << 20


def blob_name(sha256: str) -> str:
    """ "vault/ab/abcd…": the name of the bytes in the storage."""
    return f"{FOLDER}/{sha256[:2]}/{sha256}"


def hash_file(path: Path) -> tuple[str, int]:
    """SHA-256 and size in bytes of a file on the local disk."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(STEP):
            digest.update(block)
            size += len(block)
    return digest.hexdigest(), size


def lock_content(sha256: str) -> None:
    """Until the transaction ends nobody else stores or sweeps these bytes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256[:15], 16)])


def no_room() -> ValidationError:
    """The disk or the store does not take the bytes: nothing is lost, try again later."""
    text = _("Máy chủ chưa lưu được tệp (hết chỗ hoặc kho tệp không trả lời). Hãy thử lại sau.")
    return ValidationError(text, "storage")


def put(path: Path, sha256: str, size: int) -> str:
    """Bring the bytes of a local file under their name, unless they are there already; returns the name."""
    name = blob_name(sha256)
    try:
        if default_storage.exists(name) and default_storage.size(name) == size:
            return name
        target = local_path(default_storage, name)
        if target is None:
            _send(path, name)
        else:
            _copy(path, target, sha256)
    except Exception:  # every store has errors of its own
        logger.warning("%s could not be stored", name, exc_info=True)
        raise no_room() from None
    return name


def local_path(storage: Storage, name: str) -> Path | None:
    """Where the storage keeps a name on the local disk, None for a storage elsewhere."""
    try:
        return Path(storage.path(name))
    except NotImplementedError:
        return None


def _send(path: Path, name: str) -> None:
    with path.open("rb") as file:
        kept = default_storage.save(name, File(file, name=name))
    if kept != name:  # somebody else's equal bytes came first, and this storage never overwrites
        default_storage.delete(kept)


def _copy(path: Path, target: Path, sha256: str) -> None:
    """Temporary name, sync, rename, sync of the folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{uuid.uuid4().hex}.tmp")
    digest = hashlib.sha256()
    try:
        with path.open("rb") as source, temporary.open("xb") as out:
            while block := source.read(STEP):
                digest.update(block)
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        if digest.hexdigest() != sha256:
            raise OSError("the file changed while it was copied")
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """A new name in a folder survives a power cut only when the folder itself is synced."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def open_blob(stored: StoredFile) -> File:
    """The bytes for reading; OSError when they are gone."""
    return default_storage.open(str(stored.file.name), "rb")


def blob_names(folder: str = FOLDER) -> Iterator[str]:
    """Every name below the vault's folder."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for file in files:
        yield f"{folder}/{file}"
    for inner in folders:
        yield from blob_names(f"{folder}/{inner}")
