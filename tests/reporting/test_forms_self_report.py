"""Mẫu 02: its four parts, the marks and papers in the order of the criteria, the evidence table, what was handed in."""

from typing import Any

import pytest
from django.utils import timezone

from evaluations.domain.lawpacks import load_pack
from products.models import Representation
from reporting.documents import text
from reporting.documents.builders.form_self_report import build_self_report
from reporting.documents.extract import normal
from reporting.domain.contents.dossiers import self_report_content
from tests.products.dossier_story import Story
from tests.reporting.forms_story import HONEY, TODAY, draft, paper, story
from tests.reporting.same_text import assert_layout_ok, assert_same_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Story:
    return story()


def said_of(dossier: Any) -> str:
    return normal(text.render(build_self_report(self_report_content(dossier, {}))))


def test_every_part_of_the_form_is_printed(told: Story) -> None:
    tree = build_self_report(self_report_content(draft(told), {}))
    said = assert_same_text(tree)
    assert_layout_ok(tree)
    for words in (
        "Mẫu số 02",
        "BÁO CÁO TỰ ĐÁNH GIÁ Sản phẩm tham gia đánh giá, phân hạng sản phẩm OCOP",
        "1. Tên chủ thể: Hợp tác xã Ong Lưu Vệ 2. Loại hình tổ chức: Hợp tác xã",
        "3. Địa chỉ: Thôn 3, xã Lưu Vệ, tỉnh Thanh Hóa",
        "- Điện thoại: 0912 345 678 - Email: ong@example.vn",
        "- Họ và tên: Nguyễn Thị Hoa - Giới tính: nữ - Dân tộc: Mường",
        "- Địa chỉ thường trú: Số 7, thôn 3, xã Lưu Vệ",
        "- Ngày thành lập (ngày đăng ký kinh doanh): 05/02/2019 - Số giấy đăng ký: 2801234567",
        "7. Sản phẩm đăng ký: Mật ong hoa rừng",
        "a) Giấy đăng ký kinh doanh ■ b) Công bố chất lượng sản phẩm □",
        "d) Sở hữu trí tuệ ■ - Giấy chứng nhận đăng ký nhãn hiệu ■",
        "Thành lập năm 2019. - Năm 2021: 5 thành viên; + Năm 2025: 12 thành viên.",
        "2025 1.250.000.000 210.500.000 12",
        "Phần IV. KẾ HOẠCH SẢN XUẤT, KINH DOANH Phần viết về Kế hoạch sản xuất, kinh doanh (Phần IV).",
        "ĐẠI DIỆN CHỦ THỂ (Ký, đóng dấu, ghi rõ họ tên) Nguyễn Thị Hoa",
    ):
        assert normal(words) in said, words


def test_criteria_stand_in_order_with_mark_words_and_papers(told: Story) -> None:
    said = said_of(draft(told))
    leaves = [leaf for _path, leaf in load_pack("qd-26-2026").sheet(HONEY).leaves()]
    places = [said.index(normal(f" {leaf.code}. {leaf.title.rstrip(':')}: ")) for leaf in leaves]
    assert places == sorted(places)
    assert said[places[0] : places[1]].strip() == normal(
        f"1.1. {leaves[0].title}: 3/3 điểm - Mức tự đánh giá: {leaves[0].options[2].label} "
        "- Mô tả: Ong nuôi ở thôn 3. Đủ 100% mật của xã. "
        "- Mô tả: Phần viết về Sử dụng nguyên liệu địa phương (Phần III). - Minh chứng: Hợp đồng nuôi ong"
    )
    assert "Minh chứng: GCN nhãn hiệu Ong Lưu Vệ" in said
    assert "Tổng điểm tự đánh giá: 4/100 điểm." in said


def test_the_evidence_table_has_fifteen_rows_and_no_identity_card(told: Story) -> None:
    content = self_report_content(draft(told), {})
    assert len(content["evidence"]) == 15
    said = normal(text.render(build_self_report(content)))
    assert "- Hợp đồng nuôi ong, số 07/HĐ, ngày 01/03/2026 1.1" in said
    assert "Căn cước" not in said


def test_what_was_handed_in_stays_as_it_was(told: Story) -> None:
    dossier = draft(told)
    told.take(dossier, "submit", on=TODAY)
    told.producer.address = "Thôn 9"
    told.producer.save()
    assert "Thôn 3, xã Lưu Vệ" in said_of(dossier)


def test_erased_persons_stay_erased(told: Story) -> None:
    dossier = draft(told)
    told.take(dossier, "submit", on=TODAY)
    Representation.objects.filter(producer=told.producer).update(erased_at=timezone.now())
    dossier.product.producer.refresh_from_db()
    said = said_of(dossier)
    assert [word for word in ("Nguyễn Thị Hoa", "0912", "Mường", "ong@example.vn") if word in said] == []
    assert "Hợp tác xã Ong Lưu Vệ" in said


@pytest.mark.parametrize("kind", ["upgrade", "rerank"])
def test_upgrades_tell_what_changed(told: Story, kind: str) -> None:
    dossier = draft(told)
    dossier.kind, dossier.report["changes"] = kind, "Đổi bao bì năm 2026."
    dossier.save()
    assert "Những thay đổi so với sản phẩm OCOP đã được công nhận Đổi bao bì năm 2026." in said_of(dossier)


def test_boxes_of_licences_and_property_follow_the_titles(told: Story) -> None:
    dossier = draft(told)
    paper(told, dossier, "criterion:3.5", kind="shtt", title="Quyền sử dụng chỉ dẫn địa lý")
    paper(told, dossier, "paper:x", kind="du_dk_sx", title="GCN đủ điều kiện an toàn thực phẩm")
    ticks = self_report_content(dossier, {})["ticks"]
    named = {"registration", "declaration", "safety", "licence", "property", "trademark", "geographic"}
    assert {name for name in named if ticks[name]} >= {"safety", "property", "trademark", "geographic"}
    assert not ticks["patent"]


def test_without_a_product_set_the_four_contents_are_still_told(told: Story) -> None:
    dossier = draft(told)
    told.product.product_set = None
    told.product.save()
    dossier.assessment = {}
    dossier.product.refresh_from_db()
    said = said_of(dossier)
    assert "Sử dụng lao động địa phương Phần viết về Sử dụng lao động địa phương (Phần III)." in said
    assert "Tổng điểm" not in said
