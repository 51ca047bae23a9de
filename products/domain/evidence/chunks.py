"""The part files of uploads on the local disk, also when the final store is elsewhere."""

import os
from pathlib import Path
from uuid import UUID

from django.conf import settings

from .blobs import sync_folder


def uploads_folder() -> Path:
    """The private folder of part files, made when it is missing."""
    folder = Path(settings.OCOP_UPLOADS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def part_path(upload_id: UUID) -> Path:
    return uploads_folder() / f"{upload_id}.part"


def part_size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def write_at(path: Path, offset: int, data: bytes) -> None:
    """Put bytes at their place and wait until the disk has them. What a killed process wrote beyond is cut off."""
    is_new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        view, place = memoryview(data), offset
        while view:
            written = os.pwrite(handle, view, place)
            view, place = view[written:], place + written
        os.ftruncate(handle, offset + len(data))
        os.fsync(handle)
    finally:
        os.close(handle)
    if is_new:
        sync_folder(path.parent)
