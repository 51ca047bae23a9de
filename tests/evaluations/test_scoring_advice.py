"""What would mend a rank; the nearest path is the least there is, proven against trying everything."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.domain.lawpacks import load_pack
from evaluations.domain.scoring import mends, nearest_path, parse_answers, score

from .scoring import BANDS, COMPLETE, NEW, OLD, full, leaf, make_sheet, random_answers, scored, with_points

PACK = load_pack(NEW)
HONEY, WATER, TOURISM = PACK.sheet(4), PACK.sheet(16), PACK.sheet(26)


def path_of(law, sheet, answers, star=None, partial=False):
    return nearest_path(law, sheet, parse_answers(sheet, answers, partial=partial), star)


def test_a_mark_not_met_is_mended_by_its_least_option():
    answers = full(HONEY, c3_5=1, c4_1=2)

    found = mends(PACK, HONEY, scored(PACK, HONEY, answers).failed_gates)

    assert [(row.criterion, row.star, row.needs, row.has) for row in found] == [
        ("3.5", 4, 2, 1),
        ("4.1", 4, 3, 2),
        ("4.1", 5, 5, 2),
    ]
    assert found[1].label == "Thị trường ngoài địa bàn cấp xã, có ≥ 5 đại diện/đại lý phân phối"
    assert found[0].title == "Sở hữu trí tuệ"
    assert found[0].article == "Quyết định 26/2026/QĐ-TTg, Phụ lục II, bộ sản phẩm 4, tiêu chí 3.5"


def test_a_mark_on_a_heading_is_mended_by_its_lowest_option_above_0():
    pack = load_pack(OLD)
    sheet = pack.sheet(4)

    (row,) = mends(pack, sheet, scored(pack, sheet, full(sheet) | {"3.6": None}).failed_gates)

    assert (row.criterion, row.star, row.needs) == (
        "3.6",
        4,
        min(o.points for o in sheet.criterion("3.6").options if o.points),
    )


def test_the_path_of_a_capped_product_is_its_mark():
    path = path_of(PACK, HONEY, full(HONEY, c3_5=1))

    assert (path.star, path.points_needed) == (4, 1)
    (step,) = path.steps
    assert (step.criterion, step.from_points, step.to_points, step.is_gate) == ("3.5", 1, 2, True)
    assert step.label.startswith("Các nhãn hiệu sử dụng trên bao bì, nhãn của sản phẩm được cấp Giấy chứng nhận")
    assert step.article == "Quyết định 26/2026/QĐ-TTg, Phụ lục II, bộ sản phẩm 4, tiêu chí 3.5"


@pytest.mark.parametrize(
    ("answers", "star", "steps"),
    [
        ({"1": 1, "2": 1, "3": 1}, 3, [("1", 10, 20)]),  # one criterion before two
        ({"1": 2, "2": 1, "3": 1}, 4, [("2", 10, 20), ("3", 20, 30)]),
        ({"1": None, "2": None, "3": None}, 2, [("3", 0, 30)]),
    ],
)
def test_equally_near_paths_take_the_fewest_then_the_first_criteria(answers, star, steps):
    sheet = make_sheet(leaf("1", [0, 10, 20]), leaf("2", [0, 10, 20]), leaf("3", [10, 20, 30]))

    path = path_of(BANDS, sheet, answers, star)

    assert [(step.criterion, step.from_points, step.to_points) for step in path.steps] == steps
    assert path.steps[0].article == f"Quyết định 1/QĐ, Phụ lục, bộ sản phẩm 1, tiêu chí {steps[0][0]}"


def test_there_is_no_path_above_five_stars_or_to_what_the_sheet_cannot_give():
    assert path_of(PACK, HONEY, full(HONEY)) is None
    assert path_of(BANDS, make_sheet(leaf("1", [10, 60])), {"1": 1}, 4) is None
    assert (
        path_of(
            BANDS,
            make_sheet(leaf("1", [0, 95], cases={"a": 1, "b": 1}, marks={1: 3})),
            {"1": {"case": "a", "option": 0}},
            3,
        )
        is None
    )


def test_a_star_already_reached_needs_nothing():
    path = path_of(PACK, HONEY, full(HONEY), 3)

    assert (path.star, path.points_needed, path.steps) == (3, 0, ())


def test_a_path_stays_in_the_case_chosen():
    answers = {one.code: None for _path, one in TOURISM.leaves()} | {"8": {"case": "b", "option": None}}

    path = path_of(PACK, TOURISM, answers, 5)

    labels = {option.label for option in TOURISM.criterion("8").options if option.case == "b"}
    assert next(step.label for step in path.steps if step.criterion == "8") in labels


def test_a_story_opens_what_was_answered_below_it():
    sheet = make_sheet(
        leaf("1", [0, 3]), leaf("2", [0, 40], applies_if={"code": "1", "min_points": 1}), leaf("3", [0, 10])
    )

    path = path_of(BANDS, sheet, {"1": 0, "2": 1, "3": 1}, 3)

    assert [(step.criterion, step.from_points, step.to_points) for step in path.steps] == [("1", 0, 3), ("2", 0, 40)]
    assert (path.points_needed, path.steps[1].label) == (43, "2: 40 điểm")


def test_a_mark_below_a_condition_asks_for_the_condition_too():
    marked = leaf("2", [0, 5], marks={1: 3}, applies_if={"code": "1", "min_points": 1})
    sheet = make_sheet(leaf("1", [0, 1]), marked, leaf("3", [94]))

    path = path_of(BANDS, sheet, {"1": 0, "2": 0, "3": 0})

    assert [(step.criterion, step.is_gate) for step in path.steps] == [("1", True), ("2", True)]


def test_water_that_stops_is_raised_out_of_0():
    path = path_of(PACK, WATER, full(WATER) | {"6.1": 0, "6.3": None})

    assert (path.star, [(step.criterion, step.to_points) for step in path.steps]) == (1, [("6.1", 3), ("6.3", 2)])


def test_a_draft_has_a_path():
    path = path_of(PACK, HONEY, {"1.1": 0}, 3, partial=True)

    assert path.points_needed == 50 - sum(parse_answers(HONEY, {"1.1": 0}, partial=True).points)


def raised(sheet, answers):
    """Every answer sheet that lowers nothing and keeps the cases."""
    rows = []
    for _path, one in sheet.leaves():
        now = answers[one.code]
        case = now["case"] if isinstance(now, dict) else None
        values = [option.points for option in one.options if option.case == case]
        number = now["option"] if isinstance(now, dict) else now
        points = 0 if number is None else values[number]
        higher = [number, *(index for index, value in enumerate(values) if value > points)]
        rows.append([(one.code, {"case": case, "option": each} if case else each) for each in higher])
    return [dict(row) for row in itertools.product(*rows)]


@st.composite
def small_sheets(draw):
    """Up to six criteria with marks, two cases and a condition; bands far down, so that all stars come up."""
    leaves = []
    for number in range(draw(st.integers(2, 5))):
        points = sorted(draw(st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True)))
        marks = {draw(st.integers(0, len(points) - 1)): draw(st.sampled_from([3, 4, 5]))} if draw(st.booleans()) else {}
        if max(points) == 0 or (marks and points[next(iter(marks))] == 0):
            marks = {}
        leaves.append(leaf(str(number), points, marks=marks))
    if draw(st.booleans()):
        condition = {"code": "0", "min_points": draw(st.integers(1, 3))}
        leaves.append(leaf("x", [0, 2, 3], marks={1: draw(st.sampled_from([3, 4]))}, applies_if=condition))
    if draw(st.booleans()):
        leaves.append(leaf("y", [1, 3, 2, 4], cases={"a": 2, "b": 2}))
    return make_sheet(*leaves)


@given(small_sheets(), st.randoms(use_true_random=False), st.sampled_from([None, 2, 3, 4, 5]))
@settings(max_examples=150)
def test_no_way_to_the_star_is_nearer(sheet, draw, star):
    bands = {5: 14, 4: 10, 3: 6, 2: 3, 1: 0}
    answers = random_answers(draw, sheet, good=0)
    now = scored(bands, sheet, answers)
    wanted = star or now.star + 1

    path = path_of(bands, sheet, answers, star)

    ways = [found for one in raised(sheet, answers) if (found := scored(bands, sheet, one)).star >= wanted]
    assert (path is None) == (not ways or wanted > 5)
    if path is not None:
        costs = [
            (way.total - now.total, sum(way.points[code] != now.points[code] for code in now.points)) for way in ways
        ]
        assert (path.points_needed, len(path.steps)) == min(costs)
        assert sum(step.to_points - step.from_points for step in path.steps) == path.points_needed


@pytest.mark.parametrize(("code", "number"), COMPLETE)
def test_walking_the_path_gives_the_star(code, number):
    pack = load_pack(code)
    sheet = pack.sheet(number)
    draw = random.Random(number)
    for star in (3, 4, 5):
        answers = random_answers(draw, sheet, good=0.2)
        now = scored(pack, sheet, answers)
        path = path_of(pack, sheet, answers, star)
        for step in path.steps:
            one = sheet.criterion(step.criterion)
            labels = [
                option.label for option in one.options if not one.cases or option.case == answers[one.code]["case"]
            ]
            index = labels.index(step.label)
            answers[one.code] = answers[one.code] | {"option": index} if one.cases else index
        after = scored(pack, sheet, answers)
        assert after.star >= star
        assert after.total - now.total == path.points_needed


def test_the_next_star_is_one_more():
    answers = with_points(HONEY, 69)

    path = path_of(PACK, HONEY, answers)

    assert (score(PACK, HONEY, parse_answers(HONEY, answers)).star, path.star) == (3, 4)
