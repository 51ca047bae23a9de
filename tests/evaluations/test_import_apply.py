"""Writing a batch: whole, once, recorded; re-imports change nothing; commands."""

import io
import json
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from evaluations.domain.exports import export_records
from evaluations.domain.imports import apply_batch, check_batch, open_batch
from evaluations.models import Recognition
from ocop.accounts.enums import Role
from ocop.audit.models import LegalAct
from products.enums import ImportState
from products.models import ImportBatch, Producer, Product, ProductCode
from programs.enums import Extent, Tier
from programs.models import UnitLineage
from tests.factories import make_producer, make_product, make_unit, make_user

from .tables import csv, row, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune() -> Any:
    return make_unit(parent=make_unit(Tier.PROVINCE), name="Xã Lưu Vệ")


@pytest.fixture
def officer(commune: Any) -> Any:
    return make_user(Role.COMMUNE_OFFICER, commune)


def ready(actor: Any, data: bytes, name: str = "a.xlsx") -> ImportBatch:
    batch = check_batch(batch=open_batch(actor=actor, data=data, name=name), actor=actor)
    assert batch.faults == []
    return batch


def counts() -> tuple[int, int, int]:
    return Producer.objects.count(), Product.objects.count(), Recognition.objects.count()


def test_a_batch_is_written_whole_and_once(officer: Any, commune: Any) -> None:
    batch = ready(officer, xlsx([row(commune, number) for number in range(1, 31)]))
    for _ in range(2):
        batch = apply_batch(batch=batch, actor=officer)
    assert (counts(), batch.state) == ((30, 30, 30), ImportState.APPLIED)
    recognition = Recognition.objects.get(decision_number="7/QĐ-UBND")
    assert (recognition.star, recognition.unit, recognition.expires_on) == (3, commune, date(2028, 6, 2))
    assert recognition.product.producer.legal_form == "htx"
    act = LegalAct.objects.get()
    assert (act.verb, act.payload["new_recognitions"], act.subject_id) == ("import_recognitions", 30, str(batch.pk))


def test_two_recognitions_of_one_product_share_it(officer: Any, commune: Any) -> None:
    later = row(commune, decision_number="99/QĐ-UBND", star=4, kind="nâng hạng", body="tỉnh", decided_on="03/06/2025")
    apply_batch(batch=ready(officer, csv([row(commune), later]), "a.csv"), actor=officer)
    assert counts() == (1, 1, 2)


def test_a_producer_of_two_eras_in_one_file_is_one(officer: Any) -> None:
    province = make_unit(Tier.PROVINCE)
    old = make_unit(parent=province, name="Xã Cũ", valid_to=date(2025, 6, 30))
    new = make_unit(parent=province, name="Xã Mới", valid_from=date(2025, 7, 1))
    UnitLineage.objects.create(predecessor=old, successor=new, extent=Extent.WHOLE, effective_on=date(2025, 7, 1))
    user = make_user(Role.PROVINCE_COORDINATOR, province)
    late = row(new, decided_on="06/07/2025", body="tỉnh", decision_number="2/QĐ-UBND")
    apply_batch(batch=ready(user, xlsx([late, row(old)])), actor=user)
    assert counts() == (1, 1, 2)
    assert Producer.objects.get().unit == old


def test_exported_rows_import_again_unchanged(officer: Any, commune: Any) -> None:
    apply_batch(batch=ready(officer, xlsx([row(commune, number) for number in (1, 2)])), actor=officer)
    make_product(make_producer(commune, name="=Nguy hiểm", address="-1+1"), name="+Mật ong")
    for file_format in ("xlsx", "csv"):
        data = export_records("products", Product.objects.order_by("pk"), file_format)[0]
        batch = ready(officer, data, f"a.{file_format}")
        assert (batch.rows, batch.summary["known"]) == (3, 3)
        batch = apply_batch(batch=batch, actor=officer)
        assert batch.summary["new_producers"] == batch.summary["new_recognitions"] == 0
    assert counts() == (3, 3, 2)


def test_blank_fields_are_filled_and_filled_ones_kept(officer: Any, commune: Any) -> None:
    producer = make_producer(commune, name="Hợp tác xã 1", address="Thôn 1")
    apply_batch(batch=ready(officer, xlsx([row(commune)])), actor=officer)
    producer.refresh_from_db()
    assert (producer.phone, producer.address, producer.revision) == ("0912345678", "Thôn 1", 1)


def test_a_written_batch_is_not_checked_again(officer: Any, commune: Any) -> None:
    batch = apply_batch(batch=ready(officer, xlsx([row(commune)])), actor=officer)
    assert check_batch(batch=batch, actor=officer).state == ImportState.APPLIED


def test_blank_fields_of_products_are_filled(officer: Any, commune: Any) -> None:
    product = make_product(make_producer(commune, name="Hợp tác xã 1"), name="Sản phẩm 1")
    apply_batch(batch=ready(officer, xlsx([row(commune)])), actor=officer)
    product.refresh_from_db()
    assert (product.product_set, product.revision) == (4, 1)


def test_a_change_since_the_check_stops_everything(officer: Any, commune: Any) -> None:
    batch = ready(officer, xlsx([row(commune, number) for number in (1, 2)]))
    make_producer(commune, name="Hợp tác xã 2", phone="0999999999")
    batch = apply_batch(batch=batch, actor=officer)
    assert (batch.state, [fault["code"] for fault in batch.faults]) == (ImportState.FAULTY, ["differs"])
    assert (counts(), LegalAct.objects.count()) == ((1, 0, 0), 0)


