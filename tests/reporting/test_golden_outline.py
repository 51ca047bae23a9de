"""Outline text → blocks of the document → outline text: identical for everything that can be written."""

from hypothesis import given
from hypothesis import strategies as st

from programs.domain.outline import normalise
from programs.domain.outline_tree import parse_tree, write_tree
from reporting.documents.builders import plan
from reporting.documents.tree import Block, Closing, Heading, Item, Paragraph, clean
from reporting.documents.tree import plain as words
from tests.programs.seed_sources import FILES, version_of

MARKS = ["", "1. ", "2.1. ", "3.2.1. ", "a) ", "đ) ", "- ", "+ ", "-", "12. ", "• ", "I. "]
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="{"), max_size=60)
OUTLINES = st.lists(st.tuples(st.sampled_from(MARKS), TEXT), max_size=8).map(
    lambda rows: "\n".join(mark + text for mark, text in rows)
)


def content_of(body: str) -> dict:
    """A plan of one section, with an end of its own so that the section's last line stays a line."""
    section = {"number": "I", "heading": "PHẦN", "kind": "text", "body": body}
    return {**version_of("luu-ve-2026.yaml", "draft"), "bases": [], "opening": "", "sections": [section], "tasks": []}


def outline_of(blocks: tuple[Block, ...]) -> str:
    """The outline text of blocks of a document."""
    return "\n".join(f"{getattr(block, 'marker', '')} {words(block.runs)}".strip() for block in blocks)


def said(text: str) -> str:
    """Outline text with the letters a document can hold (the tree drops control signs, writes stars as words)."""
    return normalise("\n".join(clean(line) for line in normalise(text).split("\n")))


@given(OUTLINES)
def test_outline_to_blocks_of_the_document_and_back_is_identical(text: str) -> None:
    body = said(text)
    heading, *blocks, closing = plan.build(content_of(body)).blocks
    assert outline_of((heading,)) == "I. PHẦN"
    assert isinstance(closing, Closing)
    assert all(isinstance(block, Heading | Item | Paragraph) for block in blocks)
    assert outline_of(tuple(blocks)) == body
    assert write_tree(parse_tree(outline_of(tuple(blocks)))) == body


def test_the_sections_of_the_real_plans_come_back_from_their_documents() -> None:
    for source in FILES:
        for section in version_of(*FILES[source])["sections"]:
            body = normalise(section.get("body") or "")
            if "{{" not in body:
                _heading, *blocks, _closing = plan.build(content_of(body)).blocks
                assert outline_of(tuple(blocks)) == body
