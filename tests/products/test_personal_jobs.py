"""Personal data given out and erased by jobs: markers counted in every table and in the store, before and after."""

import io
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from ocop.accounts.enums import Role
from ocop.audit.acts import verify_chain
from ocop.audit.models import LegalAct
from ocop.audit.rows import event_models
from ocop.jobs.domain.run import answer_bell
from ocop.jobs.enums import JobState
from ocop.jobs.models import Job
from ocop.spreadsheets import read_table
from products.domain.evidence.chunks import part_path
from products.domain.people import save_representation
from products.domain.personal_data import finished_export, record_read, request_erasure, request_export
from products.domain.personal_erasure import erase_bytes, erase_rows
from products.domain.personal_export import forget_old_exports, keep_export
from products.domain.personal_marks import Marks, scrub
from products.models import (
    Evidence,
    ImportBatch,
    Merge,
    Producer,
    ProducerLocation,
    Representation,
    SensitiveRead,
    StoredFile,
    Upload,
)
from programs.enums import Tier
from tests import factories as make

pytestmark = pytest.mark.django_db
PHONE, NUMBER, MAIL = "0912345678", "038099887766", "dau-vet@example.vn"
NAME, HOME, CARD = "Lê Thị Dấu Vết", "Thôn Dấu Nhà", "the-can-cuoc-dau-vet"
MARKS = (PHONE, NUMBER, MAIL, NAME, HOME, CARD)


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Any) -> None:
    """Files of other tests are not counted; the keeper's thread must not ask for rows of the test's transaction."""
    settings.OCOP_JOB_LEASE = 3600
    here = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "default": here}


@pytest.fixture
def commune() -> Any:
    return make.make_unit(parent=make.make_unit(Tier.PROVINCE))


@pytest.fixture
def officer(commune: Any) -> Any:
    return make.make_user(Role.COMMUNE_OFFICER, commune)


@pytest.fixture
def producer(commune: Any) -> Producer:
    """A cooperative whose representative left marks in rows, history, vault, imports and merges."""
    producer = make.make_producer(commune, name="HTX Còn Tên", tax_code=NUMBER, phone="0987654321")
    person = {"position": CARD, "ethnicity": "Thái", "residence": HOME, "personal_number": NUMBER, "sex": "nu"}
    save_representation(actor=None, producer_id=producer.pk, revision=0, representative=NAME, phone=PHONE, email=MAIL)
    save_representation(actor=None, producer_id=producer.pk, revision=1, **person)
    stored = make.make_stored_file(f"%PDF-1.4 {CARD}".encode())
    names = {"title": CARD, "file_name": f"{CARD}.pdf", "number": NUMBER}
    make.make_evidence(producer, kind="cccd", is_sensitive=True, stored=stored, **names)
    make.make_evidence(producer, title="Giấy đăng ký giữ lại")
    other = [3, "HTX Còn Tên", "Xã Xa", "Người Khác", "0900000000", "038000000000"]  # a namesake
    rows = [[2, "HTX Còn Tên", producer.unit.name, NAME, "912.345.678", NUMBER], other]
    titles = ["Chủ thể", "Xã", "Người đại diện", "Điện thoại", "Số căn cước"]
    make.make_upload(
        parsed={"above": [titles], "rows": rows, "bad": []},
        mapping=dict(enumerate(("producer", "unit_name", "representative", "phone", ""), 1)),
        summary={"header": titles, "told": f"thư {MAIL}"},
    )
    Merge.objects.create(kind="producer", kept_id=producer.pk, merged_id=1, before={"kept": {"representative": NAME}})
    producer.refresh_from_db()
    return producer


