"""The import pages: upload, faults, writing, jobs; hostile uploads; other people's files are absent."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations.models import Recognition
from evaluations.views import imports
from ocop.accounts.enums import Role
from ocop.jobs.domain import lease
from ocop.jobs.domain.run import attempt
from ocop.jobs.enums import JobState
from ocop.jobs.models import Job
from ocop.spreadsheets import read_table
from products.enums import ImportState
from products.models import ImportBatch, Producer, Product
from programs.enums import Tier
from tests.factories import make_producer, make_unit, make_user
from tests.spreadsheets import hostile

from .tables import csv, row, xlsx

pytestmark = pytest.mark.django_db
HOME = "evaluations:import_home"


@pytest.fixture
def commune() -> Any:
    return make_unit(parent=make_unit(Tier.PROVINCE))


@pytest.fixture
def officer(commune: Any) -> Any:
    return make_user(Role.COMMUNE_OFFICER, commune)


@pytest.fixture
def page(client: Client, officer: Any) -> Client:
    client.force_login(officer)
    return client


def upload(page: Client, data: bytes, name: str = "a.xlsx") -> Any:
    return page.post(reverse(HOME), {"file": SimpleUploadedFile(name, data)})


def nothing_written() -> bool:
    return not (Producer.objects.exists() or Product.objects.exists() or Recognition.objects.exists())


def test_upload_check_write(page: Client, commune: Any) -> None:
    response = upload(page, xlsx([row(commune, number) for number in (1, 2)]))
    batch = ImportBatch.objects.get()
    assert (response.url, batch.state) == (reverse("evaluations:import_detail", args=[batch.pk]), ImportState.READY)
    assert "Ghi vào hệ thống" in page.get(response.url).content.decode()
    assert nothing_written()
    for _ in range(2):
        page.post(reverse("evaluations:import_apply", args=[batch.pk]))
    assert Recognition.objects.count() == 2
    assert "Đã ghi vào hệ thống lúc" in page.get(response.url).content.decode()
    assert batch.file_name in page.get(reverse(HOME)).content.decode()


def test_faults_are_shown_and_taken_away(page: Client, commune: Any) -> None:
    url = upload(page, csv([row(commune, star=2), row(commune, 2, phone="1")]), "a.csv").url
    shown = page.get(url).content.decode()
    assert "Dòng 2, cột M (Hạng sao)" in shown
    assert "Dòng 3, cột K (Điện thoại)" in shown
    assert "Ghi vào hệ thống" not in shown
    batch = ImportBatch.objects.get()
    table = read_table(page.get(reverse("evaluations:import_faults", args=[batch.pk])).content, "loi.xlsx").table
    assert table is not None
    assert [[cell.text for cell in line.cells][:3] for line in table.rows] == [
        ["2", "M", "Hạng sao"],
        ["3", "K", "Điện thoại"],
    ]
    page.post(reverse("evaluations:import_apply", args=[batch.pk]))
    assert nothing_written()


def formulas(*_args: Any) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Tên sản phẩm", "Tên chủ thể", "Tên đơn vị"])
    book.active.append(["=1+1", "HTX", "Xã"])
    book.active.merge_cells("B2:C2")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HOSTILE = {
    "far-cell": (lambda: hostile.far_cell("XFD1048576"), "a.xlsx", "Dòng 1048576, cột XFD"),
    "rows": (lambda: hostile.many_rows(100_000), "a.xlsx", "Tệp có hơn 20.000 dòng"),
    "bomb": (hostile.bomb, "a.xlsx", "bung ra quá lớn"),
    "not-its-name": (hostile.workbook, "a.csv", "nội dung là .xlsx"),
    "pdf": (lambda: b"%PDF-1.7", "a.xlsx", "Nội dung tệp là PDF"),
    "traversal": (lambda: hostile.with_extra("../../x.xml"), "a.xlsx", "không an toàn"),
    "empty": (lambda: b"", "a.xlsx", "Tệp trống"),
    "formula": (formulas, "a.xlsx", "Ô chứa công thức"),
    "merged": (formulas, "a.xlsx", "bị trộn"),
    "script-name": (lambda: b"%PDF-1.7", '<script>"x".xlsx', "Nội dung tệp là PDF"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_upload_is_refused_with_its_message(page: Client, case: str) -> None:
    build, name, words = HOSTILE[case]
    response = upload(page, build(), name)
    for job in Job.objects.all():  # a large file is checked by a job
        attempt(lease.claim(job.pk))
    shown = page.get(response.url).content.decode()
    assert words in shown
    assert '<script>"x"' not in shown
    assert (ImportBatch.objects.get().state, nothing_written()) == (ImportState.FAULTY, True)


def test_a_file_above_the_limit_is_not_even_kept(page: Client) -> None:
    response = upload(page, b"PK" + b"\x00" * 10_000_001)
    assert response.context["form"].errors == {"file": ["Tệp lớn hơn 10 MB. Hãy chia thành nhiều tệp."]}
    assert ImportBatch.objects.count() == 0


def test_a_form_without_file_says_so(page: Client) -> None:
    assert set(page.post(reverse(HOME), {}).context["form"].errors) == {"file"}


def test_a_change_since_the_check_is_told(page: Client, commune: Any) -> None:
    upload(page, xlsx([row(commune)]))
    make_producer(commune, name="Hợp tác xã 1", phone="0999999999")
    response = page.post(reverse("evaluations:import_apply", args=[ImportBatch.objects.get().pk]), follow=True)
    assert "Dữ liệu trong hệ thống đã đổi sau lần kiểm tra" in response.content.decode()
    assert Recognition.objects.count() == 0


def test_a_large_file_is_checked_by_a_job(page: Client, commune: Any) -> None:
    response = upload(page, csv([row(commune, number, address="x" * 90) for number in range(1, 1_201)]), "a.csv")
    batch, job = ImportBatch.objects.get(), Job.objects.get()
    assert (batch.state, job.kind) == (ImportState.UPLOADED, "check_import")
    assert reverse("jobs:fragment", args=[job.pk]) in page.get(response.url).content.decode()
    attempt(lease.claim(job.pk))
    job.refresh_from_db()
    batch.refresh_from_db()
    assert (job.state, job.result_url, batch.state, batch.rows) == (
        JobState.DONE,
        response.url,
        ImportState.READY,
        1_200,
    )


def test_a_large_batch_is_written_by_a_job_once(page: Client, commune: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    upload(page, xlsx([row(commune, number) for number in (1, 2)]))
    batch = ImportBatch.objects.get()
    monkeypatch.setattr(imports, "JOB_ABOVE_ROWS", 1)
    urls = {page.post(reverse("evaluations:import_apply", args=[batch.pk])).url for _ in range(2)}
    job = Job.objects.get()
    assert (urls, nothing_written()) == ({reverse("evaluations:import_detail", args=[batch.pk])}, True)
    shown = page.get(urls.pop()).content.decode()
    assert reverse("jobs:fragment", args=[job.pk]) in shown
    assert "Ghi vào hệ thống" not in shown
    attempt(lease.claim(job.pk))
    job.refresh_from_db()
    assert (job.state, Recognition.objects.count()) == (JobState.DONE, 2)


def test_another_persons_file_is_absent(page: Client, client: Client, commune: Any) -> None:
    upload(page, xlsx([row(commune)]))
    batch = ImportBatch.objects.get()
    client.force_login(make_user(Role.COMMUNE_OFFICER, commune))
    for name in ("import_detail", "import_faults", "import_marked", "import_map", "import_correct", "import_undo"):
        assert client.get(reverse(f"evaluations:{name}", args=[batch.pk])).status_code == 404
    assert client.post(reverse("evaluations:import_apply", args=[batch.pk])).status_code == 404
    assert (list(client.get(reverse(HOME)).context["recent"]), nothing_written()) == ([], True)


def test_people_who_do_not_write_import_nothing(client: Client, commune: Any) -> None:
    client.force_login(make_user(Role.VIEWER, commune))
    assert client.get(reverse(HOME)).status_code == 404
    assert client.get(reverse("evaluations:import_template")).status_code == 404
    assert upload(client, xlsx([row(commune)])).status_code == 404
    assert ImportBatch.objects.count() == 0


def test_template_holds_the_columns_and_their_guide(page: Client) -> None:
    data = page.get(reverse("evaluations:import_template")).content
    assert [fault.code for fault in read_table(data, "a.xlsx").faults] == ["no_rows"]
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [len(list(sheet)) for sheet in book] == [1, 21]


def test_pages_cost_the_same_for_one_and_three_files(page: Client, commune: Any) -> None:
    counts = []
    for more in (1, 2):
        for _ in range(more):
            upload(page, xlsx([row(commune)]))
        with CaptureQueriesContext(connection) as queries:
            page.get(reverse(HOME))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12
