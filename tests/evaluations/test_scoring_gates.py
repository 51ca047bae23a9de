"""Each mark of each set, one option below, on and above. The marks are read by hand (tests/data/lawpacks/gates.txt)."""

import pytest

from evaluations.domain.lawpacks import load_pack
from evaluations.domain.scoring import FailedGate

from .scoring import COMPLETE, NEW, full, scored
from .test_lawpacks_gates import PACKS, read_by_hand

DECISIONS = {code: decision for decision, code in PACKS.items()}


def marks_of(code, number):
    """(criterion, star, least points)."""
    for (decision, product_set, criterion), marks in read_by_hand().items():
        if (decision, product_set) == (DECISIONS[code], number):
            yield from ((criterion, star, least) for star, least in marks.items())


def expected(marks, criterion, has):
    """(star, failed gates) of a sheet with everything at its top but one criterion."""
    failed = sorted((star, least) for code, star, least in marks if code == criterion and has < least)
    lowest = min((star for star, _least in failed), default=6)
    gates = tuple(FailedGate(criterion, star, least, has) for star, least in failed)
    return (5 if lowest == 6 else max(lowest - 1, 2)), gates


@pytest.mark.parametrize(("code", "number"), COMPLETE)
def test_each_mark_one_option_below_on_and_above(code, number):
    pack = load_pack(code)
    sheet, marks = pack.sheet(number), list(marks_of(code, number))
    tried = set()
    for criterion, _star, least in marks:
        options = [option.points for option in sheet.criterion(criterion).options]
        assert least in options, (criterion, least)
        for answer in [None, *range(len(options))]:
            has = 0 if answer is None else options[answer]
            found = scored(pack, sheet, full(sheet) | {criterion: answer})
            if found.excluded:  # a sense of 0 in set 16: tests of exclusion
                assert (code, number, has) == (NEW, 16, 0)
                continue
            tried.add((criterion, (has > least) - (has < least)))
            assert (found.star, found.failed_gates) == expected(marks, criterion, has), (criterion, answer)
    assert {criterion for criterion, side in tried if side == -1} == {mark[0] for mark in marks}
    assert {criterion for criterion, side in tried if side == 0} == {mark[0] for mark in marks}


@pytest.mark.parametrize(("code", "number"), COMPLETE)
def test_the_lowest_failed_mark_caps(code, number):
    pack = load_pack(code)
    sheet = pack.sheet(number)
    for star in sorted({star for _criterion, star, _least in marks_of(code, number)}):
        below = {}
        for criterion, mark, least in marks_of(code, number):
            if mark >= star:  # as low as the marks below allow, so that all of `star` and above fail
                lower = [needs for code_, other, needs in marks_of(code, number) if code_ == criterion and other < star]
                below[criterion] = min(below.get(criterion, least), max(lower, default=0))
        found = scored(pack, sheet, full(sheet) | answers(sheet, below))
        assert found.star == min(max(star - 1, 2), found.band_star)


def answers(sheet, points):
    found = {}
    for code, value in points.items():
        values = [option.points for option in sheet.criterion(code).options]
        found[code] = values.index(value) if value in values else None
    return found
