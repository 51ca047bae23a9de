"""Word tables written as XML: every width set, header rows repeated, rows never split, cells really merged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docx.oxml.ns import qn

from reporting.documents import layout
from reporting.documents.flow import Line
from reporting.documents.tree import Cell, Run, Table
from reporting.documents.word_styles import element, twips

MakeParagraph = Callable[[Line], Any]


def plain(rows: Sequence[Sequence[list[Any]]], widths: Sequence[float], indent: float = 0) -> Any:
    """A table without lines for things side by side (head, signature). `widths`, `indent` in mm."""
    table = _table(widths, borders=False, indent=indent)
    for row in rows:
        made = _row(header=False)
        for paragraphs, width in zip(row, widths, strict=True):
            cell = _cell(width, align_middle=False)
            cell.extend(paragraphs or [element("p")])
            made.append(cell)
        table.append(made)
    return table


def bordered(source: Table, width: float, paragraph: MakeParagraph) -> Any:
    """A table of the tree, `width` mm wide, with its lines unless it is made for columns side by side."""
    widths = [share * width for share in source.widths]
    table = _table(widths, borders=source.bordered)
    for block, header in ((source.header, True), (source.rows, False)):
        waiting: dict[int, tuple[Cell, int]] = {}  # column → cell above reaching down, rows still to fill
        for row in block:
            table.append(_data_row(row, widths, waiting, paragraph, header=header))
    if source.size:
        _resize(table, source.size)
    return table


def _resize(table: Any, size: float) -> None:
    """Another type size for all words of a table."""
    for run in table.iter(qn("w:r")):
        properties = run.find(qn("w:rPr"))
        if properties is None:
            properties = element("rPr")
            run.insert(0, properties)
        properties.extend([element("sz", val=round(size * 2)), element("szCs", val=round(size * 2))])


def _data_row(
    row: Sequence[Cell],
    widths: Sequence[float],
    waiting: dict[int, tuple[Cell, int]],
    paragraph: MakeParagraph,
    *,
    header: bool,
) -> Any:
    made, queue, column = _row(header=header), list(row), 0
    while column < len(widths):
        above = waiting.pop(column, None)
        cell = above[0] if above else queue.pop(0)
        left = (above[1] if above else cell.rowspan) - 1
        if left:
            waiting[column] = (cell, left)
        merge = "continue" if above else ("restart" if cell.rowspan > 1 else "")
        node = _cell(sum(widths[column : column + cell.colspan]), span=cell.colspan, merge=merge)
        node.append(_cell_paragraph(Cell() if above else cell, paragraph))
        made.append(node)
        column += cell.colspan
    return made


def _cell_paragraph(cell: Cell, paragraph: MakeParagraph) -> Any:
    made = paragraph(Line("cell", (Run(cell.text, bold=cell.bold, italic=cell.italic),)))
    made.pPr.append(element("jc", val=cell.align.value))
    return made


def _table(widths: Sequence[float], *, borders: bool, indent: float = 0) -> Any:
    table, properties, grid = element("tbl"), element("tblPr"), element("tblGrid")
    properties.append(element("tblW", w=twips(sum(widths)), type="dxa"))
    top, side = layout.TABLE_PADDING if borders else (0, 0)
    # Word hangs the first column's padding outside the margin: pull the table back in.
    properties.append(element("tblInd", w=twips(indent + side), type="dxa"))
    if borders:
        lines = element("tblBorders")
        for name in ("top", "left", "bottom", "right", "insideH", "insideV"):
            lines.append(element(name, val="single", sz=round(layout.TABLE_LINE * 8), space=0, color="000000"))
        properties.append(lines)
    properties.append(element("tblLayout", type="fixed"))
    padding = element("tblCellMar")
    for name, room in (("top", top), ("left", side), ("bottom", top), ("right", side)):
        padding.append(element(name, w=twips(room), type="dxa"))
    properties.append(padding)
    grid.extend(element("gridCol", w=twips(width)) for width in widths)
    table.extend([properties, grid])
    return table


def _row(*, header: bool) -> Any:
    row, properties = element("tr"), element("trPr")
    properties.append(element("cantSplit"))
    if header:
        properties.append(element("tblHeader"))
    row.append(properties)
    return row


def _cell(width: float, *, span: int = 1, merge: str = "", align_middle: bool = True) -> Any:
    cell, properties = element("tc"), element("tcPr")
    properties.append(element("tcW", w=twips(width), type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if merge:
        properties.append(element("vMerge", val=merge))
    if align_middle:
        properties.append(element("vAlign", val="center"))
    cell.append(properties)
    return cell
