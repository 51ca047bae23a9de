"""Opened marks as a page shows them: criterion × member, with means cut so that they never show too much."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ...models import EvaluationResult, ScoreSheet
from ..lawpacks import Criterion, PackError, Sheet
from ..scoring import CaseAnswer, FailedGate, Mend, Score, mends, parse_answers, shown_total
from ..scoring.compiled import options_of
from .opened import Law


@dataclass(frozen=True)
class MarkCell:
    """What one member chose: points that count, the words of the level, a ground concluded there, the note."""

    points: int
    label: str
    flag: str
    note: str


@dataclass(frozen=True)
class MarkRow:
    """One criterion; `mean` as shown, `stars` the stars it has marks of."""

    code: str
    title: str
    max: int
    stars: tuple[int, ...]
    cells: tuple[MarkCell, ...]
    mean: str


@dataclass(frozen=True)
class MarkPart:
    """Part A, B or C with the sums of each member."""

    code: str
    title: str
    max: int
    rows: tuple[MarkRow, ...]
    sums: tuple[int, ...]
    mean: str


def mark_table(form: Sheet, sheets: Sequence[ScoreSheet], scores: Sequence[Score]) -> list[MarkPart]:
    """The parts of the form in printed order; `sheets` and `scores` of one opened round, in the same order."""
    given = [parse_answers(form, sheet.answers).given for sheet in sheets]

    def row(leaf: Criterion) -> MarkRow:
        cells = [
            MarkCell(
                one.points[leaf.code],
                _label(leaf, answers[leaf.code]),
                sheet.flags.get(leaf.code, ""),
                sheet.notes.get(leaf.code, ""),
            )
            for sheet, one, answers in zip(sheets, scores, given, strict=True)
        ]
        marks = {leaf.min_star, *(option.min_star for option in leaf.options)} - {None}
        mean = shown_mean([cell.points for cell in cells])
        return MarkRow(leaf.code, leaf.title, leaf.max, tuple(sorted(marks)), tuple(cells), mean)  # type: ignore[type-var, arg-type]

    parts = []
    for part in form.parts:
        rows = tuple(row(leaf) for criterion in part.criteria for _path, leaf in criterion.leaves())
        sums = tuple(one.parts[part.code] for one in scores)
        parts.append(MarkPart(part.code, part.title, part.max, rows, sums, shown_mean(sums)))
    return parts


def shown_mean(points: Sequence[int]) -> str:
    """The exact mean, cut after two digits."""
    return shown_total(Fraction(sum(points), len(points)))


def shown_fraction(text: str) -> str:
    """A stored exact number ("249/3", "26") as shown."""
    return shown_total(Fraction(text))


def _label(leaf: Criterion, answer: Any) -> str:
    """The words of the level chosen; "" when none was reached."""
    case, number = (answer.case, answer.option) if isinstance(answer, CaseAnswer) else (None, answer)
    return options_of(leaf, case)[number].label if number is not None else ""


def mends_of(result: EvaluationResult) -> tuple[Mend, ...]:
    """What would have met each mark the council found unmet; nothing when the pack is not at hand."""
    failed = [
        FailedGate(gate["criterion"], gate["star"], gate["needs"], Fraction(gate["has"]))
        for gate in result.failed_gates
    ]
    try:
        law = Law.of(result)  # type: ignore[arg-type]  # pinned in the same columns as an entry's
        return mends(law.pack, law.form, failed)
    except (LookupError, PackError):
        return ()


def mean_of(result: EvaluationResult) -> Fraction:
    """The exact mean total."""
    return Fraction(result.points_sum, result.sheet_count)
