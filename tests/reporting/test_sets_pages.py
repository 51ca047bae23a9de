"""Pages of sets of documents: asking, progress, what each person sees and takes away."""

from io import BytesIO
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from ocop.accounts.enums import Role
from ocop.jobs.domain import lease
from ocop.jobs.models import Job
from programs.models import Unit
from reporting.documents.archive import MISSING
from reporting.models import Document, DocumentSet
from tests.factories import (
    make_document,
    make_document_set,
    make_grant,
    make_job,
    make_nation,
    make_plan,
    make_set_item,
    make_unit,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Unit:
    return make_unit("province", name="Tỉnh Thử")


@pytest.fixture
def user(province: Unit) -> Any:
    return make_user(Role.PROVINCE_COORDINATOR, province)


@pytest.fixture
def client(user: Any) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def plan_document(unit: Unit, **fields: Any) -> Document:
    facts = {"kind": "plan", "title": f"Kế hoạch {unit.name}", **fields}
    return make_document(make_plan(unit, year=2026), **facts)


@pytest.fixture
def document_set(province: Unit) -> DocumentSet:
    """Two made, one refused, one waiting."""
    made = make_document_set(province, title="Kế hoạch năm 2026, Tỉnh Thử")
    for name, fields in (("Một", {"number": "02/KH-UBND"}), ("Hai", {})):
        commune = make_unit("commune", province, name=f"Xã {name}")
        make_set_item(made, document=plan_document(commune, **fields), label=commune.name)
    make_set_item(made, error="Kế hoạch chưa có chỉ tiêu nào.")
    make_set_item(made)
    return made


def url(name: str, document_set: DocumentSet) -> str:
    return reverse(f"reporting:{name}", args=[document_set.pk])


def archive_of(client: Client, document_set: DocumentSet, query: str = "") -> ZipFile:
    answer = client.get(url("set_archive", document_set) + query)
    assert answer.status_code == 200
    return ZipFile(BytesIO(b"".join(answer.streaming_content)))


def test_the_form_offers_years_and_places_and_leads_to_the_set(client: Client, province: Unit) -> None:
    commune = make_unit("commune", province, name="Xã Thử")
    make_version(make_plan(commune, year=2026), {3: 1})
    page = client.get("/van-ban/bo/lap/?nam=2026").content.decode()
    assert '<option value="2026" selected>2026</option>' in page
    answer = client.post("/van-ban/bo/lap/", {"bo": "ke-hoach", "nam": 2026, "don-vi": province.pk})
    made = DocumentSet.objects.get()
    assert (answer.status_code, answer.url) == (302, url("set_detail", made))
    assert (made.unit, made.year, made.items.get().label) == (province, 2026, "Xã Thử")


def test_what_cannot_be_made_is_told_at_the_form(client: Client, province: Unit) -> None:
    make_version(make_plan(province, year=2026), {3: 1})
    sent = {"bo": "ke-hoach", "nam": 2026, "don-vi": province.pk, "cap": "commune"}
    answer = client.post("/van-ban/bo/lap/", sent)
    assert answer.status_code == 422
    assert "Không có gì để lập" in answer.content.decode()
    assert client.post("/van-ban/bo/lap/", {**sent, "nam": 1999}).status_code == 422
    assert client.post("/van-ban/bo/lap/", {"bo": "khac"}).status_code == 404
    assert client.post("/van-ban/bo/lap/", {"bo": "giay-chung-nhan"}).status_code == 422
    assert DocumentSet.objects.count() == 0


def test_the_nation_chooses_among_the_provinces(client: Client, user: Any, province: Unit) -> None:
    make_version(make_plan(province, year=2026), {3: 1})
    make_unit("province", name="Tỉnh Khác")
    assert "Tỉnh Khác" not in client.get("/van-ban/bo/lap/").content.decode()
    make_grant(user, Role.VIEWER, make_nation())
    assert "Tỉnh Khác" in client.get("/van-ban/bo/lap/").content.decode()


def test_the_page_shows_each_document_with_its_state(client: Client, document_set: DocumentSet) -> None:
    page = client.get(url("set_detail", document_set)).content.decode()
    first = Document.objects.get(number="02/KH-UBND")
    assert f'<a href="/van-ban/{first.pk}/">Xã Một</a>' in page
    for part in ("Đã lập</dt><dd>2/4", "Kế hoạch chưa có chỉ tiêu nào.", "Lập tiếp các văn bản còn thiếu"):
        assert part in page


@pytest.mark.parametrize(("state", "labels"), [("done", ["Xã Một", "Xã Hai"]), ("failed", ["Xã Thử 3"]), ("x", None)])
def test_documents_are_narrowed_by_state(
    client: Client, document_set: DocumentSet, state: str, labels: list[str] | None
) -> None:
    rows = client.get(f"{url('set_detail', document_set)}?trang-thai={state}").context["rows"]
    assert [item.label for item, _document in rows] == (labels or ["Xã Một", "Xã Hai", "Xã Thử 3", "Xã Thử 4"])


def test_progress_renews_itself_and_at_the_end_asks_for_the_page(client: Client, user: Any, province: Unit) -> None:
    made = make_document_set(province, job=make_job(user, kind="test", state="queued"))
    make_set_item(made)
    job = lease.claim(made.job_id)
    assert job is not None
    lease.extend(job, done=57, total=166, message="Đang lập: Xã Lưu Vệ")
    running = client.get(url("set_progress", made), headers={"HX-Request": "true"})
    assert 'hx-trigger="every 1s"' in running.content.decode()
    assert "57/166 Đang lập: Xã Lưu Vệ" in running.content.decode()
    assert f'action="/cong-viec/{job.pk}/huy/"' in running.content.decode()
    assert "HX-Refresh" not in running
    Job.objects.update(cancel_requested=True)
    assert "dừng sau văn bản đang lập" in client.get(url("set_progress", made)).content.decode()
    Job.objects.update(state="done")
    assert client.get(url("set_progress", made), headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "HX-Refresh" not in client.get(url("set_progress", made))


def test_the_rest_is_made_when_asked_for_and_not_twice(client: Client, document_set: DocumentSet) -> None:
    answer = client.post(url("set_resume", document_set), follow=True)
    assert "đã được xếp vào hàng chờ" in answer.content.decode()
    assert Job.objects.get().params == {"set": document_set.pk}
    again = client.post(url("set_resume", document_set), follow=True)
    assert "hãy đợi xong" in again.content.decode()
    assert Job.objects.count() == 1


def test_the_archive_holds_readable_names_and_every_file(client: Client, document_set: DocumentSet) -> None:
    answer = client.get(url("set_archive", document_set))
    name = unquote(answer["Content-Disposition"].partition("filename*=utf-8''")[2])
    assert (answer["Content-Type"], name) == ("application/zip", "Kế hoạch năm 2026, Tỉnh Thử.zip")
    archive = ZipFile(BytesIO(b"".join(answer.streaming_content)))
    assert archive.testzip() is None
    names = ["Kế hoạch 02-KH-UBND năm 2026 - Xã Một.pdf", "Kế hoạch năm 2026 - Xã Hai.pdf"]
    assert archive.namelist() == names
    assert archive.read(names[1]) == b"%PDF-1.7 thu"
    words = archive_of(client, document_set, "?dang=docx")
    assert words.namelist() == [name.replace(".pdf", ".docx") for name in names]


def test_names_in_the_archive_are_never_paths_and_never_twice(client: Client, document_set: DocumentSet) -> None:
    document_set.items.filter(order=1).update(label="../../etc: Xã\n\\Một")
    Document.objects.update(number="")
    document_set.items.filter(order=2).update(label="..-..-etc- Xã -MỘT")
    names = archive_of(client, document_set).namelist()
    assert names == ["Kế hoạch năm 2026 - ..-..-etc- Xã -Một.pdf", "Kế hoạch năm 2026 - ..-..-etc- Xã -MỘT (2).pdf"]


def test_a_lost_file_is_named_in_the_archive(client: Client, document_set: DocumentSet) -> None:
    document = Document.objects.get(number="02/KH-UBND")
    document.pdf.storage.delete(document.pdf.name)
    archive = archive_of(client, document_set)
    assert archive.namelist() == ["Kế hoạch năm 2026 - Xã Hai.pdf", MISSING]
    assert archive.read(MISSING).decode() == "Kế hoạch 02-KH-UBND năm 2026 - Xã Một.pdf"


def test_nothing_made_and_unknown_forms_are_absence(client: Client, document_set: DocumentSet, province: Unit) -> None:
    assert client.get(url("set_archive", make_document_set(province))).status_code == 404
    assert client.get(url("set_archive", document_set) + "?dang=content").status_code == 404


def test_a_set_of_ones_own_holds_only_what_one_may_see_today(document_set: DocumentSet) -> None:
    commune = Document.objects.get(number="02/KH-UBND").unit
    officer = make_user(Role.COMMUNE_OFFICER, commune)
    DocumentSet.objects.update(created_by=officer)
    browser = Client()
    browser.force_login(officer)
    page = browser.get(url("set_detail", document_set)).content.decode()
    assert ("Xã Một" in page, "Xã Hai" in page) == (True, False)
    assert len(archive_of(browser, document_set).namelist()) == 1


def test_personal_papers_are_left_out_for_readers(document_set: DocumentSet, province: Unit) -> None:
    Document.objects.filter(number="02/KH-UBND").update(is_personal=True)
    reader, writer = make_user(Role.VIEWER, province), make_user(Role.PROVINCE_COORDINATOR, province)
    counts = []
    for person in (reader, writer):
        browser = Client()
        browser.force_login(person)
        counts.append(len(archive_of(browser, document_set).namelist()))
    assert counts == [1, 2]


def test_the_list_shows_sets_and_says_what_to_do_when_empty(client: Client, document_set: DocumentSet) -> None:
    assert "Kế hoạch năm 2026, Tỉnh Thử" in client.get("/van-ban/bo/").content.decode()
    DocumentSet.objects.all().delete()
    assert 'href="/van-ban/bo/lap/"' in client.get("/van-ban/bo/").content.decode()
    stranger = Client()
    stranger.force_login(make_user())
    assert "Lập bộ văn bản" not in stranger.get("/van-ban/bo/").content.decode()
