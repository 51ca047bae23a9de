"""Real registers: header found and mapped, merged cells, two recognitions a row, lost zeros, unknown names."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from evaluations.domain.imports import apply_batch, check_batch, map_columns, open_batch
from evaluations.domain.imports.mapping import propose
from evaluations.domain.imports.sheet import read_sheet
from evaluations.domain.imports.synonyms import is_group, key_of
from evaluations.domain.imports.values import READERS
from evaluations.models import Recognition
from ocop.accounts.enums import Role
from ocop.spreadsheets import read_grid
from ocop.spreadsheets.table import Grid
from products.domain.records import StaleError
from products.enums import ImportState
from products.models import ImportBatch, Producer, Product
from programs.enums import Extent, Tier
from programs.models import UnitLineage
from tests.factories import make_unit, make_user

from .registers import FIRST, NOTHING, SECOND, line, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Any:
    return make_unit(Tier.PROVINCE, name="Thành phố Hồ Chí Minh")


@pytest.fixture
def commune(province: Any) -> Any:
    return make_unit(parent=province, name="Xã Thái Mỹ")


@pytest.fixture
def officer(province: Any) -> Any:
    return make_user(Role.PROVINCE_COORDINATOR, province)


def mapped(actor: Any, data: bytes) -> ImportBatch:
    """Uploaded, the proposed mapping accepted, checked."""
    batch = check_batch(batch=open_batch(actor=actor, data=data, name="loc.xlsx"), actor=actor)
    assert batch.state == ImportState.MAPPING
    batch = map_columns(actor=actor, batch_id=batch.pk, revision=batch.revision, mapping=batch.mapping)
    return check_batch(batch=batch, actor=actor)


def codes(batch: ImportBatch) -> list[tuple[int, str, str]]:
    return [(fault["row"], fault["column"], fault["code"]) for fault in batch.faults]


def test_the_legacy_sheet_is_mapped_by_itself(commune: Any) -> None:
    grid = read_grid(workbook([line(commune, second=SECOND)]), "loc.xlsx")
    assert isinstance(grid, Grid)
    sheet = read_sheet(grid)
    keys = [propose(sheet)[str(number)] for number in range(1, 23)]
    timed = ["star", "decided_on", "decided_year", "decision_number", "body"]
    told = ["", "product", "", "legal_form", "producer", "unit_name", "address", "representative", "phone"]
    assert keys == [*told, "current_star", "expires_on", *timed, *(f"{key}@2" for key in timed), "source_note"]
    assert (sheet.header[11], sheet.header[16]) == ("Lần 1 / sao", "Lần 2/nâng hạng / sao")
    assert [row[0] for row in sheet.rows] == [5]


def test_two_recognitions_of_a_row_become_two(officer: Any, commune: Any) -> None:
    batch = mapped(officer, workbook([line(commune, second=SECOND), line(commune, 2)]))
    assert (batch.faults, batch.state, batch.summary["recognitions"]) == ([], ImportState.READY, 3)
    apply_batch(batch=batch, actor=officer)
    rows = Recognition.objects.order_by("product__name", "decided_on").values_list(
        "product__name", "star", "kind", "body"
    )
    assert list(rows) == [
        ("Mắm 1", 3, "new", "district"),
        ("Mắm 1", 4, "upgrade", "province"),
        ("Mắm 2", 3, "new", "district"),
    ]
    producer = Producer.objects.get(name="Công ty Hương Quê 1")
    assert (producer.phone, producer.legal_form, producer.source_note) == ("0912345678", "dn", "sổ cũ")


def test_a_second_time_of_the_same_star_is_a_renewal(officer: Any, commune: Any) -> None:
    again = (3, date(2025, 6, 3), 2025, "23/QĐ-UBND", "UBND huyện Củ Chi")
    apply_batch(batch=mapped(officer, workbook([line(commune, second=again)])), actor=officer)
    assert list(Recognition.objects.order_by("decided_on").values_list("kind", flat=True)) == ["new", "renewal"]


def test_merged_cells_of_a_producer_are_filled_down(officer: Any, commune: Any) -> None:
    rows = [line(commune), line(commune, 2), line(commune, 3)]
    for row in rows[1:]:
        row[4:9] = [None] * 5
    merge = [f"{letter}5:{letter}7" for letter in "EFGHI"]
    batch = mapped(officer, workbook(rows, merge))
    assert batch.faults == []
    apply_batch(batch=batch, actor=officer)
    assert (Producer.objects.count(), Product.objects.count()) == (1, 3)


def test_section_rows_are_left_out_and_counted(officer: Any, commune: Any) -> None:
    data = workbook([["I. Huyện Củ Chi"], line(commune)], ["A5:V5"])
    batch = mapped(officer, data)
    assert (batch.faults, batch.rows, batch.summary["sections"]) == ([], 1, 1)


def test_cells_merged_across_columns_are_faults(officer: Any, commune: Any) -> None:
    assert codes(mapped(officer, workbook([line(commune)], ["G5:H5"]))) == [(5, "G", "merged")]


def test_error_values_and_formulas_count_only_in_mapped_columns(officer: Any, commune: Any) -> None:
    cells = {"A5": "=1+1", "C5": "#REF!", "G5": "#REF!", "I6": "=1+1"}
    batch = mapped(officer, workbook([line(commune), line(commune, 2)], cells=cells))
    assert codes(batch) == [(5, "G", "error_value"), (6, "I", "formula")]


def test_day_and_year_that_disagree_and_what_is_only_told(officer: Any, commune: Any) -> None:
    first = (3, date(2024, 6, 3), 2023, "11/QĐ-UBND", "UBND huyện Củ Chi")
    odd = line(commune, 2, current=4, expires=date(2026, 1, 1))
    batch = mapped(officer, workbook([line(commune, first=first), odd]))
    assert codes(batch) == [(5, "N", "year")]
    assert [warning["message"] for warning in batch.summary["warnings"]] == [
        "Ngày hết hạn ghi 01/01/2026, theo quyết định là 03/06/2027 (36 tháng).",
        "Hạng sao hiện tại ghi 4, lần công nhận sau cùng là 3 sao.",
    ]


def test_a_name_that_matches_nothing_gets_the_nearest(officer: Any, commune: Any, province: Any) -> None:
    make_unit(parent=province, name="Xã Bình Mỹ")
    batch = mapped(officer, workbook([line(commune, unit="Xã Thái Mĩ")]))
    assert codes(batch) == [(5, "F", "unknown_unit")]
    assert batch.faults[0]["suggestions"] == ["Xã Thái Mỹ, Thành phố Hồ Chí Minh"]


def test_a_unit_of_todays_map_is_followed_to_the_day(officer: Any, province: Any) -> None:
    old = make_unit(parent=province, name="Xã Cũ", valid_to=date(2025, 6, 30))
    new = make_unit(parent=province, name="Xã Mới", valid_from=date(2025, 7, 1))
    UnitLineage.objects.create(predecessor=old, successor=new, extent=Extent.WHOLE, effective_on=date(2025, 7, 1))
    later = (4, date(2025, 8, 4), 2025, "22/QĐ-UBND", "UBND tỉnh Bình Dương")
    batch = mapped(officer, workbook([line(new, second=later), line(old, 2, second=later)]))
    assert batch.faults == []
    apply_batch(batch=batch, actor=officer)
    assert list(Recognition.objects.order_by("pk").values_list("unit", flat=True)) == [old.pk, new.pk] * 2
    assert Producer.objects.count() == 2


def test_a_unit_made_of_several_is_not_guessed(officer: Any, province: Any) -> None:
    old = [make_unit(parent=province, name=f"Xã Cũ {n}", valid_to=date(2025, 6, 30)) for n in (1, 2)]
    new = make_unit(parent=province, name="Xã Mới", valid_from=date(2025, 7, 1))
    for unit in old:
        UnitLineage.objects.create(predecessor=unit, successor=new, extent=Extent.WHOLE, effective_on=date(2025, 7, 1))
    batch = mapped(officer, workbook([line(new)]))
    assert codes(batch) == [(5, "F", "unit_unknown")]
    assert sorted(text.partition(",")[0] for text in batch.faults[0]["suggestions"]) == ["Xã Cũ 1", "Xã Cũ 2"]


def test_the_mapping_is_remembered_for_the_header(officer: Any, commune: Any) -> None:
    data = workbook([line(commune)])
    mapped(officer, data)
    batch = check_batch(
        batch=open_batch(actor=officer, data=workbook([line(commune, 2)]), name="x.xlsx"), actor=officer
    )
    assert batch.state == ImportState.READY
    other = make_user(Role.PROVINCE_COORDINATOR, commune)
    assert (
        check_batch(batch=open_batch(actor=other, data=data, name="x.xlsx"), actor=other).state == ImportState.MAPPING
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"2": ""}, "Thiếu cột bắt buộc “Tên sản phẩm”."),
        ({"16": ""}, "Thiếu cột bắt buộc “Cấp công nhận”."),
        ({"20": ""}, "Thiếu cột bắt buộc “Số quyết định (lần 2)”."),
        ({"3": "product"}, "“Tên sản phẩm” được chọn cho nhiều cột: B, C."),
        ({"3": "password"}, "Có cột được ghép với tên không có trong danh sách."),
    ],
)
def test_a_mapping_that_cannot_be_read_is_refused(officer: Any, commune: Any, changes: Any, message: str) -> None:
    batch = check_batch(batch=open_batch(actor=officer, data=workbook([line(commune)]), name="x.xlsx"), actor=officer)
    with pytest.raises(ValidationError) as caught:
        map_columns(actor=officer, batch_id=batch.pk, revision=None, mapping=batch.mapping | changes)
    assert caught.value.messages == [message]
    assert ImportBatch.objects.get().state == ImportState.MAPPING


def test_a_stale_mapping_is_told_and_the_same_one_changes_nothing(officer: Any, commune: Any) -> None:
    batch = mapped(officer, workbook([line(commune)]))
    same = map_columns(actor=officer, batch_id=batch.pk, revision=0, mapping=batch.mapping)
    assert (same.state, same.revision) == (ImportState.READY, batch.revision)
    with pytest.raises(StaleError):
        map_columns(actor=officer, batch_id=batch.pk, revision=0, mapping=batch.mapping | {"22": ""})


def test_another_mapping_drops_corrections_made_under_the_old_one(officer: Any, commune: Any) -> None:
    batch = mapped(officer, workbook([line(commune)]))
    ImportBatch.objects.filter(pk=batch.pk).update(corrections={"6:star": "3"})
    last = max(batch.mapping, key=int)
    changed = map_columns(actor=officer, batch_id=batch.pk, revision=None, mapping=batch.mapping | {last: ""})
    assert changed.corrections == {}
    assert changed.mapping != batch.mapping


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Hạng sao (3, 4, 5)", "star"),
        ("Sao lần 2", "star@2"),
        ("Ngày QĐ lần thứ nhất", "decided_on"),
        ("Lần 2 / Cơ quan", "body@2"),
        ("Lần 2 / Địa chỉ", None),
        ("STT", ""),
        ("Lỗi", ""),
        ("Doanh thu", None),
    ],
)
def test_titles(title: str, key: str | None) -> None:
    assert key_of(title) == key


def test_groups() -> None:
    assert [is_group(text) for text in ("Lần 1", "Lần 2/nâng hạng", "Sao lần 1", "Tên SP", "")] == [
        True,
        True,
        *[False] * 3,
    ]


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("official_code", "1-9-367-3-2022", "01-009-00367-3-2022"),
        ("official_code", "1-367-3-2026", "01-00367-3-2026"),
        ("tax_code", "100109106", "0100109106"),
        ("phone", "912345678", "0912345678"),
        ("legal_form", "Cty CP Sao Mai", "dn"),
        ("legal_form", "HTX nông nghiệp", "htx"),
        ("body", "UBND Quận 7", "district"),
        ("body", "UBND TP.HCM", "province"),
        ("body", "Bộ Nông nghiệp và Môi trường", "central"),
    ],
)
def test_what_can_be_restored_for_certain(key: str, text: str, value: str) -> None:
    assert READERS[key](text) == value


@pytest.mark.parametrize(
    ("key", "text"), [("tax_code", "100109107"), ("official_code", "1-9-3-2022-1-1"), ("body", "UBND TP Huế")]
)
def test_what_is_not_certain_is_reported(key: str, text: str) -> None:
    with pytest.raises(ValidationError):
        READERS[key](text)


def test_a_code_without_its_zeros_needs_the_name(officer: Any, province: Any) -> None:
    unit = make_unit(parent=province, name="Xã Không", code="00268")
    head = "Tên sản phẩm,Tên chủ thể,Mã đơn vị,Tên đơn vị\n"
    for name, expected in ((unit.name, []), ("", ["lost_zero"])):
        data = f"{head}a,b,268,{name}\n".encode()
        batch = check_batch(batch=open_batch(actor=officer, data=data, name="a.csv"), actor=officer)
        assert [fault["code"] for fault in batch.faults] == expected
    assert batch.faults[0]["suggestions"] == ["00268"]


def test_a_row_without_any_recognition_is_a_product(officer: Any, commune: Any) -> None:
    batch = mapped(officer, workbook([line(commune, first=NOTHING), line(commune, 2, first=FIRST)]))
    assert (batch.faults, batch.summary["recognitions"]) == ([], 1)
