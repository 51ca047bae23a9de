"""No export holds a live formula, and every export reads back unchanged."""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.spreadsheets import Column, read_table, write_csv, write_xlsx
from ocop.spreadsheets.csvread import read_csv
from ocop.spreadsheets.limits import Limits
from ocop.spreadsheets.writer import is_dangerous

PAYLOADS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
    '=IMPORTXML("http://x","//a")',
    "=DDE(A1)",
    "+1+1",
    "+84 912 345 678",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "--5",
    "@SUM(A1)",
    "@echo",
    "\t=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "|calc",
    "%0A=1",
    "'=1+1",
    "''=1+1",
    "' =1+1",
    "=",
    "+",
    "-",
    "@",
    "=A1:XFD1048576",
    "=1+1;=2",
    '"=1+1"',
    "=\u202e1",
    "-Mật ong",
    "=SUM(1,2)*cmd",
    "+cmd|'/C notepad'!'A1'",
    "=WEBSERVICE(A1)",
    "\u3000=1",
    "{=1+1}",
    "#REF!",
    "#N/A",
    "'quoted'",
    "016438",
    "1e5",
]
COLUMNS = [Column("Tên"), Column("=Tiêu đề nguy hiểm"), Column("Số")]


def rows() -> list[tuple[str, str, int]]:
    return [(f"Dòng {number}", text, number) for number, text in enumerate(PAYLOADS)]


def test_no_cell_of_an_xlsx_is_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(COLUMNS, rows(), notes=["=1+1"])))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert {cell.value for cell in cells if cell.quotePrefix} >= {text for text in PAYLOADS if is_dangerous(text)}


def test_no_cell_of_a_csv_starts_a_formula() -> None:
    text = write_csv(COLUMNS, rows()).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert [cell for cell in cells if not cell.startswith("'") and is_dangerous(cell)] == []


@pytest.mark.parametrize(("write", "name"), [(write_xlsx, "a.xlsx"), (write_csv, "a.csv")])
def test_payloads_come_back_unchanged(write: Any, name: str) -> None:
    reading = read_table(write(COLUMNS, rows()), name)
    assert reading.faults == []
    assert reading.table is not None
    assert [row.cells[1].value for row in reading.table.rows] == PAYLOADS
    assert reading.table.header == [column.title for column in COLUMNS]


@pytest.mark.parametrize(("write", "name"), [(write_xlsx, "a.xlsx"), (write_csv, "a.csv")])
def test_numbers_dates_and_blanks(write: Any, name: str) -> None:
    columns = [Column(letter) for letter in "abcdef"]
    reading = read_table(write(columns, [(5, Decimal("1.5"), date(2025, 2, 24), None, True, "")]), name)
    assert reading.table is not None
    row = reading.table.rows[0]
    assert [row.text(index) for index in range(6)] == ["5", "1.5", "24/02/2025", "", "1", ""]


def test_characters_no_spreadsheet_can_hold_are_left_out() -> None:
    assert read_table(write_xlsx([Column("a")], [["x\x00\x07y"]]), "a.xlsx").table.rows[0].text(0) == "xy"  # type: ignore[union-attr]


@settings(max_examples=150)
@given(st.lists(st.text(alphabet="=+-@'\t\n ,;\"ăđ1＝|%", max_size=8), min_size=1, max_size=6))
def test_any_text_survives_csv(texts: list[str]) -> None:
    columns = [Column(f"c{index}") for index in range(len(texts) + 1)]
    back = read_csv(write_csv(columns, [["x", *texts]]), Limits())
    assert back[1] == ["x", *texts]
