"""Plain text of a document, in reading order: one line a paragraph, cells of a table row parted by tabs."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.documents import flow
from reporting.documents.tree import Document, Table, plain


def render(document: Document) -> str:
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    number, place = flow.number_and_place(document)
    names = flow.name_lines(document)
    # The abstract of a letter stands under its number, left of place and day (ô 5b).
    under = (number, *names, place) if flow.is_letter(document) else (number, place, *names)
    head = (*flow.issuer_lines(document), *flow.country_lines(), *(line for line in under if line))
    yield from map(_words, (*flow.form_mark_lines(document), *head, *flow.addressee_lines(document)))
    yield from _body(flow.block_lines(document.blocks))
    for column in flow.sign_columns(document):
        yield from map(_words, column)
    for annex in document.annexes:
        yield from map(_words, flow.annex_lines(annex))
        yield from _body(flow.block_lines(annex.blocks))


def _words(line: flow.Line) -> str:
    return plain(line.runs)


def _body(items: Iterator[flow.Line | flow.Object]) -> Iterator[str]:
    """A table row is one line, its cells parted by tabs; pictures and page breaks have no words."""
    for item in items:
        if isinstance(item, Table):
            yield from (
                "\t".join(" ".join(cell.text.split("\n")) for cell in row) for row in (*item.header, *item.rows)
            )
        elif isinstance(item, flow.Line):
            yield plain(item.runs)
