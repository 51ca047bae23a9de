"""A sheet put into tuples once, so that scoring it is sums and comparisons only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias, cast

from ..lawpacks.schema import Criterion, Option, Sheet

ExclusionKind: TypeAlias = Literal["reject", "stop"]

STARS = (3, 4, 5)
"""Stars that have marks on the sheets and, when reached, a certificate (QĐ 26/2026, Điều 4)."""

_ANY_ABOVE = "một trong các chỉ tiêu trên"
"""In a note of a `stop` criterion: 0 points in it or above it in its section stop (QĐ 26/2026, set 16)."""


class CaseAnswer(NamedTuple):
    """The case chosen first, then one option of that case (index from 0 within the case; None = no level reached)."""

    case: str
    option: int | None


Answer: TypeAlias = int | CaseAnswer | None


class Gate(NamedTuple):
    """A mark of the sheet: `star` or more need `needs` points in `criterion` (its place among the leaves: `leaf`)."""

    star: int
    leaf: int
    criterion: str
    needs: int


class Condition(NamedTuple):
    """Leaf `leaf` counts only when leaf `source` has at least `least` points (`applies_if`)."""

    leaf: int
    source: int
    least: int


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """`tables[i]`: answer → points of leaf i in printed order; `parts`: (code, first leaf, leaf after the last);
    `gates[k]`: the marks of stars 3…k by star, then in printed order; `exclusions`: criterion → kind of its gate;
    `zero_stops`: (leaf in which 0 points stop the evaluation, leaf whose note says so)."""

    sheet: Sheet
    leaves: tuple[Criterion, ...]
    codes: tuple[str, ...]
    indexes: Mapping[str, int]
    tables: tuple[Mapping[Answer, int], ...]
    parts: tuple[tuple[str, int, int], ...]
    conditions: tuple[Condition, ...]
    gates: Mapping[int, tuple[Gate, ...]]
    exclusions: Mapping[str, ExclusionKind]
    zero_stops: tuple[tuple[int, int], ...]
    has_cases: bool


_CACHE: dict[int, Compiled] = {}


def compiled(sheet: Sheet) -> Compiled:
    """The compiled form, made once for each sheet object (which it keeps alive, so its id stays its own)."""
    known = _CACHE.get(id(sheet))
    if known is None:
        if len(_CACHE) >= 512:  # more sheets than all packs have: a test makes its own
            _CACHE.clear()
        known = _CACHE[id(sheet)] = _compile(sheet)
    return known


def _compile(sheet: Sheet) -> Compiled:
    leaves = tuple(leaf for _path, leaf in sheet.leaves())
    indexes = {leaf.code: index for index, leaf in enumerate(leaves)}
    return Compiled(
        sheet=sheet,
        leaves=leaves,
        codes=tuple(indexes),
        indexes=indexes,
        tables=tuple(map(_table, leaves)),
        parts=tuple(_parts(sheet)),
        conditions=tuple(
            Condition(index, indexes[leaf.applies_if["code"]], leaf.applies_if["min_points"])
            for index, leaf in enumerate(leaves)
            if leaf.applies_if
        ),
        gates={star: tuple(_gates(leaves, star)) for star in (1, 2, *STARS)},
        exclusions={leaf.code: cast(ExclusionKind, leaf.gate) for leaf in leaves if leaf.gate},
        zero_stops=tuple(sorted((indexes[leaf.code], indexes[owner.code]) for leaf, owner in _zero_stops(sheet))),
        has_cases=any(leaf.cases for leaf in leaves),
    )


def options_of(leaf: Criterion, case: str | None) -> tuple[Option, ...]:
    """The options one chooses from, in printed order: all, or those of one case."""
    return tuple(option for option in leaf.options if option.case == case) if leaf.cases else leaf.options


def _table(leaf: Criterion) -> dict[Answer, int]:
    """«Không đạt mức nào – 0 điểm» is an answer everywhere (rules.md §0.6); where there are cases, before choosing
    one as well."""
    table: dict[Answer, int] = {None: 0}
    if not leaf.cases:
        table.update((number, option.points) for number, option in enumerate(leaf.options))
    for case in leaf.cases or ():
        table[CaseAnswer(case, None)] = 0
        table.update((CaseAnswer(case, n), option.points) for n, option in enumerate(options_of(leaf, case)))
    return table


def _parts(sheet: Sheet) -> Iterator[tuple[str, int, int]]:
    start = 0
    for part in sheet.parts:
        end = start + sum(1 for criterion in part.criteria for _leaf in criterion.leaves())
        yield part.code, start, end
        start = end


def _gates(leaves: tuple[Criterion, ...], band: int) -> Iterator[Gate]:
    for star in STARS:
        for index, leaf in enumerate(leaves):
            if star <= band and star in {leaf.min_star, *(option.min_star for option in leaf.options)}:
                yield Gate(star, index, leaf.code, leaf.needed_points(star) or 0)


def _zero_stops(sheet: Sheet) -> Iterator[tuple[Criterion, Criterion]]:
    nodes = [criterion for part in sheet.parts for criterion in part.criteria]
    while nodes:
        node = nodes.pop()
        nodes += node.criteria
        for place, leaf in enumerate(node.criteria):
            if leaf.gate == "stop" and any(_ANY_ABOVE in note.casefold() for note in leaf.notes):
                yield from ((other, leaf) for other in node.criteria[: place + 1] if other.options)
