"""PTNT_OCOP: what a row says on the last day of its time, under each choice where the standard is silent."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from evaluations.domain.exchange.periods import parse_time
from evaluations.domain.exchange.table import COLUMNS, Wording, all_rows, export_table, rows_of
from evaluations.models import Withdrawal
from ocop.accounts.enums import Role
from ocop.site.models import SiteSetting
from products.domain.producers import move_producer
from products.models import Product, ProductCode, YearFigures
from programs.models import UnitLineage
from tests import factories as make

pytestmark = pytest.mark.django_db
YEAR = parse_time("2025")


def row_of(product: Any, code: str = "2025") -> dict[str, Any]:
    return {row["MA_OCOP"]: row for row in all_rows(Product.objects.all(), parse_time(code))}[product.pk]


@pytest.fixture
def commune() -> Any:
    return make.make_unit(parent=make.make_unit("province"))


@pytest.fixture
def product(commune: Any) -> Any:
    owner = make.make_producer(commune, name="Hợp tác xã Lưu Vệ")
    YearFigures.objects.create(producer=owner, year=2025, revenue=3_215_004_999)
    found = make.make_product(owner, name="Nem chua", official_code="38-16438-1-2025")
    make.make_recognition(found, star=4)
    return found


def test_a_row_has_the_columns_of_the_standard(product: Any, commune: Any) -> None:
    assert row_of(product) == {
        "MA_OCOP": product.pk,
        "Ma_DonViHanhChinh": commune.code,
        "Ma_ThoiGian": "2025",
        "Ma_SanPham": "38-16438-1-2025",
        "TenSanPham": "Nem chua",
        "XepHang": "4*",
        "ChuTheSXKD": "Hợp tác xã Lưu Vệ",
        "DoanhThuNam": Decimal("3215.00"),
        "TrangThai": "còn hiệu lực",
    }


def test_the_rank_is_that_of_the_last_day(product: Any) -> None:
    make.make_recognition(product, star=3, decided_on=date(2022, 3, 1))
    assert [row_of(product, code)["XepHang"] for code in ("2022", "2024", "2025Q1", "2025Q2", "2026")] == [
        *("3*", "3*", "3*", "4*", "4*")
    ]
    assert list(all_rows(Product.objects.all(), parse_time("2021"))) == []


def test_what_became_of_it(product: Any) -> None:
    old = make.make_recognition(make.make_product(product.producer), decided_on=date(2021, 5, 1))
    gone = make.make_recognition(make.make_product(product.producer))
    Withdrawal.objects.create(
        recognition=gone,
        ground="dd",
        conclusion="1/BC",
        concluded_on=date(2025, 9, 1),
        due_on=date(2025, 9, 16),
        state="decided",
        decision_number="9/QĐ-UBND",
        decided_on=date(2025, 9, 10),
    )
    told = [row_of(one.product)["TrangThai"] for one in (old, gone)]
    assert told == ["hết hạn", "đã thu hồi"]
    assert row_of(gone.product, "2025Q2")["TrangThai"] == "còn hiệu lực"
    SiteSetting.objects.create(key="ptnt_state", value="flag")
    assert [row_of(one)["TrangThai"] for one in (old.product, gone.product, product)] == ["0", "0", "1"]


@pytest.mark.parametrize(
    ("unit", "amount"), [("million", "3215.00"), ("thousand", "3215005.00"), ("dong", "3215004999.00")]
)
def test_revenue_in_the_unit_chosen(unit: str, amount: str) -> None:
    assert Wording("words", "producer", unit).amount_of(3_215_004_999) == Decimal(amount)


def test_revenue_that_is_not_told() -> None:
    assert Wording("words", "empty", "dong").amount_of(5) is None
    assert Wording("words", "producer", "dong").amount_of(None) is None
    assert Wording("words", "producer", "dong").amount_of(10**12) is None  # more than DECIMAL(14,2) holds


def test_what_the_table_does_not_name_has_no_row(commune: Any) -> None:
    new = make.make_product(make.make_producer(commune))
    assert rows_of([new.pk], YEAR, Wording.load()) == []
    assert list(all_rows(Product.objects.all(), YEAR)) == []


def test_where_a_commune_was_split_the_unit_of_the_decision_is_named() -> None:
    gone = make.make_unit(parent=make.make_unit("province"), valid_to=date(2025, 6, 30))
    recognition = make.make_recognition(make.make_product(make.make_producer(gone)))
    assert row_of(recognition.product)["Ma_DonViHanhChinh"] == gone.code


def test_the_commune_is_that_of_the_day(product: Any, commune: Any) -> None:
    commune.valid_to = date(2025, 8, 31)
    commune.save()
    heir, far = (make.make_unit(parent=make.make_unit("province"), valid_from=date(2025, 9, 1)) for _ in range(2))
    facts = {"extent": "whole", "effective_on": heir.valid_from}
    UnitLineage.objects.create(predecessor=commune, successor=heir, **facts)
    assert row_of(product)["Ma_DonViHanhChinh"] == heir.code
    since = date(2026, 1, 5)
    move_producer(actor=None, producer_id=product.producer_id, revision=None, unit=far, address="", since=since)
    told = [row_of(product, code)["Ma_DonViHanhChinh"] for code in ("2025Q2", "2025Q3", "2025Q4", "2026Q1")]
    assert told == [commune.code, heir.code, heir.code, far.code]


def test_codes_are_those_given_by_the_year(product: Any) -> None:
    for year in (2024, 2026):
        ProductCode.objects.create(
            product=product, code=f"38-16438-{year % 100}-{year}", era="commune", serial=1, year=year
        )
    assert [row_of(product, code)["Ma_SanPham"] for code in ("2025", "2026")] == [
        "38-16438-24-2024",
        "38-16438-26-2026",
    ]
    assert row_of(product, "2025Q2")["Ma_SanPham"] == "38-16438-24-2024"


def test_files_and_catalogues(product: Any, commune: Any) -> None:
    make.make_recognition(make.make_product(product.producer, name="=Bánh"))
    data, rows = export_table(Product.objects.all(), YEAR, "csv")
    lines = data.decode("utf-8-sig").splitlines()
    assert (rows, lines[0]) == (2, ",".join(COLUMNS))
    assert ",'=Bánh," in lines[2]
    catalogue, count = export_table(Product.objects.all(), YEAR, "csv", table="DM_CoSo")
    assert count == 1
    assert catalogue.decode("utf-8-sig").splitlines() == [
        "ChuTheSXKD,Ma_DonViHanhChinh",
        f"Hợp tác xã Lưu Vệ,{commune.code}",
    ]
    assert export_table(Product.objects.all(), YEAR, "xlsx")[0].startswith(b"PK")


def test_the_command(product: Any, tmp_path: Path) -> None:
    out, path = StringIO(), tmp_path / "a.csv"
    call_command("export", "ptnt_ocop", "--format", "csv", "--out", str(path), "--time", "2025", stdout=out)
    assert json.loads(out.getvalue())["rows"] == 1
    assert path.read_bytes() == export_table(Product.objects.all(), YEAR, "csv")[0]
    call_command("export", "dm_sanpham", "--format", "csv", "--out", str(path), stdout=out)
    assert path.read_text("utf-8-sig").splitlines()[1] == "38-16438-1-2025,Nem chua"
    with pytest.raises(CommandError, match="Không ghi được"):
        call_command("export", "ptnt_ocop", "--out", str(tmp_path))
    with pytest.raises(CommandError, match="mã thời gian"):
        call_command("export", "ptnt_ocop", "--out", str(path), "--time", "nay")


def test_the_page_and_its_files(product: Any, commune: Any) -> None:
    elsewhere = make.make_recognition(make.make_product(make.make_producer(make.make_unit()), name="Nơi khác"))
    client = Client()
    client.force_login(make.make_user(Role.COMMUNE_OFFICER, commune))
    text = client.get(reverse("evaluations:exchange_table"), {"thoi-gian": "2025"}).content.decode()
    assert "Nem chua" in text
    assert elsewhere.product.name not in text
    answer = client.get(reverse("evaluations:exchange_csv"), {"thoi-gian": "2025"})
    visible = Product.objects.filter(pk=product.pk)
    assert answer.content == export_table(visible, YEAR, "csv")[0]
    assert answer["Content-Disposition"] == 'attachment; filename="PTNT_OCOP_2025.csv"'
    assert client.get(reverse("evaluations:exchange_xlsx"), {"bang": "DM_Khac"}).status_code == 404
    refused = client.get(reverse("evaluations:exchange_table"), {"thoi-gian": "nay"})
    assert (refused.status_code, "không phải mã thời gian" in refused.content.decode()) == (400, True)


def test_more_than_a_file_holds(product: Any, commune: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluations.views.exchange.MAX_ROWS", 0)
    client = Client()
    client.force_login(make.make_user(Role.COMMUNE_OFFICER, commune))
    answer = client.get(reverse("evaluations:exchange_csv"), {"thoi-gian": "2025"}, follow=True)
    assert "mỗi lần chỉ xuất được" in answer.content.decode()
