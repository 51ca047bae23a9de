"""Pages of documents: list with filters, one document, files with names, asking for a new one."""

from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from ocop.accounts.enums import Role
from ocop.jobs.models import Job
from programs.models import Plan
from reporting.models import Document
from tests.factories import make_document, make_plan, make_unit, make_user, make_version

pytestmark = pytest.mark.django_db
LIST = "/van-ban/"


@pytest.fixture
def document() -> Document:
    plan = make_plan(make_unit("province", name="Tỉnh Thử Nghiệm"), slug="ke-hoach-thu")
    version = make_version(plan, {3: 2}, number=9)
    facts = {"number": "09/KH-UBND", "issued_on": version.issued_on, "state": "issued"}
    return make_document(plan, kind="plan", title="Kế hoạch thử", **facts)


@pytest.fixture
def client(document: Document) -> Client:
    browser = Client()
    browser.force_login(make_user(Role.VIEWER, document.unit))
    return browser


def plan_of(document: Document) -> Plan:
    return Plan.objects.get(versions=document.subject_id)


def rows_of(client: Client, query: str = "") -> int:
    return len(client.get(LIST + query).context["page"].rows)


def test_the_list_narrows_by_kind_state_and_unit_without_accents(client: Client, document: Document) -> None:
    assert rows_of(client) == 1
    assert [rows_of(client, f"?loai={kind}") for kind in ("plan", "progress", "khac")] == [1, 0, 1]
    assert [rows_of(client, f"?trang-thai={state}") for state in ("issued", "draft")] == [1, 0]
    assert [rows_of(client, f"?ke-hoach={slug}") for slug in ("ke-hoach-thu", "khac")] == [1, 0]
    assert [rows_of(client, f"?don-vi={name}") for name in ("thu nghiem", "Hà Nội")] == [1, 0]


def test_the_list_says_what_to_do_when_it_is_empty(client: Client) -> None:
    elsewhere = Client()
    elsewhere.force_login(make_user(Role.VIEWER, make_unit("province")))
    assert "Chưa có văn bản" in elsewhere.get(LIST).content.decode()
    assert "Không có văn bản nào như vậy" in elsewhere.get(f"{LIST}?loai=plan").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(
    client: Client, document: Document, count: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(count - 1):
        make_document(plan_of(document))
    client.get(LIST)
    with django_assert_max_num_queries(12) as seen:
        client.get(LIST)
    assert len(seen) == len(_queries_of_one(client, document, seen))


def _queries_of_one(client: Client, document: Document, seen: Any) -> list[Any]:
    """The queries of the same page with only one row."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    Document.objects.exclude(pk=document.pk).delete()
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    return list(one.captured_queries)


def test_the_page_shows_the_pdf_the_facts_and_the_hashes(client: Client, document: Document) -> None:
    page = client.get(reverse("reporting:document_detail", args=[document.pk])).content.decode()
    assert f'<iframe class="document-view" src="/van-ban/{document.pk}/tep.pdf"' in page
    for part in ("09/KH-UBND", "24/02/2025", "Tỉnh Thử Nghiệm", document.content_hash, "Tải DOCX", "Mở để in"):
        assert part in page


def test_the_pdf_is_shown_in_the_page_and_saved_under_its_vietnamese_name(client: Client, document: Document) -> None:
    url = reverse("reporting:document_pdf", args=[document.pk])
    shown, saved = client.get(url), client.get(f"{url}?tai=1")
    assert (shown["Content-Type"], shown["X-Frame-Options"]) == ("application/pdf", "SAMEORIGIN")
    assert b"".join(shown.streaming_content).startswith(b"%PDF-")
    assert shown["Content-Disposition"].startswith("inline;")
    assert saved["Content-Disposition"].startswith("attachment;")
    assert "private" in shown["Cache-Control"]
    name = unquote(saved["Content-Disposition"].partition("filename*=utf-8''")[2])
    assert name == "Kế hoạch 09-KH-UBND năm 2025 - Tỉnh Thử Nghiệm.pdf"


def test_a_lost_file_is_absence(client: Client, document: Document) -> None:
    document.docx.storage.delete(document.docx.name)
    assert client.get(reverse("reporting:document_docx", args=[document.pk])).status_code == 404


def test_asking_leads_to_the_job(client: Client, document: Document) -> None:
    answer = client.post("/ke-hoach/ke-hoach-thu/lap-van-ban/")
    job = Job.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/cong-viec/{job.pk}/")
    assert job.params == {"kind": "plan", "subject": document.subject_id, "params": {}}


def test_another_version_can_be_asked_for(client: Client, document: Document) -> None:
    draft = make_version(plan_of(document), {3: 1}, state="draft")
    client.post("/ke-hoach/ke-hoach-thu/lap-van-ban/", {"ban": draft.pk})
    assert Job.objects.get().params["subject"] == draft.pk
    strange = make_version(make_plan(), {3: 1})
    for wrong in (strange.pk, "x", "²"):
        assert client.post("/ke-hoach/ke-hoach-thu/lap-van-ban/", {"ban": wrong}).status_code == 404


def test_a_progress_report_is_asked_for_by_day_and_mode(client: Client, document: Document) -> None:
    url = "/tien-do/ke-hoach-thu/lap-bao-cao/"
    client.post(url, {"ngay": "2025-06-30", "cach-doc": "restated"})
    assert Job.objects.get().params["params"] == {"as_of": "2025-06-30", "mode": "restated"}
    refused = client.post(url, {"ngay": "hôm nay"}, follow=True)
    assert "Ngày “hôm nay” không hợp lệ." in refused.content.decode()
    assert Job.objects.count() == 1


def test_a_plan_without_versions_has_no_document(client: Client, document: Document) -> None:
    make_plan(document.unit, year=2026, slug="trong")
    assert client.post("/ke-hoach/trong/lap-van-ban/").status_code == 404


def test_the_panel_offers_what_can_be_made_and_lists_what_was(client: Client, document: Document) -> None:
    address = reverse("reporting:subject_documents", args=["plan_version", document.subject_id])
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    for words in ("Lập kế hoạch", "Lập báo cáo tiến độ", "Lập tờ trình", f'href="/van-ban/{document.pk}/"'):
        assert words in part
    assert "<html" in client.get(address).content.decode()
    assert client.get("/van-ban/ve/khong-co/1/").status_code == 404


def test_what_is_asked_is_asked_first_and_kept_on_a_fault(client: Client, document: Document) -> None:
    address = reverse("reporting:document_create", args=["progress", document.subject_id])
    assert 'name="as_of"' in client.get(address).content.decode()
    page = client.post(address, {"as_of": "32/13/2025", "mode": "restated"}).content.decode()
    assert 'value="32/13/2025"' in page
    assert Job.objects.count() == 0
    sent = client.post(address, {"as_of": "30/06/2025", "mode": "restated"})
    job = Job.objects.get()
    assert sent["Location"] == reverse("jobs:detail", args=[job.pk])
    assert job.params["params"] == {"as_of": "2025-06-30", "mode": "restated"}


def test_a_kind_that_asks_nothing_is_made_by_one_press(client: Client, document: Document) -> None:
    client.post(reverse("reporting:document_create", args=["plan", document.subject_id]))
    assert Job.objects.get().params == {"kind": "plan", "subject": document.subject_id, "params": {}}
    assert client.post("/van-ban/lap/khong-co/1/").status_code == 404
