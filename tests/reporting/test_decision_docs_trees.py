"""Decisions of recognition and withdrawal as trees: every word, the same in PDF, Word and text, laid out by the law."""

from datetime import date
from typing import Any

import pytest

from reporting.documents import text
from reporting.documents.builders import decision, withdrawal
from reporting.documents.builders.articles import about
from reporting.documents.tree import Document, Table
from tests.reporting import decision_content as made
from tests.reporting.same_text import assert_layout_ok, assert_same_text


def table_of(tree: Document) -> list[list[str]]:
    (annex,) = tree.annexes
    table = annex.blocks[0]
    assert isinstance(table, Table)
    return [[cell.text for cell in row] for row in table.rows]


def test_an_issued_decision_says_everything_and_stands_as_the_decree_wants() -> None:
    tree = decision.build(made.decision())
    said = assert_same_text(tree)
    assert_layout_ok(tree)
    for words in (
        "Số: 3025/QĐ-UBND Thanh Hóa, ngày 25 tháng 6 năm 2026",
        "QUYẾT ĐỊNH Về việc công nhận sản phẩm OCOP tỉnh Thanh Hóa đợt 1 năm 2026",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH THANH HÓA Căn cứ Quyết định số 148/QĐ-TTg ngày 24 tháng 02 năm 2023",
        "ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ; Theo đề nghị của Giám đốc Sở",
        "tại Tờ trình số 12/TTr-SNNMT ngày 01 tháng 6 năm 2026. QUYẾT ĐỊNH: Điều 1. Công nhận",
        "cho 04 sản phẩm OCOP của 03 chủ thể trên địa bàn tỉnh Thanh Hóa (danh sách tại Phụ lục kèm theo), "
        "gồm 01 sản phẩm hạng 4 sao, 03 sản phẩm hạng 3 sao; trong đó có 01 sản phẩm công nhận mới, "
        "01 sản phẩm nâng hạng, 02 sản phẩm công nhận lại.",
        "Điều 2. Giấy chứng nhận có giá trị 36 tháng kể từ ngày ban hành (Quyết định 26/2026/QĐ-TTg, Điều 4).",
        "chịu trách nhiệm thi hành Quyết định này./. Nơi nhận:",
        "- Lưu: VT. KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Văn Ký",
        "(Kèm theo Quyết định số 3025/QĐ-UBND ngày 25 tháng 6 năm 2026 của Chủ tịch Ủy ban nhân dân tỉnh Thanh Hóa)",
    ):
        assert words in said


def test_the_annex_goes_by_star_with_the_columns_of_the_reports() -> None:
    tree = decision.build(made.decision())
    (annex,) = tree.annexes
    table = annex.blocks[0]
    assert isinstance(table, Table)
    header = [cell.text for cell in table.header[0]]
    assert header == ["TT", "Tên sản phẩm", "Tên chủ thể", "Địa chỉ (xã)", "Điểm", "Hạng sao", "Ghi chú"]
    assert table_of(tree) == [
        ["Hạng 4 sao (01 sản phẩm)"],
        ["1", "Nem chua Minh Anh", "HTX Lưu Vệ", "Xã Lưu Vệ", "81,50", "4 sao", "Nâng hạng"],
        ["Hạng 3 sao (03 sản phẩm)"],
        ["2", "Cốm nếp", "HTX Lưu Vệ", "Xã Hóa Quỳ", "69,99", "3 sao", "Mới"],
        ["3", "Bánh răng bừa Nga My", "HTX Lưu Vệ", "Xã Lưu Vệ", "73,00", "3 sao", "Công nhận lại"],
        ["4", "Miến gạo Dung Tháp", "Hộ kinh doanh Dung Tháp", "Xã Lưu Vệ", "73,00", "3 sao", "Công nhận lại"],
    ]


def test_the_annex_goes_by_commune_when_asked() -> None:
    rows = table_of(decision.build(made.decision(group="place")))
    assert [row[0] for row in rows] == ["Xã Hóa Quỳ (01 sản phẩm)", "1", "Xã Lưu Vệ (03 sản phẩm)", "2", "3", "4"]
    assert [row[1] for row in rows if len(row) > 1][:2] == ["Cốm nếp", "Nem chua Minh Anh"]


def test_a_draft_leaves_number_day_and_name_to_the_pen() -> None:
    tree = decision.build(made.decision(**made.DRAFT, proposer="", bases=[], illustration=4))
    said = assert_same_text(tree)
    assert_layout_ok(tree)
    assert "Số: /QĐ-UBND Thanh Hóa, ngày tháng năm 2026" in said
    assert "TỈNH THANH HÓA Theo đề nghị của ………" in said
    assert said.count("dữ liệu minh họa, văn bản này không có giá trị pháp lý") == 2


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Công nhận sản phẩm OCOP", "Về việc công nhận sản phẩm OCOP"),
        ("về việc phê duyệt kết quả.", "Về việc phê duyệt kết quả"),
    ],
)
def test_the_abstract_begins_as_decisions_do(title: str, abstract: str) -> None:
    assert about(title) == abstract


def test_a_withdrawal_names_what_why_and_what_follows() -> None:
    tree = withdrawal.build(made.withdrawal())
    said = assert_same_text(tree)
    assert_layout_ok(tree)
    for words in (
        "Số: 05/QĐ-UBND Thanh Hóa, ngày 04 tháng 3 năm 2027",
        "Theo Báo cáo số 07/BC-UBND ngày 02 tháng 3 năm 2027; Theo đề nghị của ………",
        "Điều 1. Thu hồi công nhận và Giấy chứng nhận sản phẩm OCOP hạng 4 sao đối với sản phẩm Nem chua Minh Anh, "
        "mã số 38-16438-1-2026, của HTX Lưu Vệ (xã Lưu Vệ), được công nhận tại Quyết định số 3025/QĐ-UBND "
        "ngày 25 tháng 6 năm 2026 của Ủy ban nhân dân tỉnh Thanh Hóa; số giấy chứng nhận: 07/GCN-OCOP.",
        "Căn cứ thu hồi: đ) Không còn sản xuất (Điều 8 Quyết định số 26/2026/QĐ-TTg); Báo cáo số 07/BC-UBND",
        "Điều 2. Công nhận và Giấy chứng nhận nêu tại Điều 1 hết hiệu lực",
    ):
        assert words in said


def test_what_was_recognised_without_a_certificate_of_ours_is_withdrawn_alone() -> None:
    facts: dict[str, Any] = {"certificate_number": "", "product_code": "", "decided_on": date(2024, 2, 1)}
    said = text.render(withdrawal.build(made.withdrawal(**facts)))
    assert "Điều 1. Thu hồi công nhận sản phẩm OCOP hạng 4 sao đối với sản phẩm Nem chua Minh Anh, của HTX" in said
    assert "Điều 2. Kết quả công nhận nêu tại Điều 1 hết hiệu lực" in said
    assert "Giấy chứng nhận" not in said
