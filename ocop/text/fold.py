"""Search keys and dictionary order for Vietnamese, without a locale of the database (ADR 0002)."""

import re
import unicodedata

# đ/Đ have no canonical decomposition; ð/Ð are what OCR and old fonts leave in their place.
_D = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "₫": " "})
_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=20)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_MARKED = {
    ("a", "\u0306"): "ă",
    ("a", "\u0302"): "â",
    ("e", "\u0302"): "ê",
    ("o", "\u0302"): "ô",
    ("o", "\u031b"): "ơ",
    ("u", "\u031b"): "ư",
}
_SPACE, _OTHER, _DIGIT, _FOREIGN = 1, 2, 5, 100


def nfc(text: str) -> str:
    """Normalise to NFC and trim; runs of white space become one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


class _Folded(dict[int, str]):
    """Character → what is left of it in a search key; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        bare = unicodedata.normalize("NFD", chr(code).translate(_D).lower())
        kept = "".join(char for char in bare if not unicodedata.combining(char))
        self[code] = found = re.sub(r"[^0-9a-z]", " ", kept)
        return found


_folded = _Folded()


def fold(text: str) -> str:
    """Search key without accents: "Bánh gai Thọ Diên" → "banh gai tho dien"; equal for NFC/NFD and hoà/hòa."""
    return " ".join(text.translate(_folded).split())


class _Weighed(dict[str, tuple[bytes, bytes, bytes] | None]):
    """Character → its part of the three lists of a sort key; None for a mark that belongs to the letter before it."""

    def __missing__(self, char: str) -> tuple[bytes, bytes, bytes] | None:
        self[char] = found = None if unicodedata.combining(char) else _weigh(char)
        return found


_weighed = _Weighed()


def sort_key(text: str) -> bytes:
    """Bytes in Vietnamese dictionary order: letters first, then tones (huyền hỏi ngã sắc nặng), then capitals."""
    parts = [_weighed[char] for char in unicodedata.normalize("NFC", text)]
    known = [part for part in parts if part]
    if len(known) < len(parts) or not known:
        known = [_weigh(text)]
    return b"\0".join(map(b"".join, zip(*known, strict=True)))


def _weigh(text: str) -> tuple[bytes, bytes, bytes]:
    """Letters, tones and capitals of a text."""
    letters: list[int] = []
    tones: list[int] = []
    capitals: list[int] = []
    current = ""
    for char in unicodedata.normalize("NFD", text):
        if char in _TONES:
            if tones:
                tones[-1] = _TONES[char]
        elif unicodedata.combining(char):
            if (current, char) in _MARKED:
                letters[-1] = _LETTERS[_MARKED[current, char]]
        else:
            current = char.lower()
            letters.append(_weight(current))
            tones.append(0)
            capitals.append(1 if char != current else 0)
    return bytes(letters), bytes(t + 1 for t in tones), bytes(c + 1 for c in capitals)


def _weight(char: str) -> int:
    if char in _LETTERS:
        return _LETTERS[char]
    if char.isascii() and char.isdigit():
        return _DIGIT + int(char)
    if char.isspace():
        return _SPACE
    return _FOREIGN if char.isalpha() else _OTHER
