"""The file that shows a task is done: looked at in a child process like every upload, kept by its content."""

import hashlib
import tempfile
from pathlib import Path
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from ocop.files import FileLimits, FileRefused, check_file, clean_file_name
from ocop.files.messages import refusal_message
from ocop.site.registry import get_settings
from ocop.spreadsheets.refusal import Refused

MB = 1_000_000
FORM_BYTES = 10 * MB
"""Most bytes of a file sent with a report."""


class Kept(NamedTuple):
    """Where the bytes are and what they are; all empty without a file."""

    path: str = ""
    name: str = ""
    content_type: str = ""
    sha256: str = ""


def keep_evidence(*, name: str, data: bytes) -> Kept:
    """Check the bytes and store them once. Raises ValidationError on `file`: refused (with the reason), storage."""
    size_mb, pages = get_settings("evidence_file_mb", "evidence_pages")
    most = min(FORM_BYTES, max(1, size_mb) * MB)
    limits = FileLimits(max_bytes=most, max_media_bytes=most, max_pages=max(1, pages))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(data)
        try:
            clean = clean_file_name(name)
            checked = check_file(path, clean, limits)
        except Refused as refusal:
            raise ValidationError({"file": refusal_message(refusal.code, refusal.params)}, code="refused") from None
        except FileRefused as refusal:
            raise ValidationError({"file": str(refusal)}, code="refused") from None
    sha256 = hashlib.sha256(data).hexdigest()
    return Kept(_store(sha256, data), clean, checked.content_type, sha256)


def _store(sha256: str, data: bytes) -> str:
    wanted = f"work/{sha256[:2]}/{sha256}"
    try:
        if default_storage.exists(wanted) and default_storage.size(wanted) == len(data):
            return wanted
        return default_storage.save(wanted, ContentFile(data))
    except OSError:
        message = _("Máy chủ chưa lưu được tệp (hết chỗ hoặc kho tệp không trả lời). Hãy thử lại sau.")
        raise ValidationError({"file": message}, code="storage") from None
