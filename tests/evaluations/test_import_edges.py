"""Rare ways of an import: nothing to read, work done twice at once, codes, the same register again."""

from pathlib import Path
from typing import Any

import pytest

from evaluations.domain.files import import_file
from evaluations.domain.imports import apply_batch, check_batch, correct_cells, map_columns, open_batch, places, values
from evaluations.domain.imports.batches import _store_outcome, _store_sheet
from evaluations.domain.imports.sheet import Sheet
from ocop.accounts.enums import Role
from products.enums import ImportState, LegalForm
from products.models import ImportBatch, Product, ProductCode
from programs.enums import Tier
from tests.factories import make_producer, make_product, make_unit, make_user

from .registers import SECOND, line, workbook
from .tables import csv, row, xlsx

pytestmark = pytest.mark.django_db
HEAD = "Tên sản phẩm,Tên chủ thể,Tên đơn vị\n"


@pytest.fixture
def commune() -> Any:
    return make_unit(parent=make_unit(Tier.PROVINCE), name="Xã Lưu Vệ")


@pytest.fixture
def officer(commune: Any) -> Any:
    return make_user(Role.COMMUNE_OFFICER, commune)


def checked(actor: Any, data: bytes, name: str = "a.xlsx") -> ImportBatch:
    batch = check_batch(batch=open_batch(actor=actor, data=data, name=name), actor=actor)
    if batch.state == ImportState.MAPPING:
        batch = map_columns(actor=actor, batch_id=batch.pk, revision=None, mapping=batch.mapping)
        batch = check_batch(batch=batch, actor=actor)
    return batch


def codes(batch: ImportBatch) -> list[tuple[int, str]]:
    return [(fault["row"], fault["code"]) for fault in batch.faults]


@pytest.mark.parametrize(("text", "code"), [(HEAD, "no_rows"), (",,\n", "empty_file")])
def test_nothing_to_read(officer: Any, text: str, code: str) -> None:
    assert codes(checked(officer, text.encode(), "a.csv")) == [(None, code)]
    assert [fault.code for fault in import_file(kind="producers", data=text.encode(), name="a.csv")[1]][-1] == code


def test_a_check_that_comes_too_late_changes_nothing(officer: Any, commune: Any) -> None:
    batch = checked(officer, xlsx([row(commune)]))
    assert _store_sheet(batch, Sheet([], [])).parsed == batch.parsed
    seen = ImportBatch.objects.get()
    correct_cells(actor=officer, batch_id=batch.pk, revision=None, cells={"2:star": "4"})
    assert _store_outcome(seen, []).state == ImportState.UPLOADED


def test_an_unknown_unit_of_two_recognitions_is_told_once(officer: Any, commune: Any) -> None:
    assert codes(checked(officer, workbook([line(commune, second=SECOND, unit="Xã Nào")]))) == [(5, "unknown_unit")]


def test_the_same_register_again_says_nothing_new(officer: Any, commune: Any) -> None:
    data = workbook([line(commune, second=SECOND), line(commune, 2)])
    apply_batch(batch=checked(officer, data), actor=officer)
    batch = checked(officer, data)
    assert (batch.faults, batch.summary["known"]) == ([], 3)
    batch = apply_batch(batch=batch, actor=officer)
    assert (batch.summary["new_producers"], batch.summary["new_recognitions"], batch.summary["filled"]) == (0, 0, 0)


def test_a_code_belongs_to_one_product(officer: Any, commune: Any) -> None:
    rows = [row(commune, number, official_code="38-00268-7-2026") for number in (1, 2)]
    assert codes(checked(officer, xlsx(rows))) == [(3, "code_taken")]


def test_a_code_of_another_form_is_kept_beside_the_list(officer: Any, commune: Any) -> None:
    apply_batch(batch=checked(officer, xlsx([row(commune, official_code="38-00268-7-2022")])), actor=officer)
    assert (Product.objects.get().official_code, ProductCode.objects.count()) == ("38-00268-7-2022", 0)


def test_an_older_code_of_the_product_contradicts_nothing(officer: Any, commune: Any) -> None:
    product = make_product(
        make_producer(commune, name="Hợp tác xã 1"), name="Sản phẩm 1", official_code="38-00268-9-2026"
    )
    ProductCode.objects.create(product=product, code="38-00268-7-2025", era="commune", serial=7, year=2025)
    assert checked(officer, xlsx([row(commune, official_code="38-00268-7-2025")])).faults == []
    assert codes(checked(officer, xlsx([row(commune, official_code="38-00268-8-2025")]))) == [(2, "differs")]


def test_columns_nobody_can_be_asked_about_are_faults(commune: Any, tmp_path: Path) -> None:
    text = f"Tên sản phẩm,Tên chủ thể,Tên đơn vị,Doanh thu,Tên sản phẩm,\nBánh,HTX,{commune.name},5,Nem,x\n"
    _counts, faults = import_file(kind="products", data=text.encode(), name="a.csv")
    assert [(fault.column, fault.code) for fault in faults] == [
        (4, "unknown_column"),
        (5, "duplicate_header"),
        (6, "nameless_column"),
    ]


def test_the_command_tells_unreadable_cells(commune: Any) -> None:
    data = csv([row(commune, address="#REF!")])
    assert [fault.code for fault in import_file(kind="products", data=data, name="a.csv")[1]] == ["error_value"]


def test_a_kind_word_alone_is_a_name() -> None:
    assert places._bare("Xã") == "xa"
    assert places._bare("Xã Lưu Vệ") == "luu ve"
    assert places._bare("Lưu Vệ") == "luu ve"


def test_a_legal_form_is_read_by_its_first_words_or_its_name() -> None:
    assert values.read_legal_form("Công ty TNHH Hương Quê") == LegalForm.ENTERPRISE
    assert values.read_legal_form("hộ sản xuất") == LegalForm.PRODUCING_HOUSEHOLD
