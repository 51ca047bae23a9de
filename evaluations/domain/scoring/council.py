"""Several members' sheets put together: exact means, the majority on each mark, the spread (rules.md §8)."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TypeVar

from ..lawpacks.schema import Sheet
from .compiled import STARS, Compiled, ExclusionKind
from .engine import Excluded, FailedGate, Law, Score, band_star, bands_of, reason_of, scoring_form, star_of

Key = TypeVar("Key", bound=Hashable)


class ConclusionError(ValueError):
    """Conclusions of the council that do not fit the sheet; `faults` in Vietnamese, each naming the criterion."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(faults))


@dataclass(frozen=True, slots=True)
class GateMajority:
    """How the sheets stand to one mark. `mean` of the criterion is shown beside and decides nothing."""

    criterion: str
    star: int
    needs: int
    met_by: int
    of: int
    mean: Fraction

    @property
    def is_met(self) -> bool:
        """More than half of the sheets reach the points; half is not met."""
        return 2 * self.met_by > self.of


@dataclass(frozen=True, slots=True)
class GroundMajority:
    """How many sheets conclude one ground of exclusion."""

    ground: Excluded
    said_by: int
    of: int

    @property
    def is_concluded(self) -> bool:
        """More than half of the sheets say so."""
        return 2 * self.said_by > self.of


@dataclass(frozen=True, slots=True)
class Conclusions:
    """What the council concludes: (criterion, star) → đạt or không đạt, at least for the marks of the stars up to the
    band of the mean; grounds of exclusion («loại» first)."""

    gates: Mapping[tuple[str, int], bool]
    grounds: tuple[Excluded, ...] = ()


@dataclass(frozen=True, slots=True)
class CouncilScore:
    """The outcome of a council. `total` = `points_sum` / `count`, the exact mean of the members' totals; `means` by
    leaf; the rest as in Score, with the marks as the council concluded (`has` of a failed gate is the mean)."""

    total: Fraction
    points_sum: int
    count: int
    parts: Mapping[str, Fraction]
    means: Mapping[str, Fraction]
    band_star: int
    star: int | None
    failed_gates: tuple[FailedGate, ...]
    excluded: Excluded | None


def gate_majorities(sheet: Sheet, scores: Sequence[Score]) -> tuple[GateMajority, ...]:
    """Every mark of the sheet against the members' sheets, by star, then in printed order."""
    form = scoring_form(sheet)
    means = _means(form, scores)
    return tuple(
        GateMajority(
            criterion=gate.criterion,
            star=gate.star,
            needs=gate.needs,
            met_by=sum(one.points[gate.criterion] >= gate.needs for one in scores),
            of=len(scores),
            mean=means[gate.criterion],
        )
        for gate in form.gates[max(STARS)]
    )


def ground_majorities(sheet: Sheet, scores: Sequence[Score]) -> tuple[GroundMajority, ...]:
    """Every ground that at least one sheet concludes, «loại» first, then in printed order."""
    form = scoring_form(sheet)
    found: dict[tuple[ExclusionKind, str], Excluded] = {}
    for one in scores:
        found.update({(ground.kind, ground.criterion): ground for ground in one.grounds})
    said = Counter((ground.kind, ground.criterion) for one in scores for ground in one.grounds)
    rows = [GroundMajority(ground, said[key], len(scores)) for key, ground in found.items()]
    return tuple(sorted(rows, key=lambda row: (row.ground.kind != "reject", form.indexes[row.ground.criterion])))


def majority_conclusions(sheet: Sheet, scores: Sequence[Score]) -> Conclusions:
    """What the sheets say by majority: the council's conclusions before it deliberates."""
    gates = {(row.criterion, row.star): row.is_met for row in gate_majorities(sheet, scores)}
    return Conclusions(gates, tuple(row.ground for row in ground_majorities(sheet, scores) if row.is_concluded))


def exclusion(sheet: Sheet, criterion: str, kind: str) -> Excluded:
    """A ground as the council concludes it; ConclusionError when the sheet has no such gate there."""
    form = scoring_form(sheet)
    zero_stops = {form.codes[index]: owner for index, owner in form.zero_stops}
    if form.exclusions.get(criterion) == kind:
        return Excluded(form.exclusions[criterion], criterion, reason_of(form.leaves[form.indexes[criterion]]))
    if kind == "stop" and criterion in zero_stops:
        return Excluded("stop", criterion, reason_of(form.leaves[zero_stops[criterion]]))
    raise ConclusionError([f"Tiêu chí {criterion} không có điều kiện «{kind}»"])


def council_score(
    law: Law, sheet: Sheet, scores: Sequence[Score], conclusions: Conclusions | None = None
) -> CouncilScore:
    """The rank by the exact mean of the members' totals and the council's conclusions (None = the majority's).

    ValueError without a sheet; ConclusionError when a mark up to the band has no conclusion or the
    sheet has no such mark.
    """
    bands, form = bands_of(law), scoring_form(sheet)
    if not scores:
        raise ValueError("no sheet of any member")
    concluded = conclusions or majority_conclusions(sheet, scores)
    points_sum, means = sum(one.total for one in scores), _means(form, scores)
    total = Fraction(points_sum, len(scores))
    band = band_star(bands, total)
    _check(form, band, concluded)
    failed = tuple(
        FailedGate(gate.criterion, gate.star, gate.needs, means[gate.criterion])
        for gate in form.gates[band]
        if not concluded.gates[gate.criterion, gate.star]
    )
    return CouncilScore(
        total=total,
        points_sum=points_sum,
        count=len(scores),
        parts={
            code: Fraction(sum(one.parts[code] for one in scores), len(scores)) for code, _start, _end in form.parts
        },
        means=means,
        band_star=band,
        star=None if concluded.grounds else star_of(bands, total, failed),
        failed_gates=failed,
        excluded=concluded.grounds[0] if concluded.grounds else None,
    )


def spread_pairs(totals: Mapping[Key, int], limit: int) -> tuple[tuple[Key, Key], ...]:
    """Pairs of members whose totals differ by more than `limit` points, in the order given."""
    return tuple((one, two) for one, two in combinations(totals, 2) if abs(totals[one] - totals[two]) > limit)


def shown_total(value: Fraction | int) -> str:
    """Two decimals, cut off, never rounded up: 69.996 is «69,99», so no total shows a band it did not reach."""
    hundredths = int(Fraction(value) * 100)
    return f"{hundredths // 100},{hundredths % 100:02}"


def _means(form: Compiled, scores: Sequence[Score]) -> dict[str, Fraction]:
    return {code: Fraction(sum(one.points[code] for one in scores), len(scores)) for code in form.codes}


def _check(form: Compiled, band: int, concluded: Conclusions) -> None:
    needed = {(gate.criterion, gate.star) for gate in form.gates[band]}
    known = {(gate.criterion, gate.star) for gate in form.gates[max(STARS)]}
    given = concluded.gates.keys()
    faults = [f"Tiêu chí {code}: chưa kết luận điều kiện {star} sao" for code, star in sorted(needed - given)]
    faults += [f"Tiêu chí {code}: phiếu không có điều kiện {star} sao" for code, star in sorted(given - known)]
    if faults:
        raise ConclusionError(faults)
