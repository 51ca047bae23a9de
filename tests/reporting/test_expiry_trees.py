"""The list of products whose certificates end, as a tree."""

from reporting.documents import text
from reporting.documents.builders import expiry
from tests.reporting import decision_content as made
from tests.reporting.same_text import assert_layout_ok, assert_same_text


def test_the_list_has_the_columns_of_the_reports_ended_first() -> None:
    tree = expiry.build(made.expiry())
    said = assert_same_text(tree)
    assert_layout_ok(tree)
    (table,) = tree.tables()
    assert [cell.text for cell in table.header[0]] == list(expiry.COLUMNS)
    rows = [[cell.text for cell in row] for row in table.rows]
    days = ["08/09/2023", "08/09/2026"]
    assert rows == [
        ["Đã hết hạn (01 sản phẩm)"],
        ["1", "Nem chua", "HTX Lưu Vệ", "3 sao", "3025/QĐ-UBND", *days, "Không nộp hồ sơ phân hạng lại"],
        ["Sắp hết hạn (02 sản phẩm)"],
        ["2", "Miến gạo", "HTX Lưu Vệ", "3 sao", "3025/QĐ-UBND", *days, "Đã nộp hồ sơ phân hạng lại ngày 01/09/2026"],
        ["3", "Cốm nếp", "HTX Lưu Vệ", "4 sao", "3025/QĐ-UBND", *days, "Chưa nộp hồ sơ, hạn nộp 01/12/2026"],
    ]
    assert "DANH SÁCH Sản phẩm OCOP hết hạn, sắp hết hạn trên địa bàn tỉnh Thanh Hóa" in said
    assert "Tính đến ngày 01/10/2026, có 01 sản phẩm đã hết hạn và 02 sản phẩm sẽ hết hạn" in said
    assert "NGƯỜI LẬP DANH SÁCH Nguyễn Văn A" in said


def test_an_empty_list_says_so_without_a_table() -> None:
    tree = expiry.build(made.expiry(rows=[]))
    assert list(tree.tables()) == []
    assert "có 0 sản phẩm đã hết hạn và 0 sản phẩm sẽ hết hạn" in text.render(tree)


def test_illustration_rows_are_told() -> None:
    words = text.render(expiry.build(made.expiry(illustration=2)))
    assert "trong danh sách có 02 sản phẩm là dữ liệu minh họa, không phải số liệu thật" in words
