"""What the commune sends up: Mẫu 03 as a draft and as issued, the letter, and who signs how."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ocop.text import lower_kind
from products.domain.dossiers.reports import start_report, update_report
from reporting.documents import text
from reporting.documents.builders.form_commune import build_commune_letter, build_commune_report
from reporting.documents.extract import normal
from reporting.domain.contents import SPECS
from reporting.domain.contents.communes import commune_signer, letter_content, report_content
from reporting.domain.documents import request_document
from reporting.enums import DocumentKind
from tests.factories import make_dossier, make_product
from tests.products.dossier_story import Story
from tests.reporting.forms_story import TODAY, draft, story
from tests.reporting.same_text import assert_layout_ok, assert_same_text

pytestmark = pytest.mark.django_db
LETTER = SPECS[DocumentKind.COMMUNE_LETTER]


@pytest.fixture
def told() -> Story:
    return story()


def checked(told: Story) -> Any:
    """A dossier whose components the commune is checking."""
    return told.take(draft(told), "submit", "accept", on=TODAY)


def letter_of(dossier: Any, **params: str) -> str:
    content = letter_content(dossier, LETTER.clean(dossier, params))
    return normal(text.render(build_commune_letter(content)))


def test_an_issued_report_has_number_day_and_every_word(told: Story) -> None:
    report = told.report(checked(told), TODAY)
    tree = build_commune_report(report_content(report, {}))
    said = assert_same_text(tree)
    assert_layout_ok(tree)
    for words in (
        "ỦY BAN NHÂN DÂN XÃ LƯU VỆ",
        "Số: 01/BC-UBND Lưu Vệ, ngày 03 tháng 8 năm 2026",
        "BÁO CÁO Đánh giá một số nội dung của sản phẩm tham gia đánh giá, phân hạng sản phẩm OCOP",
        "(Mẫu số 03, Phụ lục III, Quyết định 26/2026/QĐ-TTg)",
        "1. Tên chủ thể: Hợp tác xã Ong Lưu Vệ 2. Loại hình tổ chức: Hợp tác xã 3. Địa chỉ: Thôn 3, xã Lưu Vệ",
        "4. Người đại diện: Nguyễn Thị Hoa - Giới tính: nữ - Dân tộc: Mường",
        "5. Sản phẩm: Mật ong hoa rừng",
        "1. Sử dụng nguyên liệu địa phương Mô tả của chủ thể: Phần viết về Sử dụng nguyên liệu địa phương (Phần III). "
        "Đánh giá của Ủy ban nhân dân xã: Đạt về Sử dụng nguyên liệu địa phương",
        "4. Bản sắc, trí tuệ địa phương",
        "Ủy ban nhân dân xã Lưu Vệ đề nghị Ủy ban nhân dân tỉnh Thanh Hóa đánh giá, phân hạng sản phẩm "
        "“Mật ong hoa rừng” của Hợp tác xã Ong Lưu Vệ./.",
        "- Ủy ban nhân dân tỉnh Thanh Hóa; - Hợp tác xã Ong Lưu Vệ; - Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Lê Văn Ký",
    ):
        assert normal(words) in said, words


def test_a_draft_has_blanks_and_what_the_commune_wrote_of_its_meeting(told: Story) -> None:
    report = start_report(actor=told.officer, dossier_id=checked(told).pk)
    written = {
        "meeting_on": TODAY,
        "meeting_note": "- Thống nhất 4/4 nội dung.",
        "conclusion": "Đề nghị xét.\n- Ưu tiên",
    }
    report = update_report(actor=None, report_id=report.pk, revision=None, topics={}, **written)
    tree = build_commune_report(report_content(report, {}))
    said = normal(text.render(tree))
    assert "Số: /BC-UBND Lưu Vệ, ngày tháng năm 2026" in said
    assert "Ngày 03/08/2026, Chủ tịch Ủy ban nhân dân xã đã tổ chức họp" in said
    assert "- Thống nhất 4/4 nội dung. Đề nghị xét. - Ưu tiên./." in said
    assert "Đánh giá của Ủy ban nhân dân xã: …………" in said


def test_the_letter_names_report_product_and_what_goes_with_it(told: Story) -> None:
    dossier = checked(told)
    told.report(dossier, TODAY)
    tree = build_commune_letter(letter_content(dossier, LETTER.clean(dossier, {})))
    said = assert_same_text(tree)
    assert_layout_ok(tree)
    for words in (
        "Số: 12/UBND V/v đề nghị đánh giá, phân hạng sản phẩm OCOP năm 2026 Lưu Vệ, ngày tháng năm 2026",
        "Kính gửi: Ủy ban nhân dân tỉnh Thanh Hóa",
        "Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ",
        "(Báo cáo số 01/BC-UBND ngày 03 tháng 8 năm 2026)",
        "1 Mật ong hoa rừng Hợp tác xã Ong Lưu Vệ Thôn 3, xã Lưu Vệ Mật ong, mật khác và nông sản thực phẩm khác 4 sao",
        "c) 05 sản phẩm mẫu.",
        "xem xét, giải quyết theo quy định./.",
        "- Như trên; - Hợp tác xã Ong Lưu Vệ; - Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Lê Văn Ký",
    ):
        assert normal(words) in said, words


def test_the_letter_takes_the_answers_and_a_deputy_signs_for_the_chairman(told: Story) -> None:
    dossier = checked(told)
    told.report(dossier, TODAY)
    said = letter_of(dossier, symbol="UBND-KTHT", position="Phó Chủ tịch UBND xã", name="Lê Thị Bình")
    assert "Số: 12/UBND-KTHT" in said
    assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Thị Bình" in said


def test_the_letter_waits_for_the_report_and_is_the_communes(told: Story) -> None:
    dossier = checked(told)
    assert LETTER.missing(dossier) == "Xã chưa ban hành báo cáo đánh giá (Mẫu 03) của hồ sơ này."
    with pytest.raises(ValidationError, match="Mẫu 03"):
        request_document(user=told.officer, kind=DocumentKind.COMMUNE_LETTER, record=dossier)
    told.report(dossier, TODAY)
    assert LETTER.missing(dossier) == ""
    with pytest.raises(PermissionDenied):
        request_document(user=told.member, kind=DocumentKind.COMMUNE_LETTER, record=dossier)


def test_under_the_first_decision_the_district_is_addressed(told: Story) -> None:
    dossier = make_dossier(make_product(told.producer, product_set=26), law_pack="qd-148-2023", state="reported")
    said = letter_of(dossier, symbol="UBND-KT")
    assert f"Kính gửi: Ủy ban nhân dân {lower_kind(told.district.name)}" in said
    assert "sản phẩm mẫu" not in said
    assert "Số: /UBND-KT" in said


@pytest.mark.parametrize(
    ("position", "lines"),
    [
        ("", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"),
        ("Chủ tịch UBND xã", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"),
        ("Phó Chủ tịch", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
        ("KT. Chủ tịch, Phó Chủ tịch", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
        ("Quyền Chủ tịch", "TM. ỦY BAN NHÂN DÂN\nQ. CHỦ TỊCH"),
        ("Trưởng phòng Kinh tế", "TL. CHỦ TỊCH\nTRƯỞNG PHÒNG KINH TẾ"),
        ("TL. Chủ tịch - Trưởng phòng Kinh tế", "TL. CHỦ TỊCH\nTRƯỞNG PHÒNG KINH TẾ"),
    ],
)
def test_who_signs_how(position: str, lines: str) -> None:
    signer = commune_signer(position, "Lê Văn Ký")
    assert "\n".join((signer["authority"], signer["title"])) == lines
    assert signer["name"] == "Lê Văn Ký"
