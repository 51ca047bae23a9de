"""How large a file may be, and what looking at it may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileLimits:
    """Bounds of one check. Sizes in bytes, times in seconds."""

    max_bytes: int = 20_000_000
    max_media_bytes: int = 200_000_000  # sound and moving pictures
    max_pages: int = 300
    max_pixels: int = 100_000_000
    max_decoded_pixels: int = 40_000_000  # of pictures that must be unpacked whole to be checked
    max_stream_bytes: int = 128_000_000  # one unpacked stream of a PDF
    max_streams_bytes: int = 320_000_000  # unpacked for checking, of one PDF
    memory_bytes: int = 300_000_000  # address space of the child
    cpu_seconds: int = 5
    wall_seconds: float = 20.0
