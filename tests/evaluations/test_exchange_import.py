"""PTNT_OCOP read in: known by its header, kept as told, taken back whole; no star falls by it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from evaluations.domain.exchange.periods import parse_time
from evaluations.domain.exchange.table import COLUMNS, all_rows, export_table
from evaluations.domain.files import import_file
from evaluations.domain.imports import apply_batch, check_batch, correct_cells, map_columns, open_batch, undo_batch
from evaluations.domain.imports.told import MEANINGS
from evaluations.models import ExchangeLine, Recognition
from ocop.accounts.enums import Role
from ocop.spreadsheets import Column, write_csv, write_xlsx
from products.domain.merge import merge_products
from products.domain.states import standings
from products.enums import ImportState
from products.models import ImportBatch, Producer, Product, ProductCode, YearFigures
from tests import factories as make

pytestmark = pytest.mark.django_db
YEAR = parse_time("2025")


@pytest.fixture
def commune() -> Any:
    return make.make_unit(parent=make.make_unit("province"))


@pytest.fixture
def officer(commune: Any) -> Any:
    return make.make_user(Role.COMMUNE_OFFICER, commune)


def table(commune: Any, *rows: dict[str, Any], names: Any = tuple(COLUMNS), write: Any = write_csv) -> bytes:
    """A file of rows, each good unless changed."""
    usual = {
        "MA_OCOP": 7,
        "Ma_DonViHanhChinh": commune.code,
        "Ma_ThoiGian": "2025",
        "TenSanPham": "Nem chua",
        "XepHang": "3*",
        "ChuTheSXKD": "Hợp tác xã Một",
        "DoanhThuNam": "1250.50",
        "TrangThai": "còn hiệu lực",
    }
    filled: bytes = write(
        [Column(name) for name in names], [[(usual | row).get(name) for name in names] for row in rows]
    )
    return filled


def read(data: bytes, name: str = "ptnt.csv") -> tuple[dict[str, Any], list[tuple[int | None, str, str]]]:
    counts, faults = import_file(kind="products", data=data, name=name)
    return counts, [(fault.row, fault.header, fault.code) for fault in faults]


def batch_of(officer: Any, data: bytes) -> ImportBatch:
    return check_batch(batch=open_batch(actor=officer, data=data, name="ptnt.csv"), actor=officer)


HARD = ("A, B", 'Nem "chua"', "=1+1", "+y", "@z", "'q", "0123", "1e5", "2026", "dòng; hai", "’o", "Bánh\u0309")
"""Names that tables like to change."""


def make_register(commune: Any, names: Sequence[str] = ()) -> None:
    """Two producers with three products, and others of these names."""
    first, second = (make.make_producer(commune, name=f"Hợp tác xã {word}") for word in ("Một", "Hai"))
    YearFigures.objects.create(producer=first, year=2025, revenue=3_215_004_999)
    for owner, name, star, code in (
        (first, "Nem chua", 4, "38-16438-1-2025"),
        (second, "Miến gạo", 3, ""),
        (first, "-Chả", 5, ""),
    ):
        make.make_recognition(make.make_product(owner, name=name, official_code=code), star=star)
    for name in names:
        make.make_recognition(make.make_product(second, name=name))


def empty(first_product: int) -> None:
    """Another installation with the same map; its first product gets the number the other one's had."""
    for model in (Recognition, YearFigures, ProductCode, Product, Producer):
        model.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence('products_product', 'id')")
        cursor.execute(f"ALTER SEQUENCE {cursor.fetchone()[0]} RESTART WITH {int(first_product)}")


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.parametrize("code", ["2025", "2025Q3", "202506"])
def test_out_in_and_out_again_to_the_same_bytes(commune: Any, code: str, file_format: str) -> None:
    make_register(commune, HARD)
    period, number = parse_time(code), 3 + len(HARD)
    sent = export_table(Product.objects.all(), period, "csv")[0]
    data, rows = export_table(Product.objects.all(), period, file_format)
    empty(Product.objects.order_by("pk")[0].pk)
    counts, faults = read(data, f"ptnt.{file_format}")
    assert (faults, rows, counts["new_exchange_lines"], Recognition.objects.count()) == ([], number, number, 0)
    assert export_table(Product.objects.all(), period, "csv")[0] == sent


