"""Asking for documents and making them: one document per content, private files, faults told in Vietnamese."""

import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.test import Client

from ocop.jobs.domain.run import answer_bell
from ocop.jobs.enums import JobState
from ocop.jobs.models import Job
from programs.domain.seeds import load_plan_seed
from programs.domain.seeds_files import FOLDER
from programs.models import PlanVersion, Section
from reporting.documents.extract import page_count, pdf_text
from reporting.domain.documents import Rendered, request_document, store_document
from reporting.domain.documents_content import document_content
from reporting.models import Document
from tests.factories import make_plan, make_recognition, make_unit, make_user, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _long_lease(settings: Any) -> None:
    """The keeper's thread cannot see rows of a test's transaction: it must not be asked while a slow machine works."""
    settings.OCOP_JOB_LEASE = 3600


def made(job: Job) -> Document:
    answer_bell(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.DONE, "")
    return Document.objects.get(pk=job.result["document"])


def read(file: Any) -> bytes:
    with file.open("rb") as stored:
        return stored.read()


@pytest.fixture
def version() -> PlanVersion:
    return make_version(make_plan(make_unit("province", name="Tỉnh Thử")), {3: 4, 4: 1}, number=7)


@pytest.fixture
def draft() -> PlanVersion:
    """Its documents are drafts: they may go, as after a cut."""
    return make_version(make_plan(make_unit("province", name="Tỉnh Thử")), {3: 4, 4: 1}, state="draft", number=None)


def test_a_plan_is_made_stored_and_recorded(version: PlanVersion) -> None:
    user = make_user()
    job = request_document(user=user, kind="plan", record=version)
    assert job.label == "Lập kế hoạch: 07/KH-UBND, Tỉnh Thử"
    document = made(job)
    assert job.result_url == f"/van-ban/{document.pk}/"
    assert (document.number, document.issued_on, document.state) == ("07/KH-UBND", date(2025, 2, 24), "issued")
    assert (document.created_by, document.subject_id) == (user, version.pk)
    stored = read(document.pdf)
    assert hashlib.sha256(stored).hexdigest() == document.pdf_sha256
    assert hashlib.sha256(read(document.docx)).hexdigest() == document.docx_sha256
    assert document.pages == page_count(stored) == 1
    assert "Số: 07/KH-UBND" in pdf_text(stored)


def test_the_same_content_is_one_document_and_new_content_another(version: PlanVersion) -> None:
    first = made(request_document(user=make_user(), kind="plan", record=version))
    again = made(request_document(user=make_user(), kind="plan", record=version))
    assert again == first
    version.targets.update(committed=9)
    other = made(request_document(user=make_user(), kind="plan", record=version))
    assert other.pk != first.pk
    assert Document.objects.count() == 2


def test_one_person_asking_twice_gets_the_waiting_job(version: PlanVersion) -> None:
    user = make_user()
    jobs = {request_document(user=user, kind="plan", record=version).pk for _ in range(3)}
    assert len(jobs) == 1


def test_a_second_try_after_a_cut_writes_the_same_files(draft: PlanVersion) -> None:
    document = made(request_document(user=make_user(), kind="plan", record=draft))
    names, hashes = (document.pdf.name, document.docx.name), (document.pdf_sha256, document.docx_sha256)
    document.delete()  # the files are there, the row is not: killed between the two
    again = made(request_document(user=make_user(), kind="plan", record=draft))
    assert (again.pdf.name, again.docx.name) == names
    assert (again.pdf_sha256, again.docx_sha256) == hashes
    folder, _, name = names[0].rpartition("/")
    assert len([kept for kept in default_storage.listdir(folder)[1] if kept.startswith(name[:-4])]) == 2


def test_a_half_written_file_is_replaced(draft: PlanVersion) -> None:
    document = made(request_document(user=make_user(), kind="plan", record=draft))
    name, whole = document.pdf.name, read(document.pdf)
    document.delete()
    default_storage.delete(name)
    default_storage.save(name, ContentFile(whole[:100]))
    again = made(request_document(user=make_user(), kind="plan", record=draft))
    assert (again.pdf.name, read(again.pdf)) == (name, whole)


@pytest.mark.django_db(transaction=True)
def test_two_jobs_that_store_the_same_content_at_once_make_one_document() -> None:
    version = make_version(make_plan(), {3: 1})
    rendered = Rendered("Kế hoạch", b"%PDF", b"PK", 1)

    def store() -> int:
        content = document_content(kind="plan", record=version, params={})
        stored = store_document(kind="plan", record=version, params={}, content=content, rendered=rendered, user=None)
        return stored.pk

    def in_thread() -> int:
        try:
            return store()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first = store()
            second = pool.submit(in_thread)  # sees no row yet and waits at the unique index
            time.sleep(0.5)
            assert not second.done()
        assert second.result(timeout=20) == first
    assert store() == first
    assert Document.objects.count() == 1


def test_files_have_no_public_address(version: PlanVersion) -> None:
    document = made(request_document(user=make_user(), kind="plan", record=version))
    client = Client()
    client.force_login(make_user("admin", version.plan.unit))
    for address in (document.pdf.url, f"/media/{document.pdf.name}", f"/static/{document.pdf.name}"):
        assert client.get(address).status_code == 404


def test_a_missing_fact_ends_the_job_with_its_place(version: PlanVersion) -> None:
    Section.objects.create(version=version, order=1, number="I", heading="MỤC TIÊU", body="Có {{ so_la }} sản phẩm.")
    job = request_document(user=make_user(), kind="plan", record=version)
    answer_bell(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "Mục I" in job.error
    assert "so_la" in job.error
    assert Document.objects.count() == 0


def test_a_version_gone_before_the_work_is_told(version: PlanVersion) -> None:
    job = request_document(user=make_user(), kind="plan", record=version)
    version.targets.all().delete()
    version.delete()
    answer_bell(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "Đối tượng của văn bản này không còn nữa.")


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"as_of": "31/12/2025"}, "Ngày “31/12/2025” không hợp lệ."),
        ({"mode": "x"}, "“Cách đọc”: lựa chọn không hợp lệ."),
    ],
)
def test_wrong_parameters_are_refused(version: PlanVersion, params: dict[str, str], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        request_document(user=make_user(), kind="progress", record=version, params=params)
    assert Job.objects.count() == 0


def test_a_progress_report_is_a_draft_that_names_illustration(version: PlanVersion) -> None:
    commune = make_unit("commune", version.plan.unit, name="Xã Thử")
    make_recognition(unit=commune, star=3, decided_on=date(2025, 6, 2), is_illustration=True)
    job = request_document(user=make_user(), kind="progress", record=version, params={"as_of": "2025-06-30"})
    document = made(job)
    said = pdf_text(read(document.pdf))
    assert (document.kind, document.state, document.number, document.uses_illustration) == (
        "progress",
        "draft",
        "",
        True,
    )
    assert "Đến ngày 30/06/2025, tỉnh Thử có 1/5 sản phẩm OCOP được công nhận" in said
    assert "1 lượt công nhận là dữ liệu minh họa" in said


def test_the_real_plan_is_made_from_the_database(units: None) -> None:
    plan = load_plan_seed(path=FOLDER / "thanh-hoa-2025.yaml", actor=make_user())
    document = made(request_document(user=make_user(), kind="plan", record=plan.versions.get(state="issued")))
    assert (document.number, document.pages) == ("36/KH-UBND", 11)
    said = pdf_text(read(document.pdf))
    assert "Tổng 160 3 20 137 1 TP Thanh Hóa 8 2 6" in said
    assert said.count("26 Huyện Hoằng Hóa 9 1 1 7") == 1
