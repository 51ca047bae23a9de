"""A criteria sheet with what a person marked on it, as rows for pages: every page that shows a sheet reads this."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .lawpacks import Criterion, Option, Pack, Sheet
from .scoring import Answer, Answers, CaseAnswer, Excluded, Flags, Mend, Path, mends, nearest_path, parse_flags, score
from .scoring.compiled import options_of
from .scoring.engine import reason_of
from .self_assessment import NO_LEVEL, readable

NONE = "-"
"""How a form writes «không đạt mức nào»."""


@dataclass(frozen=True)
class OptionRow:
    """A level to choose. `value`: as the form writes it ("0", "b:1", "-"); `key`: the key that chooses it."""

    value: str
    key: int
    label: str
    points: int
    star: int | None
    is_chosen: bool


@dataclass(frozen=True)
class CaseRow:
    """Levels to choose from; `title` names the case where the sheet has several ("Trường hợp 1: …")."""

    title: str
    options: tuple[OptionRow, ...]


@dataclass(frozen=True)
class CriterionRow:
    """One criterion. `points`: None until answered; `needs`: (star, least points) for each mark of the sheet.

    `condition`: when the criterion counts at all, `applies` whether it does now. `ground`: the words by which it
    rejects or stops, `gate` which of the two, `is_flagged` concluded so. `beside`: what the page shows next to it.
    """

    code: str
    number: int
    title: str
    part: str
    section: str
    max: int
    requirement: str
    notes: tuple[str, ...]
    cases: tuple[CaseRow, ...]
    needs: tuple[tuple[int, int], ...]
    is_answered: bool
    points: int | None
    condition: str
    applies: bool
    gate: str
    ground: str
    is_flagged: bool
    note: str
    beside: Any


@dataclass(frozen=True)
class PartRow:
    """A, B or C with the points it has."""

    code: str
    title: str
    points: int
    max: int


@dataclass(frozen=True)
class Outcome:
    """What the marks come to. `missing`: criteria without an answer; `off`: criteria that do not count now;
    `parts` and what follows are empty where the sheet's text is not whole and nothing may be counted (`is_scored`)."""

    answered: int
    count: int
    missing: tuple[str, ...]
    off: tuple[str, ...]
    is_scored: bool
    total: int = 0
    parts: tuple[PartRow, ...] = ()
    band_star: int | None = None
    star: int | None = None
    failed: tuple[Mend, ...] = ()
    path: Path | None = None
    excluded: Excluded | None = None

    @property
    def left(self) -> int:
        """Criteria still to be answered."""
        return self.count - self.answered


def sheet_rows(
    sheet: Sheet,
    answers: Mapping[str, Any],
    *,
    notes: Mapping[str, str] | None = None,
    flags: Mapping[str, str] | None = None,
    beside: Mapping[str, Any] | None = None,
) -> tuple[CriterionRow, ...]:
    """Every criterion in printed order; answers that cannot be read show as not given."""
    read = readable(sheet, answers)
    off = off_criteria(sheet, read)
    rows = []
    for number, (part, path, leaf) in enumerate(_leaves(sheet), 1):
        source = leaf.applies_if or {}
        rows.append(
            CriterionRow(
                code=leaf.code,
                number=number,
                title=calm(leaf.title),
                part=part,
                section=" · ".join(calm(title) for title in path[:-1]),
                max=leaf.max,
                requirement=leaf.requirement,
                notes=leaf.notes,
                cases=tuple(_cases(leaf, read)),
                needs=tuple(_needs(leaf)),
                is_answered=leaf.code in read.given,
                points=read.points[number - 1] if leaf.code in read.given else None,
                condition=_condition(source),
                applies=leaf.code not in off,
                gate=leaf.gate or "",
                ground=reason_of(leaf) if leaf.gate else "",
                is_flagged=bool((flags or {}).get(leaf.code)),
                note=(notes or {}).get(leaf.code, ""),
                beside=(beside or {}).get(leaf.code),
            )
        )
    return tuple(rows)


