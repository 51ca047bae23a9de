"""The checks of the child, run here: each hostile file is refused before the parser would see it."""

from collections.abc import Callable

import pytest

from ocop.spreadsheets import Limits, Reading, read_table
from ocop.spreadsheets.child import encode, examine
from ocop.spreadsheets.writer import Column, write_xlsx

from . import hostile as h
from .test_hostile import CSV, XLSX

LIMITS = Limits()
ELSEWHERE = {"too-large", "shared-strings"}
"""Refused by the parent, or only by the limits of the process."""
CASES = [(name, code, build, "a.xlsx") for name, code, build in XLSX if name not in ELSEWHERE]
CASES += [(f"csv-{name}", code, build, "a.csv") for name, code, build in CSV]


@pytest.mark.parametrize(("code", "build", "name"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_refused_before_parsing(code: str, build: Callable[[], bytes], name: str) -> None:
    (answer,) = examine(build(), name, LIMITS)
    assert answer["refused"]["code"] == code


def test_a_good_file_passes_the_same_checks() -> None:
    rows, answer = examine(write_xlsx([Column("a"), Column("b")], [["x", 1]], notes=["=1"]), "a.xlsx", LIMITS)
    assert (answer["kind"], rows) == ("xlsx", [["a", "b"], ["x", 1]])


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ({"max_total_chars": 10}, "too_heavy"),
        ({"max_cell_chars": 5}, "cell_too_long"),
        ({"max_rows": 0}, "too_many_rows"),
    ],
)
def test_what_is_read_is_bounded(limits: dict[str, int], code: str) -> None:
    data = write_xlsx([Column("Tiêu đề dài")], [["một giá trị"]])
    (answer,) = examine(data, "a.xlsx", LIMITS._replace(**limits))
    assert answer["refused"]["code"] == code


def test_numbers_that_are_none_become_text() -> None:
    assert [encode(value) for value in (float("nan"), 2.0, 2.5, 1e300, "")] == ["nan", 2, 2.5, 1e300, None]


def test_a_workbook_of_hidden_sheets_only_is_refused() -> None:
    reading: Reading = read_table(
        h.workbook(workbook=h.WORKBOOK.replace("<sheet ", '<sheet state="hidden" ')), "a.xlsx"
    )
    assert [fault.code for fault in reading.faults] == ["not_a_workbook"]
