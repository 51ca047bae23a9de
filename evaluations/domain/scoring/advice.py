"""What would mend a rank: the least option of each mark not met, and the fewest points to the next star."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import NamedTuple, TypeAlias

from ..lawpacks.schema import Option, Sheet
from .answers import Answers
from .compiled import STARS, CaseAnswer, Compiled, options_of
from .engine import FailedGate, Law, bands_of, effective, score, scoring_form


@dataclass(frozen=True, slots=True)
class Mend:
    """A mark not met and the least level that meets it, in the sheet's words, with its article."""

    criterion: str
    title: str
    star: int
    needs: int
    has: int | Fraction
    label: str
    article: str


@dataclass(frozen=True, slots=True)
class Step:
    """One criterion raised from its present points to the level `label`. `is_gate`: the star asked for needs it;
    otherwise raised for the band."""

    criterion: str
    title: str
    from_points: int
    to_points: int
    label: str
    is_gate: bool
    article: str


@dataclass(frozen=True, slots=True)
class Path:
    """The fewest extra points to `star`: `points_needed` is the sum over the steps; empty when it is reached."""

    star: int
    points_needed: int
    steps: tuple[Step, ...]


def mends(law: Law, sheet: Sheet, failed: Iterable[FailedGate]) -> tuple[Mend, ...]:
    """What would meet each mark not met, in the order given (`Score.failed_gates`, `CouncilScore.failed_gates`)."""
    leaves = {leaf.code: leaf for _path, leaf in sheet.leaves()}
    return tuple(
        Mend(
            criterion=gate.criterion,
            title=leaves[gate.criterion].title,
            star=gate.star,
            needs=gate.needs,
            has=gate.has,
            label=_least(leaves[gate.criterion].options, gate.needs).label,
            article=article(law, sheet, gate.criterion),
        )
        for gate in failed
    )


def nearest_path(law: Law, sheet: Sheet, answers: Answers, star: int | None = None) -> Path | None:
    """The fewest extra points to `star` (None = the next star) by raising answers only, within the case chosen.

    Every mark of the stars up to it is met and its band reached. Among paths of equally many points: the fewest
    criteria, then the first in printed order. None at five stars or when the sheet cannot give the star. Conclusions
    «loại», «dừng» are not lifted by points and not looked at, but 0 points that stop the evaluation are raised.
    """
    form, bands = scoring_form(sheet), bands_of(law)
    now = score(bands, sheet, answers)
    wanted = star or (now.star or 0) + 1
    if wanted > max(STARS):
        return None
    floors = _floors(form, wanted)
    present = effective(form, answers.points)
    groups = [_choices(form, answers, group, floors, present) for group in _groups(form)]
    raised = _fewest(groups, bands[wanted] - now.total) if all(groups) else None
    if raised is None:
        return None
    steps = tuple(
        Step(
            criterion=form.codes[one.leaf],
            title=form.leaves[one.leaf].title,
            from_points=present[one.leaf],
            to_points=one.points,
            label=one.label,
            is_gate=floors.get(one.leaf, 0) > present[one.leaf],
            article=article(law, sheet, form.codes[one.leaf]),
        )
        for one in raised
    )
    return Path(wanted, sum(step.to_points - step.from_points for step in steps), steps)


def article(law: Law, sheet: Sheet, code: str) -> str:
    """Where a criterion stands: "Quyết định 26/2026/QĐ-TTg, Phụ lục II, bộ sản phẩm 4, tiêu chí 3.5"."""
    place = f"{sheet.annex}, bộ sản phẩm {sheet.product_set}, tiêu chí {code}"
    return f"Quyết định {sheet.decision}, {place}" if isinstance(law, Mapping) else law.manifest.cite(place)


class _Raise(NamedTuple):
    """Leaf `leaf` brought to `points` that count, by the level `label`."""

    leaf: int
    points: int
    label: str


_Raises: TypeAlias = tuple[_Raise, ...]
"""In printed order."""


def _floors(form: Compiled, star: int) -> dict[int, int]:
    """Leaf → least points that count: the marks of the stars up to `star`; above 0 where 0 points stop; the condition
    of a criterion with a mark."""
    floors = {index: 1 for index, _owner in form.zero_stops}
    for gate in form.gates[star]:
        floors[gate.leaf] = max(gate.needs, floors.get(gate.leaf, 0))
    for index, source, least in form.conditions:
        if floors.get(index):
            floors[source] = max(least, floors.get(source, 0))
    return floors


def _groups(form: Compiled) -> Iterator[tuple[int, ...]]:
    """Leaves that must be looked at together: a condition with the criteria it opens; every other leaf alone."""
    opened = {condition.leaf for condition in form.conditions}
    for index in range(len(form.codes)):
        if index not in opened:
            yield (index, *(condition.leaf for condition in form.conditions if condition.source == index))


def _choices(
    form: Compiled, answers: Answers, group: tuple[int, ...], floors: Mapping[int, int], present: list[int]
) -> dict[int, _Raises]:
    """Extra points → the best way to get them in this group without lowering an answer or missing a floor."""
    best: dict[int, _Raises] = {}
    for levels in product(*(_levels(form, answers, index) for index in group)):
        chosen = list(answers.points)
        for index, (points, _label) in zip(group, levels, strict=True):
            chosen[index] = points
        counted = effective(form, chosen)
        if any(counted[index] < floors.get(index, 0) for index in group):
            continue
        raises = tuple(
            _Raise(index, counted[index], label)
            for index, (_points, label) in zip(group, levels, strict=True)
            if counted[index] != present[index]
        )
        _keep(best, sum(counted[index] - present[index] for index in group), raises)
    return best


def _levels(form: Compiled, answers: Answers, index: int) -> list[tuple[int, str]]:
    """The answer as it is, then every level with more points, of the case chosen when one is."""
    answer, leaf = answers.given.get(form.codes[index]), form.leaves[index]
    case = answer.case if isinstance(answer, CaseAnswer) else None
    options = options_of(leaf, case) if case else leaf.options
    number = answer.option if isinstance(answer, CaseAnswer) else answer
    levels = {answers.points[index]: options[number].label if number is not None else ""}
    for option in options:
        if option.points > answers.points[index]:
            levels.setdefault(option.points, option.label)
    return list(levels.items())


def _fewest(groups: list[dict[int, _Raises]], gap: int) -> _Raises | None:
    """One choice of each group with the least sum of at least `gap`: exact, over all sums (at most 100 of them).

    Sums above the least one that closes the gap so far are dropped: what is still to come adds at least its minimum.
    """
    minimum = sum(map(min, groups))
    best: dict[int, _Raises] = {0: ()}
    enough = max(gap - minimum, 0)
    least: float = enough if enough == 0 else float("inf")
    for group in groups:
        base, sums = min(group), best
        best = {}
        for so_far, before in sums.items():
            for extra, raises in group.items():
                total = so_far + extra - base
                if total <= least:
                    _keep(best, total, tuple(sorted(before + raises)))
                    least = min(least, total) if total >= enough else least
    reached = [total for total in best if total >= enough]
    return best[min(reached)] if reached else None


def _keep(best: dict[int, _Raises], extra: int, raises: _Raises) -> None:
    if extra not in best or _rank(raises) < _rank(best[extra]):
        best[extra] = raises


def _rank(raises: _Raises) -> tuple[int, list[int], list[int]]:
    """Fewer criteria first, then those printed first, then smaller raises of those printed first."""
    return len(raises), [one.leaf for one in raises], [one.points for one in raises]


def _least(options: tuple[Option, ...], needs: int) -> Option:
    return min((option for option in options if option.points >= needs), key=lambda option: option.points)
