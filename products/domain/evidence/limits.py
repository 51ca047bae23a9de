"""Bounds of the vault: declared settings where an installation decides, constants where it does not."""

from ocop.files import FileLimits
from ocop.site.registry import get_settings

MB = 1_000_000
CHUNK = MB
"""Most bytes of one piece of an upload."""
FORM_BYTES = 5 * MB
"""Most bytes of a file sent by an ordinary form, without script."""
MAX_OPEN_UPLOADS = 100
"""Uploads a person may have open at once, so that nobody fills the disk with beginnings."""


def file_limits() -> FileLimits:
    """The limits in force."""
    file_mb, media_mb, pages = get_settings("evidence_file_mb", "evidence_media_mb", "evidence_pages")
    return FileLimits(max_bytes=max(1, file_mb) * MB, max_media_bytes=max(1, media_mb) * MB, max_pages=max(1, pages))
