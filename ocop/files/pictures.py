"""Pictures: size by their header first, then whole as far as memory allows."""

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ocop.files.limits import FileLimits
from ocop.spreadsheets.refusal import Refused

PNG_START = 8
MARKERS = (b"<script", b"<?php", b"<html", b"<!doctype")
ZIP_END = b"PK\x05\x06"
ZIP_TAIL = 66_000


def check_picture(data: bytes, kind: str, limits: FileLimits) -> dict[str, Any]:
    """{"width", "height"} in pixels; raises Refused."""
    if kind == "png":
        _check_png(data)
    if kind == "webp" and not 0 <= len(data) - 8 - struct.unpack("<I", data[4:8])[0] <= 1:
        raise Refused("truncated")
    width, height = _decode(data, kind, limits)
    find_second_file(data)
    return {"width": width, "height": height}


def find_second_file(data: bytes) -> None:
    """Refuse a picture or document that is also a page, a script, an archive or a PDF to other programs."""
    edges = data[:65_536].lower() + b"\x00" + data[-65_536:].lower()
    is_other = any(marker in edges for marker in MARKERS) or ZIP_END in data[-ZIP_TAIL:]
    if is_other or b"%PDF-" in data[1:1032]:
        raise Refused("polyglot")


def _check_png(data: bytes) -> None:
    """Whole chunks with right sums, and nothing after the last one."""
    place = PNG_START
    while place < len(data):
        if place + 12 > len(data):
            raise Refused("truncated")
        size, name = struct.unpack(">I4s", data[place : place + 8])
        end = place + 12 + size
        if end > len(data):
            raise Refused("truncated")
        if zlib.crc32(data[place + 4 : end - 4]) != struct.unpack(">I", data[end - 4 : end])[0]:
            raise Refused("broken_picture")
        if name == b"IEND":
            if end != len(data):
                raise Refused("polyglot")
            return
        place = end
    raise Refused("truncated")


@contextmanager
def _strict() -> Iterator[None]:
    """Pillow refuses what is cut off, whatever others set; pixels are counted here."""
    from PIL import Image, ImageFile

    before = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES
    Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = None, False
    try:
        yield
    finally:
        Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = before


def _decode(data: bytes, kind: str, limits: FileLimits) -> tuple[int, int]:
    from PIL import Image

    try:
        with _strict(), Image.open(io.BytesIO(data), formats=[kind.upper()]) as picture:
            width, height = picture.size
            if width * height > limits.max_pixels:
                raise Refused("too_many_pixels", width=width, height=height)
            if kind == "jpeg":
                picture.draft("RGB", (512, 512))  # an eighth of each side: the whole stream is read all the same
            if kind == "jpeg" or width * height <= limits.max_decoded_pixels:
                picture.load()
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error):
        raise Refused("broken_picture") from None
    return width, height
