"""Two versions of a plan side by side: paragraph by paragraph, and word by word inside a changed paragraph (pure)."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from programs.domain.plans_text import Block

_WORDS = re.compile(r"\s+|[\w/.-]+|\W")
_ALIKE = 0.5  # below this share of equal words two paragraphs are different ones, not one that changed


class Piece(NamedTuple):
    """Part of a paragraph; `changed` when the other version has it otherwise."""

    text: str
    changed: bool


class Pair(NamedTuple):
    """One line of the comparison: kind "same", "changed", "removed" (only before) or "added" (only after)."""

    kind: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def _pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    left, right = _WORDS.findall(before), _WORDS.findall(after)
    old, new = [], []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if a < b:
            old.append(Piece("".join(left[a:b]), tag != "equal"))
        if c < d:
            new.append(Piece("".join(right[c:d]), tag != "equal"))
    return tuple(old), tuple(new)


def _are_alike(before: str, after: str) -> bool:
    return SequenceMatcher(None, _WORDS.findall(before), _WORDS.findall(after), autojunk=False).ratio() >= _ALIKE


def _pair(before: str | None, after: str | None) -> Iterator[Pair]:
    if before is not None and after is not None and _are_alike(before, after):
        yield Pair("changed", *_pieces(before, after))
        return
    if before is not None:
        yield Pair("removed", (Piece(before, True),), ())
    if after is not None:
        yield Pair("added", (), (Piece(after, True),))


def compare(before: Sequence[Block], after: Sequence[Block]) -> list[Pair]:
    """Blocks of two versions → pairs in order; joining the `before` (or `after`) texts gives each version back."""
    left, right = [block.plain for block in before], [block.plain for block in after]
    pairs: list[Pair] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += [Pair("same", (Piece(text, False),), (Piece(text, False),)) for text in left[a:b]]
        else:
            for old, new in zip_longest(left[a:b], right[c:d]):
                pairs += _pair(old, new)
    return pairs
