"""Answers are read strictly: every fault by name, never a guess."""

import pytest

from evaluations.domain.lawpacks import load_pack
from evaluations.domain.scoring import AnswerError, CaseAnswer, parse_answers, parse_flags

from .scoring import NEW, full, leaf, make_sheet

SHEET = make_sheet(
    leaf("1", [1, 2, 3], gate="reject", notes=("Bị loại nếu …",)),
    leaf("2", [0, 5]),
    leaf("3", [1, 3, 1, 2, 3], cases={"a": 2, "b": 3}),
)
GOOD = {"1": 2, "2": None, "3": {"case": "b", "option": 0}}


def test_the_shape_of_the_issue_is_read():
    read = parse_answers(SHEET, GOOD)

    assert read.given == {"1": 2, "2": None, "3": CaseAnswer("b", 0)}
    assert (read.points, read.missing) == ((3, 0, 1), ())


@pytest.mark.parametrize(
    ("answer", "points"),
    [
        ({"case": "a", "option": 1}, 3),
        ({"case": "b", "option": 1}, 2),
        ({"case": "b", "option": None}, 0),
        (CaseAnswer("b", 2), 3),
        (None, 0),
    ],
)
def test_an_option_counts_within_its_case(answer, points):
    assert parse_answers(SHEET, {**GOOD, "3": answer}).points == (3, 0, points)


CASE_WANTED = 'phải chọn một trường hợp («a», «b») rồi một mức: {"case": …, "option": …}'
NUMBER_WANTED = "mức phải là số thứ tự từ 0 đến 2 hoặc null, không phải «{}»"


@pytest.mark.parametrize(
    ("code", "answer", "reason"),
    [
        ("1", 3, "không có mức số 3; các mức đánh số từ 0 đến 2"),
        ("1", -1, "không có mức số -1; các mức đánh số từ 0 đến 2"),
        ("1", True, NUMBER_WANTED.format(True)),
        ("1", 1.0, NUMBER_WANTED.format(1.0)),
        ("1", "1", NUMBER_WANTED.format("1")),
        ("1", [1], NUMBER_WANTED.format([1])),
        ("3", 1, CASE_WANTED),
        ("3", {"case": "a"}, CASE_WANTED),
        ("3", {"case": "a", "option": 0, "x": 1}, CASE_WANTED),
        ("3", {"case": 1, "option": 0}, CASE_WANTED),
        ("3", {"case": "a", "option": True}, CASE_WANTED),
        ("3", {"case": "c", "option": 0}, "không có trường hợp «c»; có «a», «b»"),
        ("3", {"case": "a", "option": 2}, "trường hợp «a» không có mức «2»"),
        ("9", 0, "không có trong phiếu"),
    ],
)
@pytest.mark.parametrize("partial", [False, True])
def test_a_fault_names_its_criterion(code, answer, reason, partial):
    with pytest.raises(AnswerError) as refused:
        parse_answers(SHEET, {**GOOD, code: answer}, partial=partial)

    assert [(fault.code, fault.reason) for fault in refused.value.faults] == [(code, reason)]
    assert (refused.value.code, refused.value.reason) == (code, reason)
    assert str(refused.value) == f"Tiêu chí {code}: {reason}"


def test_a_case_for_a_criterion_without_cases_is_refused():
    with pytest.raises(AnswerError, match="Tiêu chí 1: mức phải là số thứ tự từ 0 đến 2"):
        parse_answers(SHEET, {**GOOD, "1": {"case": "a", "option": 0}})


def test_all_faults_are_told_at_once():
    with pytest.raises(AnswerError) as refused:
        parse_answers(SHEET, {"x": 1, "1": 9})

    assert [fault.code for fault in refused.value.faults] == ["x", "1", "2", "3"]
    assert refused.value.faults[-1].reason == "chưa có câu trả lời"


def test_a_draft_may_miss_answers_and_says_which():
    read = parse_answers(SHEET, {"2": 1}, partial=True)

    assert (read.given, read.points, read.missing) == ({"2": 1}, (0, 5, 0), ("1", "3"))


@pytest.mark.parametrize("data", [None, [], "1.1", 3])
def test_answers_are_a_mapping(data):
    with pytest.raises(AnswerError, match="câu trả lời phải là một nhóm tiêu chí và mức") as refused:
        parse_answers(SHEET, data)

    assert refused.value.code is None


def test_flags_are_read():
    assert parse_flags(SHEET, {"1": "reject"}) == {"1": "reject"}
    assert parse_flags(SHEET, {}) == parse_flags(SHEET, None) == {}


@pytest.mark.parametrize(
    ("flags", "reason"),
    [
        ({"1": "stop"}, "Tiêu chí 1: kết luận phải là «reject», không phải «stop»"),
        ({"1": None}, "Tiêu chí 1: kết luận phải là «reject», không phải «None»"),
        ({"2": "reject"}, "Tiêu chí 2: không có điều kiện loại hoặc dừng đánh giá"),
        ({"8": "reject"}, "Tiêu chí 8: không có trong phiếu"),
        (["1"], "kết luận phải là một nhóm tiêu chí và «reject» hoặc «stop»"),
    ],
)
def test_a_flag_needs_a_gate_of_its_kind(flags, reason):
    with pytest.raises(AnswerError) as refused:
        parse_flags(SHEET, flags)

    assert str(refused.value) == reason


def test_every_sheet_reads_its_own_full_answers():
    for sheet in load_pack(NEW).sheets.values():
        assert sum(parse_answers(sheet, full(sheet)).points) == 100
