"""How a section reads while it is typed: the blocks of the document, and every fault with its line (pure, no ORM)."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from programs.domain.outline import OutlineError, Value, fill
from programs.domain.outline_paste import has_traces
from programs.domain.outline_tree import numbering_faults
from programs.domain.outline_whole import heading_of
from programs.domain.plans_text import Block, Content, section_blocks

UNFILLED = "{\u2060{"
"""How the beginning of a field is shown where it cannot be filled: looks like "{{", is none."""


class Preview(NamedTuple):
    """`blocks` as the document prints them; `faults` keep the text from being saved; `hints` are offers to mend."""

    blocks: list[Block]
    faults: list[str]
    hints: list[str]


def preview_section(content: Content, section: Mapping[str, Any], known: Mapping[str, Value]) -> Preview:
    """A section as typed (number, heading, kind, body), in a plan's content. `known`: the facts that may be named.

    A line with a fault is shown with its field as typed; the others are filled.
    """
    body = str(section["body"])
    wrong = dict(line_faults(body, known))
    lines = [raw.replace("{{", UNFILLED) if row in wrong else raw for row, raw in enumerate(body.splitlines(), 1)]
    shown = {**section, "body": "\n".join(lines)}
    blocks = list(section_blocks({**content, "sections": [shown]}, 0, known))
    return Preview(blocks, list(wrong.values()), list(hints(body)))


def line_faults(text: str, known: Mapping[str, Value]) -> Iterator[tuple[int, str]]:
    """(row from 1, what is wrong with it) for every line that names an unknown fact or writes one badly."""
    for row, raw in enumerate(text.splitlines()):
        try:
            fill("\n" * row + raw, known)
        except OutlineError as error:
            yield row + 1, str(error)


def hints(body: str) -> Iterator[str]:
    """What could be mended in an outline text, each with its line: numbers out of turn, signs of a word processor."""
    for fault in numbering_faults(body):
        yield _("Dòng %(row)s: ghi “%(found)s”, theo thứ tự là “%(expected)s”.") % fault._asdict()
    for row, raw in enumerate(body.splitlines(), 1):
        if heading_of(raw):
            yield _("Dòng %(row)s giống đề mục của một phần khác; mỗi phần nhập ở trang riêng hoặc ở “Toàn văn”.") % {
                "row": row
            }
    if has_traces(body):
        yield _("Có dấu đầu dòng hoặc dấu cách của Word; bấm “Dọn chữ dán” để đổi thành “-”, “+”.")
