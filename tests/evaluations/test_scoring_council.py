"""Several sheets: exact means at every boundary, gates and exclusions by conclusion, the spread, what is shown."""

from fractions import Fraction

import pytest

from evaluations.domain.lawpacks import load_pack
from evaluations.domain.scoring import (
    ConclusionError,
    Conclusions,
    Excluded,
    FailedGate,
    council_score,
    exclusion,
    gate_majorities,
    ground_majorities,
    majority_conclusions,
    shown_total,
    spread_pairs,
)

from .scoring import BANDS, NEW, full, leaf, make_sheet, scored, with_points

PACK = load_pack(NEW)
HONEY, SNACK, WATER = PACK.sheet(4), PACK.sheet(7), PACK.sheet(16)
UNMARKED = make_sheet(leaf("1", list(range(101))))
ONE_MARK = make_sheet(leaf("1", [0, 1, 2, 3, 20], marks={3: 4}), leaf("2", [0, 80]))


def sheets_of(totals):
    return [scored(BANDS, UNMARKED, {"1": total}) for total in totals]


@pytest.mark.parametrize(
    ("totals", "mean", "star", "shown"),
    [
        ([49] + 99 * [50], Fraction("49.99"), 2, "49,99"),
        ([50], Fraction(50), 3, "50,00"),
        ([69] + 99 * [70], Fraction("69.99"), 3, "69,99"),
        ([69] + 249 * [70], Fraction("69.996"), 3, "69,99"),
        ([70, 70], Fraction(70), 4, "70,00"),
        ([70, 69, 71], Fraction(70), 4, "70,00"),
        ([89] + 99 * [90], Fraction("89.99"), 4, "89,99"),
        ([90], Fraction(90), 5, "90,00"),
        ([29, 30, 30], Fraction(89, 3), 1, "29,66"),
        ([30], Fraction(30), 2, "30,00"),
        (8 * [90] + [89], Fraction(809, 9), 4, "89,88"),
        ([0], Fraction(0), 1, "0,00"),
    ],
)
def test_the_mean_is_compared_as_it_is(totals, mean, star, shown):
    found = council_score(BANDS, UNMARKED, sheets_of(totals))

    assert (found.total, found.points_sum, found.count) == (mean, sum(totals), len(totals))
    assert (found.band_star, found.star, shown_total(found.total)) == (star, star, shown)
    assert found.parts == {"A": mean}
    assert found.means == {"1": mean}


def test_what_is_shown_is_cut_off():
    assert [shown_total(Fraction(*pair)) for pair in [(69996, 1000), (69999, 1000), (200, 3), (81, 1), (161, 2)]] == [
        "69,99",
        "69,99",
        "66,66",
        "81,00",
        "80,50",
    ]
    assert shown_total(100) == "100,00"


@pytest.mark.parametrize(("total", "star"), [(49, 2), (50, 3), (69, 3), (70, 4), (89, 4), (90, 5)])
def test_real_sheets_with_their_marks_at_each_boundary(total, star):
    found = council_score(PACK, HONEY, 3 * [scored(PACK, HONEY, with_points(HONEY, total))])

    assert (found.total, found.star) == (total, star)


def test_a_mean_just_below_70_with_all_marks_is_three_stars():
    above, below = (scored(PACK, HONEY, with_points(HONEY, total)) for total in (70, 69))
    conclusions = majority_conclusions(HONEY, [above])

    found = council_score(PACK, HONEY, 99 * [above] + [below], conclusions)

    assert (found.total, found.band_star, found.star) == (Fraction("69.99"), 3, 3)


def nine(low, high=9):
    """Nine sheets of 83 or 82 points, `low` of them one point below the mark."""
    chosen = [2] * low + [3] * (high - low)
    return [scored(BANDS, ONE_MARK, {"1": option, "2": 1}) for option in chosen]


@pytest.mark.parametrize(
    ("low", "of", "met_by", "star"),
    [(0, 9, 9, 4), (1, 9, 8, 4), (4, 9, 5, 4), (5, 9, 4, 3), (5, 10, 5, 3), (4, 10, 6, 4), (1, 2, 1, 3)],
)
def test_a_mark_is_met_by_more_than_half(low, of, met_by, star):
    scores = nine(low, of)

    (row,) = gate_majorities(ONE_MARK, scores)

    assert (row.criterion, row.star, row.needs, row.met_by, row.of) == ("1", 4, 3, met_by, of)
    assert row.mean == Fraction(3 * of - low, of)
    assert row.is_met is (star == 4)
    found = council_score(BANDS, ONE_MARK, scores)
    assert (found.band_star, found.star) == (4, star)
    assert found.failed_gates == (() if star == 4 else (FailedGate("1", 4, 3, row.mean),))