def test_a_faulty_batch_cannot_be_written(officer: Any, commune: Any) -> None:
    data = xlsx([row(commune, star=2)])
    batch = check_batch(batch=open_batch(actor=officer, data=data, name="a.xlsx"), actor=officer)
    with pytest.raises(ValidationError):
        apply_batch(batch=batch, actor=officer)
    assert counts() == (0, 0, 0)


def test_search_keys_are_those_of_the_models(officer: Any, commune: Any) -> None:
    make_producer(commune, name="Hợp tác xã 2", legal_form="htx")
    apply_batch(batch=ready(officer, xlsx([row(commune, number) for number in (1, 2)])), actor=officer)
    for record in (*Producer.objects.all(), *Product.objects.select_related("producer__unit")):
        kept = {name: getattr(record, name) for name in ("fold", "core", "found_by") if hasattr(record, name)}
        key = bytes(record.sort_key)
        record.set_keys()
        assert ({name: getattr(record, name) for name in kept}, record.sort_key) == (kept, key)


def test_a_merged_producer_stands_for_the_kept_one(officer: Any, commune: Any) -> None:
    kept = make_producer(commune, name="Hợp tác xã Lớn")
    make_producer(commune, name="Hợp tác xã 1", merged_into=kept)
    apply_batch(batch=ready(officer, xlsx([row(commune)])), actor=officer)
    assert (Product.objects.get().producer, Producer.objects.count()) == (kept, 2)


def test_official_codes_go_to_the_list(officer: Any, commune: Any) -> None:
    code = "38-00268-7-2026"
    apply_batch(batch=ready(officer, xlsx([row(commune, official_code=code)])), actor=officer)
    stored = ProductCode.objects.get()
    assert (stored.code, stored.serial, stored.year, stored.product.official_code) == (code, 7, 2026, code)
    again = xlsx([row(commune), row(commune, 2, official_code=code)])
    batch = check_batch(batch=open_batch(actor=officer, data=again, name="a.xlsx"), actor=officer)
    assert [(fault["row"], fault["code"]) for fault in batch.faults] == [(3, "code_taken")]


def test_queries_do_not_grow_with_the_rows(officer: Any, commune: Any) -> None:
    spent = []
    for start, number in ((0, 2), (1000, 60)):
        batch = ready(officer, xlsx([row(commune, start + each) for each in range(1, number + 1)]))
        with CaptureQueriesContext(connection) as queries:
            apply_batch(batch=batch, actor=officer)
        spent.append(len(queries))
    assert spent[0] == spent[1]


@pytest.mark.django_db(transaction=True)
def test_pressing_write_many_times_at_once_writes_once() -> None:
    unit = make_unit(parent=make_unit(Tier.PROVINCE))
    user = make_user(Role.COMMUNE_OFFICER, unit)
    batch = ready(user, xlsx([row(unit, number) for number in range(1, 6)]))

    def press() -> None:
        apply_batch(batch=batch, actor=user)
        connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (counts(), LegalAct.objects.count()) == ((5, 5, 5), 1)


def run(*arguments: str) -> tuple[int, dict[str, Any]]:
    out, code = io.StringIO(), 0
    try:
        call_command(*arguments, stdout=out)
    except SystemExit as leave:
        code = int(leave.code or 0)
    return code, json.loads(out.getvalue())


@pytest.mark.parametrize("model", ["products", "recognitions", "producers"])
@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_commands_export_and_import(tmp_path: Path, commune: Any, model: str, file_format: str) -> None:
    source = tmp_path / "a.xlsx"
    source.write_bytes(xlsx([row(commune, number) for number in (1, 2)]))
    assert run("import", "products", str(source), "--dry-run")[1]["written"] is False
    assert counts() == (0, 0, 0)
    code, answer = run("import", "products", str(source))
    assert (code, answer["new_recognitions"], counts()) == (0, 2, (2, 2, 2))
    out = tmp_path / f"out.{file_format}"
    assert run("export", model, "--format", file_format, "--out", str(out))[1]["rows"] == 2
    code, answer = run("import", model, str(out))
    assert (code, answer["written"], counts()) == (0, True, (2, 2, 2))


def test_command_lists_all_faults_and_exits_with_one(tmp_path: Path, commune: Any) -> None:
    source = tmp_path / "a.csv"
    source.write_bytes(csv([row(commune, star=2), row(commune, 2, phone="1")]))
    code, answer = run("import", "products", str(source))
    assert (code, answer["ok"], [fault["code"] for fault in answer["faults"]]) == (1, False, ["star", "phone"])
    assert counts() == (0, 0, 0)


def test_command_tells_missing_columns_and_missing_files(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_bytes("Tên sản phẩm\nBánh\n".encode())
    code, answer = run("import", "recognitions", str(source))
    assert (code, {fault["code"] for fault in answer["faults"]}) == (1, {"missing_column"})
    for arguments in (("import", "products", str(tmp_path)), ("export", "products", "--out", str(tmp_path))):
        with pytest.raises(CommandError):
            run(*arguments)


def test_command_refuses_a_hostile_file(tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    source.write_bytes(b"%PDF-1.7")
    code, answer = run("import", "products", str(source))
    assert (code, [fault["code"] for fault in answer["faults"]]) == (1, ["wrong_content"])
