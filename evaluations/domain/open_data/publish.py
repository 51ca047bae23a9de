"""A dump put where the public pages read it: whole or not at all.

Every dump has a folder of its own; its manifest is written last, and a folder without one is none. Readers take the
newest folder with a manifest, so that nobody ever sees half a dump.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from ocop.site.registry import get_setting, get_settings

from .write import FILES, LICENCES, make_files, sha256

JOB = "open_data"
FOLDER, MANIFEST = "open-data", "manifest.json"
KEPT = 2
"""Folders left: who began to read the one before goes on."""
UNPUBLISHED = "none"


@dataclass(frozen=True)
class Listed:
    """A file of the dump."""

    name: str
    size: int
    sha256: str

    @property
    def content_type(self) -> str:
        """Its type, told with the bytes."""
        return FILES[self.name][0]

    @property
    def text(self) -> str:
        """What it is."""
        return FILES[self.name][1]


@dataclass(frozen=True)
class Dump:
    """The dump that is offered."""

    folder: str
    licence: str
    generated_at: datetime
    rows: int
    with_illustration: bool
    files: tuple[Listed, ...]

    @property
    def licence_name(self) -> str:
        """As people say it."""
        return LICENCES[self.licence][0]

    @property
    def licence_url(self) -> str:
        """Where its text is."""
        return LICENCES[self.licence][1]

    def file(self, name: str) -> Listed | None:
        """The file of that name; None when there is none."""
        return next((one for one in self.files if one.name == name), None)


def publish(now: datetime | None = None) -> Dump | None:
    """Make the dump and offer it; None, and nothing made, while the province has published no licence."""
    now = now or timezone.now()
    licence = get_setting("open_data_licence")
    if licence == UNPUBLISHED:
        return None
    made = make_files(now, licence)
    folder = f"{FOLDER}/{now:%Y%m%dT%H%M%S%f}"
    for name, data in made.files.items():
        default_storage.save(f"{folder}/{name}", ContentFile(data))
    manifest = {
        "licence": licence,
        "generated_at": now.isoformat(),
        "rows": made.rows,
        "with_illustration": made.with_illustration,
        "files": [{"name": name, "size": len(data), "sha256": sha256(data)} for name, data in made.files.items()],
    }
    default_storage.save(f"{folder}/{MANIFEST}", ContentFile(json.dumps(manifest).encode()))
    _drop_old()
    return _read(folder)


def current() -> Dump | None:
    """The newest dump; None while nothing may be offered: no licence, or another one than the dump names, or invented
    rows in it which are no longer shown. The next night makes one that fits."""
    licence, shows_illustration = get_settings("open_data_licence", "show_illustration")
    if licence == UNPUBLISHED:
        return None
    found = next(_dumps(), None)
    if found is None or found.licence != licence or (found.with_illustration and not shows_illustration):
        return None
    return found


def open_file(dump: Dump, name: str) -> IO[Any] | None:
    """The bytes of a file of the dump; None for a name it has not."""
    if dump.file(name) is None:
        return None
    return default_storage.open(f"{dump.folder}/{name}", "rb")


def _folders() -> list[str]:
    """Names of all folders, the newest first; a storage without any has none."""
    try:
        folders, _files = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return []
    return [f"{FOLDER}/{name}" for name in sorted(folders, reverse=True)]


def _dumps() -> Iterator[Dump]:
    for folder in _folders():
        found = _read(folder)
        if found is not None:
            yield found


def _read(folder: str) -> Dump | None:
    """The dump of a folder; None when its manifest is not written yet."""
    try:
        with default_storage.open(f"{folder}/{MANIFEST}", "rb") as stored:
            told = json.loads(stored.read())
    except (FileNotFoundError, ValueError):  # ValueError: being written just now
        return None
    files = tuple(Listed(**one) for one in told.pop("files"))
    moment = datetime.fromisoformat(told.pop("generated_at"))
    return Dump(folder=folder, generated_at=moment, files=files, **told)


def _drop_old() -> None:
    """Folders behind the newest ones go, manifest first: what is half gone is none."""
    for folder in _folders()[KEPT:]:
        for name in (MANIFEST, *FILES):
            default_storage.delete(f"{folder}/{name}")
        default_storage.delete(folder)  # the empty folder of a disk; in a bucket there is nothing of that name
