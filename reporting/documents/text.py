"""Plain text of a document, in reading order: one line a paragraph, cells of a table row parted by tabs."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.documents import flow
from reporting.documents.tree import Document, Table, plain


def render(document: Document) -> str:
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    number, place = flow.number_and_place(document)
    head = (*flow.issuer_lines(document), *flow.country_lines(), number, place, *flow.name_lines(document))
    yield from (plain(line.runs) for line in head)
    yield from _body(flow.block_lines(document.blocks))
    yield from (plain(line.runs) for line in flow.recipients_lines(document) + flow.signature_lines(document))
    for annex in document.annexes:
        yield from (plain(line.runs) for line in flow.annex_lines(annex))
        yield from _body(flow.block_lines(annex.blocks))


def _body(items: Iterator[flow.Line | Table]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Table):
            yield from ("\t".join(cell.text for cell in row) for row in (*item.header, *item.rows))
        else:
            yield plain(item.runs)