def marks_in_tables(*marks: str) -> dict[str, int]:
    """Table → rows that hold a mark anywhere, event tables included."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            likes = " OR ".join(["row_text LIKE %s"] * len(marks))
            cursor.execute(
                f'SELECT count(*) FROM (SELECT t::text AS row_text FROM "{table}" t) rows WHERE {likes}',
                [f"%{mark}%" for mark in marks],
            )
            if count := cursor.fetchone()[0]:
                found[table] = count
    return found


def marks_in_store(folder: str = "") -> Iterator[str]:
    """Names of stored files that hold a mark."""
    folders, files = default_storage.listdir(folder)
    for name in files:
        path = f"{folder}/{name}".lstrip("/")
        with default_storage.open(path) as stored:
            data = stored.read()
        if any(mark.encode() in data for mark in MARKS):
            yield path
    for name in folders:
        yield from marks_in_store(f"{folder}/{name}".lstrip("/"))


def fetch(client: Client, url: str) -> int:
    """The status of a download that is read to its end."""
    response = client.get(url)
    if response.streaming:
        assert b"".join(response.streaming_content)
    return int(response.status_code)


def run(job: Job) -> Job:
    answer_bell(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.error
    return job


def test_erasure_leaves_no_mark_in_any_table_nor_in_the_store(producer: Producer, officer: Any) -> None:
    before = marks_in_tables(*MARKS, "912.345.678")
    assert set(before) == {
        "products_evidence",
        "products_evidenceevent",
        "products_importbatch",
        "products_importbatchevent",
        "products_merge",
        "products_mergeevent",
        "products_producer",
        "products_producerevent",
        "products_representation",
        "products_representationevent",
    }
    assert len(list(marks_in_store())) == 1
    job = run(request_erasure(user=officer, producer=producer))
    assert marks_in_tables(*MARKS, "912.345.678", "0987654321") == {}
    assert list(marks_in_store()) == []
    counts = {key: job.result[key] for key in ("rows", "papers", "files", "imports", "name_stays")}
    assert counts == {"rows": 2, "papers": 1, "files": 1, "imports": 2, "name_stays": True}
    assert job.result["events"] > 0


def test_what_is_not_personal_stays(producer: Producer, officer: Any) -> None:
    run(request_erasure(user=officer, producer=producer))
    producer.refresh_from_db()
    assert (producer.name, producer.address, producer.representation.erased_at is None) == ("HTX Còn Tên", "", False)
    batch = ImportBatch.objects.get()
    assert batch.parsed["rows"] == [
        [2, "HTX Còn Tên", producer.unit.name, "", "", ""],
        [3, "HTX Còn Tên", "Xã Xa", "Người Khác", "0900000000", "038000000000"],
    ]
    assert (batch.summary["erased"], batch.cleared_at) == ([2], None)
    kept = [(paper.title, paper.stored.size > 0) for paper in producer.evidence.order_by("pk")]
    assert kept == [("đã xóa", False), ("Giấy đăng ký giữ lại", True)]
    events = event_models()[Producer]._default_manager.filter(pgh_obj_id=producer.pk)
    assert {event.name for event in events} == {"HTX Còn Tên"}  # type: ignore[attr-defined]


def test_erasing_twice_finds_nothing_the_second_time(producer: Producer, officer: Any) -> None:
    run(request_erasure(user=officer, producer=producer))
    again = run(request_erasure(user=officer, producer=producer)).result
    assert (again["rows"], again["files"], again["imports"]) == (0, 0, 0)
    act = LegalAct.objects.filter(verb="erase_personal_data").first()
    assert act is not None
    assert (act.actor, act.subject_id, list(verify_chain())) == (officer, str(producer.pk), [])


def test_history_is_append_only_again_afterwards(producer: Producer) -> None:
    erase_rows(producer.pk)
    with pytest.raises(DatabaseError, match="Cannot update or delete rows"):
        event_models()[Producer]._default_manager.filter(pgh_obj_id=producer.pk).update(phone="1")


def test_bytes_that_another_producer_stored_too_stay(producer: Producer, officer: Any) -> None:
    card = Evidence.objects.get(kind="cccd").stored
    other = make.make_evidence(stored=card, kind="cccd", is_sensitive=True)
    assert run(request_erasure(user=officer, producer=producer)).result["files"] == 0
    with default_storage.open(other.stored.file.name) as stored:
        assert (stored.read(), StoredFile.objects.filter(pk=card.pk).exists()) == (f"%PDF-1.4 {CARD}".encode(), True)


def test_bytes_stored_anew_before_they_were_erased_stay() -> None:
    stored = make.make_stored_file(CARD.encode())
    erase_bytes(stored.sha256)
    assert default_storage.exists(stored.file.name)
    StoredFile.objects.all().delete()
    erase_bytes(stored.sha256)
    assert not default_storage.exists(stored.file.name)


def test_uploads_of_identity_papers_go_with_their_parts(producer: Producer, officer: Any) -> None:
    wanted: dict[str, Any] = {"producer": producer, "user": officer, "size": 9, "file_name": f"{CARD}.jpg"}
    done = Upload.objects.create(evidence=Evidence.objects.get(kind="cccd"), details={"title": CARD}, **wanted)
    begun = Upload.objects.create(details={"kind": "cccd", "title": CARD}, **wanted)
    other = Upload.objects.create(details={"kind": "dkkd"}, **wanted | {"file_name": "dkkd.pdf"})
    part_path(begun.pk).write_bytes(CARD.encode())
    run(request_erasure(user=officer, producer=producer))
    assert list(Upload.objects.order_by("created_at").values_list("pk", "file_name")) == [
        (done.pk, "đã xóa"),
        (other.pk, "dkkd.pdf"),
    ]
    assert not part_path(begun.pk).exists()


@pytest.mark.parametrize("recognised", [True, False])
def test_a_households_name_goes_unless_a_recognition_rests_on_it(commune: Any, officer: Any, recognised: bool) -> None:
    named = {"name": "Hộ Ông Dấu Vết", "legal_form": "ho_sx", "address": HOME, "tax_code": "0100233488"}
    household = make.make_producer(commune, **named)
    product = make.make_product(household, name="Mật ong")
    ProducerLocation.objects.create(producer=household, unit=commune, address=HOME, since="2024-01-01")
    if recognised:
        make.make_recognition(product)
    result = run(request_erasure(user=officer, producer=household)).result
    household.refresh_from_db()
    assert (result["name_stays"], household.name == named["name"]) == (recognised, recognised)
    assert (household.tax_code, household.address) == ("", "")
    left = marks_in_tables("Dấu Vết", "dau vet", HOME, "0100233488")
    assert bool(left) == recognised
    product.refresh_from_db()
    assert product.fold.startswith("mat ong ho ong dau vet" if recognised else "mat ong chu the da xoa")


def test_only_editors_erase(producer: Producer, officer: Any) -> None:
    owner = make.make_member(producer).user
    job = make.make_job(owner, kind="erase_personal_data", params={"producer": producer.pk}, state=JobState.QUEUED)
    answer_bell(job.pk)
    job.refresh_from_db()
    assert (job.state, Representation.objects.get().personal_number) == (JobState.FAILED, NUMBER)


def test_a_job_about_a_producer_that_is_gone_says_so(officer: Any) -> None:
    job = make.make_job(officer, kind="export_personal_data", params={"producer": 0}, state=JobState.QUEUED)
    answer_bell(job.pk)
    job.refresh_from_db()
    assert job.error == "Chủ thể này không còn trong hệ thống."


def test_the_export_holds_everything(producer: Producer, officer: Any, client: Client) -> None:
    owner = make.make_member(producer).user
    record_read(user=officer, producer=producer, what="Xem trước")
    job = run(request_export(user=owner, producer=producer))
    assert request_export(user=owner, producer=producer) != job  # the first one is done
    client.force_login(owner)
    response = client.get(job.result_url)
    with ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        names = archive.namelist()
        told = json.loads(archive.read("du-lieu-ca-nhan.json"))
        table = read_table(archive.read("du-lieu-ca-nhan.xlsx"), "du-lieu.xlsx").table
        card = archive.read(names[2])
    assert names == ["du-lieu-ca-nhan.xlsx", "du-lieu-ca-nhan.json", f"giay-to/01-{CARD}.pdf"]
    assert table is not None
    assert (card, len(table.rows)) == (f"%PDF-1.4 {CARD}".encode(), len(told))
    values = " ".join(line["value"] for line in told)
    assert [mark for mark in (*MARKS, "0987654321", "nữ", "Xem trước") if mark not in values] == []
    reads = SensitiveRead.objects.filter(producer=producer).order_by("pk").values_list("what", flat=True)
    assert list(reads) == ["Xem trước", "Xuất toàn bộ dữ liệu cá nhân", "Tải tệp xuất dữ liệu cá nhân"]


def test_a_bare_producer_is_given_out_by_the_command_line_too(commune: Any) -> None:
    bare = make.make_producer(commune, name="HTX Trống")
    ProducerLocation.objects.create(producer=bare, unit=commune, address="Thôn 7", since="2024-01-01")
    job = run(request_export(user=None, producer=bare))
    with default_storage.open(f"personal/{job.pk}.zip") as stored, ZipFile(stored) as archive:
        values = {line["value"] for line in json.loads(archive.read("du-lieu-ca-nhan.json"))}
    assert values >= {"HTX Trống", f"Thôn 7, {commune.name}"}
    assert SensitiveRead.objects.count() == 0
    assert finished_export(AnonymousUser(), job.pk) is None


def test_only_the_one_who_asked_fetches_the_export(producer: Producer, officer: Any, client: Client) -> None:
    job = run(request_export(user=officer, producer=producer))
    others = [make.make_user(Role.ADMIN, producer.unit), make.make_user(Role.COMMUNE_OFFICER, producer.unit)]
    statuses = []
    for user in (*others, officer):
        client.force_login(user)
        statuses.append(fetch(client, job.result_url))
    client.logout()
    assert (statuses, client.get(job.result_url).status_code) == ([404, 404, 200], 302)
    officer.grants.update(valid_to=timezone.localdate() - timedelta(days=1))
    client.force_login(officer)
    assert client.get(job.result_url).status_code == 404


def test_an_export_ends_with_its_days_and_with_an_erasure(producer: Producer, officer: Any, client: Client) -> None:
    client.force_login(officer)
    job = run(request_export(user=officer, producer=producer))
    Job.objects.filter(pk=job.pk).update(finished_at=timezone.now() - timedelta(days=8))
    assert client.get(job.result_url).status_code == 404
    assert forget_old_exports() == 1
    assert not default_storage.exists(f"personal/{job.pk}.zip")
    keep_export(job, b"again")
    run(request_erasure(user=officer, producer=producer))
    assert not default_storage.exists(f"personal/{job.pk}.zip")


def test_free_json_loses_the_person_and_nobody_else() -> None:
    marks = Marks({PHONE}, {NAME}, {PHONE})
    node = {"a": [NAME, 1, None, "091.234.5678"], "b": {"c": NAME}, "d": ["0900 000 000", NAME]}
    assert scrub(node, marks) == {"a": ["", 1, None, ""], "b": {"c": NAME}, "d": ["0900 000 000", NAME]}
