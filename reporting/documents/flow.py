"""Reading order and words of a document: what every renderer says, with the style key of `layout.STYLES` it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reporting.documents import layout
from reporting.documents.tree import (
    Annex,
    Basis,
    Block,
    Closing,
    Document,
    Heading,
    Item,
    Note,
    Paragraph,
    Run,
    Runs,
    Table,
)


@dataclass(frozen=True)
class Line:
    """One paragraph to print."""

    style: str
    runs: Runs


def line(style: str, text: str) -> Line:
    return Line(style, (Run(text),))


def issuer_lines(document: Document) -> list[Line]:
    head = document.head
    return [line("parent", text) for text in head.parent] + [line("issuer", text) for text in head.issuer]


def country_lines() -> list[Line]:
    return [line("country", layout.COUNTRY), line("motto", layout.MOTTO)]


def number_and_place(document: Document) -> tuple[Line, Line]:
    return line("number", layout.number_line(document.head)), line("place", layout.place_line(document.head))


def name_lines(document: Document) -> list[Line]:
    return [line("type", document.name.type_name), *(line("abstract", text) for text in document.name.abstract)]


def block_lines(blocks: tuple[Block, ...]) -> Iterator[Line | Table]:
    """Body blocks as lines; a table passes as it is, after its caption."""
    for block in blocks:
        match block:
            case Table():
                if block.caption:
                    yield line("caption", block.caption)
                yield block
            case Heading():
                yield Line(layout.HEADING_STYLE[block.level], _marked(block.marker, block.runs))
            case Item():
                yield Line("item", _marked(block.marker, block.runs))
            case Closing():
                parts = (*strip_closing(block.runs), Run(layout.CLOSING_MARK))
                yield Line("item", _marked(block.marker, parts)) if block.marker else Line("body", parts)
            case Basis():
                yield Line("basis", block.runs)
            case Note():
                yield Line("note", block.runs)
            case Paragraph():
                yield Line("body", block.runs)


def recipients_lines(document: Document) -> list[Line]:
    lines = [line("recipient", text) for text in layout.recipient_lines(document.recipients)]
    return [line("recipients_title", layout.RECIPIENTS_TITLE), *lines] if lines else []


def signature_lines(document: Document) -> list[Line]:
    signature = document.signature
    named = [line("signer", signature.name)] if signature.name else []
    return [line("authority", text) for text in signature.authority] + named


def annex_lines(annex: Annex) -> list[Line]:
    """Heading of an annex: word and number, title, "(Kèm theo …)"."""
    lines = [line("annex", layout.annex_heading(annex.number))]
    lines += [line("annex_title", text) for text in annex.title]
    return lines + ([line("attached", f"({annex.attached})")] if annex.attached else [])


def strip_closing(parts: Runs) -> Runs:
    """Runs without the closing marks their writer may have set ("./.", ".")."""
    if not parts:
        return parts
    last = parts[-1]
    text = last.text.rstrip().removesuffix(layout.CLOSING_MARK).rstrip()
    text = text if text.endswith(("...", "…")) else text.rstrip(" .;")
    return (*parts[:-1], replace(last, text=text)) if text else strip_closing(parts[:-1])


def _marked(marker: str, parts: Runs) -> Runs:
    """The marker takes the look of the words it stands before."""
    if not marker:
        return parts
    if not parts:
        return (Run(marker),)
    first = parts[0]
    return (Run(f"{marker} ", bold=first.bold and marker[0].isdigit()), *parts)
