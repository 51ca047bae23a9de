"""What holds for any sheet: more never gives less, the star keeps below its band, a second reckoning agrees."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.domain.lawpacks import load_pack
from evaluations.domain.scoring import council_score, gate_majorities, majority_conclusions, shown_total

from .scoring import BANDS, COMPLETE, NEW, naive, options, random_answers, scored

SHEETS = st.sampled_from(COMPLETE)
DRAWS = st.randoms(use_true_random=False)


def rank(found):
    """An exclusion is below every star."""
    return found.star or 0


def some_flags(draw, sheet):
    gates = {one.code: one.gate for _path, one in sheet.leaves() if one.gate}
    return {code: kind for code, kind in gates.items() if draw.random() < 0.1}


@pytest.mark.parametrize("seed", range(20))
def test_the_engine_equals_a_naive_recomputation_on_2000_sheets(seed):
    draw = random.Random(seed)
    stars = set()
    for _time in range(100):
        code, number = draw.choice(COMPLETE)
        pack = load_pack(code)
        sheet = pack.sheet(number)
        answers, flags = random_answers(draw, sheet, draw.choice([0.3, 0.8, 0.97])), some_flags(draw, sheet)

        found = scored(pack, sheet, answers, flags)

        total, parts, band, star, unmet = naive(code, number, answers, flags)
        assert (found.total, found.parts, found.band_star, found.star) == (total, parts, band, star), answers
        assert {tuple(gate) for gate in found.failed_gates} == unmet
        assert len(found.failed_gates) == len(unmet)
        stars.add(star)
    assert stars >= {None, 2, 3, 5}


@given(SHEETS, DRAWS, st.floats(0, 1))
@settings(max_examples=200)
def test_raising_an_option_never_lowers_total_or_star(which, draw, good):
    pack, number = load_pack(which[0]), which[1]
    sheet = pack.sheet(number)
    answers, flags = random_answers(draw, sheet, good), some_flags(draw, sheet) if draw.random() < 0.2 else {}
    before = scored(pack, sheet, answers, flags)
    for _path, one in sheet.leaves():
        now = answers[one.code]
        case = now["case"] if isinstance(now, dict) else None
        number_now = now["option"] if isinstance(now, dict) else now
        nearest = 0 if number_now is None else number_now + 1
        if nearest >= len(options(one, case)):
            continue
        more = {**answers, one.code: {"case": case, "option": nearest} if case else nearest}
        after = scored(pack, sheet, more, flags)
        assert after.total >= before.total, one.code
        assert rank(after) >= rank(before), one.code
        assert all(after.points[code] >= points for code, points in before.points.items())


@given(SHEETS, DRAWS, st.floats(0, 1))
@settings(max_examples=200)
def test_the_star_never_exceeds_the_band(which, draw, good):
    pack = load_pack(which[0])
    sheet = pack.sheet(which[1])

    found = scored(pack, sheet, random_answers(draw, sheet, good))

    assert rank(found) <= found.band_star
    assert 0 <= found.total <= 100
    assert all(0 <= found.points[one.code] <= one.max for _path, one in sheet.leaves())
    assert (found.star == found.band_star) == (not found.failed_gates and not found.excluded)
    assert [gate.star for gate in found.failed_gates] == sorted(gate.star for gate in found.failed_gates)
    assert all(3 <= gate.star <= found.band_star and gate.has < gate.needs for gate in found.failed_gates)


@given(SHEETS, DRAWS, st.integers(1, 12))
@settings(max_examples=80)
def test_a_council_keeps_between_its_members(which, draw, members):
    pack = load_pack(which[0])
    sheet = pack.sheet(which[1])
    scores = [scored(pack, sheet, random_answers(draw, sheet, 0.9)) for _member in range(members)]

    found = council_score(pack, sheet, scores)

    assert min(one.total for one in scores) <= found.total <= max(one.total for one in scores)
    assert found.total * members == sum(one.total for one in scores) == found.points_sum
    assert sum(found.means.values()) == sum(found.parts.values()) == found.total
    assert rank(found) <= found.band_star
    assert found == council_score(pack, sheet, scores[::-1], majority_conclusions(sheet, scores))
    if all(one == scores[0] for one in scores):
        assert (found.star, found.total) == (scores[0].star, scores[0].total)
    for row in gate_majorities(sheet, scores):
        assert row.met_by == sum(one.points[row.criterion] >= row.needs for one in scores)


@given(st.fractions(0, 100))
def test_what_is_shown_is_in_the_band_it_reached(value):
    text = shown_total(value)
    whole, hundredths = map(int, text.split(","))

    assert 0 <= value * 100 - (whole * 100 + hundredths) < 1
    assert all((whole >= least) == (value >= least) for least in BANDS.values())


def test_the_packs_asked_are_the_complete_sheets():
    assert len(COMPLETE) == 48
    assert len([row for row in COMPLETE if row[0] == NEW]) == 26
