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
    given: dict[str, Answer] = {}
    points: list[int] = []
    for code, table in zip(form.codes, form.tables, strict=True):
        answer: Any = data.get(code, points)  # `points` itself stands for "not there"
        if type(answer) is dict:
            answer = _case_answer(answer)
        if answer.__class__ not in _KINDS or answer not in table:  # True and 1.0 would be found as 1
            return _slowly(form, data, partial)
        given[code] = answer
        points.append(table[answer])
    if len(data) != len(given):
        return _slowly(form, data, partial)
    return Answers(sheet, given, tuple(points))


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


_KINDS = frozenset({int, type(None), CaseAnswer})


def _case_answer(data: dict[str, Any]) -> CaseAnswer | dict[str, Any]:
    """The data itself when it is not exactly a case and an option."""
    if data.keys() != {"case", "option"} or type(data["case"]) is not str:
        return data
    if data["option"] is not None and type(data["option"]) is not int:
        return data
    return CaseAnswer(data["case"], data["option"])


def _slowly(form: Compiled, data: Mapping[str, Any], partial: bool) -> Answers:
    """Answers with some missing, or every fault by name."""
    faults = [AnswerFault(str(code), "không có trong phiếu") for code in data if code not in form.indexes]
    given: dict[str, Answer] = {}
    missing = []
    for code, table in zip(form.codes, form.tables, strict=True):
        if code not in data:
            missing.append(code)
            continue
        answer: Any = _case_answer(data[code]) if type(data[code]) is dict else data[code]
        if answer.__class__ in _KINDS and answer in table:
            given[code] = answer
        else:
            faults.append(AnswerFault(code, _reason(form, code, data[code])))
    if not partial:
        faults += [AnswerFault(code, "chưa có câu trả lời") for code in missing]
    if faults:
        raise AnswerError(faults)
    points = tuple(
        table[given[code]] if code in given else 0 for code, table in zip(form.codes, form.tables, strict=True)
    )
    return Answers(form.sheet, given, points, tuple(missing))


def _reason(form: Compiled, code: str, answer: Any) -> str:
    leaf = form.leaves[form.indexes[code]]
    if not leaf.cases:
        if type(answer) is int:
            return f"không có mức số {answer}; các mức đánh số từ 0 đến {len(leaf.options) - 1}"
        return f"mức phải là số thứ tự từ 0 đến {len(leaf.options) - 1} hoặc null, không phải «{answer}»"
    cases = ", ".join(f"«{case}»" for case in leaf.cases)
    if not isinstance(answer, dict) or set(answer) != {"case", "option"}:
        return f'phải chọn một trường hợp ({cases}) rồi một mức: {{"case": …, "option": …}}'
    if answer["case"] not in list(leaf.cases):
        return f"không có trường hợp «{answer['case']}»; có {cases}"
    return f"trường hợp «{answer['case']}» không có mức «{answer['option']}»"
