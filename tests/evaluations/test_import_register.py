"""The whole way of a real register: 1,000 rows with 37 planted faults, told exactly, corrected in the browser, written,
taken back until the database is as before."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl.utils import column_index_from_string

from evaluations.models import Recognition
from ocop.accounts.enums import Role
from products.enums import ImportState
from products.models import ImportBatch, Product
from programs.enums import Tier
from tests.factories import make_producer, make_product, make_unit, make_user

from .dumps import dump
from .registers import SECOND, line, workbook

pytestmark = pytest.mark.django_db
ROWS, FIRST_ROW = 1_000, 5
SOURCE = {
    "F": ["Xã Không Có", "Thị trấn Lạ", "Xã Thái Mĩ Tho", "#REF!"],
    "L": [2, 6, "bốn", None],
    "M": ["31/02/2024", "06/25/2024", "03/06/24", "tháng 6", "32/01/2024"],
    "N": [2023, 2025, "hai nghìn"],
    "O": ["QĐ 11", "số 11", None],
    "P": [None, "xã", "UBND TP Huế", "UBND tỉnh Bình Dương"],
    "I": [12, "không có", "0912 345"],
    "G": ["#REF!", "=A5", "x" * 301],
    "D": ["tập đoàn", "xí nghiệp"],
    "E": [None],
    "B": [None, "x" * 251],
    "Q": [6],
    "U": ["xã"],
}
"""Column → what is planted in it, each in a row of its own; the 37th fault is a row given twice."""


def planted() -> dict[str, Any]:
    """Cell → planted value: "F32" → "Xã Không Có"."""
    flat = [(letter, value) for letter, values in SOURCE.items() for value in values]
    return {f"{letter}{FIRST_ROW + 27 * (number + 1)}": value for number, (letter, value) in enumerate(flat)}


DOUBLE = FIRST_ROW + 990


def split(cell: str) -> tuple[int, str]:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUV")), cell.rstrip("0123456789")


def register(commune: Any) -> list[list[Any]]:
    """Good rows; every seventh has two recognitions."""
    rows = [line(commune, n, second=SECOND) if n % 7 == 0 else line(commune, n) for n in range(1, ROWS + 1)]
    for cell in planted():
        row, letter = split(cell)
        if letter in "QU":
            rows[row - FIRST_ROW] = line(commune, row - FIRST_ROW + 1, second=SECOND)
    rows[DOUBLE - FIRST_ROW] = list(rows[DOUBLE - FIRST_ROW - 1])
    return rows


def cells_of(page: Any) -> dict[str, str]:
    """The inputs of the correction page with what stands in them."""
    return {f"o:{cell.place}": cell.value for row in page.context["rows"] for cell in row.cells.values()}


def good(rows: list[list[Any]], batch: ImportBatch, place: str) -> str:
    """What the register should have said in that cell."""
    row, _colon, key = place.partition(":")
    column = next(int(number) for number, chosen in batch.mapping.items() if chosen == key)
    value = rows[int(row) - FIRST_ROW][column - 1]
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)


def correct_all(client: Client, batch: ImportBatch, rows: list[list[Any]]) -> None:
    """Page after page: the right text into each faulty cell, the double left out."""
    url = reverse("evaluations:import_correct", args=[batch.pk])
    for _page in range(2):
        batch.refresh_from_db()
        page = client.get(url)
        places = [name[2:] for name in cells_of(page)]
        typed = {f"o:{place}": good(rows, batch, place) for place in places}
        if any(place.startswith(f"{DOUBLE}:") for place in places):
            typed[f"o:{DOUBLE}:skip"] = "1"
        client.post(url, {"revision": batch.revision, **typed})


def test_the_whole_way(client: Client) -> None:
    province = make_unit(Tier.PROVINCE, name="Thành phố Hồ Chí Minh")
    commune = make_unit(parent=province, name="Xã Thái Mỹ")
    make_product(make_producer(commune, name="Công ty Hương Quê 9", address="Ấp 9", legal_form="chua_ro"))
    client.force_login(make_user(Role.PROVINCE_COORDINATOR, province))
    rows, before = register(commune), dump()
    data = workbook(rows, cells=planted())
    response = client.post(reverse("evaluations:import_home"), {"file": SimpleUploadedFile("so.xlsx", data)})
    batch = ImportBatch.objects.get()
    chosen = {f"cot-{number}": key for number, key in batch.mapping.items()}
    client.post(response.url, {**chosen, "revision": batch.revision})
    batch.refresh_from_db()
    expected = sorted([*map(split, planted()), (DOUBLE, "B")], key=lambda c: (c[0], column_index_from_string(c[1])))
    assert [(fault["row"], fault["column"]) for fault in batch.faults] == expected
    assert (len(expected), batch.rows, dump()) == (37, ROWS, before)
    correct_all(client, batch, rows)
    batch.refresh_from_db()
    assert (batch.faults, batch.state, dump()) == ([], ImportState.READY, before)
    client.post(reverse("evaluations:import_apply", args=[batch.pk]))
    assert (Product.objects.count(), Recognition.objects.count()) == (ROWS, batch.summary["recognitions"])
    client.post(reverse("evaluations:import_undo", args=[batch.pk]))
    batch.refresh_from_db()
    assert (batch.state, dump()) == (ImportState.UNDONE, before)
