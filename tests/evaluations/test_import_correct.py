"""Correcting in the browser: faulty cells typed anew, rows left out; the upload stays as it is."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from evaluations.domain.imports import apply_batch, check_batch, correct_cells, open_batch
from evaluations.domain.imports.corrections import annotated, faulty_page
from evaluations.views import import_fixes
from ocop.accounts.enums import Role
from ocop.jobs.models import Job
from ocop.spreadsheets import read_grid
from ocop.spreadsheets.table import Grid
from products.domain.records import StaleError
from products.enums import ImportState
from products.models import ImportBatch, Product
from programs.enums import Tier
from tests.factories import make_unit, make_user

from .registers import line, workbook
from .tables import csv, row, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune() -> Any:
    return make_unit(parent=make_unit(Tier.PROVINCE), name="Xã Lưu Vệ")


@pytest.fixture
def officer(commune: Any) -> Any:
    return make_user(Role.COMMUNE_OFFICER, commune)


def checked(actor: Any, data: bytes, name: str = "a.xlsx") -> ImportBatch:
    return check_batch(batch=open_batch(actor=actor, data=data, name=name), actor=actor)


def corrected(actor: Any, batch: ImportBatch, cells: dict[str, str]) -> ImportBatch:
    batch = correct_cells(actor=actor, batch_id=batch.pk, revision=batch.revision, cells=cells)
    assert batch.state == ImportState.UPLOADED
    return check_batch(batch=batch, actor=actor)


def faulty(commune: Any) -> list[dict[str, Any]]:
    return [row(commune), row(commune, 2, star=2), row(commune), row(commune, 4, unit_name="Xã Lưu Về", unit_code=None)]


def test_cells_are_typed_anew_and_rows_left_out(officer: Any, commune: Any) -> None:
    batch = checked(officer, xlsx(faulty(commune)))
    assert [(fault["row"], fault["code"]) for fault in batch.faults] == [
        (3, "star"),
        (4, "duplicate_row"),
        (5, "unknown_unit"),
    ]
    rows = batch.parsed
    batch = corrected(officer, batch, {"3:star": "4", "4:skip": "1"})
    assert [(fault["row"], fault["code"]) for fault in batch.faults] == [(3, "body_not_competent"), (5, "unknown_unit")]
    batch = corrected(officer, batch, {"3:star": "3", "5:unit_name": "Xã Lưu Vệ"})
    assert (batch.state, Product.objects.count()) == (ImportState.READY, 0)
    assert batch.parsed == rows
    apply_batch(batch=batch, actor=officer)
    assert list(Product.objects.order_by("name").values_list("name", flat=True)) == [f"Sản phẩm {n}" for n in (1, 2, 4)]


def test_a_column_the_file_lacks_can_be_filled(officer: Any, commune: Any) -> None:
    data = "Tên sản phẩm,Tên chủ thể,Tên đơn vị,Số quyết định\nBánh,HTX,Lưu Vệ,\nNem,HTX,Lưu Vệ,1/QĐ-UBND\n"
    batch = checked(officer, data.encode(), "a.csv")
    assert {fault["key"] for fault in batch.faults} == {"star", "kind", "decided_on", "body"}
    cells = {"star": "3", "kind": "công nhận mới", "decided_on": "02/06/2025", "body": "huyện"}
    batch = corrected(officer, batch, {f"3:{key}": text for key, text in cells.items()})
    assert (batch.faults, batch.summary["recognitions"]) == ([], 1)
    assert [fault["key"] for fault in corrected(officer, batch, {"3:star": "x"}).faults] == ["star"]


def test_an_unreadable_cell_is_fixed_by_typing(officer: Any, commune: Any) -> None:
    batch = checked(officer, workbook([line(commune)], cells={"G5": "=A5"}))
    batch.mapping, batch.state = batch.mapping, ImportState.UPLOADED
    batch.save()
    batch = check_batch(batch=batch, actor=officer)
    assert [fault["code"] for fault in batch.faults] == ["formula"]
    assert corrected(officer, batch, {"5:address": "Ấp 1"}).faults == []


def test_the_second_recognition_is_corrected_at_its_own_cell(officer: Any, commune: Any) -> None:
    second = (4, "03/06/2025", 2024, "22/QĐ-UBND", "UBND tỉnh Thanh Hóa")
    batch = checked(officer, workbook([line(commune, second=second)]))
    batch = check_batch(batch=_accept(batch), actor=officer)
    assert [(fault["key"], fault["column"]) for fault in batch.faults] == [("decided_year@2", "S")]
    assert corrected(officer, batch, {"5:decided_year@2": "2025"}).faults == []


def _accept(batch: ImportBatch) -> ImportBatch:
    batch.state = ImportState.UPLOADED
    batch.save()
    return batch


@pytest.mark.parametrize("place", ["99:star", "2:password", "x:star", "2"])
def test_a_cell_that_is_not_there_is_refused(officer: Any, commune: Any, place: str) -> None:
    batch = checked(officer, xlsx(faulty(commune)))
    with pytest.raises(ValidationError) as caught:
        correct_cells(actor=officer, batch_id=batch.pk, revision=batch.revision, cells={place: "3"})
    assert caught.value.code == "unknown_cell"


def test_stale_twice_and_too_late(officer: Any, commune: Any) -> None:
    batch = checked(officer, xlsx([row(commune, star=2)]))
    with pytest.raises(StaleError):
        correct_cells(actor=officer, batch_id=batch.pk, revision=0, cells={"2:star": "3"})
    batch = corrected(officer, batch, {"2:star": "3"})
    again = correct_cells(actor=officer, batch_id=batch.pk, revision=0, cells={"2:star": "3"})
    assert again.state == ImportState.READY
    apply_batch(batch=again, actor=officer)
    with pytest.raises(ValidationError) as caught:
        correct_cells(actor=officer, batch_id=batch.pk, revision=None, cells={"2:star": "3"})
    assert caught.value.code == "closed"


def test_a_file_that_was_refused_has_no_cells(officer: Any) -> None:
    batch = checked(officer, b"%PDF-1.7")
    with pytest.raises(ValidationError) as caught:
        correct_cells(actor=officer, batch_id=batch.pk, revision=None, cells={})
    assert caught.value.code == "unreadable"


def test_pages_of_faulty_rows_follow_each_other(officer: Any, commune: Any) -> None:
    batch = checked(officer, csv([row(commune, number, star=2) for number in range(1, 31)]), "a.csv")
    first = faulty_page(batch)
    second = faulty_page(batch, first.after or 0)
    assert ([r.number for r in first.rows], first.after, first.left) == (list(range(2, 27)), 26, 30)
    assert ([r.number for r in second.rows], second.after, second.left) == (list(range(27, 32)), None, 5)
    cell = first.rows[0].cells["star"]
    assert (cell.value, cell.column, cell.suggestions) == ("2", "M", ["3", "4", "5"])


def test_the_file_taken_away_has_its_faults_marked(officer: Any, commune: Any) -> None:
    rows = [row(commune), row(commune, 2, star=2, address="=1+1"), row(commune, 3, body=None)]
    batch = checked(officer, xlsx(rows))
    data = annotated(batch)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    last = sheet.max_column
    star, body = sheet["M3"], sheet["Q4"]
    assert [cell.fill.start_color.rgb for cell in (star, body, sheet["M2"])] == ["FFF4C7C3", "FFF4C7C3", "00000000"]
    assert star.comment.text == sheet.cell(3, last).value == batch.faults[0]["message"]
    assert [sheet.cell(number, last).value for number in (1, 2)] == ["Lỗi", None]
    assert {cell.data_type for line in sheet for cell in line} <= {"s", "n"}
    again = checked(officer, data)
    assert [(fault["row"], fault["code"]) for fault in again.faults] == [(3, "star"), (4, "required")]


def test_the_page_corrects(client: Client, officer: Any, commune: Any) -> None:
    client.force_login(officer)
    batch = checked(officer, xlsx(faulty(commune)))
    url = reverse("evaluations:import_correct", args=[batch.pk])
    page = client.get(url)
    assert 'name="o:3:star"' in page.content.decode()
    assert 'data-value="Xã Lưu Vệ, ' in page.content.decode()
    cells = {"o:3:star": "3", "o:4:skip": "1", "o:5:unit_name": "Lưu Về"}
    response = client.post(url, {"revision": batch.revision, **cells})
    assert response.url == f"{url}?sau=0"
    assert client.get(f"{url}?sau=9").url == url
    stale = client.post(url, {"revision": batch.revision, "o:5:unit_name": "Lưu Vệ"}, follow=True)
    assert "Có người khác vừa sửa bản ghi này" in stale.content.decode()
    batch.refresh_from_db()
    response = client.post(url, {"revision": batch.revision, "o:5:unit_name": "Lưu Vệ"})
    assert response.url == reverse("evaluations:import_detail", args=[batch.pk])
    assert client.get(url).url == response.url
    assert "Ghi vào hệ thống" in client.get(response.url).content.decode()


def test_the_page_maps(client: Client, officer: Any, commune: Any) -> None:
    client.force_login(officer)
    batch = checked(officer, workbook([line(commune)]))
    url, detail = (reverse(f"evaluations:import_{name}", args=[batch.pk]) for name in ("map", "detail"))
    assert url in client.get(detail).content.decode()
    assert "Mắm 1" in client.get(url).content.decode()
    chosen = {f"cot-{number}": key for number, key in batch.mapping.items()}
    refused = client.post(url, {**chosen, "revision": batch.revision, "cot-2": ""})
    assert (refused.status_code, "Thiếu cột bắt buộc “Tên sản phẩm”." in refused.content.decode()) == (422, True)
    assert client.post(url, {**chosen, "revision": batch.revision}).url == detail
    assert "Tệp không có lỗi" in client.get(detail).content.decode()


def test_a_large_file_is_checked_again_by_a_job(client: Client, officer: Any, commune: Any, monkeypatch: Any) -> None:
    client.force_login(officer)
    batch = checked(officer, xlsx([row(commune, star=2), row(commune, 2)]))
    monkeypatch.setattr(import_fixes, "JOB_ABOVE_ROWS", 1)
    url = reverse("evaluations:import_correct", args=[batch.pk])
    response = client.post(url, {"revision": batch.revision, "o:2:star": "3"})
    assert (response.url, Job.objects.get().kind) == (
        reverse("evaluations:import_detail", args=[batch.pk]),
        "check_import",
    )


def test_the_marked_file_of_a_refused_upload_is_its_table_of_faults(client: Client, officer: Any) -> None:
    client.force_login(officer)
    batch = checked(officer, b"%PDF-1.7")
    url = reverse("evaluations:import_marked", args=[batch.pk])
    assert client.get(url).url == reverse("evaluations:import_faults", args=[batch.pk])


def test_marked_leaves_by_its_address(client: Client, officer: Any, commune: Any) -> None:
    client.force_login(officer)
    batch = checked(officer, xlsx(faulty(commune)))
    grid = read_grid(client.get(reverse("evaluations:import_marked", args=[batch.pk])).content, "a.xlsx")
    assert isinstance(grid, Grid)
    assert len(grid.rows) == 5
