"""Many stored files as one ZIP that is sent while it is made: neither memory nor disk holds the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import IO, cast
from zipfile import ZIP_STORED, ZipFile, ZipInfo

CHUNK = 64 * 1024
MISSING = "Tệp không tìm thấy.txt"
"""In the archive when stored files are gone: which ones."""

Entry = tuple[str, datetime, Callable[[], IO[bytes]]]
"""A file name, the time it bears, and what opens it."""


class _Sink:
    """What ZipFile writes to; it cannot seek, so the archive is written forward only."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back."""

    def take(self) -> bytes:
        data, self.parts = b"".join(self.parts), []
        return data


def stream_zip(entries: Iterable[Entry]) -> Iterator[bytes]:
    """The bytes of the archive, piece by piece. PDF and DOCX are compressed already: they are stored as they are.

    A file that is gone is left out and named in the text file MISSING at the end.
    """
    sink = _Sink()
    lost: list[str] = []
    with ZipFile(cast(IO[bytes], sink), "w", ZIP_STORED) as archive:
        for name, moment, opens in entries:
            try:
                source = opens()
            except FileNotFoundError:
                lost.append(name)
                continue
            with source, archive.open(_entry(name, moment), "w") as target:
                while chunk := source.read(CHUNK):
                    target.write(chunk)
                    yield sink.take()
        if lost:
            archive.writestr(MISSING, "\n".join(lost))
    yield sink.take()


def _entry(name: str, moment: datetime) -> ZipInfo:
    return ZipInfo(name, (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second))