@pytest.mark.parametrize(("low", "met", "star"), [(9, True, 4), (0, False, 3)])
def test_the_council_concludes_against_the_majority(low, met, star):
    found = council_score(BANDS, ONE_MARK, nine(low), Conclusions({("1", 4): met}))

    assert found.star == star


@pytest.mark.parametrize(
    ("gates", "fault"),
    [
        ({}, "Tiêu chí 1: chưa kết luận điều kiện 4 sao"),
        ({("1", 4): True, ("2", 3): True}, "Tiêu chí 2: phiếu không có điều kiện 3 sao"),
    ],
)
def test_conclusions_fit_the_sheet(gates, fault):
    with pytest.raises(ConclusionError) as refused:
        council_score(BANDS, ONE_MARK, nine(0), Conclusions(gates))

    assert (refused.value.faults, str(refused.value)) == ((fault,), fault)


def test_marks_above_the_band_need_no_conclusion():
    low = [scored(BANDS, ONE_MARK, {"1": 3, "2": 0})]

    assert council_score(BANDS, ONE_MARK, low, Conclusions({})).star == 1


def test_a_council_without_sheets_has_no_rank():
    with pytest.raises(ValueError, match="no sheet"):
        council_score(BANDS, ONE_MARK, [])


@pytest.mark.parametrize(("said", "of", "is_out"), [(5, 9, True), (4, 9, False), (2, 4, False), (3, 4, True)])
def test_an_exclusion_needs_more_than_half(said, of, is_out):
    flagged = scored(PACK, SNACK, full(SNACK), {"1.1": "reject"})
    scores = [flagged] * said + [scored(PACK, SNACK, full(SNACK))] * (of - said)

    (row,) = ground_majorities(SNACK, scores)
    found = council_score(PACK, SNACK, scores)

    assert (row.ground, row.said_by, row.of, row.is_concluded) == (flagged.excluded, said, of, is_out)
    assert (found.star, found.excluded) == ((None, flagged.excluded) if is_out else (5, None))
    assert found.total == 100


def test_grounds_are_counted_one_by_one_and_rejection_stands_first():
    stop = scored(PACK, SNACK, full(SNACK), {"6.1": "stop"})
    both = scored(PACK, SNACK, full(SNACK), {"6.1": "stop", "2.1": "reject"})

    rows = ground_majorities(SNACK, [stop, both, both])

    assert [(row.ground.criterion, row.said_by) for row in rows] == [("2.1", 2), ("6.1", 3)]
    assert council_score(PACK, SNACK, [stop, both, both]).excluded.kind == "reject"


def test_water_stops_by_the_majority_on_one_sense():
    stopped, fine = (scored(PACK, WATER, full(WATER) | {"6.2": option}) for option in (0, 1))

    assert council_score(PACK, WATER, [stopped, fine, stopped]).excluded.criterion == "6.2"
    assert council_score(PACK, WATER, [stopped, fine, fine]).excluded is None


def test_a_ground_as_the_council_concludes_it():
    note = "Nếu được 0 điểm tại một trong các chỉ tiêu trên, sẽ không đánh giá các bước tiếp theo."

    assert exclusion(WATER, "6.1", "stop") == Excluded("stop", "6.1", note)
    assert exclusion(WATER, "6.4", "stop") == Excluded("stop", "6.4", note)
    assert exclusion(SNACK, "1.1", "reject").reason.startswith("Bị loại nếu sử dụng toàn bộ nguyên liệu nhập khẩu")
    for criterion, kind in [("6.1", "reject"), ("7", "stop"), ("99", "stop")]:
        with pytest.raises(ConclusionError, match=f"Tiêu chí {criterion} không có điều kiện «{kind}»"):
            exclusion(WATER, criterion, kind)


@pytest.mark.parametrize(
    ("totals", "limit", "pairs"),
    [
        ({"a": 80, "b": 70}, 10, ()),
        ({"a": 80, "b": 69}, 10, (("a", "b"),)),
        ({"a": 60, "b": 71, "c": 75, "d": 65}, 10, (("a", "b"), ("a", "c"))),
        ({"a": 60}, 10, ()),
        ({"a": 60, "b": 60}, 0, ()),
    ],
)
def test_pairs_beyond_the_spread(totals, limit, pairs):
    assert spread_pairs(totals, limit) == pairs
