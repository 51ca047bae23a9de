"""The outline as a tree: nothing lost, everything in its place, numbers that run on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.domain.outline import normalise, parse_outline
from programs.domain.outline_tree import (
    POINT_LETTERS,
    Fault,
    Node,
    flatten,
    numbering_faults,
    parse_tree,
    renumber,
    write_tree,
)
from programs.domain.seeds_files import FOLDER, read_plan_file, seed_paths

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)
MARKS = ["", "1. ", "2.1. ", "3.2.1. ", "a) ", "đ) ", "w) ", "- ", "+ ", "-", "12. "]
OUTLINES = st.lists(st.tuples(st.sampled_from(MARKS), TEXT), max_size=12).map(
    lambda rows: "\n".join(mark + text for mark, text in rows)
)


def shape(nodes: list[Node]) -> list[object]:
    """Marks (or words) with those of their children."""
    return [(node.line.marker or node.line.text, shape(node.children)) for node in nodes]


@given(OUTLINES)
def test_text_to_tree_and_back_loses_nothing(text: str) -> None:
    tree = parse_tree(text)
    assert flatten(tree) == parse_outline(text)
    assert write_tree(tree) == normalise(text)
    assert write_tree(parse_tree(write_tree(tree))) == write_tree(tree)


@given(OUTLINES)
def test_renumbering_changes_marks_of_numbers_only_and_ends_the_faults(text: str) -> None:
    again = renumber(text)
    before, after = parse_outline(text), parse_outline(again)
    assert [(line.level, line.text) for line in before] == [(line.level, line.text) for line in after]
    assert numbering_faults(again) == []
    assert renumber(again) == again


def test_lines_stand_under_the_line_they_belong_to() -> None:
    text = "Mở đầu\n1. Một\nĐoạn\n1.1. Con\n- Gạch\n+ Cộng\na) Điểm\nĐoạn của điểm\n- Ý\n2. Hai\n+ Cộng"
    assert shape(parse_tree(text)) == [
        ("Mở đầu", []),
        (
            "1.",
            [
                ("Đoạn", []),
                ("1.1.", [("-", [("+", [])]), ("a)", [("Đoạn của điểm", []), ("-", [])])]),
            ],
        ),
        ("2.", [("+", [])]),
    ]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("1. a\n2. b\n3. c", []),
        ("1. a\n3. b\n4. c", [Fault(2, "3.", "2.")]),
        ("2. a", [Fault(1, "2.", "1.")]),
        ("1. a\n\n1.1. b\n1.3. c\n2. d", [Fault(4, "1.3.", "1.2.")]),
        ("1. a\n2.1. b", [Fault(2, "2.1.", "1.1.")]),
        ("1. a\n1.1.1. b\n1.1.2. c", []),
        ("2.1. a\n2.2. b", [Fault(1, "2.1.", "1.1.")]),
        ("a) x\nc) y", [Fault(2, "c)", "b)")]),
        ("d) x", [Fault(1, "d)", "a)")]),
        ("1. a\n1. b", [Fault(2, "1.", "2.")]),
        ("Gồm:\na) x\nb) y\nVà:\na) z", []),
        ("a) x\nb) y\na) z", [Fault(3, "a)", "c)")]),
        ("a) x\nw) y\nc) z", [Fault(2, "w)", "b)")]),
        ("- x\n+ y\nChữ thường", []),
    ],
)
def test_numbers_out_of_turn_are_told_once_with_what_should_stand_there(text: str, faults: list[Fault]) -> None:
    assert numbering_faults(text) == faults


def test_points_follow_the_vietnamese_alphabet() -> None:
    text = "\n".join(f"{letter}) x" for letter in POINT_LETTERS)
    assert numbering_faults(text) == []
    assert text.startswith("a) x\nb) x\nc) x\nd) x\nđ) x\ne) x\ng) x\nh) x\ni) x\nk) x")
    assert set("fjwz").isdisjoint(POINT_LETTERS)
    assert renumber("f) x\nj) y\nw) z") == "a) x\nb) y\nc) z"


def test_renumbering_goes_level_by_level() -> None:
    text = "3. a\n5.1. b\n5.3. c\nc) d\nx) e\n9. f\n1.1. g\n4.4.4. h"
    assert renumber(text) == "1. a\n1.1. b\n1.2. c\na) d\nb) e\n2. f\n2.1. g\n2.1.1. h"


def test_sections_of_the_real_plans_run_on() -> None:
    texts = [
        (path.stem, section["number"], section.get("body") or "")
        for path in seed_paths()
        for version in read_plan_file(FOLDER / path.name)["versions"]
        for section in version["sections"]
    ]
    assert len(texts) == 23
    assert [(name, number, found) for name, number, body in texts if (found := numbering_faults(body))] == []
