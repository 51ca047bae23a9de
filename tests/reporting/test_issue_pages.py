"""Pages of issuing, of the list of documents and of the register."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from ocop.accounts.enums import Role
from ocop.jobs.models import Job
from programs.models import NumberEntry, NumberSeries
from reporting.domain.documents import request_document
from reporting.models import Document
from tests.factories import make_document, make_number, make_plan, make_unit, make_user, make_version
from tests.reporting.test_issue_documents import run

pytestmark = pytest.mark.django_db


class Desk:
    """The coordinator of a province at work, with a draft of a progress report."""

    def __init__(self, client: Client) -> None:
        self.unit = make_unit("province", name="Tỉnh Thử")
        self.clerk = make_user(Role.PROVINCE_COORDINATOR, self.unit)
        self.client = client
        client.force_login(self.clerk)
        version = make_version(make_plan(self.unit, 2026), {3: 2}, number=7, issuer="Ủy ban nhân dân tỉnh Thử")
        job = run(request_document(user=self.clerk, kind="progress", record=version, params={"as_of": "2026-02-28"}))
        self.draft = Document.objects.get(pk=job.result["document"])

    def at(self, name: str, pk: int | None = None) -> str:
        return reverse(f"reporting:{name}", args=[pk] if pk else [])

    def get(self, name: str, pk: int | None = None, query: str = "") -> str:
        response = self.client.get(self.at(name, pk) + query)
        assert response.status_code == 200
        return response.content.decode()

    def sheet(self, name: str, pk: int | None = None, query: str = "") -> list[tuple[Any, ...]]:
        response = self.client.get(self.at(name, pk) + query)
        book = openpyxl.load_workbook(BytesIO(response.content))
        return list(book.active.iter_rows(values_only=True))


@pytest.fixture
def desk(client: Client, settings: Any) -> Desk:
    settings.OCOP_JOB_LEASE = 3600
    return Desk(client)


SIGNED = {"signer_title": "Chủ tịch", "signer_name": "Lê Văn Ký", "issued_on": "02/03/2026", "revision": "0"}


def test_a_draft_is_issued_from_its_page(desk: Desk) -> None:
    assert desk.at("document_issue", desk.draft.pk) in desk.get("document_detail", desk.draft.pk)
    page = desk.get("document_issue", desk.draft.pk)
    assert "Ủy ban nhân dân tỉnh Thử" in page
    url = desk.at("document_issue", desk.draft.pk)
    wrong = desk.client.post(url, {**SIGNED, "number": ""})
    assert (wrong.status_code, "theo sổ văn bản đi" in wrong.content.decode()) == (422, True)
    sent = desk.client.post(url, {**SIGNED, "number": "5"})
    job = Job.objects.filter(kind="issue_document").get()
    assert sent.url == reverse("jobs:detail", args=[job.pk])
    Document.objects.update(content_hash="0" * 64)  # the figures have changed since: what was frozen is printed
    assert "đang giữ số 05/" in desk.get("document_issue", desk.draft.pk)
    run(job)
    assert desk.client.get(url).url == desk.at("document_detail", desk.draft.pk)
    assert url not in desk.get("document_detail", desk.draft.pk)


def test_a_draft_of_other_figures_is_not_offered(desk: Desk) -> None:
    Document.objects.update(content_hash="0" * 64)
    page = desk.get("document_issue", desk.draft.pk)
    assert "Dữ liệu đã thay đổi" in page
    assert '<form class="form"' not in page


def test_the_list_is_narrowed_by_words_without_accents(desk: Desk) -> None:
    plan = make_plan(desk.unit, 2025)
    issued = {"state": "issued", "number": "36/KH-UBND", "issued_on": date(2025, 2, 24), "signer": "Lê Đức Giang"}
    make_document(plan, kind="plan", title="Kế hoạch sản phẩm ổi", issuer="Ủy ban nhân dân tỉnh Thử", **issued)
    assert [row[3] for row in desk.sheet("document_export", query="?q=san+pham+oi")][1:] == ["Kế hoạch sản phẩm ổi"]
    for query in ("?q=36/KH-UBND", "?q=duc+giang", "?nam=2025", "?loai=plan", "?don-vi=tinh+thu&loai=plan"):
        assert [row[0] for row in desk.sheet("document_export", query=query)][1:] == ["36/KH-UBND"], query
    assert "Không có văn bản nào như vậy" in desk.get("document_list", query="?q=khong+co+gi")
    assert len(desk.sheet("document_export")) == 3
    page = desk.get("document_list", query="?nam=2025")
    assert "Lê Đức Giang" in page
    assert f"{desk.at('document_export')}?nam=2025" in page


def test_the_book_shows_entries_gaps_and_what_can_be_done(desk: Desk) -> None:
    entry = make_number(desk.unit, abstract="Thông báo thử", number=3)
    series = entry.series
    page = desk.get("register_book", series.pk)
    for words in ("Thông báo thử", "01–02", "không có trong sổ này", desk.at("register_void", entry.pk)):
        assert words in page
    assert [row[0] for row in desk.sheet("register_export", series.pk)][1:] == [
        f"01–02/{series.symbol}",
        f"03/{series.symbol}",
    ]
    listed = desk.get("register_list", query=f"?nam=2026&ky-hieu={series.symbol}&don-vi=thu")
    assert desk.at("register_book", series.pk) in listed
    assert "Không có sổ nào như vậy" in desk.get("register_list", query="?nam=1999")


def test_the_register_is_kept_on_its_pages(desk: Desk) -> None:
    series = make_number(desk.unit).series
    url = desk.at("register_enter", series.pk)
    paper = {"issued_on": "03/03/2026", "abstract": "Giấy mời", "signer": "", "number": "2"}
    assert desk.client.post(url, {**paper, "abstract": ""}).status_code == 422
    assert desk.client.post(url, paper).url == desk.at("register_book", series.pk)
    mode = desk.at("register_mode", series.pk)
    assert desk.client.post(mode, {"mode": "given", "first": "", "revision": "9"}).status_code == 422
    assert desk.client.post(mode, {"mode": "given", "first": "", "revision": "0"}).status_code == 302
    series.refresh_from_db()
    assert series.mode == "given"
    void = desk.at("register_void", NumberEntry.objects.get(number=2).pk)
    assert desk.client.post(void, {"reason": " "}).status_code == 422
    assert desk.client.post(void, {"reason": "Ghi nhầm"}).status_code == 302
    assert desk.client.get(void).status_code == 404
    assert "Ghi nhầm" in desk.get("register_book", series.pk)


def test_numbers_lead_to_what_has_them(desk: Desk) -> None:
    job = desk.client.post(desk.at("document_issue", desk.draft.pk), {**SIGNED, "number": "5"})
    assert job.status_code == 302
    series = NumberSeries.objects.get()
    assert desk.at("document_detail", desk.draft.pk) in desk.get("register_book", series.pk)
    version = make_version(make_plan(desk.unit, 2025))
    make_entry = {"source_kind": "planversion", "source_id": version.pk}
    other = make_number(desk.unit, **make_entry)
    assert f"/ke-hoach/{version.plan.slug}/?ban={version.pk}" in desk.get("register_book", other.series_id)
