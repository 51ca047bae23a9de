"""Every fault of an import file by row and column, all at once; and nothing written."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from evaluations.domain.imports import check_batch, map_columns, open_batch
from evaluations.models import Recognition
from ocop.accounts.enums import Role
from products.enums import ImportState
from products.models import ImportBatch, Producer, Product
from programs.enums import Extent, Tier
from programs.models import UnitLineage
from tests.factories import make_nation, make_producer, make_product, make_recognition, make_unit, make_user

from .tables import csv, row, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Any:
    return make_unit(Tier.PROVINCE)


@pytest.fixture
def commune(province: Any) -> Any:
    return make_unit(parent=province, name="Xã Lưu Vệ", code="L901")


@pytest.fixture
def officer(province: Any, commune: Any) -> Any:
    return make_user(Role.PROVINCE_COORDINATOR, province)


def check(actor: Any, data: bytes, name: str = "a.xlsx") -> ImportBatch:
    batch = check_batch(batch=open_batch(actor=actor, data=data, name=name), actor=actor)
    assert (Producer.objects.exclude(name="Có sẵn").count(), Recognition.objects.exclude(source_note="có").count()) == (
        0,
        0,
    )
    return batch


def found(batch: ImportBatch) -> list[tuple[str, str]]:
    return [(fault["where"], fault["code"]) for fault in batch.faults]


def test_a_clean_file_is_ready_and_writes_nothing(officer: Any, commune: Any) -> None:
    batch = check(officer, xlsx([row(commune, number) for number in (1, 2, 3)]))
    assert (batch.state, batch.rows, batch.faults) == (ImportState.READY, 3, [])
    assert (batch.summary["recognitions"], batch.summary["known"]) == (3, 0)


@pytest.mark.parametrize("day", ["02/06/2025", "2/6/2025", "2025-06-02", date(2025, 6, 2), 45810, "45810"])
@pytest.mark.parametrize("write", [xlsx, csv])
def test_one_day_in_every_notation(officer: Any, commune: Any, write: Any, day: Any) -> None:
    name = "a.csv" if write is csv else "a.xlsx"
    assert check(officer, write([row(commune, decided_on=day)]), name).state == ImportState.READY


FAULTS: list[tuple[dict[str, Any], str, str]] = [
    ({"unit_name": "Xã Không Có", "unit_code": None}, "unit_name", "unknown_unit"),
    ({"unit_code": "T99999"}, "unit_name", "unknown_unit"),
    ({"unit_name": "Xã Khác"}, "unit_name", "code_and_name"),
    ({"decided_on": "31/02/2025"}, "decided_on", "date"),
    ({"decided_on": "06/25/2025"}, "decided_on", "date"),
    ({"decided_on": "02/06/25"}, "decided_on", "date"),
    ({"decided_on": "tháng 6"}, "decided_on", "date"),
    ({"decided_on": "01/01/2099"}, "unit_name", "unknown_unit"),
    ({"plan_year": 2026}, "decided_on", "before_plan"),
    ({"plan_year": "hai nghìn"}, "plan_year", "year"),
    ({"star": 2}, "star", "star"),
    ({"star": 6}, "star", "star"),
    ({"star": "bốn"}, "star", "star"),
    ({"star": None}, "star", "required"),
    ({"product": None}, "product", "required"),
    ({"producer": None}, "producer", "required"),
    ({"body": None}, "body", "required"),
    ({"kind": None}, "kind", "required"),
    ({"decision_number": None}, "decision_number", "required"),
    ({"decided_on": None}, "decided_on", "required"),
    ({"decision_number": "QĐ 3025"}, "decision_number", "decision_number"),
    ({"body": "xã"}, "body", "choice"),
    ({"body": "tỉnh"}, "body", "body_not_competent"),
    ({"kind": "lạ"}, "kind", "choice"),
    ({"product_set": 27}, "product_set", "choice"),
    ({"legal_form": "tập đoàn"}, "legal_form", "choice"),
    ({"phone": "12"}, "phone", "phone"),
    ({"tax_code": "123"}, "tax_code", "tax_code"),
    ({"official_code": "2-38-585"}, "official_code", "official_code"),
    ({"score": "nhiều"}, "score", "score"),
    ({"score": "49,9"}, "score", "score_below_star"),
    ({"product": "x" * 251}, "product", "too_long"),
]


@pytest.mark.parametrize(("changes", "key", "code"), FAULTS)
def test_fault_names_row_and_column(officer: Any, commune: Any, changes: dict[str, Any], key: str, code: str) -> None:
    make_unit(parent=commune, name="Xã Khác")
    batch = check(officer, xlsx([row(commune), row(commune, 2) | changes]))
    assert batch.state == ImportState.FAULTY
    from evaluations.domain.imports.columns import COLUMNS, TITLES
    from ocop.spreadsheets import column_letter

    letter = column_letter([column.key for column in COLUMNS].index(key) + 1)
    expected = (f"Dòng 3, cột {letter} ({TITLES[key]})", code)
    if changes.get("decided_on") == "01/01/2099":
        assert [fault["code"] for fault in batch.faults] == ["future_decision"]
    else:
        assert found(batch) == [expected]


def test_every_fault_is_told_at_once(officer: Any, commune: Any) -> None:
    rows = [row(commune, number) for number in range(1, 1 + len(FAULTS))]
    rows = [good | changes for good, (changes, _key, _code) in zip(rows, FAULTS, strict=True)]
    batch = check(officer, xlsx(rows))
    assert {fault["row"] for fault in batch.faults} == set(range(2, 2 + len(FAULTS)))
    assert len(batch.faults) == len(FAULTS)


def test_one_row_may_have_many_faults(officer: Any, commune: Any) -> None:
    changes = {"star": 9, "decided_on": "x", "phone": "1", "unit_name": "Xã Nào Đó", "unit_code": None}
    batch = check(officer, xlsx([row(commune) | changes]))
    assert sorted(fault["code"] for fault in batch.faults) == ["date", "phone", "star", "unknown_unit"]


def test_doubles_and_contradictions_inside_the_file(officer: Any, commune: Any) -> None:
    rows = [
        row(commune),
        row(commune),
        row(commune, decision_number="9/QĐ-UBND", phone="0999999999", product_set=5),
    ]
    assert [(fault["row"], fault["code"]) for fault in check(officer, xlsx(rows)).faults] == [
        (3, "duplicate_row"),
        (4, "inconsistent"),
        (4, "inconsistent"),
    ]


def test_rows_without_recognition_are_products_only(officer: Any, commune: Any) -> None:
    batch = check(officer, xlsx([{"product": "Bánh", "producer": "HTX", "unit_name": "Lưu Vệ"}]))
    assert (batch.state, batch.summary["recognitions"]) == (ImportState.READY, 0)


def test_units_outside_the_territory(commune: Any, province: Any) -> None:
    other = make_unit(parent=province, name="Xã Bên Cạnh")
    batch = check(make_user(Role.COMMUNE_OFFICER, other), xlsx([row(commune)]))
    assert [fault["code"] for fault in batch.faults] == ["outside_territory"]


def test_a_unit_is_read_on_the_day_of_its_row(officer: Any, province: Any) -> None:
    old = make_unit(parent=province, name="Xã Cũ", code="T777", valid_to=date(2025, 6, 30))
    make_unit(parent=province, name="Xã Mới", code="T777", valid_from=date(2025, 7, 1))
    late = {"decided_on": "06/07/2025", "body": "tỉnh"}
    batch = check(officer, xlsx([row(old), row(old, 2) | late]))
    assert [(fault["row"], fault["code"]) for fault in batch.faults] == [(3, "code_and_name")]


def test_a_unit_may_be_given_by_its_code_alone(officer: Any, commune: Any, province: Any) -> None:
    district = make_unit(Tier.DISTRICT, province)
    rows = [row(commune, unit_name=None), row(district, 2), row(commune, 3, unit_name=None, unit_code="T00")]
    batch = check(officer, xlsx(rows))
    assert [(fault["row"], fault["code"]) for fault in batch.faults] == [(3, "wrong_tier"), (4, "unknown_unit")]


def test_a_row_with_a_bad_date_still_has_its_unit_checked(officer: Any, province: Any) -> None:
    old = make_unit(parent=province, name="Xã Cũ", valid_to=date(2025, 6, 30))
    rows = [row(old, decided_on="x"), row(old, 2, decided_on="x", unit_name="Xã Lạ", unit_code=None)]
    found_codes = [(fault["row"], fault["code"]) for fault in check(officer, xlsx(rows)).faults]
    assert found_codes == [(2, "date"), (3, "unknown_unit"), (3, "date")]


def test_the_whole_country_may_import(commune: Any) -> None:
    assert check(make_user(Role.ADMIN, make_nation()), xlsx([row(commune)])).state == ImportState.READY


def test_a_score_has_two_places_at_most(officer: Any, commune: Any) -> None:
    batch = check(officer, xlsx([row(commune, score="61,555"), row(commune, 2, score="NaN")]))
    assert [fault["code"] for fault in batch.faults] == ["score", "score"]


def test_empty_columns_at_the_end_do_no_harm(officer: Any, commune: Any) -> None:
    data = f"Tên sản phẩm,Tên chủ thể,Tên đơn vị,\na,b,{commune.name},\n".encode()
    assert check(officer, data, "a.csv").state == ImportState.READY


def test_what_contradicts_the_stored_data(officer: Any, commune: Any) -> None:
    producer = make_producer(commune, name="Có sẵn", phone="0911111111")
    product = make_product(producer, name="Sản phẩm 1", product_set=7)
    make_recognition(
        product, decision_number="1/QĐ-UBND", decided_on=date(2025, 6, 2), star=4, body="district", source_note="có"
    )
    batch = check(officer, xlsx([row(commune, producer="Có sẵn")]))
    assert sorted((fault["header"], fault["code"]) for fault in batch.faults) == [
        ("Bộ sản phẩm", "differs"),
        ("Số quyết định", "differs"),
        ("Điện thoại", "differs"),
    ]
    assert Product.objects.get().product_set == 7


def test_header_faults(officer: Any) -> None:
    batch = check(officer, "Tên sản phẩm,Cột lạ,Tên chủ thể\na,b,c\n".encode(), "a.csv")
    assert (batch.state, batch.mapping) == (ImportState.MAPPING, {"1": "product", "2": "", "3": "producer"})
    with pytest.raises(ValidationError) as caught:
        map_columns(actor=officer, batch_id=batch.pk, revision=None, mapping=batch.mapping)
    assert caught.value.messages == ["Thiếu cột bắt buộc “Tên đơn vị”."]


def test_heirs_keep_their_producers(officer: Any, province: Any) -> None:
    old = make_unit(parent=province, name="Xã Cũ", valid_to=date(2025, 6, 30))
    new = make_unit(parent=province, name="Xã Mới", valid_from=date(2025, 7, 1))
    UnitLineage.objects.create(predecessor=old, successor=new, extent=Extent.WHOLE, effective_on=date(2025, 7, 1))
    make_producer(old, name="Có sẵn", phone="0911111111")
    late = {"decided_on": "06/07/2025", "body": "tỉnh", "producer": "có sẵn"}
    batch = check(officer, xlsx([row(new) | late]))
    assert [(fault["header"], fault["code"]) for fault in batch.faults] == [("Điện thoại", "differs")]
