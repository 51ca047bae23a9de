"""The public code of a recognition, printed and behind the QR: "OCOP-0003N-3" (pure)."""

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O and U, so that what is read aloud or copied by hand is read back."""
VALUES = {char: value for value, char in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
WORD = "0C0P"
"""How the word OCOP reads in it."""
WIDTH = 5
MAX_LENGTH = 14
"""Characters of the longest code without its word: 13 for any 64-bit key, and the check character."""
_GROUPS = re.compile(r"[\s.\-\u2010-\u2015\u2212]+")


def public_code(pk: int) -> str:
    """Crockford base 32 of the key, at least five characters, and a check character; ValueError below 1."""
    if pk < 1:
        raise ValueError(pk)
    digits = ""
    rest = pk
    while rest:
        rest, value = divmod(rest, 32)
        digits = ALPHABET[value] + digits
    digits = digits.rjust(WIDTH, "0")
    return f"OCOP-{digits}-{_check(digits)}"


def parse_public_code(text: str) -> int | None:
    """The key of a code however it is spaced and written (O as 0, I and L as 1); None when it is none.

    One wrong character, or two that changed places, never pass.
    """
    bare = _GROUPS.sub("", text).upper()
    if not all(char in VALUES for char in bare):
        return None
    bare = "".join(ALPHABET[VALUES[char]] for char in bare)
    if bare.startswith(WORD) and len(bare) > WIDTH + len(WORD):
        bare = bare[len(WORD) :]
    if not WIDTH < len(bare) <= MAX_LENGTH:
        return None
    digits, check = bare[:-1], bare[-1]
    pk = 0
    for char in digits:
        pk = pk * 32 + VALUES[char]
    return pk if 0 < pk < 2**63 and public_code(pk) == f"OCOP-{digits}-{check}" else None


def _check(digits: str) -> str:
    """Sum of digit × 2^place in the field of 32 elements (x⁵ + x² + 1): any one change, or swap, changes it."""
    total = 0
    for char in digits:
        total = (total ^ VALUES[char]) << 1
        if total & 32:
            total ^= 0b100101
    return ALPHABET[total]
