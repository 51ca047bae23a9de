"""The name of an uploaded file: kept for people, never used as a path."""

import re
import unicodedata

from ocop.spreadsheets.refusal import Refused

MAX_CHARS = 150
BIDI = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)}
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|\Z)", re.IGNORECASE)


def clean_file_name(name: str) -> str:
    """NFC, one blank between words, at most 150 characters with its extension.

    Raises Refused("unsafe_name") for what no honest browser sends: a path, a control character, an override of the
    direction of writing (it hides the true extension), a name reserved by Windows.
    """
    text = unicodedata.normalize("NFC", name)
    if any(character in BIDI or unicodedata.category(character) in ("Cc", "Cs", "Co") for character in text):
        raise Refused("unsafe_name")
    if re.search(r"[/\\:]", text) or RESERVED.match(text.strip()):
        raise Refused("unsafe_name")
    text = "".join(character for character in text if unicodedata.category(character) != "Cf")
    text = re.sub(r'[<>"|?*]', "_", " ".join(text.split())).strip(". ")
    stem, dot, extension = text.rpartition(".")
    if not stem:
        raise Refused("unsafe_name" if not text else "wrong_extension", extension="")
    return stem[: MAX_CHARS - len(extension) - 1].rstrip(". ") + dot + extension
