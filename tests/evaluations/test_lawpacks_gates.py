"""The marks on the sheets: equal to a reading by hand, each shown by some kind of evidence."""

from pathlib import Path

import pytest

from evaluations.domain.lawpacks import load_pack
from evaluations.domain.lawpacks.requirements import requirements_of, shown_by
from products.enums import DossierKind, EvidenceKind

PACKS = {"26": "qd-26-2026", "148": "qd-148-2023"}
SHEETS = [(decision, number) for decision in PACKS for number in range(1, 27)]
FILE = Path(__file__).parents[1] / "data" / "lawpacks" / "gates.txt"


def read_by_hand():
    """(decision, set, criterion) → {star: least points}."""
    found = {}
    for line in FILE.read_text().splitlines():
        if line.startswith("#"):
            continue
        decision, number, star, gate = line.split(";")
        code, points = gate.split("≥")
        found.setdefault((decision, int(number), code), {})[int(star)] = int(points)
    for number in range(1, 27):  # printed on the heading: any option above 0 (rules.md §7.4)
        found[("148", number, "3.6")] = {4: 1}
    return found


@pytest.mark.parametrize("star", [3, 4, 5])
@pytest.mark.parametrize(("decision", "number"), SHEETS)
def test_gates_are_those_read_by_hand(decision, number, star):
    wanted = {}
    for (other, product_set, code), marks in read_by_hand().items():
        needs = [points for mark, points in marks.items() if mark <= star]
        if (other, product_set) == (decision, number) and needs:
            wanted[code] = (max(needs), min(marks))

    leaves = [leaf for _path, leaf in load_pack(PACKS[decision]).sheet(number).leaves()]
    gates = {leaf.code: (leaf.needed_points(star), leaf.first_star()) for leaf in leaves}

    assert {code: gate for code, gate in gates.items() if gate[0] is not None} == wanted


@pytest.mark.parametrize(("decision", "number"), SHEETS)
def test_every_gate_is_shown_by_some_paper_or_the_samples(decision, number):
    pack = load_pack(PACKS[decision])
    for path, leaf in pack.sheet(number).leaves():
        if leaf.first_star() is None:
            continue
        shown = shown_by(path)
        assert shown is not None, path
        assert shown.by_samples != bool(shown.evidence), path
        assert not (shown.by_samples and number == 26), path


@pytest.mark.parametrize(
    ("number", "code", "kind"),
    [
        (4, "3.5", EvidenceKind.INTELLECTUAL_PROPERTY),
        (4, "4.1", EvidenceKind.MARKET),
        (4, "10", EvidenceKind.QUALITY_SYSTEM),
        (1, "9", EvidenceKind.QUALITY_DECLARATION),
        (18, "6", EvidenceKind.TEST_REPORT),
        (26, "3.4", EvidenceKind.GROWTH),
    ],
)
def test_the_first_kind_suggested_is_the_row_of_form_02(number, code, kind):
    needs = requirements_of(load_pack("qd-26-2026"), number, DossierKind.FIRST, 5)

    assert next(need for need in needs if need.key == f"criterion:{code}").kinds[0] == kind


def test_a_criterion_of_no_sheet_is_shown_by_nothing():
    assert shown_by(("Mục lạ", "Tiêu chí lạ")) is None


@pytest.mark.parametrize("pack", PACKS.values())
def test_higher_stars_need_no_less(pack):
    for number in range(1, 27):
        for _path, leaf in load_pack(pack).sheet(number).leaves():
            needs = [leaf.needed_points(star) or 0 for star in (2, 3, 4, 5)]
            assert needs == sorted(needs)
            assert needs[0] == 0
