"""What a person answered on a sheet, read strictly: everything unknown or missing is named, nothing is guessed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..lawpacks.schema import Sheet
from .compiled import Answer, CaseAnswer, Compiled, ExclusionKind, compiled

__all__ = ["Answer", "AnswerError", "AnswerFault", "Answers", "CaseAnswer", "Flags", "parse_answers", "parse_flags"]

Flags: TypeAlias = Mapping[str, ExclusionKind]
"""Criterion → what was concluded there: "reject" (loại) or "stop" (dừng đánh giá)."""


@dataclass(frozen=True)
class AnswerFault:
    """`code`: the criterion, None = the answers as a whole; `reason` in Vietnamese."""

    code: str | None
    reason: str

    def __str__(self) -> str:
        return f"Tiêu chí {self.code}: {self.reason}" if self.code else self.reason


class AnswerError(ValueError):
    """The answers cannot be read. `faults` names all of them; `code` and `reason` are the first one's."""

    def __init__(self, faults: list[AnswerFault]) -> None:
        self.faults = tuple(faults)
        self.code, self.reason = faults[0].code, faults[0].reason
        super().__init__("; ".join(map(str, faults)))


@dataclass(frozen=True, slots=True)
class Answers:
    """One answer for every leaf of `sheet`, in printed order; `points` before `applies_if`.

    `missing`: leaves not answered yet (only when read with partial=True); they count 0 points.
    """

    sheet: Sheet
    given: Mapping[str, Answer]
    points: tuple[int, ...]
    missing: tuple[str, ...] = ()


def parse_answers(sheet: Sheet, data: Mapping[str, Any], *, partial: bool = False) -> Answers:
    """Answers from {"1.1": 2, "2.1": None, "8": {"case": "b", "option": 0}}: option index from 0 in the order printed,
    within the case where the sheet has cases; None = no level reached. AnswerError names every fault.

    `partial` (a draft, a self-assessment under way): criteria may be missing, see `Answers.missing`.
    """
    form = compiled(sheet)
    if not isinstance(data, Mapping):
        raise AnswerError([AnswerFault(None, "câu trả lời phải là một nhóm tiêu chí và mức")])
    read = {code: _case_answer(answer) for code, answer in data.items()} if form.has_cases else data
    try:
        given: dict[str, Any] = {code: read[code] for code in form.codes}
        if len(given) == len(read) and _KINDS.issuperset(map(type, given.values())):
            points = [table[answer] for table, answer in zip(form.tables, given.values(), strict=True)]
            return Answers(sheet, given, tuple(points))
    except KeyError:
        pass
    return _slowly(form, read, partial)


def parse_flags(sheet: Sheet, data: Any) -> Flags:
    """Conclusions from {"1.1": "reject"} (None = none); AnswerError for a criterion without such a gate."""
    if data is None:
        return {}
    if not isinstance(data, Mapping):
        raise AnswerError([AnswerFault(None, "kết luận phải là một nhóm tiêu chí và «reject» hoặc «stop»")])
    form = compiled(sheet)
    faults = []
    for code, kind in data.items():
        gate = form.exclusions.get(code)
        if code not in form.indexes:
            faults.append(AnswerFault(str(code), "không có trong phiếu"))
        elif gate is None:
            faults.append(AnswerFault(code, "không có điều kiện loại hoặc dừng đánh giá"))
        elif kind != gate:
            faults.append(AnswerFault(code, f"kết luận phải là «{gate}», không phải «{kind}»"))
    if faults:
        raise AnswerError(faults)
    return dict(data)


_KINDS: frozenset[type] = frozenset({int, type(None), CaseAnswer})
"""Asked by type, not by equality: True and 1.0 would be found as 1."""


def _case_answer(answer: Any) -> Any:
    """A case and an option where the data say just that, else the data."""
    if type(answer) is not dict or answer.keys() != {"case", "option"}:
        return answer
    case, option = answer["case"], answer["option"]
    return CaseAnswer(case, option) if type(case) is str and type(option) in {int, type(None)} else answer


def _slowly(form: Compiled, data: Mapping[str, Any], partial: bool) -> Answers:
    """Answers with some missing, or every fault by name."""
    faults = [AnswerFault(str(code), "không có trong phiếu") for code in data if code not in form.indexes]
    given: dict[str, Answer] = {}
    points = []
    for code, table in zip(form.codes, form.tables, strict=True):
        if code not in data:
            if not partial:
                faults.append(AnswerFault(code, "chưa có câu trả lời"))
        elif type(data[code]) in _KINDS and data[code] in table:
            given[code] = data[code]
        else:
            faults.append(AnswerFault(code, _reason(form, code, data[code])))
        points.append(table[given.get(code)])
    if faults:
        raise AnswerError(faults)
    return Answers(form.sheet, given, tuple(points), tuple(code for code in form.codes if code not in given))


def _reason(form: Compiled, code: str, answer: Any) -> str:
    leaf = form.leaves[form.indexes[code]]
    if not leaf.cases:
        if type(answer) is int:
            return f"không có mức số {answer}; các mức đánh số từ 0 đến {len(leaf.options) - 1}"
        return f"mức phải là số thứ tự từ 0 đến {len(leaf.options) - 1} hoặc null, không phải «{answer}»"
    cases = ", ".join(f"«{case}»" for case in leaf.cases)
    if not isinstance(answer, CaseAnswer):
        return f'phải chọn một trường hợp ({cases}) rồi một mức: {{"case": …, "option": …}}'
    if answer.case not in leaf.cases:
        return f"không có trường hợp «{answer.case}»; có {cases}"
    return f"trường hợp «{answer.case}» không có mức «{answer.option}»"
