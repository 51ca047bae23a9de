"""Plausible answers on a criteria sheet, made by rule: a total to aim at, marks of stars met, one of them missed."""

from collections.abc import Iterator, Mapping
from typing import Any

from evaluations.domain.lawpacks import Criterion, Sheet


def answers_for(sheet: Sheet, total: int, *, star: int = 3, missed: str = "", lean: int = 0) -> dict[str, int | None]:
    """Criterion → option (None = no level reached), near `total` points of 100.

    Every mark of the stars up to `star` is met but that of `missed`, which stays just below. `lean`: where raising and
    lowering begins, so that members with one total differ. The same arguments give the same answers. For sheets
    without a choice of cases.
    """
    leaves = [leaf for _path, leaf in sheet.leaves()]
    levels = [_levels(leaf) for leaf in leaves]
    told = {leaf.applies_if["code"]: leaf.applies_if["min_points"] for leaf in leaves if leaf.applies_if}
    allowed = []
    for leaf, level in zip(leaves, levels, strict=True):
        least = max(leaf.needed_points(star) or 0, told.get(leaf.code, 0))
        most = leaf.max
        if leaf.code == missed:
            least, most = 0, least - 1
        allowed.append([points for points in sorted(level) if least <= points <= most] or [max(level)])
    chosen = [min(fit, key=lambda points: abs(points - leaf.max * total / 100)) for leaf, fit in _both(leaves, allowed)]
    _towards(chosen, allowed, total, lean)
    return {leaf.code: level[points] for leaf, level, points in zip(leaves, levels, chosen, strict=True)}


def mark_of(sheet: Sheet, star: int, number: int = 0) -> str:
    """The criterion of the first (or a later) mark of this star that asks for more than lower stars; "" for none."""
    leaves = [leaf for _path, leaf in sheet.leaves()]
    found = [leaf.code for leaf in leaves if (leaf.needed_points(star) or 0) > (leaf.needed_points(star - 1) or 0)]
    return found[min(number, len(found) - 1)] if found else ""


def half_of(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The first half of the sheet: a person who is still at it."""
    return dict(list(answers.items())[: len(answers) // 2])


def _levels(leaf: Criterion) -> dict[int, int | None]:
    """Points → the first option that gives them; 0 without an option is «không đạt mức nào»."""
    found: dict[int, int | None] = {}
    for number, option in enumerate(leaf.options):
        found.setdefault(option.points, number)
    found.setdefault(0, None)
    return found


def _both(leaves: list[Criterion], allowed: list[list[int]]) -> Iterator[tuple[Criterion, list[int]]]:
    return zip(leaves, allowed, strict=True)


def _towards(chosen: list[int], allowed: list[list[int]], total: int, lean: int) -> None:
    """Raise or lower one criterion after the other by one level, as long as it brings the sum nearer to the total."""
    count = len(chosen)
    for _turn in range(count):
        before = sum(chosen)
        for place in range(count):
            index = (place * 7 + lean * 5) % count
            gap = total - sum(chosen)
            chosen[index] = min(allowed[index], key=lambda points: _distance(points - chosen[index], gap))
        if sum(chosen) in (before, total):
            return


def _distance(change: int, gap: int) -> tuple[int, int]:
    """How far off the total a change leaves it; of two equally good ones the smaller."""
    step = min(max(change, -2), 2)  # a little from many criteria instead of all from one
    return abs(gap - step) + abs(change - step), abs(change)
