"""Pages of dossiers and of the commune's report: who sees and does what, from the draft to the province."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.accounts.enums import Role
from products.domain.dossiers.completeness import completeness
from products.domain.dossiers.evidence_links import link_evidence
from products.enums import CommuneTopic, DossierState, EvidenceKind, ProductSet
from products.models import CommuneReport, Dossier, SupplementItem
from products.rules import required_sections
from programs.enums import Tier
from tests.factories import (
    make_dossier,
    make_evidence,
    make_member,
    make_producer,
    make_product,
    make_recognition,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Any:
    return make_unit(Tier.PROVINCE)


@pytest.fixture
def commune(province: Any) -> Any:
    return make_unit(parent=province, name="Xã Thọ Diên")


@pytest.fixture
def officer(commune: Any) -> Any:
    return make_user(Role.COMMUNE_OFFICER, commune)


@pytest.fixture
def product(commune: Any) -> Any:
    producer = make_producer(commune, name="HTX Lâm Thẩm", representative="Lê Văn Lâm")
    return make_product(producer, name="Bánh gai Lâm Thẩm", product_set=ProductSet.FAST_FOOD)


@pytest.fixture
def dossier(product: Any) -> Any:
    return make_dossier(product)


@pytest.fixture
def page(client: Client, officer: Any) -> Client:
    client.force_login(officer)
    return client


def url(name: str, *args: Any) -> str:
    return reverse(f"products:{name}", args=args)


def complete(dossier: Dossier) -> None:
    """Texts, samples and a paper for every requirement of the star sought."""
    dossier.report = {str(section): "Nội dung" for section in required_sections(dossier.kind)}
    dossier.samples = 5
    dossier.save()
    papers: dict[str, Any] = {}
    for item in completeness(dossier).items:
        for kind in item.requirement.kinds[:1]:
            paper = papers.get(kind) or make_evidence(dossier.product.producer, kind=kind, title=f"Giấy {kind}")
            papers[kind] = paper
            link_evidence(actor=None, dossier_id=dossier.pk, evidence_id=paper.pk, requirement=item.requirement.key)


def step(page: Client, dossier: Dossier, name: str, **data: Any) -> Any:
    dossier.refresh_from_db()
    today = timezone.localdate().strftime("%d/%m/%Y")
    return page.post(url("dossier_step", dossier.pk, name), {"on": today, "revision": dossier.revision, **data})


def rows_of(items: list[str]) -> dict[str, Any]:
    """The management form and rows of a request."""
    data: dict[str, Any] = {"muc-TOTAL_FORMS": len(items), "muc-INITIAL_FORMS": 0}
    for number, text in enumerate(items):
        data |= {f"muc-{number}-requirement": "", f"muc-{number}-text": text}
    return data


def names(response: Any) -> list[str]:
    return [line.product.name for line in response.context["lines"]]


# --- a new dossier ---


def test_a_dossier_is_made_once(page: Client, product: Any) -> None:
    data = {"kind": "first", "year": timezone.localdate().year, "star_sought": 3}
    answers = {page.post(url("dossier_create", product.pk), data).url for _ in range(2)}
    assert answers == {url("dossier_detail", Dossier.objects.get().pk)}


def test_only_kinds_that_fit_are_offered_and_the_reason_stands_there(page: Client, product: Any) -> None:
    make_recognition(product, star=4, decided_on=timezone.localdate() - timedelta(days=30))
    response = page.get(url("dossier_create", product.pk))
    assert [(choice.kind, choice.fits) for choice in response.context["choices"]] == [
        ("first", False),
        ("upgrade", True),
        ("rerank", True),
    ]
    assert "đang được công nhận 4 sao" in response.content.decode()
    data = {"kind": "first", "year": timezone.localdate().year, "star_sought": 3}
    assert page.post(url("dossier_create", product.pk), data).status_code == 200
    assert Dossier.objects.count() == 0


# --- checklist, papers, texts ---


def test_what_is_missing_is_told_for_each_star(page: Client, dossier: Dossier) -> None:
    response = page.get(url("dossier_detail", dossier.pk) + "?sao=4")
    counts = {tab["star"]: tab["missing"] for tab in response.context["star_tabs"]}
    assert response.context["star"] == 4
    assert counts == {star: len(completeness(dossier, star).lacking) for star in (3, 4, 5)}
    assert counts[3] < counts[4] <= counts[5]


def test_a_paper_of_the_right_kind_is_offered_first_and_linked_once(page: Client, dossier: Dossier) -> None:
    producer = dossier.product.producer
    make_evidence(producer, kind=EvidenceKind.AWARD, title="Giải thưởng")
    paper = make_evidence(producer, title="Giấy đăng ký 2801")
    picker = url("dossier_picker", dossier.pk) + "?yeu-cau=paper:dkkd"
    fragment = page.get(picker, headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()
    assert [one.evidence.title for one in fragment.context["papers"]] == ["Giấy đăng ký 2801", "Giải thưởng"]
    for _ in range(2):
        page.post(url("dossier_link", dossier.pk), {"evidence": paper.pk, "requirement": "paper:dkkd"})
    link = dossier.links.get()
    assert "Giấy đăng ký 2801" in page.get(url("dossier_detail", dossier.pk)).content.decode()
    assert "đã gắn" in page.get(picker).content.decode()
    for _ in range(2):
        assert page.post(url("dossier_unlink", dossier.pk, link.pk)).status_code == 302
    assert dossier.links.count() == 0


def test_neither_another_producers_paper_nor_an_unknown_requirement_is_linked(page: Client, dossier: Dossier) -> None:
    foreign = make_evidence(make_producer(dossier.unit))
    own = make_evidence(dossier.product.producer)
    for evidence, requirement, status in (
        (foreign.pk, "paper:dkkd", 404),
        (own.pk, "paper:la", 404),
        ("x", "paper:dkkd", 302),
    ):
        data = {"evidence": evidence, "requirement": requirement}
        assert page.post(url("dossier_link", dossier.pk), data).status_code == status
    assert page.get(url("dossier_picker", dossier.pk)).status_code == 404
    assert dossier.links.count() == 0


def test_texts_are_saved_and_a_stale_save_is_told(page: Client, dossier: Dossier) -> None:
    address = url("dossier_texts", dossier.pk)
    data = {"star_sought": 4, "samples": 5, "history": "Từ năm 1990", "revision": dossier.revision}
    assert page.post(address, data).url == address
    dossier.refresh_from_db()
    assert (dossier.star_sought, dossier.samples, dossier.report["history"]) == (4, 5, "Từ năm 1990")
    stale = page.post(address, {**data, "history": "Từ năm 1991"})
    assert "Có người khác vừa sửa" in stale.content.decode()
    assert stale.context["form"]["history"].value() == "Từ năm 1991"
    again = {**data, "history": "Từ năm 1991", "revision": stale.context["form"]["revision"].value()}
    assert page.post(address, again).status_code == 302


def test_texts_are_only_read_once_handed_in(page: Client, dossier: Dossier) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.SUBMITTED, report={"history": "Nghề cổ"})
    assert "Nghề cổ" in page.get(url("dossier_texts", dossier.pk)).content.decode()
    assert page.post(url("dossier_texts", dossier.pk), {"star_sought": 5}).status_code == 404


def test_a_producers_account_edits_its_own_draft_and_another_sees_nothing(client: Client, dossier: Dossier) -> None:
    member = make_member(dossier.product.producer)
    other = make_member(make_producer(dossier.unit))
    client.force_login(member.user)
    assert client.get(url("dossier_texts", dossier.pk)).context["form"] is not None
    product = client.get(url("product_detail", dossier.product_id)).content.decode()
    assert url("dossier_create", dossier.product_id) in product
    assert names(client.get(url("dossier_list"))) == ["Bánh gai Lâm Thẩm"]
    client.force_login(other.user)
    assert names(client.get(url("dossier_list"))) == []
    assert client.get(url("dossier_detail", dossier.pk)).status_code == 404


# --- steps ---


def test_handing_in_lists_everything_that_is_missing(page: Client, dossier: Dossier) -> None:
    opened = page.get(url("dossier_step", dossier.pk, "submit"))
    missing = len(completeness(dossier).lacking_papers)
    assert len(opened.context["faults"]) >= missing > 0
    refused = step(page, dossier, "submit")
    assert len(refused.context["form"].non_field_errors()) == len(opened.context["faults"])
    assert Dossier.objects.get().state == DossierState.DRAFT


def test_a_step_sent_twice_is_taken_once(page: Client, dossier: Dossier) -> None:
    complete(dossier)
    for _ in range(2):
        assert step(page, dossier, "submit").url == url("dossier_detail", dossier.pk)
    assert (dossier.moves.count(), dossier.submissions.count()) == (1, 1)
    assert Dossier.objects.get().state == DossierState.SUBMITTED


@pytest.mark.parametrize("name", ["report", "receive", "qualify", "la"])
def test_steps_of_other_levels_do_not_exist(page: Client, dossier: Dossier, name: str) -> None:
    assert page.get(url("dossier_step", dossier.pk, name)).status_code == 404
    assert step(page, dossier, name).status_code == 404


def test_a_step_not_possible_now_leads_back_with_the_reason(page: Client, dossier: Dossier) -> None:
    response = page.get(url("dossier_step", dossier.pk, "accept"), follow=True)
    assert "Bước này hiện không làm được" in response.content.decode()
    refused = step(page, dossier, "accept")
    assert "không làm được bước" in refused.content.decode()


def test_a_day_to_come_is_refused(page: Client, dossier: Dossier) -> None:
    complete(dossier)
    tomorrow = (timezone.localdate() + timedelta(days=1)).strftime("%d/%m/%Y")
    response = step(page, dossier, "submit", on=tomorrow)
    assert response.context["form"].errors == {"on": ["Ngày thực hiện không được sau hôm nay."]}


def test_withdrawing_needs_a_reason(page: Client, dossier: Dossier) -> None:
    assert "note" in step(page, dossier, "withdraw").context["form"].errors
    step(page, dossier, "withdraw", note="Chủ thể ngừng sản xuất")
    assert Dossier.objects.get().state == DossierState.WITHDRAWN


def checked(page: Client, dossier: Dossier) -> None:
    """A complete dossier which the commune has accepted."""
    complete(dossier)
    step(page, dossier, "submit")
    step(page, dossier, "accept")


def test_a_request_is_answered_item_by_item_and_handed_in_again(page: Client, dossier: Dossier) -> None:
    checked(page, dossier)
    due = (timezone.localdate() + timedelta(days=7)).strftime("%d/%m/%Y")
    assert step(page, dossier, "ask", due_on=due, **rows_of(["Bổ sung giấy A", "", "Ghi rõ B"])).status_code == 302
    first, second = SupplementItem.objects.order_by("pk")
    assert (first.text, second.text) == ("Bổ sung giấy A", "Ghi rõ B")
    refused = step(page, dossier, "resubmit")
    assert len(refused.context["form"].non_field_errors()) == 2
    for item in (first, second):
        data = {"answer": f"Đã làm {item.text}", "is_done": "on"}
        assert page.post(url("dossier_answer", dossier.pk, item.pk), data).status_code == 302
    address = url("dossier_texts", dossier.pk)
    written = {field.html_name: field.value() or "" for field in page.get(address).context["form"]}
    assert page.post(address, {**written, "history": "Viết lại"}).status_code == 302
    assert step(page, dossier, "resubmit").status_code == 302
    assert Dossier.objects.get().state == DossierState.CHECKING
    assert page.post(url("dossier_answer", dossier.pk, first.pk), {"answer": "Muộn"}).status_code == 404


def test_a_request_without_items_is_refused(page: Client, dossier: Dossier) -> None:
    checked(page, dossier)
    due = (timezone.localdate() + timedelta(days=7)).strftime("%d/%m/%Y")
    response = step(page, dossier, "ask", due_on=due, **rows_of(["", ""]))
    assert response.context["form"].non_field_errors() == ["Hãy ghi ít nhất một mục cần bổ sung."]


# --- submissions ---


def test_a_submission_is_shown_and_two_are_compared(page: Client, dossier: Dossier) -> None:
    test_a_request_is_answered_item_by_item_and_handed_in_again(page, dossier)
    history = page.get(url("dossier_history", dossier.pk)).content.decode()
    assert f"1/PĐK-{dossier.unit.province_code}-{dossier.unit.code}" in history
    first = page.get(url("submission_detail", dossier.pk, 1))
    assert first.context["is_intact"] is True
    assert "Bánh gai Lâm Thẩm" in first.content.decode()
    compared = page.get(url("submission_compare", dossier.pk) + "?cu=1&moi=2")
    changed = {one.path: (one.before, one.after) for one in compared.context["differences"]}
    assert changed["report.history"] == ("Nội dung", "Viết lại")
    for query in ("?cu=1&moi=9", "?cu=x&moi=2", ""):
        assert page.get(url("submission_compare", dossier.pk) + query).status_code == 404


# --- the commune's report ---


def report_data(report: CommuneReport, assessed: str = "Đạt") -> dict[str, Any]:
    topics = {f"{topic}-{part}": assessed for topic in CommuneTopic for part in ("described", "assessed")}
    return {**topics, "meeting_note": "", "conclusion": "", "revision": report.revision}


def drafted(page: Client, dossier: Dossier) -> CommuneReport:
    checked(page, dossier)
    answers = {page.post(url("report_start", dossier.pk)).url for _ in range(2)}
    report = CommuneReport.objects.get()
    assert answers == {url("report_edit", report.pk)}
    return report


def issue_data(report: CommuneReport, **changes: Any) -> dict[str, Any]:
    report.refresh_from_db()
    today = timezone.localdate().strftime("%d/%m/%Y")
    signer = {"signer_name": "Lê Thị Ký", "signer_position": "Chủ tịch", "letter_number": "45/TTr-UBND"}
    return {"number": 7, "issued_on": today, "revision": report.revision, **signer, **changes}


def test_a_report_is_written_issued_once_and_locked(page: Client, dossier: Dossier) -> None:
    report = drafted(page, dossier)
    refused = page.post(url("report_issue", report.pk), issue_data(report))
    assert len(refused.context["form"].errors["__all__"]) == 4
    assert page.post(url("report_edit", report.pk), report_data(report)).url == url("report_edit", report.pk)
    for _ in range(2):
        page.post(url("report_issue", report.pk), issue_data(report))
    report.refresh_from_db()
    assert (str(report), report.state) == ("07/BC-UBND", "issued")
    assert page.get(url("report_edit", report.pk)).status_code == 404
    sheet = page.get(url("report_detail", report.pk)).content.decode()
    assert sheet.index("I. THÔNG TIN CHUNG") < sheet.index("II. ĐÁNH GIÁ") < sheet.index("Lê Thị Ký")
    step(page, dossier, "propose")
    assert Dossier.objects.get().state == DossierState.PROPOSED


def test_a_stale_report_is_told(page: Client, dossier: Dossier) -> None:
    report = drafted(page, dossier)
    page.post(url("report_edit", report.pk), report_data(report))
    stale = page.post(url("report_edit", report.pk), report_data(report, "Khác"))
    assert "Có người khác vừa sửa" in stale.content.decode()


def test_saving_may_lead_to_the_print(page: Client, dossier: Dossier) -> None:
    report = drafted(page, dossier)
    answer = page.post(url("report_edit", report.pk), {**report_data(report), "xem": "1"})
    assert answer.url == url("report_detail", report.pk)


def test_no_report_before_the_commune_checks(page: Client, dossier: Dossier) -> None:
    response = page.post(url("report_start", dossier.pk), follow=True)
    assert CommuneReport.objects.count() == 0
    assert response.redirect_chain[-1][0] == url("dossier_detail", dossier.pk)


def test_the_producer_reads_the_report_and_does_not_write_it(client: Client, page: Client, dossier: Dossier) -> None:
    report = drafted(page, dossier)
    client.force_login(make_member(dossier.product.producer).user)
    assert client.get(url("report_detail", report.pk)).status_code == 200
    assert client.get(url("report_edit", report.pk)).status_code == 404
    assert client.post(url("report_issue", report.pk), issue_data(report)).status_code == 404
    assert client.post(url("report_start", dossier.pk)).status_code == 404


def test_the_province_takes_it_on_to_the_council(client: Client, page: Client, dossier: Dossier, province: Any) -> None:
    test_a_report_is_written_issued_once_and_locked(page, dossier)
    client.force_login(make_user(Role.PROVINCE_COORDINATOR, province))
    for name in ("receive", "qualify", "to_council"):
        assert step(client, dossier, name).status_code == 302
    assert Dossier.objects.get().state == DossierState.COUNCIL
    shown = client.get(url("dossier_detail", dossier.pk))
    assert (shown.context["primary"], shown.context["others"]) == (None, [])
