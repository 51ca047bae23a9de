"""Pages of decisions, referrals, notices and certificates as people use them."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evaluations.domain.certificates import public_code
from evaluations.models import DecisionItem, MinistryReferral, Recognition, RecognitionDecision
from evaluations.views.certificate_print import qr_svg
from ocop.accounts.enums import Role
from ocop.text import written_date
from tests import factories as make

from .decision_story import MET, TODAY, Scene, move_clock

pytestmark = pytest.mark.django_db
SIGNED = {
    "number": "3025/QĐ-UBND",
    "decided_on": "25/06/2026",
    "signer_name": "Lê Văn Ký",
    "signer_position": "Chủ tịch",
}


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    move_clock(monkeypatch, TODAY)
    make.make_nation()
    return Scene()


def at(name: str, *args: Any) -> str:
    return reverse(f"evaluations:{name}", args=args)


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_from_results_to_an_issued_decision(scene: Scene) -> None:
    four, three, low = scene.result(4), scene.result(3, 60), scene.result(2, 40)
    client = browser(scene.organiser)
    page = text_of(client.get(at("decision_create")))
    assert four.dossier.product.name in page
    assert low.dossier.product.name not in page
    sent = {"title": "Công nhận đợt 1", "decided_on": "", "results": [three.pk, four.pk, low.pk]}
    client.post(at("decision_create"), sent)
    decision = RecognitionDecision.objects.get()
    assert [item.result for item in decision.items.all()] == [four, three]  # as in an annex, the low one left out
    assert "Dự thảo" in text_of(client.get(at("decision_list")))
    signer = browser(scene.signer)
    assert "Ghi đúng như bản đã ký" in text_of(signer.get(at("decision_issue", decision.pk)))
    done = signer.post(at("decision_issue", decision.pk), {**SIGNED, "revision": 0})
    assert done.url == at("decision_detail", decision.pk)
    again = signer.post(at("decision_issue", decision.pk), {**SIGNED, "revision": 0})
    assert (again.url, Recognition.objects.count()) == (done.url, 2)
    page = text_of(browser(scene.member).get(done.url))
    assert "01/GCN-OCOP" in page
    assert "38-16438-2-2026" in page


def test_a_draft_is_edited_and_discarded(scene: Scene) -> None:
    one, two = scene.result(), scene.result()
    decision, client = scene.draft(one), browser(scene.organiser)
    page = client.get(at("decision_edit", decision.pk)).content.decode()
    assert re.findall(r'value="(\d+)" id="kq-\d+"( checked)?', page) == [(str(one.pk), " checked"), (str(two.pk), "")]
    sent = {"title": "Đợt 2", "decided_on": "30/06/2026", "results": [two.pk], "revision": 0}
    client.post(at("decision_edit", decision.pk), sent)
    assert DecisionItem.objects.get().result == two
    stale = client.post(at("decision_edit", decision.pk), {**sent, "title": "Khác"})
    assert "Có người khác vừa sửa" in text_of(stale)
    assert 'name="revision" value="1"' in stale.content.decode()
    none = client.post(at("decision_edit", decision.pk), {**sent, "results": [], "revision": 1})
    assert "Hãy chọn ít nhất một sản phẩm." in text_of(none)
    assert client.post(at("decision_discard", decision.pk)).url == at("decision_list")
    assert not RecognitionDecision.objects.exists()


def test_an_issued_decision_is_neither_edited_nor_discarded(scene: Scene) -> None:
    decision, client = scene.issue(scene.draft(scene.result())), browser(scene.organiser)
    there = at("decision_detail", decision.pk)
    assert client.get(at("decision_edit", decision.pk)).url == there
    assert client.get(at("decision_issue", decision.pk)).url == there
    assert client.post(at("decision_discard", decision.pk)).url == there
    assert RecognitionDecision.objects.filter(pk=decision.pk).exists()


def test_faults_stay_at_the_form(scene: Scene) -> None:
    decision, client = scene.draft(scene.result()), browser(scene.organiser)
    early = client.post(at("decision_issue", decision.pk), {**SIGNED, "decided_on": "14/06/2026", "revision": 0})
    assert "trước ngày có kết quả 15/06/2026" in text_of(early)
    wrong = client.post(at("decision_issue", decision.pk), {**SIGNED, "number": "3025", "revision": 0})
    assert "Số quyết định có dạng 123/QĐ-UBND." in text_of(wrong)
    assert not Recognition.objects.exists()


def test_a_product_cannot_be_drafted_twice(scene: Scene) -> None:
    one = scene.result()
    two = scene.result(3, 60, product=one.dossier.product, met=date(2025, 12, 1))
    sent = {"title": "Công nhận", "decided_on": "", "results": [one.pk, two.pk]}
    page = text_of(browser(scene.organiser).post(at("decision_create"), sent))
    assert f"Sản phẩm “{one.dossier.product.name}” có hai kết quả trong cùng quyết định." in page


def test_the_last_signer_is_proposed(scene: Scene) -> None:
    scene.issue(scene.draft(scene.result()))
    decision = scene.draft(scene.result())
    page = browser(scene.signer).get(at("decision_issue", decision.pk)).content.decode()
    assert 'value="Lê Văn Ký"' in page


def test_a_draft_warns_of_a_body_without_competence(scene: Scene) -> None:
    result = scene.result(3, 60, met=date(2024, 3, 20))
    decision = scene.draft(result, decided_on=date(2024, 4, 1))
    page = text_of(browser(scene.organiser).get(at("decision_detail", decision.pk)))
    assert "3 sao ngày 01/04/2024 thuộc thẩm quyền: UBND cấp huyện (Quyết định 148/QĐ-TTg)" in page


def test_who_has_several_units_chooses_one(scene: Scene) -> None:
    other = make.make_unit("province", code="40", name="Tỉnh Nghệ An")
    make.make_council(other)
    make.make_grant(scene.organiser, Role.PROVINCE_COORDINATOR, other)
    client = browser(scene.organiser)
    assert "Đơn vị nào ban hành?" in text_of(client.get(at("decision_create")))
    chosen = client.get(f"{at('decision_create')}?don-vi={other.pk}&ngay=01/08/2026")
    assert "Không có kết quả nào chờ quyết định" in text_of(chosen)
    assert client.get(f"{at('decision_create')}?don-vi={scene.commune.pk}").status_code == 404


def test_five_stars_go_and_come_back_by_pages(scene: Scene) -> None:
    result, client = scene.result(5, 93), browser(scene.organiser)
    assert "Tiềm năng 5 sao, chưa đề nghị" in text_of(client.get(at("referral_list")))
    sent = {"approval_number": "2900/QĐ-UBND", "approved_on": "20/06/2026"}
    assert "29/01/2027" in text_of(client.get(at("referral_create", result.pk)))
    client.post(at("referral_create", result.pk), sent)
    referral = MinistryReferral.objects.get()
    letter = {**sent, "letter_number": "7/UBND", "sent_on": "10/07/2026", "note": "", "revision": 0}
    assert "2900/QĐ-UBND" in client.get(at("referral_edit", referral.pk)).content.decode()
    assert "Hãy ghi số" in text_of(client.post(at("referral_edit", referral.pk), {**letter, "letter_number": ""}))
    client.post(at("referral_edit", referral.pk), letter)
    facts = {"outcome": "returned", "outcome_on": "28/08/2026", "star_after": "4", "basis": "central", "revision": 1}
    assert "93,00 điểm ở tỉnh" in text_of(client.get(at("referral_outcome", referral.pk)))
    refused = client.post(at("referral_outcome", referral.pk), facts)
    assert "Hãy nêu lý do." in text_of(refused)
    client.post(at("referral_outcome", referral.pk), {**facts, "note": "Thiếu thị trường", "outcome_score": "88,5"})
    page = text_of(client.get(at("referral_list")))
    assert "theo kết quả của Hội đồng cấp trung ương: Thiếu thị trường" in page
    assert "88,50 điểm" in page
    for name in ("referral_edit", "referral_outcome"):
        assert client.get(at(name, referral.pk)).url == at("referral_list")
    assert result.dossier.product.name in text_of(client.get(at("decision_create")))
    decision = scene.draft(result)
    assert "Bộ chưa công nhận 5 sao: Thiếu thị trường" in text_of(client.get(at("decision_detail", decision.pk)))


@pytest.mark.parametrize(
    ("star", "points", "facts", "words"),
    [
        (2, 40, {}, "Tổng điểm trung bình: 40,00 điểm. Hạng: 2 sao."),
        (2, 75, {"failed_gates": [{"criterion": "3.5", "star": 3}]}, "tiêu chí 3.5 (điều kiện 3 sao)"),
        (
            None,
            0,
            {"excluded": {"kind": "reject", "criterion": "1.1", "reason": "Toàn bộ nhập khẩu"}},
            "1.1: Toàn bộ nhập khẩu",
        ),
    ],
)
def test_notice_of_a_result_without_recognition(
    scene: Scene, star: Any, points: int, facts: dict[str, Any], words: str
) -> None:
    result = scene.result(star, points, **facts)
    assert result.dossier.product.name in text_of(browser(scene.officer).get(at("refused_list")))
    page = text_of(browser(scene.member).get(at("result_notice", result.pk)))
    assert words in page
    assert "Kính gửi: Ủy ban nhân dân xã Lưu Vệ" in page
    assert "không cấp giấy chứng nhận (Quyết định 26/2026/QĐ-TTg, Điều 4)" in page


def test_no_notice_of_what_is_recognised(scene: Scene) -> None:
    assert browser(scene.officer).get(at("result_notice", scene.result(3, 60).pk)).status_code == 404


def test_notice_of_what_the_ministry_returned(scene: Scene) -> None:
    referral = scene.referral(outcome="returned", outcome_on=date(2026, 8, 28), note="Chưa xuất khẩu")
    page = text_of(browser(scene.officer).get(at("result_notice", referral.result_id)))
    assert "không công nhận hạng khác. Lý do: Chưa xuất khẩu" in page
    assert "Bộ trả lại" in text_of(browser(scene.officer).get(at("refused_list")))


def test_the_certificate_says_what_was_printed(scene: Scene) -> None:
    scene.issue(scene.draft(scene.result()))
    recognition = Recognition.objects.get()
    response = browser(scene.member).get(at("certificate_print", recognition.pk))
    page = text_of(response)
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "38-16438-1-2026", "25/06/2029"):
        assert words in page
    assert "số 3025/QĐ-UBND ngày 25/06/2026" in page
    assert "Số: 01/GCN-OCOP" in page
    html = response.content.decode()
    address = f"http://testserver{at('lookup_detail', public_code(recognition.pk))}"
    assert str(qr_svg(address)) in html
    assert f'href="{address}"' in html


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 10), "ngày 10 tháng 3 năm 2026"),
        (date(2026, 12, 9), "ngày 09 tháng 12 năm 2026"),
    ],
)
def test_days_are_written_as_in_official_papers(day: date, words: str) -> None:
    assert written_date(day) == words


def test_no_certificate_no_page(scene: Scene) -> None:
    typed = make.make_recognition(make.make_product(scene.producer))
    assert browser(scene.member).get(at("certificate_print", typed.pk)).status_code == 404


def test_the_code_is_an_svg_without_style_or_link() -> None:
    svg = str(qr_svg("https://ocop.example.vn/tra-cuu/OCOP-00001-2/"))
    assert svg.startswith('<svg viewBox="0 0 ')
    assert re.search(r"style=|href=|on\w+=|xmlns", svg) is None


def test_product_and_dossier_show_result_and_decision(scene: Scene) -> None:
    results = [scene.result(4), scene.result(2, 40), scene.result(5, 93), scene.result(3, 60)]
    waiting = scene.referral().result
    scene.issue(scene.draft(results[0]))
    client, day = browser(scene.member), f"{MET:%d/%m/%Y}"
    words = [
        "Công nhận 4 sao theo Quyết định 3025/QĐ-UBND ngày 25/06/2026",
        "Không công nhận, xem thông báo",
        "Tiềm năng 5 sao, chờ tỉnh phê duyệt",
        "Chờ quyết định công nhận",
        "Đề nghị Bộ công nhận 5 sao: chờ Bộ",
    ]
    for result, line in zip([*results, waiting], words, strict=True):
        for url in (
            reverse("products:product_detail", args=[result.dossier.product_id]),
            reverse("products:dossier_detail", args=[result.dossier_id]),
        ):
            page = text_of(client.get(url))
            assert f"Hội đồng kết luận ngày {day}" in page
            assert line in page


def test_the_list_shows_the_number_of_the_certificate(scene: Scene) -> None:
    scene.issue(scene.draft(scene.result()))
    assert "01/GCN-OCOP" in text_of(browser(scene.organiser).get(at("recognition_list")))


def test_what_the_central_council_concluded_is_proposed(scene: Scene) -> None:
    referral, council = scene.referral(), make.make_council(scene.province, level="central")
    entry = make.make_entry(make.make_session(council, state="closed"), referral.result.dossier)
    make.make_result(entry, star=4, points_sum=1769, sheet_count=20, decided_on=date(2026, 8, 20))
    client = browser(scene.organiser)
    page = client.get(at("referral_outcome", referral.pk)).content.decode()
    assert 'value="88,45"' in page
    assert 'value="20/08/2026"' in page
    assert re.search(r'value="returned"[^>]*checked', page)
    dossier = text_of(client.get(reverse("products:dossier_detail", args=[referral.result.dossier_id])))
    assert "Hội đồng cấp trung ương" in dossier
    assert "Chờ quyết định công nhận" not in dossier


def test_five_stars_of_the_central_council_are_proposed(scene: Scene) -> None:
    referral, council = scene.referral(), make.make_council(scene.province, level="central")
    entry = make.make_entry(make.make_session(council, state="closed"), referral.result.dossier)
    make.make_result(entry, star=5, points_sum=92, decided_on=date(2026, 8, 20))
    page = browser(scene.organiser).get(at("referral_outcome", referral.pk)).content.decode()
    assert re.search(r'value="five"[^>]*checked', page)


def test_a_low_result_of_the_central_council_is_not_refused_by_itself(scene: Scene) -> None:
    referral, council = scene.referral(), make.make_council(scene.province, level="central")
    entry = make.make_entry(make.make_session(council, state="closed"), referral.result.dossier)
    low = make.make_result(entry, star=2, points_sum=40)
    assert browser(scene.officer).get(at("result_notice", low.pk)).status_code == 404
