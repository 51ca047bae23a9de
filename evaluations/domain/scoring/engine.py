"""The rank of one sheet: points, parts, total, the band of the total, the marks not met, the star (docs/scoring.md)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..lawpacks.schema import Criterion, Sheet
from .answers import Answers, Flags, parse_flags
from .compiled import STARS, Compiled, ExclusionKind, compiled

if TYPE_CHECKING:
    from ..lawpacks.load import Pack

Bands: TypeAlias = Mapping[int, int]
"""Star → least total, stars 1 to 5 (QĐ 26/2026, Điều 3.3)."""
Law: TypeAlias = "Pack | Bands"
"""The pack in force, or only its bands."""


class SheetIncompleteError(ValueError):
    """The sheet's text at hand is not whole (rules.md §7.1): it can be read, no rank is computed with it."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(
            f"Phiếu của bộ sản phẩm {sheet.product_set} «{sheet.name}» theo {sheet.decision} chưa đủ nội dung,"
            " không dùng để chấm điểm được."
        )


class FailedGate(NamedTuple):
    """A mark not met: `star` or more need `needs` points in `criterion`, which has `has` (a council: the mean)."""

    criterion: str
    star: int
    needs: int
    has: int | Fraction


@dataclass(frozen=True, slots=True)
class Excluded:
    """«Loại» ("reject") or «dừng đánh giá» ("stop"), the criterion that says so, its words."""

    kind: ExclusionKind
    criterion: str
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """The outcome of one sheet. `points` by leaf, after `applies_if`; `band_star` by the total alone, 1 to 5; `star`
    with the marks, None when `excluded`; `failed_gates` of the stars 3…band_star, by star, then in printed order;
    `grounds`: every ground of exclusion («loại» first), `excluded` the first of them."""

    points: Mapping[str, int]
    parts: Mapping[str, int]
    total: int
    band_star: int
    star: int | None
    failed_gates: tuple[FailedGate, ...]
    excluded: Excluded | None
    grounds: tuple[Excluded, ...] = ()


def score(law: Law, sheet: Sheet, answers: Answers, flags: Flags | Iterable[tuple[str, ExclusionKind]] = ()) -> Score:
    """The score of one sheet. SheetIncompleteError; AnswerError for a flag the sheet does not know."""
    bands, form = bands_of(law), scoring_form(sheet)
    if answers.sheet is not sheet:
        raise ValueError("answers of another sheet")
    points = effective(form, answers.points)
    parts = {code: sum(points[start:end]) for code, start, end in form.parts}
    total = sum(parts.values())
    band = band_star(bands, total)
    failed = tuple(
        [
            FailedGate(code, star, needs, points[index])
            for star, index, code, needs in form.gates[band]
            if points[index] < needs
        ]
    )
    grounds = _grounds(form, answers, points, flags) if flags or form.zero_stops else ()
    return Score(
        points=dict(zip(form.codes, points, strict=True)),
        parts=parts,
        total=total,
        band_star=band,
        star=None if grounds else star_of(bands, total, failed),
        failed_gates=failed,
        excluded=grounds[0] if grounds else None,
        grounds=grounds,
    )


def bands_of(law: Law) -> Bands:
    """The bands of a pack, or the bands themselves."""
    return law if isinstance(law, Mapping) else law.manifest.bands


def scoring_form(sheet: Sheet) -> Compiled:
    """The compiled sheet; SheetIncompleteError when no rank may be computed with it."""
    if not sheet.is_complete:
        raise SheetIncompleteError(sheet)
    return compiled(sheet)


def effective(form: Compiled, chosen: Iterable[int]) -> list[int]:
    """Points that count: 0 where the condition of a criterion is not met («chỉ áp dụng khi có câu chuyện»)."""
    points = list(chosen)
    for index, source, least in form.conditions:
        if points[source] < least:
            points[index] = 0
    return points


def band_star(bands: Bands, total: int | Fraction) -> int:
    """The star of a total, compared as it is: 69.996 is not 70 (the law gives no rounding)."""
    for star in (5, 4, 3, 2):
        if total >= bands[star]:
            return star
    return 1


def star_of(bands: Bands, total: int | Fraction, failed: Iterable[FailedGate]) -> int:
    """The highest k of 5, 4, 3 whose band is reached and below which no mark fails; else 2 from 30 points, else 1."""
    lowest = min([gate.star for gate in failed], default=max(STARS) + 1)
    for star in (5, 4, 3):
        if total >= bands[star] and star < lowest:
            return star
    return 2 if total >= bands[2] else 1


def reason_of(leaf: Criterion) -> str:
    """The words of the sheet by which a criterion excludes."""
    words = ("loại", "không đánh giá", "không xem xét")
    notes = [note for note in leaf.notes if any(word in note.casefold() for word in words)]
    return " ".join(notes) or leaf.requirement or leaf.title


def _grounds(
    form: Compiled, answers: Answers, points: list[int], flags: Flags | Iterable[tuple[str, ExclusionKind]]
) -> tuple[Excluded, ...]:
    """Conclusions given, then 0 points where the sheet stops for them; «loại» before «dừng», in printed order."""
    concluded = parse_flags(form.sheet, dict(flags))
    found = [Excluded(kind, code, reason_of(form.leaves[form.indexes[code]])) for code, kind in concluded.items()]
    for index, owner in form.zero_stops:
        leaf = form.leaves[index]
        if points[index] == 0 and leaf.code in answers.given and leaf.code not in concluded:
            found.append(Excluded("stop", leaf.code, reason_of(form.leaves[owner])))
    return tuple(sorted(found, key=lambda one: (one.kind != "reject", form.indexes[one.criterion])))
