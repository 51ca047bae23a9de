"""Rows and shared texts without anything odd, found by a pattern: expat would call Python five times for each cell.

What the pattern takes is well-formed by itself, and nothing in it can end a comment, a CDATA section or an attribute.
So one empty element in its place leaves the part as well-formed or as broken as it was, and expat reads the rest.
All else (formulas, error values, entities, other attributes, cells out of bounds) is left for the scanner.
"""

import os
import re
from functools import lru_cache
from string import ascii_uppercase

from ocop.spreadsheets.limits import Limits

MOST_WAITING = 256 * 1024
"""Bytes without the end of a row that wait for it; then they go to expat as they are."""
ROW_ATTRIBUTES = (
    rb"spans|s|customFormat|ht|customHeight|hidden|collapsed|outlineLevel|thickBot|thickTop|x14ac:dyDescent"
)
ROW_NUMBER = re.compile(rb'<row r="(\d+)"')
NO_CHARACTERS = ("\ufffe", "\uffff")
"""Not allowed in XML, but valid UTF-8."""


@lru_cache(maxsize=8)
def plain_pattern(max_columns: int, max_cell_chars: int) -> re.Pattern[bytes]:
    """Runs of plain rows, or of plain shared texts; columns of one or two letters whose whole group is within bounds.

    A cell says its row as the row does. Texts are counted in bytes, which are never fewer than the letters.
    """
    column = _columns(max_columns)
    text = rb"[^<>&\x00-\x08\x0b\x0c\x0e-\x1f]{0,%d}+" % min(max_cell_chars, 1_000_000)
    told = rb'<t(?: xml:space="preserve")?>' + text + rb"</t>"
    cell = (
        rb'<c r="' + column + rb'(?P=number)"(?: s="\d{1,6}")?(?: t="(?:inlineStr|[snbd]|str)")?'
        rb"(?:/>|>(?:<v>" + text + rb"</v>|<is>" + told + rb"</is>|<v ?/>)?</c>)"
    )
    row = (
        rb'<row r="(?P<number>[1-9]\d{0,6})"(?: (?:' + ROW_ATTRIBUTES + rb')="[^"<>&\x00-\x1f]*+")*+>'
        rb"(?:" + cell + rb")*+</row>"
    )
    return re.compile(rb"(?:" + row + rb")++|(?:<si>" + told + rb"</si>)++")


def _columns(most: int) -> bytes:
    """Pattern of the columns A to at most the `most`-th."""
    if most < 26:
        return b"[" + ascii_uppercase[:most].encode() + b"]" if most > 0 else rb"(?!)"
    groups = ascii_uppercase[: min((most - 26) // 26, 26)]
    return b"[" + groups.encode() + b"]?[A-Z]" if groups else b"[A-Z]"


class PlainRuns:
    """Takes a part in pieces and gives it back with an element called `name` for each run of plain rows."""

    def __init__(self, limits: Limits) -> None:
        self.name = f"run{os.urandom(8).hex()}"  # no file can know it
        self.most_rows = limits.max_rows + 1
        self.pattern = plain_pattern(limits.max_columns, limits.max_cell_chars)
        self.waiting = b""

    def shorten(self, chunk: bytes, is_final: bool) -> bytes:
        """What is ready for expat; the rest waits for its row to end."""
        data = self.waiting + chunk
        end = max(data.rfind(mark) + len(mark) if mark in data else 0 for mark in (b"</row>", b"</si>"))
        if is_final or len(data) - end > MOST_WAITING:
            end = len(data)
        self.waiting = data[end:]
        return self.pattern.sub(self._element, data[:end])

    def _element(self, found: re.Match[bytes]) -> bytes:
        run = found[0]
        try:
            text = run.decode()
        except UnicodeDecodeError:
            return run  # expat says so
        numbers = [int(number) for number in ROW_NUMBER.findall(run)]
        if any(char in text for char in NO_CHARACTERS) or max(numbers, default=0) > self.most_rows:
            return run
        last = numbers[-1] if numbers else 0
        return b'<%b rows="%d" last="%d" cells="%d"/>' % (self.name.encode(), len(numbers), last, run.count(b"<c "))
