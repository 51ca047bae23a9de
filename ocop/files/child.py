"""The child process: one file in by stdin, JSON out by stdout, limits on memory and time.

Started by check.py with `python -I`; imports neither Django nor anything that reads settings. A file that makes a
parser abort kills this process only.
"""

import json
import os
import resource
import sys
from dataclasses import fields
from typing import Any, BinaryIO

from ocop.files.kinds import KINDS, kind_of_name, sniff
from ocop.files.limits import FileLimits
from ocop.files.media import check_boxes, check_mp3
from ocop.files.names import clean_file_name
from ocop.files.office import VIRUS, check_office
from ocop.files.pdf import check_pdf
from ocop.files.pictures import check_picture, find_second_file
from ocop.spreadsheets.refusal import Refused

HEAD = 65_536


def apply_limits(limits: FileLimits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def examine(stream: BinaryIO, size: int, name: str, limits: FileLimits) -> dict[str, Any]:
    """{"kind", "pages"?, "width"?, "height"?} or {"refused": {…}}; `stream` can be read from any place."""
    try:
        claimed = kind_of_name(clean_file_name(name))
        stream.seek(0)
        head = stream.read(HEAD)
        if VIRUS in head:
            raise Refused("virus_sample")
        found = sniff(head)
        if found != "zip" and found != claimed.name and claimed.name not in ("docx", "xlsx"):
            raise Refused("name_content_mismatch", extension=name.rpartition(".")[2][-12:], found=found)
        kind, facts = _look(stream, size, found, limits)
        if kind != claimed.name:
            raise Refused("name_content_mismatch", extension=name.rpartition(".")[2][-12:], found=kind)
        return {"kind": kind, **facts}
    except Refused as refusal:
        return {"refused": refusal.as_dict()}
    except (MemoryError, RecursionError):
        return {"refused": Refused("too_heavy").as_dict()}


def _look(stream: BinaryIO, size: int, found: str, limits: FileLimits) -> tuple[str, dict[str, Any]]:
    known = KINDS.get(found)
    limit = limits.max_media_bytes if known is not None and known.is_media else limits.max_bytes
    if size > limit:
        raise Refused("file_too_large", limit=limit // 1_000_000)
    if found == "mp3":
        return found, check_mp3(stream, size, found, limits)
    if found in ("mp4", "m4a", "heic"):
        return found, check_boxes(stream, size, found, limits)
    stream.seek(0)
    data = stream.read()
    if VIRUS in data:
        raise Refused("virus_sample")
    if found == "zip":
        return check_office(data, limits)
    if found == "pdf":
        facts = check_pdf(data, limits)
        find_second_file(data)
        return found, facts
    return found, check_picture(data, found, limits)


def main() -> None:
    given = json.loads(sys.argv[1])
    known = {item.name for item in fields(FileLimits)}
    limits = FileLimits(**{key: value for key, value in given["limits"].items() if key in known})
    apply_limits(limits)
    answer = examine(sys.stdin.buffer, os.fstat(0).st_size, given["name"], limits)
    sys.stdout.write(json.dumps(answer, ensure_ascii=True, separators=(",", ":")))
    sys.stdout.flush()
