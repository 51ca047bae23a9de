"""Reading order and words of a document: what every renderer says, with the style key of `layout.STYLES` it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reporting.documents import layout
from reporting.documents.tree import (
    Annex,
    Article,
    Basis,
    Block,
    Choice,
    Closing,
    Document,
    FieldLine,
    Heading,
    Item,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Runs,
    Signature,
    Styled,
    Table,
)

Object = Table | Picture | PageBreak
"""What passes through the flow as it is: it has no line of words of its own."""


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


def number_and_place(document: Document) -> tuple[Line | None, Line | None]:
    """The lines of ô 3 and 4; None where the form of the document has none."""
    head = document.head
    number = line("number", layout.number_line(head)) if head.has_number else None
    return number, line("place", layout.place_line(head)) if head.has_place else None


def is_letter(document: Document) -> bool:
    """A công văn: no name of a type, its abstract under the number (ô 5b)."""
    return not document.name.type_name


def name_lines(document: Document) -> list[Line]:
    """Type and abstract; of a letter its abstract alone."""
    name = document.name
    if is_letter(document):
        return [line("letter_abstract", text) for text in name.abstract]
    kinds = ("certificate_type", "certificate_of") if document.framed else ("type", "abstract")
    return [line(kinds[0], name.type_name), *(line(kinds[1], text) for text in name.abstract)]


def form_mark_lines(document: Document) -> list[Line]:
    return [line("form_mark", document.form_mark)] if document.form_mark else []


def addressee_lines(document: Document) -> list[Line]:
    """«Kính gửi» (ô 9a): one addressee on the same line; several on lines of their own."""
    names = document.addressees
    if not names:
        return []
    if len(names) == 1:
        return [line("addressee", f"{layout.ADDRESSEES_TITLE} {names[0]}")]
    return [
        line("addressees_title", layout.ADDRESSEES_TITLE),
        *(line("addressees", text) for text in layout.recipient_lines(names)),
    ]


def block_lines(blocks: tuple[Block, ...]) -> Iterator[Line | Object]:
    """Body blocks as lines; tables, pictures and page breaks pass as they are."""
    for block in blocks:
        match block:
            case Table():
                if block.caption:
                    yield line("caption", block.caption)
                yield block
            case Picture() | PageBreak():
                yield block
            case _:
                yield _block_line(block)


def _block_line(block: Block) -> Line:
    match block:
        case Heading():
            return Line(layout.HEADING_STYLE[block.level], _marked(block.marker, block.runs))
        case Item():
            return Line("item", _marked(block.marker, block.runs))
        case Article():
            return Line("body", (Run(f"{block.marker} ", bold=True), *block.runs))
        case Closing():
            parts = (*strip_closing(block.runs), Run(layout.CLOSING_MARK))
            return Line("item", _marked(block.marker, parts)) if block.marker else Line("body", parts)
        case FieldLine() | Choice():
            return line("field", _form_words(block))
        case Basis():
            return Line("basis", block.runs)
        case Note():
            return Line("note", block.runs)
        case Styled():
            return Line(block.style, block.runs)
    assert isinstance(block, Paragraph)
    return Line("body", block.runs)


def _form_words(block: FieldLine | Choice) -> str:
    """'Tên đơn vị: …………' · 'Lần đăng ký: Lần đầu □   Nâng hạng ■'."""
    if isinstance(block, FieldLine):
        words = f"{block.label}: {block.value or layout.DOTS}"
    else:
        boxes = (f"{text}{layout.NBSP}{layout.BOX_ON if ticked else layout.BOX}" for text, ticked in block.options)
        words = f"{block.label}{': ' if block.label else ''}{layout.BOX_GAP.join(boxes)}"
    return f"{block.marker} {words}" if block.marker else words


def recipients_lines(document: Document) -> list[Line]:
    lines = [line("recipient", text) for text in layout.recipient_lines(document.recipients)]
    return [line("recipients_title", layout.RECIPIENTS_TITLE), *lines] if lines else []


def signature_lines(signature: Signature) -> list[Line]:
    """Day, authority, hint and name, top to bottom."""
    lines = [line("dated", signature.dated)] if signature.dated else []
    lines += [line("authority", text) for text in signature.authority]
    lines += [line("hint", signature.hint)] if signature.hint else []
    return lines + ([line("signer", signature.name)] if signature.name else [])


def sign_columns(document: Document) -> tuple[list[Line], list[Line], list[Line]]:
    """Left and right column of the signing row, and what stands below both.

    «Nơi nhận» is level with the signer's title (ô 9b); with a signature on the left it goes below (NĐ 30, mẫu 1.9).
    """
    right, recipients = signature_lines(document.signature), recipients_lines(document)
    if document.left_signature is None:
        return recipients, right, []
    return signature_lines(document.left_signature), right, recipients


def sign_picture(document: Document) -> Picture | None:
    """What is drawn at the top of the left column of the signing row."""
    return document.left_signature.picture if document.left_signature else None


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
