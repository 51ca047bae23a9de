"""Spreadsheets with merged headers: the merges, no live formula, figures as numbers."""

import io
from datetime import date

import openpyxl
import pytest

from ocop.spreadsheets.merged import Head, spans, write_merged_xlsx

HEADER = (
    (Head("TT", rowspan=2), Head("Đơn vị", rowspan=2), Head("Trong đó", colspan=2), Head("Ngày", rowspan=2)),
    (Head("5 sao"), Head("4 sao")),
)


def test_cells_of_the_header_begin_where_room_is_left() -> None:
    found = [(row, column, head.text) for row, column, head in spans(HEADER, 5)]
    first = [(1, 1, "TT"), (1, 2, "Đơn vị"), (1, 3, "Trong đó"), (1, 5, "Ngày")]
    assert found == [*first, (2, 3, "5 sao"), (2, 4, "4 sao")]


def test_a_header_wider_than_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="không khớp"):
        spans(HEADER, 4)


def test_the_sheet_has_the_merges_and_no_formula() -> None:
    rows = [["", "Tổng số", 3, None, None], [1, "=1+1", 3, None, date(2026, 3, 5)]]
    data = write_merged_xlsx(HEADER, [5, 30, 8, 8, 12], rows, title="Bảng", bold=frozenset({0}))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:A2", "B1:B2", "C1:D1", "E1:E2"]
    assert [cell.value for cell in sheet[3]] == [None, "Tổng số", 3, None, None]
    assert (sheet["B4"].value, sheet["B4"].data_type, sheet["B4"].quotePrefix) == ("=1+1", "s", True)
    assert (sheet["B3"].font.b, sheet["B4"].font.b, sheet.freeze_panes) == (True, False, "A3")
    assert sheet["E4"].number_format == "dd/mm/yyyy"
