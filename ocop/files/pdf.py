"""PDF: what acts by itself is found by name in the bytes and in every object stream; pages are counted by pdfium."""

import re
import zlib
from collections.abc import Iterator
from typing import Any

from ocop.files.limits import FileLimits
from ocop.spreadsheets.refusal import Refused

TAIL = 1024
LOOK_BACK = 8192
STEP = 1 << 20
MAX_RATIO = 1032  # of deflate itself
MAX_OBJECT_STREAM = 16_000_000
BOMB_RATIO = 200


def _name(text: bytes) -> bytes:
    """A pattern for a PDF name, each letter also written as #xx."""
    letters = [b"(?:%s|#%02x|#%02X)" % (re.escape(bytes([code])), code, code) for code in text]
    return b"/" + b"".join(letters)


def _any(*names: bytes) -> re.Pattern[bytes]:
    return re.compile(b"|".join(_name(name) for name in names))


# An action of a script always says /S /JavaScript; long names do not occur by chance in compressed bytes.
ACTS = (
    ("pdf_script", _any(b"JavaScript", b"Rendition", b"ImportData", b"SubmitForm")),
    ("pdf_launch", _any(b"Launch", b"GoToE")),
    ("pdf_embedded", _any(b"EmbeddedFile", b"RichMedia")),
    ("pdf_form", re.compile(_name(b"XFA") + rb"[\s\[<(/]")),
)
STREAM = re.compile(rb"stream\r?\n")
OBJECT_STREAM = re.compile(_name(b"ObjStm") + b"|" + _name(b"First"))
ODD_FILTER = _any(b"ASCIIHexDecode", b"ASCII85Decode", b"LZWDecode", b"RunLengthDecode", b"Crypt", b"Predictor")
TWICE = re.compile(rb"FlateDecode\s*/\s*FlateDecode|/Fl\s*/Fl\b")


def check_pdf(data: bytes, limits: FileLimits) -> dict[str, Any]:
    """{"pages": n}; raises Refused."""
    if b"%%EOF" not in data[-TAIL:]:
        raise Refused("truncated")
    after = data[data.rindex(b"%%EOF") + 5 :]
    if after.strip(b"\x00 \t\r\n\f"):
        raise Refused("polyglot")
    find_acts(data)
    _check_streams(data, limits)
    return {"pages": _count_pages(data, limits)}


def find_acts(data: bytes) -> None:
    """Refuse names of what runs, starts a program or carries a file."""
    for code, pattern in ACTS:
        if pattern.search(data):
            raise Refused(code)


def streams(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(dictionary, body) of each stream."""
    last = 0
    for match in STREAM.finditer(data):
        if data[match.start() - 3 : match.start()] == b"end" or match.start() < last:
            continue
        end = data.find(b"endstream", match.end())
        if end < 0:
            raise Refused("truncated")
        begin = data.rfind(b"obj", max(last, match.start() - LOOK_BACK), match.start())
        last = end
        yield data[max(begin, 0) : match.start()], data[match.end() : end]


def _check_streams(data: bytes, limits: FileLimits) -> None:
    """Object streams are unpacked and read; large ones are unpacked to see that they are no bomb."""
    packed = unpacked = 0
    for dictionary, body in streams(data):
        if OBJECT_STREAM.search(dictionary):
            if ODD_FILTER.search(dictionary):
                raise Refused("pdf_odd")
            find_acts(_object_stream(body) if b"Filter" in dictionary or b"#" in dictionary else body)
        if TWICE.search(dictionary):
            raise Refused("pdf_bomb")
        if len(body) * MAX_RATIO <= limits.max_stream_bytes or unpacked > limits.max_streams_bytes:
            continue
        packed += len(body)
        unpacked += _unpacked_size(body, limits.max_stream_bytes)
        if unpacked > limits.max_streams_bytes and unpacked > BOMB_RATIO * packed:
            raise Refused("pdf_bomb")


def _object_stream(body: bytes) -> bytes:
    inflate = zlib.decompressobj()
    try:
        text = inflate.decompress(body.lstrip(b"\r\n"), MAX_OBJECT_STREAM)
    except zlib.error:
        raise Refused("broken_pdf") from None
    if inflate.unconsumed_tail:
        raise Refused("pdf_bomb")
    return text


def _unpacked_size(body: bytes, limit: int) -> int:
    """Bytes a deflated stream unpacks to, 0 for one that is not deflated; raises Refused beyond `limit`."""
    inflate, total = zlib.decompressobj(), 0
    try:
        while body and not inflate.eof:
            total += len(inflate.decompress(body, STEP))
            body = inflate.unconsumed_tail
            if total > limit:
                raise Refused("pdf_bomb")
    except zlib.error:
        return total
    return total


def _count_pages(data: bytes, limits: FileLimits) -> int:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused("encrypted" if "assword" in str(error) else "broken_pdf") from None
    try:
        if pdfium.FPDF_GetSecurityHandlerRevision(document.raw) >= 0:
            raise Refused("encrypted")
        if pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
            raise Refused("pdf_script")
        if pdfium.FPDFDoc_GetAttachmentCount(document.raw) > 0:
            raise Refused("pdf_embedded")
        pages = len(document)
    finally:
        document.close()
    if not pages:
        raise Refused("broken_pdf")
    if pages > limits.max_pages:
        raise Refused("too_many_pages", count=pages, limit=limits.max_pages)
    return pages
