"""What a file is, by its first bytes; its name is only a claim to be compared."""

from dataclasses import dataclass

from ocop.spreadsheets.refusal import Refused


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is kept. `is_media` is allowed more bytes; `is_inline` may be shown inside the browser."""

    name: str
    content_type: str
    extensions: tuple[str, ...]
    is_media: bool = False
    is_inline: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: dict[str, FileKind] = {
    kind.name: kind
    for kind in (
        FileKind("pdf", "application/pdf", ("pdf",), is_inline=True),
        FileKind("jpeg", "image/jpeg", ("jpg", "jpeg", "jfif"), is_inline=True),
        FileKind("png", "image/png", ("png",), is_inline=True),
        FileKind("webp", "image/webp", ("webp",), is_inline=True),
        FileKind("heic", "image/heic", ("heic", "heif")),
        FileKind("docx", f"{_OFFICE}.wordprocessingml.document", ("docx",)),
        FileKind("xlsx", f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",)),
        FileKind("mp4", "video/mp4", ("mp4", "m4v"), is_media=True),
        FileKind("m4a", "audio/mp4", ("m4a",), is_media=True),
        FileKind("mp3", "audio/mpeg", ("mp3",), is_media=True),
    )
}
EXTENSIONS: dict[str, FileKind] = {extension: kind for kind in KINDS.values() for extension in kind.extensions}
CONTENT_TYPES = tuple(sorted({kind.content_type for kind in KINDS.values()}))
INLINE_TYPES = frozenset(kind.content_type for kind in KINDS.values() if kind.is_inline)

MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"PK\x03\x04", "zip"),
    (b"ID3", "mp3"),
)
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
SOUND_BRANDS = {b"M4A ", b"M4B "}
VIDEO_BRANDS = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"dash"}
VIDEO_BRANDS |= {b"3gp4", b"3gp5", b"3gp6"}
FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word/Excel 97–2003"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
    (b"\x1f\x8b", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ", "XZ"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"{\\rtf", "RTF"),
    (b"#!", "script"),
    (b"%!PS", "PostScript"),
)
MARKUP = ((b"<svg", "SVG"), (b"<html", "HTML"), (b"<!doctype html", "HTML"), (b"<script", "HTML"), (b"<?php", "PHP"))


def kind_of_name(name: str) -> FileKind:
    """The kind which a file name claims; raises Refused for an extension that is not taken."""
    stem, dot, extension = name.rpartition(".")
    kind = EXTENSIONS.get(extension.lower()) if stem and dot else None
    if kind is None:
        raise Refused("wrong_extension", extension=extension[-12:] if dot else "")
    return kind


def sniff(head: bytes) -> str:
    """Key of KINDS, or "zip" for a package to be looked into; raises Refused for everything else."""
    if not head:
        raise Refused("empty_file")
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return _branded(head)
    if len(head) > 3 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return "mp3"
    raise Refused("wrong_content", found=describe(head))


def _branded(head: bytes) -> str:
    brand = head[8:12]
    for brands, kind in ((HEIC_BRANDS, "heic"), (SOUND_BRANDS, "m4a"), (VIDEO_BRANDS, "mp4")):
        if brand in brands:
            return kind
    found = {b"qt  ": "MOV", b"avif": "AVIF"}.get(brand, "MP4")
    raise Refused("wrong_content", found=found)


def describe(head: bytes) -> str:
    """A short name for what is not taken, "" when nobody knows it."""
    for magic, name in FOREIGN:
        if head.startswith(magic):
            return name
    lowered = head[:4096].lower()
    for marker, name in MARKUP:
        if marker in lowered:
            return name
    import puremagic

    try:
        return puremagic.from_string(head[:4096]).lstrip(".").upper()[:12]
    except (puremagic.PureError, ValueError):
        return ""
