"""A member's sheet on paper: boxes ticked, points of the engine, words of the member; only once handed in, own gate."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from evaluations.domain.sheets import save_sheet, submit_sheet
from evaluations.models import ScoreSheet
from products.models import ProductCode
from reporting.documents import layout, text
from reporting.documents.builders import sheets as builder
from reporting.documents.extract import normal
from reporting.domain.contents import SPECS
from reporting.domain.contents.sheets import score_content
from reporting.domain.documents import request_document
from reporting.domain.subjects import visible_subject
from reporting.enums import DocumentKind, SubjectKind
from tests.evaluations.sheet_setup import Before, lowest
from tests.reporting.same_text import assert_layout_ok, assert_same_text

pytestmark = pytest.mark.django_db


def handed_in(before: Before, **given: Any) -> ScoreSheet:
    """The member's sheet: the lowest level of every criterion unless said otherwise."""
    user, entry = before.member.user, before.entry.pk
    save_sheet(actor=user, entry_id=entry, revision=0, **{"answers": lowest(before.product_set), **given})
    return submit_sheet(actor=user, entry_id=entry)


def said_of(sheet: ScoreSheet) -> str:
    return normal(text.render(builder.build(score_content(sheet, {}))))


def test_the_sheet_shows_every_choice_with_points_and_words() -> None:
    before = Before(4)
    words = {"notes": {"1.1": "Đã xem vườn ong"}, "comment": "Sản phẩm tốt.\nCần thêm nhãn."}
    sheet = handed_in(before, answers=lowest(4, **{"1_1": 2, "3_2": None}), **words)
    tree = builder.build(score_content(sheet, {}))
    said = assert_same_text(tree)
    assert_layout_ok(tree)
    product = before.dossier.product
    for part in (
        f"Tên sản phẩm: {product.name}",
        f"Mã số sản phẩm: {before.dossier.unit.province_code}-{before.dossier.unit.code}-……-2026",
        f"Tên chủ thể sản xuất: {product.producer.name}",
        "1.1. Nguồn gốc sản phẩm 3/3",
        "■ Sản phẩm được nuôi/trồng trên địa bàn cấp xã từ 75% đến 100% 3",
        "■ Không đạt mức nào 0",
        "Ghi chú của người đánh giá: Đã xem vườn ong",
        f"TỔNG CỘNG {sheet.total}/100",
        "Ý kiến của người đánh giá: Sản phẩm tốt. Cần thêm nhãn.",
        f"NGƯỜI ĐÁNH GIÁ (Ký và ghi rõ họ tên) {before.member.name}",
    ):
        assert normal(part) in said, part
    leaves = sum(1 for _leaf in score_content(sheet, {})["marks"]["criteria"])
    assert said.count(layout.BOX_ON) == leaves


def test_parts_add_up_to_the_total_the_engine_stored() -> None:
    sheet = handed_in(Before(4), answers=lowest(4, **{"1_1": 2, "1_3": 1}))
    marks = score_content(sheet, {})["marks"]
    assert sum(marks["parts"].values()) == marks["total"] == sheet.total
    assert sum(mark["points"] for mark in marks["criteria"].values()) == sheet.total


def test_a_criterion_that_does_not_count_shows_no_points() -> None:
    sheet = handed_in(Before(4), answers=lowest(4, **{"5_1": 0, "5_2": 2}))
    marks = score_content(sheet, {})["marks"]["criteria"]
    assert (marks["5.1"]["points"], marks["5.2"]["points"]) == (0, 0)


def test_one_case_is_ticked_where_the_sheet_has_two() -> None:
    sheet = handed_in(Before(26), answers=lowest(26, **{"8": {"case": "b", "option": 1}}))
    said = said_of(sheet)
    first, second = said.split("Trường hợp 2: Điểm dịch vụ du lịch", 1)
    assert layout.BOX_ON not in first.rpartition("Trường hợp 1: Dịch vụ du lịch do cộng đồng cung cấp")[2]
    assert second.split(layout.BOX_ON, 1)[1].strip().startswith("Đáp ứng đủ điều kiện về đăng ký kinh doanh")


def test_a_ground_to_reject_and_a_written_opinion_are_told() -> None:
    before = Before(5, {"mode": "written"})
    sheet = handed_in(before, flags={"2.1": "reject"}, opinion="disagree")
    said = said_of(sheet)
    assert "Đề nghị loại hồ sơ." in said
    assert "Ý kiến về báo cáo của cơ quan tham mưu: không thống nhất" in said


def test_the_code_of_the_year_stands_on_the_sheet() -> None:
    before = Before(4)
    product, unit = before.dossier.product, before.dossier.unit
    ProductCode.objects.create(product=product, code="38-16438-7-2026", era="commune", unit=unit, serial=7, year=2026)
    assert "Mã số sản phẩm: 38-16438-7-2026" in said_of(handed_in(before))


def test_no_phone_and_of_a_household_no_address() -> None:
    before = Before(4)
    before.producer.phone, before.producer.address, before.producer.legal_form = "0912345678", "Ngõ 5", "ho_kd"
    before.producer.save()
    sheet = ScoreSheet.objects.get(pk=handed_in(before).pk)
    said = said_of(sheet)
    assert "0912" not in said
    assert "Ngõ 5" not in said


def test_a_draft_makes_no_paper_and_a_blind_sheet_is_the_members_own() -> None:
    before = Before(4)
    spec = SPECS[DocumentKind.SCORE_SHEET]
    draft = save_sheet(actor=before.member.user, entry_id=before.entry.pk, revision=0, answers=lowest(4))
    assert spec.missing(draft) == "Phiếu chưa nộp."
    with pytest.raises(ValidationError, match="chưa nộp"):
        request_document(user=before.member.user, kind=DocumentKind.SCORE_SHEET, record=draft)
    sheet = submit_sheet(actor=before.member.user, entry_id=before.entry.pk)
    assert visible_subject(before.member.user, SubjectKind.SCORE_SHEET, sheet.pk) == sheet
    assert visible_subject(before.chair.user, SubjectKind.SCORE_SHEET, sheet.pk) is None


def test_the_hash_of_the_document_does_not_confirm_a_guess() -> None:
    sheet = handed_in(Before(4))
    content = score_content(sheet, {})
    assert content["salt"] == sheet.salt
    assert len(sheet.salt) >= 16
    assert sheet.salt not in said_of(sheet)
