"""An outline as a tree: what stands under what, whether its numbers run on, and their renumbering (pure, no ORM).

Levels as in `outline.Line`: "1." holds "1.1." holds "1.1.1." holds "a)" holds "-" holds "+". A paragraph without a
mark belongs to the numbered line or point before it. Points follow the Vietnamese alphabet: a, b, c, d, đ, e, g …
without f, j, w, z (Nghị định 30/2020/NĐ-CP, Phụ lục I).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from programs.domain.outline import DASH, PLAIN, POINT, Line, parse_line, render_outline

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
DEEPEST_NUMBER, HIGHEST_NUMBER = 3, 99


@dataclass
class Node:
    """A line and what stands under it; `row` is its line in the text as typed, from 1."""

    line: Line
    row: int = 0
    children: list["Node"] = field(default_factory=list)


class Fault(NamedTuple):
    """A number out of turn: its row in the text (from 1), the mark found, the mark that should stand there."""

    row: int
    found: str
    expected: str


def _rows(text: str) -> Iterator[tuple[int, Line]]:
    for row, raw in enumerate(text.splitlines(), 1):
        if raw.strip():
            yield row, parse_line(raw)


def parse_tree(text: str) -> list[Node]:
    """Outline text → its top nodes. `flatten(parse_tree(text))` are the lines of `parse_outline(text)`."""
    top: list[Node] = []
    open_nodes: list[Node] = []
    for row, line in _rows(text):
        node = Node(line, row)
        while open_nodes and not _holds(open_nodes[-1].line, line):
            open_nodes.pop()
        (open_nodes[-1].children if open_nodes else top).append(node)
        if line.level != PLAIN:
            open_nodes.append(node)
    return top


def _holds(upper: Line, line: Line) -> bool:
    return upper.level < DASH if line.level == PLAIN else upper.level < line.level


def flatten(nodes: Iterable[Node]) -> list[Line]:
    """The lines of a tree in reading order."""
    found: list[Line] = []
    for node in nodes:
        found += [node.line, *flatten(node.children)]
    return found


def write_tree(nodes: Iterable[Node]) -> str:
    """The text of a tree: `write_tree(parse_tree(text)) == outline.normalise(text)` for every text."""
    return render_outline(flatten(nodes))


def renumber(text: str) -> str:
    """The same lines with numbers and points counted anew, level by level; dashes and words stay as they are.

    Numbers named inside sentences ("theo mục 2.1") are not changed: nobody can know what they mean.
    """
    nodes = parse_tree(text)
    _count(nodes, ())
    return write_tree(nodes)


def _count(nodes: Sequence[Node], above: tuple[int, ...]) -> None:
    last, point, before = above, 0, None
    for node in nodes:
        path, level = above, node.line.level
        if 1 <= level <= DEEPEST_NUMBER:
            path = last = _next(last, above, level)
            node.line = node.line._replace(marker=_number(path))
        elif level == POINT:
            point = 1 if _begins_anew(before) else point + 1
            node.line = node.line._replace(marker=_point(point))
        _count(node.children, path)
        before = node


def numbering_faults(text: str) -> list[Fault]:
    """Numbers and points out of turn, in order. After a gap the count goes on from what is written, so that one
    mistake is told once."""
    return list(_faults(parse_tree(text), ()))


def _faults(nodes: Sequence[Node], above: tuple[int, ...]) -> Iterator[Fault]:
    last, point, before = above, 0, None
    for node in nodes:
        path, level, marker = above, node.line.level, node.line.marker
        expected = ""
        if 1 <= level <= DEEPEST_NUMBER:
            expected = _number(_next(last, above, level))
            path = last = tuple(int(part) for part in marker.rstrip(".").split("."))
        elif level == POINT:
            expected = _point(1 if _begins_anew(before) else point + 1)
            point = POINT_LETTERS.find(marker[0]) + 1 or point + 1
        if expected and marker != expected:
            yield Fault(node.row, marker, expected)
        yield from _faults(node.children, path)
        before = node


def _begins_anew(before: Node | None) -> bool:
    """Points begin again at "a)" after a paragraph that announces them ("… gồm:")."""
    while before and before.children:
        before = before.children[-1]
    return before is None or (before.line.level == PLAIN and before.line.text.endswith(":"))


def _next(last: tuple[int, ...], above: tuple[int, ...], level: int) -> tuple[int, ...]:
    """The path after `last` among the children of `above` at a level."""
    if len(last) == level and last[: len(above)] == above and len(last) > len(above):
        return (*last[:-1], min(last[-1] + 1, HIGHEST_NUMBER))
    return (*above, *(1,) * (level - len(above)))


def _number(path: Sequence[int]) -> str:
    return "".join(f"{part}." for part in path)


def _point(count: int) -> str:
    """1 → "a)", 5 → "đ)"; after "y)" the letters begin again."""
    return f"{POINT_LETTERS[(count - 1) % len(POINT_LETTERS)]})"