def outcome(
    pack: Pack, sheet: Sheet, answers: Mapping[str, Any], flags: Mapping[str, Any] | None = None, *, advise: bool = True
) -> Outcome:
    """What marks come to so far; criteria without an answer count 0 points. `advise`: with the path to the next star.

    `answers` that cannot be read count as not given; AnswerError for a flag the sheet does not know.
    """
    read = readable(sheet, answers)
    count = sum(1 for _leaf in sheet.leaves())
    missing = read.missing
    off = off_criteria(sheet, read)
    if not sheet.is_complete:
        return Outcome(count - len(missing), count, missing, off, is_scored=False)
    concluded: Flags = parse_flags(sheet, {code: kind for code, kind in (flags or {}).items() if kind})
    found = score(pack, sheet, read, concluded)
    parts = tuple(PartRow(part.code, calm(part.title), found.parts[part.code], part.max) for part in sheet.parts)
    return Outcome(
        answered=count - len(missing),
        count=count,
        missing=missing,
        off=off,
        is_scored=True,
        total=found.total,
        parts=parts,
        band_star=found.band_star,
        star=found.star,
        failed=mends(pack, sheet, found.failed_gates),
        path=nearest_path(pack, sheet, read, max((found.star or 0) + 1, 3)) if advise else None,
        excluded=found.excluded,
    )


def calm(title: str) -> str:
    """Headings of the sheets are printed in capitals, which are hard to read; words in brackets stay as they are."""
    head, mark, rest = title.partition(" (")
    return (head.capitalize() if head.isupper() else head) + mark + rest


def form_value(answer: Any) -> str:
    """An answer as the form writes it: 2 → "2", None → "-", {"case": "b", "option": 1} → "b:1"."""
    if isinstance(answer, dict):
        return f"{answer.get('case')}:{NONE if answer.get('option') is None else answer['option']}"
    return NONE if answer is None else str(answer)


def from_form(text: str) -> Any:
    """The answer of a form's value; what is no such value stays text, so that the engine names it."""
    case, mark, number = text.rpartition(":")
    option: Any = None if number == NONE else int(number) if number.isdecimal() and len(number) <= 3 else number
    return {"case": case, "option": option} if mark else option


def off_criteria(sheet: Sheet, read: Answers) -> tuple[str, ...]:
    """Criteria whose condition was answered and is not met: they do not count («chỉ áp dụng khi có câu chuyện»)."""
    leaves = [leaf for _path, leaf in sheet.leaves()]
    points = dict(zip((leaf.code for leaf in leaves), read.points, strict=True))
    return tuple(leaf.code for leaf in leaves if leaf.applies_if and _is_off(leaf.applies_if, points, read))


def _is_off(condition: Mapping[str, Any], points: Mapping[str, int], read: Answers) -> bool:
    return condition["code"] in read.given and points[condition["code"]] < condition["min_points"]


def _leaves(sheet: Sheet) -> Iterator[tuple[str, tuple[str, ...], Criterion]]:
    for part in sheet.parts:
        for criterion in part.criteria:
            for path, leaf in criterion.leaves():
                yield _("Phần %(code)s. %(title)s") % {"code": part.code, "title": calm(part.title)}, path, leaf


def _condition(source: Mapping[str, Any]) -> str:
    if not source:
        return ""
    return _("Chỉ tính khi tiêu chí %(code)s đạt từ %(points)s điểm.") % {
        "code": source["code"],
        "points": source["min_points"],
    }


def _needs(leaf: Criterion) -> Iterator[tuple[int, int]]:
    """A star is told only where it needs more than the star below."""
    before = 0
    for star in (3, 4, 5):
        points = leaf.needed_points(star) or 0
        if points > before:
            yield star, points
        before = max(before, points)


def _cases(leaf: Criterion, read: Answers) -> Iterator[CaseRow]:
    """The printed levels, then «không đạt mức nào»; by case where there are cases."""
    chosen = read.given.get(leaf.code, "")
    key = 0
    for case, title in (leaf.cases or {"": ""}).items():
        rows = []
        for number, option in enumerate(options_of(leaf, case or None)):
            key += 1
            answer: Answer = CaseAnswer(case, number) if case else number
            rows.append(_option(answer, key, option, is_chosen=answer == chosen and leaf.code in read.given))
        if case:
            rows.append(_no_level(CaseAnswer(case, None), is_chosen=chosen == CaseAnswer(case, None)))
        yield CaseRow(title, tuple(rows))
    if not leaf.cases or (leaf.code in read.given and chosen is None):
        yield CaseRow("", (_no_level(None, is_chosen=leaf.code in read.given and chosen is None),))


def _option(answer: Answer, key: int, option: Option, *, is_chosen: bool) -> OptionRow:
    return OptionRow(_value(answer), key, option.label, option.points, option.min_star, is_chosen)


def _no_level(answer: Answer, *, is_chosen: bool) -> OptionRow:
    return OptionRow(_value(answer), 0, _(NO_LEVEL), 0, None, is_chosen)


def _value(answer: Answer) -> str:
    return form_value(answer._asdict() if isinstance(answer, CaseAnswer) else answer)
