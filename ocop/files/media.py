"""Sound and moving pictures, and HEIC: never decoded, only the frame of boxes or of sound frames is walked."""

import struct
from typing import Any, BinaryIO

from ocop.files.limits import FileLimits
from ocop.spreadsheets.refusal import Refused

MAX_BOXES = 100_000
NEEDED = {"mp4": {b"moov"}, "m4a": {b"moov"}, "heic": {b"meta"}}
RATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
RATES_LOW = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
FREQUENCIES = (44100, 48000, 32000)
FRAMES = 3


def check_boxes(stream: BinaryIO, size: int, kind: str, _limits: FileLimits) -> dict[str, Any]:
    """Boxes of ISO 14496-12 that fill the file exactly and hold what the kind needs; raises Refused."""
    place, seen = 0, set()
    for _ in range(MAX_BOXES):
        if place == size:
            break
        stream.seek(place)
        head = stream.read(16)
        if len(head) < 8:
            raise Refused("truncated")
        length, name = struct.unpack(">I4s", head[:8])
        if length == 1 and len(head) == 16:
            length = struct.unpack(">Q", head[8:])[0]
        elif length == 0:
            length = size - place
        if length < 8 or not all(32 <= letter < 127 or letter == 0xA9 for letter in name):
            raise Refused("polyglot" if seen & {b"moov", b"meta"} else "broken_media")
        if place + length > size:
            raise Refused("truncated")
        seen.add(name)
        place += length
    if place != size or not NEEDED[kind] <= seen:
        raise Refused("broken_media")
    return {}


def check_mp3(stream: BinaryIO, size: int, _kind: str, _limits: FileLimits) -> dict[str, Any]:
    """A few frames of MPEG sound, one after the other, behind the ID3 tag; raises Refused."""
    stream.seek(0)
    head = stream.read(10)
    place = 0
    if head[:3] == b"ID3":
        if len(head) < 10:
            raise Refused("truncated")
        place = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    for _ in range(FRAMES):
        stream.seek(place)
        length = frame_length(stream.read(4))
        if not length or place + length > size:
            raise Refused("broken_media")
        place += length
    return {}


def frame_length(head: bytes) -> int:
    """Bytes of a layer III frame, 0 when the four bytes are no such head."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2 or head[1] & 0x18 == 0x08:
        return 0
    is_first = head[1] & 0x18 == 0x18  # MPEG-1; else MPEG-2 or 2.5
    rate = (RATES if is_first else RATES_LOW)[head[2] >> 4] if head[2] >> 4 < 15 else 0
    index = (head[2] >> 2) & 3
    if not rate or index == 3:
        return 0
    frequency = FREQUENCIES[index] // {0x18: 1, 0x10: 2, 0x00: 4}[head[1] & 0x18]
    return (144 if is_first else 72) * rate * 1000 // frequency + ((head[2] >> 1) & 1)