def test_the_number_is_the_only_thing_that_does_not_travel(commune: Any) -> None:
    make_register(commune)
    sent = [{**row, "MA_OCOP": 0} for row in all_rows(Product.objects.all(), YEAR)]
    data, _rows = export_table(Product.objects.all(), YEAR, "xlsx")
    empty(900_000)
    assert read(data, "ptnt.xlsx")[1] == []
    found = list(all_rows(Product.objects.all(), YEAR))
    assert [row["MA_OCOP"] for row in found] == [900_000, 900_001, 900_002]
    assert [{**row, "MA_OCOP": 0} for row in found] == sent


def test_the_same_table_again_changes_nothing(commune: Any) -> None:
    data = table(commune, {}, {"Ma_ThoiGian": "2024", "XepHang": None})
    assert read(data)[0]["new_exchange_lines"] == 2
    counts, faults = read(data)
    assert (faults, counts.get("new_exchange_lines"), ExchangeLine.objects.count()) == ([], None, 2)
    changed = read(table(commune, {"XepHang": "4*", "TrangThai": "1"}))
    assert changed[1] == [(2, "XepHang", "differs"), (2, "TrangThai", "differs")]


def test_an_old_table_never_lowers_the_present_star(commune: Any, officer: Any) -> None:
    owner = make.make_producer(commune, name="Hợp tác xã Một")
    product = make.make_product(owner, name="Nem chua")
    make.make_recognition(product, star=4)
    batch = batch_of(officer, table(commune, {"Ma_ThoiGian": "2022"}, {"Ma_ThoiGian": "2025"}))
    assert [warning["row"] for warning in batch.summary["warnings"]] == [3]  # 2025: the decision says 4
    assert (batch.summary["known"], batch.summary["told"], batch.summary["recognitions"]) == (0, 2, 0)
    apply_batch(batch=batch, actor=officer)
    assert standings([product])[product.pk].star == 4
    stars = [next(all_rows(Product.objects.all(), parse_time(code)))["XepHang"] for code in ("2022", "2025")]
    assert stars == ["3*", "4*"]
    again = batch_of(officer, table(commune, {"Ma_ThoiGian": "2022"}))
    assert (again.summary["known"], again.summary["told"]) == (1, 1)


def test_the_page_asks_nothing_and_takes_back_everything(commune: Any, officer: Any) -> None:
    batch = batch_of(officer, table(commune, {}, {"TenSanPham": "Miến gạo"}))
    assert (batch.state, batch.faults) == (ImportState.READY, [])
    batch = apply_batch(batch=batch, actor=officer)
    assert (batch.summary["new_exchange_lines"], Product.objects.count()) == (2, 2)
    undo_batch(actor=officer, batch_id=batch.pk)
    assert (ExchangeLine.objects.count(), Product.objects.count(), Producer.objects.count()) == (0, 0, 0)


def test_through_the_pages(client: Client, commune: Any, officer: Any) -> None:
    client.force_login(officer)
    home, seen = reverse("evaluations:import_home"), []
    for name, data in (
        ("kem.csv", table(commune, {"XepHang": "6*", "Ma_ThoiGian": "nay"})),
        ("tot.csv", table(commune, {}, {"TenSanPham": "Miến gạo"})),
    ):
        url = client.post(home, {"file": SimpleUploadedFile(name, data)}).headers["Location"]
        checked = client.get(url).content.decode()
        client.post(reverse("evaluations:import_apply", args=[ImportBatch.objects.get(file_name=name).pk]))
        seen.append(" ".join(client.get(url).content.decode().split()))
    assert "Dòng 2, cột C (Ma_ThoiGian)" in seen[0]
    assert "“nay” không phải mã thời gian" in seen[0]
    assert "Dòng 2, cột F (XepHang)" in seen[0]
    assert "<dt>Dòng bảng PTNT_OCOP giữ nguyên văn</dt><dd>2</dd>" in seen[1]
    assert "không ghi lần công nhận nào và không đổi hạng sao" in checked
    assert ExchangeLine.objects.count() == 2


