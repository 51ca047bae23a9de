"""Self-tests of a sheet: sums, maxima, marks on existing options. Incomplete sheets are told, not refused."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from .schema import Criterion, Fault, Part, Sheet

GATES = frozenset({"reject", "stop"})
STARS = frozenset({3, 4, 5})


def sheet_faults(file: str, sheet: Sheet, weights: Mapping[str, int]) -> list[Fault]:
    """Everything that is wrong with a sheet, sums included."""
    found = [*_part_faults(sheet, weights), *_code_faults(sheet)]
    for part in sheet.parts:
        for criterion in part.criteria:
            found += _criterion_faults(criterion)
    return [Fault(file, place, reason) for place, reason in found]


def _part_faults(sheet: Sheet, weights: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    if not 1 <= sheet.product_set <= 26:
        yield "", f"bộ sản phẩm {sheet.product_set} không có trong phân loại"
    if sheet.status not in {"complete", "incomplete"}:
        yield "", f"trạng thái lạ «{sheet.status}»"
    printed = {part.code: part.max for part in sheet.parts}
    if printed != dict(weights):
        yield "", f"điểm các phần ghi {printed}, quy định là {dict(weights)}"
    for part in sheet.parts:
        yield from _sum_faults(part)


def _sum_faults(node: Part | Criterion) -> Iterator[tuple[str, str]]:
    total = sum(child.max for child in node.criteria)
    if node.criteria and total != node.max:
        yield node.code, f"tổng các tiêu chí con là {total}, ghi là {node.max}"


def _code_faults(sheet: Sheet) -> Iterator[tuple[str, str]]:
    leaves = {leaf.code: leaf for _path, leaf in sheet.leaves()}
    counted = Counter(leaf.code for _path, leaf in sheet.leaves())
    yield from ((code, "mã tiêu chí trùng") for code, times in counted.items() if times > 1)
    for code, leaf in leaves.items():
        if leaf.applies_if is not None:
            yield from ((code, reason) for reason in _condition_faults(leaf.applies_if, leaves))


def _condition_faults(condition: Mapping[str, Any], leaves: Mapping[str, Criterion]) -> Iterator[str]:
    source, least = condition.get("code"), condition.get("min_points")
    if condition.keys() - {"code", "min_points"} or type(least) is not int or least < 1:
        yield "điều kiện áp dụng phải gồm mã tiêu chí và số điểm tối thiểu từ 1"
    found = leaves.get(str(source))
    if found is None:
        yield f"điều kiện áp dụng nói tới tiêu chí không có: {source}"
    elif found.applies_if is not None:
        yield f"điều kiện áp dụng nói tới tiêu chí cũng có điều kiện: {source}"


def _criterion_faults(criterion: Criterion) -> Iterator[tuple[str, str]]:
    code = criterion.code
    yield from _sum_faults(criterion)
    if criterion.gate is not None and criterion.gate not in GATES:
        yield code, f"loại điều kiện lạ «{criterion.gate}»"
    marks = {criterion.min_star, *(option.min_star for option in criterion.options)} - {None}
    if marks - STARS:
        yield code, f"dấu sao lạ: {sorted(str(mark) for mark in marks - STARS)}"
    for child in criterion.criteria:
        yield from _criterion_faults(child)
    if criterion.options:
        yield from _option_faults(criterion)
    elif marks:
        yield code, "dấu sao ghi ở đề mục không có mức điểm nào"


def _option_faults(criterion: Criterion) -> Iterator[tuple[str, str]]:
    points = [option.points for option in criterion.options]
    if min(points) < 0:
        yield criterion.code, "có mức điểm âm"
    if max(points) != criterion.max:
        yield criterion.code, f"mức cao nhất là {max(points)} điểm, tiêu chí ghi tối đa {criterion.max}"
    if criterion.min_star is not None and max(points) <= 0:
        yield criterion.code, "dấu sao ở tiêu chí không có mức nào trên 0 điểm"
    cases = set(criterion.cases or ())
    if {option.case for option in criterion.options} - {None} != cases:
        yield criterion.code, "các trường hợp và các mức điểm không khớp nhau"
