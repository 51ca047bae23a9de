"""The Times-metric font put into PDF files: found by file, and checked letter by letter.

Debian's old `fonts-liberation` (1.07) lacks 92 of 146 Vietnamese letters and carries the same family name, so the
font is never asked for by that name alone: the four files are named, their letters checked once per process.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import normalize

from django.conf import settings
from fontTools.ttLib import TTFont

FAMILY = "OCOP Liberation Serif"
_FACES = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
_PLACES = (
    ("/usr/share/fonts/truetype/liberation2", "LiberationSerif"),
    ("/usr/share/fonts/truetype/croscore", "Tinos"),
    ("/usr/share/fonts/liberation-serif", "LiberationSerif"),
    ("/usr/share/fonts/liberation-serif-fonts", "LiberationSerif"),
    ("/usr/share/fonts/liberation", "LiberationSerif"),
)
_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = frozenset(
    case(normalize("NFC", vowel + tone)) for vowel in _VOWELS for tone in _TONES for case in (str.lower, str.upper)
) | set("đĐ“”–…₫")


class FontMissing(RuntimeError):
    """No Times-metric font with every Vietnamese letter on this machine."""


@dataclass(frozen=True)
class Faces:
    """Files by (bold, italic)."""

    files: dict[tuple[bool, bool], Path]


@cache
def faces() -> Faces:
    """The four files of the first complete font; `settings.DOCUMENT_FONT_DIR` is looked at first.

    Raises FontMissing with the one line that mends it.
    """
    own = getattr(settings, "DOCUMENT_FONT_DIR", "") if settings.configured else ""
    places = [(own, name) for name in ("LiberationSerif", "Tinos") if own]
    for folder, name in (*places, *_PLACES):
        files = {look: Path(folder) / f"{name}-{face}.ttf" for look, face in _FACES.items()}
        if all(file.is_file() for file in files.values()) and not any(map(missing_letters, files.values())):
            return Faces(files)
    raise FontMissing("Thiếu phông chữ cho văn bản. Hãy cài: apt-get install fonts-liberation2")


def missing_letters(file: Path) -> set[str]:
    """Vietnamese letters a font file cannot draw."""
    return {letter for letter in LETTERS if ord(letter) not in _cmap(file)}


@cache
def _font(file: Path) -> TTFont:
    return TTFont(file, lazy=True)


@cache
def _cmap(file: Path) -> dict[int, str]:
    return dict(_font(file).getBestCmap())


@cache
def text_width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width in points of one line of text (advance widths; Times metrics, so also true of Times New Roman)."""
    file = faces().files[(bold, italic)]
    font, cmap = _font(file), _cmap(file)
    advances = font["hmtx"].metrics
    units = sum(advances[cmap.get(ord(letter), ".notdef")][0] for letter in text)
    return float(units * size / font["head"].unitsPerEm)
