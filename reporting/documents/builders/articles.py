"""The frame of a decision (NĐ 30/2020, Phụ lục III, mẫu 1.2): who decides, bases, «QUYẾT ĐỊNH:», articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reporting.documents import layout
from reporting.documents.builders.common import head_of, recipients_of, signature_of, title_lines
from reporting.documents.tree import (
    Annex,
    Article,
    Basis,
    Block,
    Closing,
    Document,
    Name,
    Note,
    Paragraph,
    Run,
    Runs,
    Styled,
    runs,
)

TYPE_NAME = "Quyết định"
Content = Mapping[str, Any]
Said = Sequence[Runs]
"""One article: its first paragraph stands beside the marker, the others below it."""


def decree(
    content: Content, *, kind: str, abstract: str, articles: Sequence[Said], annexes: tuple[Annex, ...] = ()
) -> Document:
    """A decision of `content["authority"]`; the last article ends the text with "./."."""
    return Document(
        kind=kind,
        title=f"{TYPE_NAME} {abstract[:1].lower()}{abstract[1:]}",
        head=head_of(content),
        name=Name(TYPE_NAME.upper(), title_lines(abstract)),
        blocks=tuple(_blocks(content, articles)),
        recipients=recipients_of(content),
        signature=signature_of(content),
        annexes=annexes,
    )


def about(title: str) -> str:
    """'Công nhận sản phẩm' → 'Về việc công nhận sản phẩm'; words that begin so already stay."""
    bare = title.strip().rstrip(".;")
    if bare.casefold().startswith("về việc"):
        return f"V{bare[1:]}"
    return f"Về việc {bare[:1].lower()}{bare[1:]}"


def _blocks(content: Content, articles: Sequence[Said]) -> Iterator[Block]:
    yield Styled("center", runs(content["authority"].upper()))
    yield from _bases(content)
    yield Styled("center", runs(f"{TYPE_NAME.upper()}:"))
    last = len(articles)
    for number, said in enumerate(articles, 1):
        marker = f"Điều {number}."
        if number < last:
            yield Article(marker, said[0])
            yield from (Paragraph(words) for words in said[1:])
        else:
            if content["illustration"]:
                yield illustration_note()
            yield Closing((Run(f"{marker} ", bold=True), *said[0]))


def _bases(content: Content) -> Iterator[Basis]:
    """Each on its own line, ending ";", the last, who proposes it, with "." (ô 6)."""
    bare = [text.strip().rstrip(";.,") for text in content["bases"]]
    yield from (Basis(runs(f"{text};")) for text in bare)
    yield Basis(runs(f"Theo đề nghị của {content['proposer'].strip().rstrip(';.,') or layout.DOTS}."))


def illustration_note() -> Note:
    return Note(runs("Ghi chú: dữ liệu minh họa, văn bản này không có giá trị pháp lý."))
