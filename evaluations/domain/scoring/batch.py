"""Scores asked for as JSON: one request or many lines, each answered on its own (docs/commands.md)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..lawpacks import Pack, PackError, Sheet, load_pack, pack_codes
from .advice import mends, nearest_path
from .answers import AnswerError, AnswerFault, Answers, Flags, parse_answers, parse_flags
from .engine import Score, SheetIncompleteError, score, scoring_form
from .result import as_json

_NEEDED = frozenset({"pack", "set", "answers"})
_KEYS = _NEEDED | {"flags"}


class RequestError(ValueError):
    """A request that cannot be answered; the text is Vietnamese and names what is wrong."""


def read_json(text: str) -> Any:
    """JSON as data; RequestError when it is none or gives a key twice (which of the two is meant?)."""
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"không đọc được JSON: {error}") from error


def score_request(request: Any, *, explain: bool = False) -> dict[str, Any]:
    """The result for {"pack", "set", "answers", "flags"} ("flags" may be absent). RequestError names every fault.

    `explain` adds "mends" (what meets each mark not met), "path" (to the next star) and "reason" (of an exclusion).
    """
    pack, sheet = _sheet(request)
    try:
        scoring_form(sheet)
        answers, flags = _answers(sheet, request)
        found = score(pack, sheet, answers, flags)
    except (AnswerError, SheetIncompleteError) as error:
        raise RequestError(str(error)) from error
    return {**as_json(found), **(_explained(pack, sheet, answers, found) if explain else {})}


def score_lines(lines: Iterable[str], *, explain: bool = False) -> Iterator[dict[str, Any]]:
    """One result a line; {"line": n, "error": "…"} for a line that cannot be scored, the others are."""
    for number, line in enumerate(lines, start=1):
        try:
            yield score_request(read_json(line), explain=explain)
        except RequestError as error:
            yield {"line": number, "error": str(error)}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        keys = [key for key, _value in pairs]
        raise ValueError(f"khóa lặp lại: {', '.join(sorted({key for key in keys if keys.count(key) > 1}))}")
    return data


_DECODER = json.JSONDecoder(object_pairs_hook=_once)  # made once: a new one for every line takes as long as scoring


def _sheet(request: Any) -> tuple[Pack, Sheet]:
    if not isinstance(request, Mapping):
        raise RequestError("yêu cầu phải là một nhóm khóa và giá trị")
    if not _NEEDED <= request.keys() <= _KEYS:
        told = [f"khóa lạ «{key}»" for key in sorted(request.keys() - _KEYS)]
        told += [f"thiếu «{key}»" for key in sorted(_NEEDED - request.keys())]
        raise RequestError("; ".join(told))
    code, number = request["pack"], request["set"]
    try:
        pack = load_pack(code)
    except (LookupError, TypeError) as error:
        raise RequestError(f"không có bộ quy định «{code}»; có: {', '.join(pack_codes())}") from error
    except PackError as error:
        raise RequestError(f"bộ quy định «{code}» không qua tự kiểm: {error}") from error
    if type(number) is not int or number not in pack.sheets:
        raise RequestError(f"bộ quy định «{code}» không có phiếu của bộ sản phẩm «{number}»")
    return pack, pack.sheets[number]


def _answers(sheet: Sheet, request: Mapping[str, Any]) -> tuple[Answers, Flags]:
    """Both read, so that the faults of both are told at once."""
    faults: list[AnswerFault] = []
    try:
        flags = parse_flags(sheet, request.get("flags"))
    except AnswerError as error:
        faults += error.faults
    try:
        answers = parse_answers(sheet, request["answers"])
    except AnswerError as error:
        faults = [*error.faults, *faults]
    if faults:
        raise AnswerError(faults)
    return answers, flags


def _explained(pack: Pack, sheet: Sheet, answers: Answers, found: Score) -> dict[str, Any]:
    path = None if found.excluded else nearest_path(pack, sheet, answers)
    return {
        "reason": found.excluded.reason if found.excluded else None,
        "mends": [
            {"criterion": row.criterion, "star": row.star, "label": row.label, "article": row.article}
            for row in mends(pack, sheet, found.failed_gates)
        ],
        "path": path
        and {
            "star": path.star,
            "points_needed": path.points_needed,
            "steps": [
                {
                    "criterion": step.criterion,
                    "from": step.from_points,
                    "to": step.to_points,
                    "label": step.label,
                    "is_gate": step.is_gate,
                    "article": step.article,
                }
                for step in path.steps
            ],
        },
    }
