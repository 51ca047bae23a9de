"""Words on a page → rows → paragraphs, told apart by indents and distances as a reader's eye does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from reporting.documents import layout
from reporting.documents.check.facts import Para, Span, Zone
from reporting.documents.extract import POINTS_PER_MM, Word, rows

_DESCENT = 0.216  # of the size: what a Times-metric letter box reaches below the baseline
_SHORT = 1.5  # mm before the right edge: a full row ends closer
_INDENTED = 4.0  # mm
_NEW_GAP = 2.5  # points more than the usual distance of rows: a new paragraph
_MIDDLE = 1.5  # mm
_APART = 6.0  # mm between words of a row: columns, not a sentence
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Row:
    """Words on one baseline, left to right."""

    words: Sequence[Word]

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @cached_property
    def base(self) -> float:
        """Height of the baseline in mm from the top of the page."""
        return median(word.y1 - _DESCENT * word.size / POINTS_PER_MM for word in self.words)

    @cached_property
    def bottom(self) -> float:
        return max(word.y1 for word in self.words)

    def split(self, gap: float) -> list[Row]:
        """In two at the widest gap, when it is wider than `gap` mm."""
        gaps = [(b.x0 - a.x1, place) for place, (a, b) in enumerate(pairwise(self.words), 1)]
        widest, place = max(gaps, default=(0.0, 0))
        return [Row(self.words[:place]), Row(self.words[place:])] if widest > gap else [self]


@dataclass(frozen=True)
class Edges:
    """Left and right edge of running text in mm; `steady`: enough rows end there to trust the right one."""

    left: float
    right: float
    steady: bool


def rows_of(words: Sequence[Word]) -> list[Row]:
    return [Row(found) for found in rows(list(words))]


def spans(words: Sequence[Word]) -> tuple[Span, ...]:
    last = len(words) - 1
    return tuple(
        Span(f"{word.text}{'' if place == last else ' '}", word.font, word.size, word.bold, word.italic, word.color)
        for place, word in enumerate(words)
    )


def edges_of(flow: Sequence[Row], tables: Sequence[Box], width: float) -> Edges | None:
    """Edges of the running text on pages `width` mm wide; None when there is too little of it.

    The left one is shown by long rows and by what goes on after a full row, however short: a page may have first lines
    only."""
    wide = [row for row in flow if row.x1 - row.x0 > width * 0.4]
    if not wide and not tables:
        return None
    right = max([row.x1 for row in wide] + [box[2] for box in tables])
    went_on = [below.x0 for above, below in pairwise(flow) if right - above.x1 < _SHORT]
    left = min([row.x0 for row in wide] + went_on + [box[0] for box in tables])
    return Edges(left, right, sum(right - row.x1 < 0.5 for row in wide) >= 3)


def alignment(row: Row, edges: Edges) -> str | None:
    """ "center" or "right" for a row that stands free of the left edge; "columns" when its words are far apart."""
    before, after = row.x0 - edges.left, edges.right - row.x1
    if before > 1 and after > 1 and abs(before - after) < _MIDDLE:
        return "center"
    if len(row.split(_APART)) > 1:
        return "columns"
    return "right" if before > 2 * _INDENTED + layout.FIRST_INDENT and after < _SHORT else None


def usual_pitch(pages: Sequence[tuple[Sequence[Row], Edges | None]]) -> float:
    """Distance of rows inside paragraphs, in type sizes: where a full row is followed by one at the left edge."""
    found = [
        _distance(above, below) / below.size
        for flow, edges in pages
        if edges
        for above, below in pairwise(flow)
        if edges.right - above.x1 < _SHORT and abs(below.x0 - edges.left) < 1 and above.size == below.size
    ]
    return median(found) if found else layout.SINGLE_LINE * layout.LINE_SPACING


def _distance(above: Row, below: Row) -> float:
    return (below.base - above.base) * POINTS_PER_MM


def paragraphs(
    flow: Sequence[Row], edges: Edges, page: int, tables: Sequence[Box], pitch: float
) -> Iterator[tuple[Para, Row]]:
    """Paragraphs of one page, each with its last row."""
    group: list[Row] = []
    before: Row | None = None
    for row in flow:
        above = group[-1] if group else None
        if above is not None and _begins(above, row, edges, tables, pitch):
            yield _para(group, before, edges, page, tables, pitch), above
            group, before = [], above
        group.append(row)
    if group:
        yield _para(group, before, edges, page, tables, pitch), group[-1]


def _begins(above: Row, row: Row, edges: Edges, tables: Sequence[Box], pitch: float) -> bool:
    if alignment(row, edges) or alignment(above, edges) or _between(above, row, tables):
        return True
    if row.x0 - edges.left > _INDENTED and abs(row.x0 - above.x0) > 1:
        return True
    return _distance(above, row) > pitch * row.size + _NEW_GAP


def _between(above: Row, row: Row, tables: Sequence[Box]) -> bool:
    return any(above.base < top < row.base for _, top, _, _ in tables)


def _para(
    group: Sequence[Row], before: Row | None, edges: Edges, page: int, tables: Sequence[Box], pitch: float
) -> Para:
    first = group[0]
    words = [word for row in group for word in row.words]
    gap = None
    if before is not None and not _between(before, first, tables):
        gap = _distance(before, first) - pitch * first.size
    return Para(
        page,
        Zone.FLOW,
        spans(words),
        align=alignment(first, edges) if len(group) == 1 else _justified(group, edges),
        indent=None if alignment(first, edges) else first.x0 - edges.left,
        spacing=_spacing(group),
        gap=gap,
        level=(str(page), first.base),
        width=max(row.x1 - row.x0 for row in group),
        first=before is None,
    )


def _justified(group: Sequence[Row], edges: Edges) -> str | None:
    if not edges.steady and len(group) < 3:
        return None
    return "both" if all(edges.right - row.x1 < _SHORT for row in group[:-1]) else "left"


def _spacing(group: Sequence[Row]) -> float | None:
    distances = [_distance(a, b) / (b.size * layout.SINGLE_LINE) for a, b in pairwise(group) if a.size == b.size]
    return median(distances) if distances else None
