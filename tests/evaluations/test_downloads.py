"""Exports: what is seen, filtered by the same url, only one's own territory, no live formula."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from evaluations.domain.imports.columns import TITLES
from evaluations.domain.imports.resources import FlatResource
from evaluations.views import downloads
from ocop.accounts.enums import Role
from ocop.site.models import SiteSetting
from ocop.spreadsheets import read_table
from programs.enums import Tier
from tests.factories import make_producer, make_product, make_recognition, make_unit, make_user

pytestmark = pytest.mark.django_db
NAMES = ["product", "producer", "recognition"]


@pytest.fixture
def commune() -> Any:
    return make_unit(parent=make_unit(Tier.PROVINCE))


@pytest.fixture
def page(client: Client, commune: Any) -> Client:
    client.force_login(make_user(Role.VIEWER, commune))
    return client


def table(page: Client, name: str, file_format: str = "xlsx", **query: str) -> list[dict[str, str]]:
    response = page.get(reverse(f"evaluations:{name}_{file_format}"), query)
    assert response["Content-Disposition"].startswith("attachment")
    read = read_table(response.content, f"a.{file_format}")
    assert read.table is not None
    return [dict(zip(read.table.header, [cell.text for cell in row.cells], strict=False)) for row in read.table.rows]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_only_own_rows_leave(page: Client, commune: Any, name: str, file_format: str) -> None:
    make_recognition(make_product(make_producer(commune, name="Của tôi")))
    make_recognition(make_product(make_producer(make_unit(parent=make_unit(Tier.PROVINCE)), name="Của người khác")))
    assert [row["Tên chủ thể"] for row in table(page, name, file_format)] == ["Của tôi"]


def test_filters_of_the_list_hold(page: Client, commune: Any) -> None:
    for star, body in ((3, "district"), (4, "province")):
        make_recognition(make_product(make_producer(commune), name=f"Sản phẩm {star}"), star=star, body=body)
    assert [row["Tên sản phẩm"] for row in table(page, "product", sao="4")] == ["Sản phẩm 4"]
    assert [row["Hạng sao"] for row in table(page, "recognition", sao="3")] == ["3"]
    assert table(page, "product", q="khongco") == []


def test_a_row_of_the_table(page: Client, commune: Any) -> None:
    product = make_product(make_producer(commune), product_set=4, official_code="38-16438-1-2026")
    make_recognition(product, decision_number="7/QĐ-UBND")
    row = table(page, "product")[0]
    names = ("Bộ sản phẩm", "Mã số sản phẩm", "Hạng sao", "Số quyết định", "Ngày quyết định", "Cấp công nhận")
    assert [row[name] for name in names] == ["4", "38-16438-1-2026", "3", "7/QĐ-UBND", "02/06/2025", "UBND cấp tỉnh"]


@pytest.mark.parametrize("name", NAMES)
def test_no_live_formula_leaves(page: Client, commune: Any, name: str) -> None:
    producer = make_producer(commune, name="=cmd|' /C calc'!A0", address="@SUM(1)")
    make_recognition(make_product(producer, name="+1+1"))
    content = page.get(reverse(f"evaluations:{name}_xlsx")).content
    cells = [cell for line in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0] for cell in line]
    assert "f" not in {cell.data_type for cell in cells}
    assert b'"=cmd' not in page.get(reverse(f"evaluations:{name}_csv")).content


def test_illustration_says_so_in_the_file_and_leaves_when_switched_off(page: Client, commune: Any) -> None:
    product = make_product(make_producer(commune, is_illustration=True), is_illustration=True)
    make_recognition(product, is_illustration=True)
    for name in NAMES:
        assert [row["Nguồn"] for row in table(page, name)] == ["dữ liệu minh họa"]
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert [table(page, name) for name in NAMES] == [[], [], []]


@pytest.mark.parametrize("name", NAMES)
def test_more_than_a_file_should_hold_is_told(
    page: Client, commune: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(downloads, "MAX_ROWS", 1)
    for _ in range(2):
        make_recognition(make_product(make_producer(commune)))
    response = page.get(reverse(f"evaluations:{name}_xlsx"), {"nam": "2025"}, follow=True)
    assert response.redirect_chain[0][0].endswith("?nam=2025")
    assert "Có 2 dòng, mỗi lần chỉ xuất được 1." in response.content.decode()


def test_the_columns_are_fields_of_a_resource_in_the_order_of_the_template() -> None:
    resource = FlatResource()
    row = [f"ô {number}" for number in range(len(TITLES))]
    written = [resource.fields[key].export(row) for key in resource.get_export_order()]
    assert written == row
    assert resource.fields["star"].clean({TITLES["star"]: "4 sao"}) == 4
