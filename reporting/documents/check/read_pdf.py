"""A finished PDF → facts. Everything is taken from the page: words with place and look, and strokes drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import pypdfium2

from reporting.documents import layout
from reporting.documents.check import words
from reporting.documents.check.facts import Facts, Para, Sheet, TableFacts, Zone
from reporting.documents.check.grouping import Box, Edges, Row, edges_of, paragraphs, rows_of, spans, usual_pitch
from reporting.documents.extract import Page, Word, pdf_pages

_COLUMN_GAP = 2.5  # mm between words of two columns; a space is 1–1.5 mm
_HEAD_REACH = 0.45  # of the page height: the head never reaches lower
_LETTER_PITCH = 0.7  # mm a point of type: rows of one "V/v …" stand closer
_LEFT_MIDDLE, _RIGHT_MIDDLE = 0.42, 0.56  # of the page width: the middle of what stands in one column only


@dataclass
class _Leaf:
    """One page, its rows dealt out; what is neither label, head, table nor signature stays in `flow`."""

    page: Page
    flow: list[Row]
    cells: list[Row]
    tables: list[Box]
    label: Para | None = None
    head: list[Para] = field(default_factory=list)
    signing: list[Row] = field(default_factory=list)


def read(data: bytes) -> Facts:
    """Raises pypdfium2.PdfiumError for bytes that are no PDF."""
    leaves = [_leaf(page) for page in pdf_pages(data)]
    starts = {1} | {leaf.page.number for leaf in leaves if leaf.flow and words.ANNEX.fullmatch(leaf.flow[0].text)}
    if leaves:
        _take_head(leaves[0])
    _take_signing(leaves, starts)
    widths = {round(leaf.page.width) for leaf in leaves}
    edges = {width: _edges([leaf for leaf in leaves if round(leaf.page.width) == width], width) for width in widths}
    pitch = usual_pitch([(leaf.flow, edges[round(leaf.page.width)]) for leaf in leaves])
    upright = edges.get(layout.PAGE_WIDTH)
    return Facts(
        kind=_kind(data),
        sheets=[_sheet(leaf, starts) for leaf in leaves],
        paras=[para for leaf in leaves for para in _paras(leaf, edges[round(leaf.page.width)], pitch)],
        tables=list(_tables(leaves, starts)),
        text_edges=(upright.left, upright.right) if upright and upright.steady else None,
    )


def _kind(data: bytes) -> str:
    """The machine name of the kind, as our renderers write it among the keywords of the file."""
    file = pypdfium2.PdfDocument(data)
    try:
        return str(file.get_metadata_value("Keywords"))
    finally:
        file.close()


def _leaf(page: Page) -> _Leaf:
    tables = list(_table_boxes(page.boxes))
    in_table = [any(_inside(word, box) for box in tables) for word in page.words]
    flow = rows_of([word for word, inside in zip(page.words, in_table, strict=True) if not inside])
    cells = rows_of([word for word, inside in zip(page.words, in_table, strict=True) if inside])
    made = _Leaf(page, flow, cells, tables)
    for zone, place in ((Zone.TOP, 0), (Zone.BOTTOM, -1)):
        row = flow[place] if flow else None
        if row and words.PAGE_LABEL.fullmatch(row.text) and _in_margin(row, page, zone):
            made.label = _place(made, row, zone, align=_label_place(row, page))
            del flow[place]
            break
    return made


def _in_margin(row: Row, page: Page, zone: Zone) -> bool:
    margin = layout.ALLOWED_TOP_BOTTOM[0]
    return row.bottom <= margin + 0.6 if zone == Zone.TOP else row.words[0].y0 >= page.height - margin - 0.6


def _label_place(row: Row, page: Page) -> str:
    """A number centred on the page or on the text is centred."""
    middle = (row.x0 + row.x1) / 2
    text_middle = (layout.MARGIN_LEFT + page.width - layout.MARGIN_RIGHT) / 2
    if min(abs(middle - page.width / 2), abs(middle - text_middle)) <= 4:
        return "center"
    return "left" if middle < page.width / 2 else "right"


def _table_boxes(strokes: Iterable[Box]) -> Iterator[Box]:
    """Places full of upright strokes, from top to bottom."""
    bars = sorted((box for box in strokes if box[2] - box[0] < 0.8 and box[3] - box[1] > 2), key=lambda box: box[1])
    found: list[Box] = []
    for bar in bars:
        if found and bar[1] <= found[-1][3] + 1:
            last = found[-1]
            found[-1] = (min(last[0], bar[0]), last[1], max(last[2], bar[2]), max(last[3], bar[3]))
        else:
            found.append(bar)
    return (box for box in found if box[2] - box[0] > 10)


def _inside(word: Word, box: Box) -> bool:
    return box[0] - 0.5 <= (word.x0 + word.x1) / 2 <= box[2] + 0.5 and box[1] <= (word.y0 + word.y1) / 2 <= box[3]


def _place(leaf: _Leaf, row: Row, zone: Zone, *, align: str | None = None) -> Para:
    return Para(
        leaf.page.number,
        zone,
        spans(row.words),
        align=align,
        level=(str(leaf.page.number), row.base),
        width=row.x1 - row.x0,
        underline=_underline(leaf, row),
        start=row.x0 / leaf.page.width,
    )


def _underline(leaf: _Leaf, row: Row) -> float | None:
    """Length of the stroke close under a row."""
    for x0, y0, x1, y1 in leaf.page.boxes:
        flat = y1 - y0 < 0.8 and x1 - x0 > 10
        if flat and -1 <= y0 - row.bottom < 3 and x1 > row.x0 and x0 < row.x1 and not _of_table(leaf, y0):
            return x1 - x0
    return None


def _of_table(leaf: _Leaf, height: float) -> bool:
    return any(top - 0.5 <= height <= bottom + 0.5 for _, top, _, bottom in leaf.tables)


def _take_head(leaf: _Leaf) -> None:
    """Rows down to number or date stand in two columns; what is centred on the page (forms) stays in the flow."""
    upper = [row for row in leaf.flow if row.base < leaf.page.height * _HEAD_REACH]
    end = next((i + 1 for i, row in enumerate(upper) if words.NUMBER_OR_DATE.search(row.text)), 0)
    end = end or next((i + 1 for i, row in enumerate(upper) if layout.MOTTO in row.text), 0)
    end += _letter_rows(upper[end:], leaf.page)
    kept: list[Row] = []
    for row in upper[:end]:
        middle = (row.x0 + row.x1) / 2 / leaf.page.width
        parts = _parted(row)
        if len(parts) == 2:
            leaf.head += [_place(leaf, parts[0], Zone.HEAD_LEFT), _place(leaf, parts[1], Zone.HEAD_RIGHT)]
        elif middle < _LEFT_MIDDLE or middle > _RIGHT_MIDDLE:
            leaf.head.append(_place(leaf, row, Zone.HEAD_LEFT if middle < _LEFT_MIDDLE else Zone.HEAD_RIGHT))
        else:
            kept.append(row)
    leaf.flow = kept + leaf.flow[end:]


def _parted(row: Row) -> list[Row]:
    """A head row in its two columns. The blanks of a draft may be wider than the room between number and place; without
    a place (minutes, NĐ 30, mẫu 1.9) they do not part the number."""
    if words.NUMBER_OR_DATE.match(row.text) and "/" in row.words[-1].text:
        return [row]
    symbol = next((i for i, word in enumerate(row.words[:-1], 1) if "/" in word.text), 0)
    if (
        symbol
        and words.NUMBER_OR_DATE.match(row.text)
        and row.words[symbol].x0 - row.words[symbol - 1].x1 > _COLUMN_GAP
    ):
        return [Row(row.words[:symbol]), Row(row.words[symbol:])]
    return row.split(_COLUMN_GAP)


def _letter_rows(below: Sequence[Row], page: Page) -> int:
    """Rows of "V/v …" under the number of a letter."""
    if not below or not words.LETTER_SUBJECT.match(below[0].text):
        return 0
    ends = (i for i, row in enumerate(below) if row.x1 > page.width * 0.6 or words.ADDRESSEES.match(row.text))
    narrow = next(ends, len(below))
    for place in range(1, narrow):
        if below[place].base - below[place - 1].base > below[place].size * _LETTER_PITCH:
            return place
    return narrow


def _take_signing(leaves: Sequence[_Leaf], starts: set[int]) -> None:
    """After the closing mark (else from "Nơi nhận") the text stands in two columns, until the first annex."""
    main = []
    for leaf in leaves:
        if leaf.page.number in starts and leaf.page.number > 1:
            break
        main.append(leaf)
    places = [(number, place, row) for number, leaf in enumerate(main) for place, row in enumerate(leaf.flow)]
    ends = [(number, place + 1) for number, place, row in places if row.text.endswith(layout.CLOSING_MARK)]
    titles = [(number, place) for number, place, row in places if words.RECIPIENTS.match(row.text)]
    if not ends and not titles:
        return
    number, place = ends[-1] if ends else titles[0]
    for later, leaf in enumerate(main[number:], number):
        cut = place if later == number else 0
        rest = leaf.flow[cut:]
        annex = next((i for i, row in enumerate(rest) if words.ANNEX.fullmatch(row.text)), len(rest))
        leaf.signing, leaf.flow = rest[:annex], leaf.flow[:cut] + rest[annex:]
        if annex < len(rest):  # an annex that did not begin a page of its own
            return


def _edges(leaves: Sequence[_Leaf], width: float) -> Edges | None:
    flow = [row for leaf in leaves for row in leaf.flow]
    return edges_of(flow, [box for leaf in leaves for box in leaf.tables], width)


def _paras(leaf: _Leaf, edges: Edges | None, pitch: float) -> Iterator[Para]:
    yield from leaf.head
    between = edges or Edges(layout.MARGIN_LEFT, leaf.page.width - layout.MARGIN_RIGHT, False)
    for para, last in paragraphs(leaf.flow, between, leaf.page.number, leaf.tables, pitch):
        above = any(row.base < para.level[1] for row in (*leaf.signing, *leaf.cells))
        yield replace(para, underline=_underline(leaf, last), first=para.first and not above)
    yield from (_place(leaf, row, Zone.CELL) for row in leaf.cells)
    middle = (between.left + between.right) / 2
    for row in leaf.signing:
        left = [word for word in row.words if (word.x0 + word.x1) / 2 < middle]
        right = [word for word in row.words if (word.x0 + word.x1) / 2 >= middle]
        if left and right and right[0].x0 - left[-1].x1 < _COLUMN_GAP:  # one line over both columns
            left, right = [*left, *right], []
        for zone, part in ((Zone.SIGN_LEFT, left), (Zone.SIGN_RIGHT, right)):
            if part:
                yield _place(leaf, Row(part), zone)


def _sheet(leaf: _Leaf, starts: set[int]) -> Sheet:
    label = leaf.label.level[1] if leaf.label else None
    said = [word for word in leaf.page.words if label is None or Row([word]).base != label]
    margins = {}
    if said:
        margins = {
            "trên": min(word.y0 for word in said),
            "dưới": leaf.page.height - max(word.y1 for word in said),
            "trái": min(word.x0 for word in said),
            "phải": leaf.page.width - max(word.x1 for word in said),
        }
    number = leaf.page.number
    return Sheet(number, leaf.page.width, leaf.page.height, margins, False, number in starts, leaf.label)


def _tables(leaves: Sequence[_Leaf], starts: set[int]) -> Iterator[TableFacts]:
    """Every table on every page; one that goes on from the page before must begin with the same row."""
    header: Row | None = None
    shape: tuple[int, ...] = ()
    for leaf in leaves:
        for place, box in enumerate(leaf.tables):
            first = next((row for row in leaf.cells if box[1] <= row.base <= box[3]), None)
            if first is None:
                continue
            here = _shape(leaf, box)
            goes_on = place == 0 and leaf.page.number not in starts and here == shape and not _above(leaf, box)
            headed = all(word.bold for word in (header or first).words)
            yield TableFacts(leaf.page.number, headed, not goes_on or header is None or header.text == first.text)
            header, shape = (header if goes_on else first), here
        if leaf.tables and any(row.base > leaf.tables[-1][3] for row in leaf.flow):
            shape = ()


def _above(leaf: _Leaf, box: Box) -> bool:
    return any(row.base < box[1] for row in leaf.flow)


def _shape(leaf: _Leaf, box: Box) -> tuple[int, ...]:
    """Where the columns of a table stand, in mm."""
    inside = (bar for bar in leaf.page.boxes if bar[2] - bar[0] < 0.8 and bar[1] >= box[1] - 1 and bar[3] <= box[3] + 1)
    return tuple(sorted({round(bar[0]) for bar in inside if bar[3] - bar[1] > 2}))
