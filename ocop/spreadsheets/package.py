"""The zip directory of an XLSX, checked before anything in it is unpacked.

Readers disagree about odd zip files; every oddity by which two readers could see two contents is refused: bytes before
or after the archive, two members of one name, a local header that contradicts the directory, overlapping members.
"""

import io
import struct
import zipfile
from collections.abc import Iterator

from ocop.spreadsheets.limits import Limits
from ocop.spreadsheets.refusal import Refused

LOCAL_HEADER = struct.Struct("<4s5H3I2H")
END_RECORD_SIZE = 22
ENCRYPTED = 0x1 | 0x40
CHUNK = 64 * 1024
NESTED = (".zip", ".rar", ".7z", ".gz", ".xlsx", ".docx", ".jar", ".exe", ".js", ".vbs", ".bat")


def open_package(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive in `data` once its directory is found harmless; raises Refused."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, UnicodeDecodeError):
        raise Refused("broken_zip") from None
    if archive.comment or not data[-END_RECORD_SIZE:].startswith(b"PK\x05\x06"):
        raise Refused("polyglot")
    members = archive.infolist()
    if len(members) > limits.max_members:
        raise Refused("too_many_members", count=len(members), limit=limits.max_members)
    if sum(member.file_size for member in members) > limits.max_unpacked_bytes:
        raise Refused("zip_bomb")
    seen: set[str] = set()
    for member in members:
        _check_member(member, seen, limits)
    _check_layout(data, members)
    if "[content_types].xml" not in seen:
        raise Refused("not_a_workbook")
    return archive


def _check_member(member: zipfile.ZipInfo, seen: set[str], limits: Limits) -> None:
    name = member.orig_filename
    if name.casefold() in seen:
        raise Refused("duplicate_member", name=member.filename)
    seen.add(name.casefold())
    if _is_unsafe_name(name):
        raise Refused("unsafe_name")
    if member.flag_bits & ENCRYPTED:
        raise Refused("encrypted")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("broken_zip")
    if name.lower().endswith(NESTED):
        raise Refused("nested_archive")
    if "vbaproject" in name.lower():
        raise Refused("macro")
    if member.file_size > limits.max_member_bytes:
        raise Refused("zip_bomb")
    is_large = member.file_size > limits.ratio_floor_bytes
    if is_large and member.file_size > limits.max_ratio * max(member.compress_size, 1):
        raise Refused("zip_bomb")


def _is_unsafe_name(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    is_odd = not name.isprintable() or "\\" in name or ":" in name or len(name) > 200
    return is_odd or name.startswith("/") or ".." in parts


def _check_layout(data: bytes, members: list[zipfile.ZipInfo]) -> None:
    """Local headers say what the directory says, in order, without gap at the start or overlap."""
    expected = 0
    for member in sorted(members, key=lambda item: item.header_offset):
        offset = member.header_offset
        if offset < expected or (expected == 0 and offset != 0):
            raise Refused("polyglot")
        raw = data[offset : offset + LOCAL_HEADER.size]
        if len(raw) < LOCAL_HEADER.size:
            raise Refused("broken_zip")
        signature, _version, flags, method, *_rest, name_size, extra_size = LOCAL_HEADER.unpack(raw)
        start = offset + LOCAL_HEADER.size
        name = data[start : start + name_size]
        wanted = member.orig_filename.encode("utf-8" if flags & 0x800 else "cp437", "replace")
        if signature != b"PK\x03\x04" or name != wanted or method != member.compress_type or flags & ENCRYPTED:
            raise Refused("polyglot")
        expected = start + name_size + extra_size + member.compress_size


def unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of one member in chunks, never more than its directory entry promised."""
    total = 0
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(CHUNK):
                total += len(chunk)
                if total > member.file_size:
                    raise Refused("zip_bomb")
                yield chunk
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, ValueError, OSError):
        raise Refused("broken_zip") from None
    except Exception as error:  # zlib.error has no common base with the rest
        if type(error).__name__ == "error":
            raise Refused("broken_zip") from None
        raise
