"""Registers as offices keep them: the layout of TP.HCM's sheet "Loc" (reports.md §13), made with openpyxl."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl

HEAD = "TT; Tên SP; Nhóm SP; Loại hình; Chủ thể; Xã/phường; Địa chỉ; Người đại diện; Điện thoại; Hạng sao hiện tại"
TOP = [*HEAD.split("; "), "Ngày hết hạn", "Lần 1", *[""] * 4, "Lần 2/nâng hạng", *[""] * 4, "Ghi chú"]
UNDER = ["sao", "ngày", "năm", "số QĐ", "cơ quan"]
MERGED = ["L3:P3", "Q3:U3", *(f"{letter}3:{letter}4" for letter in "ABCDEFGHIJKV")]
FIRST = (3, date(2024, 6, 3), 2024, "11/QĐ-UBND", "UBND huyện Củ Chi")
SECOND = (4, date(2025, 6, 3), 2025, "22/QĐ-UBND", "UBND Thành phố Hồ Chí Minh")
NOTHING = (None,) * 5


def line(
    place: Any, number: int = 1, *, first: Sequence[Any] = FIRST, second: Sequence[Any] = NOTHING, **changes: Any
) -> list[Any]:
    """One product; `first`, `second`: star, day, year, decision, body."""
    values = {
        "product": f"Mắm {number}",
        "group": "Thực phẩm",
        "form": "Công ty TNHH",
        "producer": f"Công ty Hương Quê {number}",
        "unit": place.name,
        "address": f"Ấp {number}",
        "representative": "Nguyễn Thị A",
        "phone": 912345678,
        "current": (second[0] or first[0]),
        "expires": None,
        **changes,
    }  # fmt: skip
    head = list(values.values())
    return [number, *head, *first, *second, "sổ cũ"]


def workbook(lines: Sequence[Sequence[Any]], merge: Sequence[str] = (), cells: dict[str, Any] | None = None) -> bytes:
    """Title rows, the header on rows 3 and 4, data from row 5; `merge` are more merged areas, `cells` single values."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Loc"
    sheet.append(["DANH SÁCH SẢN PHẨM OCOP"])
    sheet.append([])
    sheet.append(TOP)
    sheet.append([None] * 11 + UNDER + UNDER)
    for row in lines:
        sheet.append(list(row))
    for place, value in (cells or {}).items():
        sheet[place] = value
    for area in (*MERGED, *merge):
        sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