def test_a_column_more_is_asked_about(commune: Any, officer: Any) -> None:
    names = (*COLUMNS, "Cột lạ")
    assert batch_of(officer, table(commune, {"Cột lạ": "x"}, names=names)).state == ImportState.MAPPING


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("Ma_ThoiGian", "2025-06", "time_code"),
        ("Ma_ThoiGian", "2099", "future"),
        ("Ma_ThoiGian", None, "required"),
        ("XepHang", "6*", "star"),
        ("DoanhThuNam", "-1", "amount"),
        ("DoanhThuNam", "1.005", "amount"),
        ("DoanhThuNam", "1000000000000", "amount"),
        ("TenSanPham", None, "required"),
        ("Ma_DonViHanhChinh", "99999", "unknown_unit"),
    ],
)
def test_each_fault_at_its_cell(commune: Any, column: str, text: str | None, code: str) -> None:
    counts, faults = read(table(commune, {}, {"TenSanPham": "Miến gạo", column: text}))
    assert faults == [(3, column, code)]
    assert (counts["rows"], Product.objects.count(), ExchangeLine.objects.count()) == (2, 0, 0)


def test_the_same_product_and_time_twice(commune: Any) -> None:
    assert read(table(commune, {}, {}))[1] == [(3, "TenSanPham", "duplicate_row")]


def test_a_row_that_tells_nothing_of_a_time_is_only_a_product(commune: Any) -> None:
    nothing = dict.fromkeys(("Ma_ThoiGian", "XepHang", "DoanhThuNam", "TrangThai"))
    assert read(table(commune, {}, {"TenSanPham": "Miến gạo", **nothing}))[1] == []
    assert [line.product.name for line in ExchangeLine.objects.all()] == ["Nem chua"]
    assert Product.objects.count() == 2


def test_lines_are_seen_with_their_product(commune: Any, officer: Any) -> None:
    assert read(table(commune, {}))[1] == []
    stranger = make.make_user(Role.COMMUNE_OFFICER, make.make_unit())
    assert [ExchangeLine.objects.visible_to(one).count() for one in (officer, stranger)] == [1, 0]


def test_units_are_those_of_the_time(commune: Any) -> None:
    old = make.make_unit(parent=make.make_unit("province"), valid_to=date(2025, 6, 30))
    assert read(table(old, {"Ma_ThoiGian": "2024"}))[1] == []
    assert Producer.objects.get().unit == old
    assert read(table(old, {"TenSanPham": "Khác"}))[1] == [(2, "Ma_DonViHanhChinh", "unknown_unit")]


def test_two_products_made_one_keep_the_line_of_the_kept_one(commune: Any, officer: Any) -> None:
    assert read(table(commune, {}, {"TenSanPham": "Nem chua Một", "XepHang": "4*"}))[1] == []
    kept, merged = Product.objects.order_by("pk")
    merge_products(actor=officer, kept_id=kept.pk, merged_id=merged.pk)
    assert [row["XepHang"] for row in all_rows(Product.objects.shown(), YEAR)] == ["3*"]


def test_a_time_typed_where_it_was_missing(commune: Any, officer: Any) -> None:
    names = [name for name in COLUMNS if name != "Ma_ThoiGian"]
    batch = batch_of(officer, table(commune, {}, names=names))
    assert batch.state == ImportState.MAPPING
    keys = {str(number): MEANINGS[name] for number, name in enumerate(names, 1)}
    batch = map_columns(actor=officer, batch_id=batch.pk, revision=batch.revision, mapping=keys)
    batch = check_batch(batch=batch, actor=officer)
    assert [(fault["key"], fault["code"]) for fault in batch.faults] == [("time_code", "required")]
    cells = {"2:time_code": "2025"}
    batch = correct_cells(actor=officer, batch_id=batch.pk, revision=batch.revision, cells=cells)
    batch = apply_batch(batch=check_batch(batch=batch, actor=officer), actor=officer)
    assert (batch.state, ExchangeLine.objects.get().time_code) == (ImportState.APPLIED, "2025")


def test_xlsx_is_read_alike(commune: Any) -> None:
    assert read(table(commune, {}, write=write_xlsx), "ptnt.xlsx")[1] == []
    line = ExchangeLine.objects.get()
    assert str(line) == "Nem chua: 2025"
    assert (line.star, str(line.revenue), line.state, line.unit_code) == (3, "1250.50", "còn hiệu lực", commune.code)
