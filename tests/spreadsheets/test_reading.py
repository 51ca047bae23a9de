"""What a good file gives, and the faults of a readable file: each names row, column and header."""

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from ocop.spreadsheets import Column, Limits, Reading, column_letter, read_table, write_xlsx

from . import hostile as h


def made(*rows: list[Any], merge: str = "") -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def faults(reading: Reading) -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in reading.faults]


def values(reading: Reading) -> list[list[Any]]:
    assert reading.table is not None
    return [[cell.value for cell in row.cells] for row in reading.table.rows]


def test_types_survive() -> None:
    row = ["016438", 5, 1.5, date(2025, 2, 24), datetime(2025, 2, 24, 10, 30), True, None]
    reading = read_table(made(list("abcdefg"), row), "a.xlsx")
    assert (reading.faults, values(reading)) == ([], [row])


def test_text_of_cells_is_what_a_person_typed() -> None:
    row = [5, 1.5, date(2025, 2, 4), datetime(2025, 2, 4, 10, 30), True, " x ", None]
    reading = read_table(made(list("abcdefg"), row), "a.xlsx")
    assert reading.table is not None
    texts = [reading.table.rows[0].text(index) for index in range(8)]
    assert texts == ["5", "1.5", "04/02/2025", "04/02/2025 10:30:00", "1", "x", "", ""]


def test_empty_rows_are_left_out_and_numbers_kept() -> None:
    reading = read_table(made([], ["a"], [], ["1"], [None], ["2"]), "a.xlsx")
    assert reading.table is not None
    assert (reading.table.header, [row.number for row in reading.table.rows]) == (["a"], [4, 6])


def test_text_becomes_nfc() -> None:
    reading = read_table(made(["a"], ["Ho\u0300a"]), "a.xlsx")
    assert values(reading) == [["Hòa"]]


def test_formulas_are_named() -> None:
    reading = read_table(made(["Tên", "Sao"], ["=1+1", 3], ["x", "=A2"]), "a.xlsx")
    assert faults(reading) == [("formula", "Dòng 2, cột A (Tên)"), ("formula", "Dòng 3, cột B (Sao)")]


def test_merged_cells_are_named() -> None:
    reading = read_table(made(["Tên", "Sao"], ["x", 3], ["y", 4], merge="A2:A3"), "a.xlsx")
    assert faults(reading) == [("merged", "Dòng 2, cột A (Tên)")]
    assert "A2:A3" in reading.faults[0].message


def test_error_values_are_named() -> None:
    row = '<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2"><v>3</v></c></row>'
    head = f'<row r="1">{h.inline("A1", "Tên")}{h.inline("B1", "Sao")}</row>'
    assert faults(read_table(h.workbook(h.sheet(head + row)), "a.xlsx")) == [("error_value", "Dòng 2, cột A (Tên)")]


def test_other_sheets_may_hold_formulas() -> None:
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.active.append(["1"])
    book.create_sheet("Khác").append(["=1+1"])
    out = io.BytesIO()
    book.save(out)
    assert read_table(out.getvalue(), "a.xlsx").ok


def test_many_faults_of_a_kind_are_bounded() -> None:
    reading = read_table(made(["a"], *[["=1"]] * 30), "a.xlsx", Limits(max_reported=5))
    assert [fault.code for fault in reading.faults] == ["formula"] * 5 + ["more_like_this"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["a", "A"], [1, 2]], [("duplicate_header", "Dòng 1, cột B (A)")]),
        ([["a", None], [1, 2]], [("nameless_column", "Dòng 1, cột B")]),
        ([["a"]], [("no_rows", "Cả tệp")]),
        ([], [("empty_file", "Cả tệp")]),
    ],
)
def test_headers(rows: list[list[Any]], expected: list[tuple[str, str]]) -> None:
    assert faults(read_table(made(*rows), "a.xlsx")) == expected


@pytest.mark.parametrize(
    "data",
    [
        "Tên,Sao\nMật ong,3\n".encode(),
        "\ufeffTên;Sao\r\nMật ong;3\r\n".encode(),
        "Tên\tSao\rMật ong\t3\r".encode(),
        "sep=;\nTên;Sao\nMật ong;3\n".encode(),
        "Tên\tSao\nMật ong\t3\n".encode("utf-16"),
        '"Tên","Sao"\n"Mật ong","3"\n'.encode(),
    ],
)
def test_csv_in_every_common_shape(data: bytes) -> None:
    reading = read_table(data, "A.CSV")
    assert reading.table is not None
    assert (reading.table.header, values(reading), reading.faults) == (["Tên", "Sao"], [["Mật ong", "3"]], [])


def test_rows_at_and_above_the_limit() -> None:
    limits = Limits(max_rows=3)
    columns = [Column("a")]
    assert read_table(write_xlsx(columns, [["x"]] * 3), "a.xlsx", limits).ok
    refused = read_table(write_xlsx(columns, [["x"]] * 4), "a.xlsx", limits).faults[0]
    assert refused.message == "Tệp có hơn 3 dòng. Hãy chia thành nhiều tệp, mỗi tệp không quá 3 dòng."


def test_fault_as_dict() -> None:
    fault = read_table(made(["Tên"], ["=1"]), "a.xlsx").faults[0]
    assert fault.as_dict() == {
        "row": 2,
        "column": "A",
        "header": "Tên",
        "code": "formula",
        "message": "Ô chứa công thức. Hãy sao chép rồi dán lại thành giá trị.",
        "where": "Dòng 2, cột A (Tên)",
    }


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (16384, "XFD")])
def test_column_letters(number: int, letters: str) -> None:
    assert column_letter(number) == letters
