"""A small document with every kind of node, for tests of layout and renderers."""

from dataclasses import replace
from datetime import date
from typing import Any

from reporting.documents import layout
from reporting.documents.builders.common import figure, head_cell
from reporting.documents.tree import (
    Annex,
    Basis,
    Cell,
    Closing,
    Document,
    Head,
    Heading,
    Item,
    Level,
    Name,
    Note,
    Paragraph,
    Run,
    Signature,
    Table,
    runs,
)

HEAD = Head(("ỦY BAN NHÂN DÂN", "XÃ LƯU VỆ"), "KH-UBND", "Lưu Vệ", 2026, number=5, issued_on=date(2026, 3, 4))
LONG = (
    "Đẩy mạnh công tác tuyên truyền tới cấp ủy, chính quyền các cấp và người dân về tầm quan trọng của Chương trình. "
)


def table(rows: int = 3, caption: str = "") -> Table:
    """Two header rows with merged cells, a bold sum, then `rows` rows."""
    header = (
        (head_cell("TT", rowspan=2), head_cell("Đơn vị", rowspan=2), head_cell("Trong đó:", colspan=2)),
        (head_cell("Sản phẩm OCOP 5 sao"), head_cell("Sản phẩm OCOP 3 sao")),
    )
    body = [(Cell(), head_cell("Tổng"), figure(1, bold=True), figure(7, bold=True))]
    body += [(figure(n), Cell(f"Xã số {n}"), figure(n % 2), figure(n)) for n in range(1, rows + 1)]
    return Table((0.1, 0.4, 0.25, 0.25), header, tuple(body), caption)


def document(*, rows: int = 3, paragraphs: int = 3, **changes: Any) -> Document:
    """A plan of a commune with one annex."""
    blocks = (
        Basis(runs("Căn cứ Luật Tổ chức chính quyền địa phương;")),
        Basis(runs("Căn cứ Quyết định số 148/QĐ-TTg ngày 24/02/2023 của Thủ tướng Chính phủ.")),
        Heading(Level.ROMAN, "I.", runs("MỤC ĐÍCH, YÊU CẦU")),
        Heading(Level.ARABIC, "1.", runs("Mục đích")),
        *(Paragraph(runs(LONG * 3)) for _ in range(paragraphs)),
        Item("-", runs("Phấn đấu có thêm ", Run("160", fact=True), " sản phẩm OCOP;")),
        Item("+", runs("Nâng hạng ", Run("03", bold=True), " sản phẩm.")),
        Item("a)", runs("Tổ chức ", Run("hội nghị", italic=True), ".")),
        Heading(Level.DECIMAL, "1.1.", runs("Xúc tiến thương mại")),
        table(caption="Chỉ tiêu của các xã"),
        Note(runs("Ghi chú: số liệu dùng để thử.")),
        Closing(runs(LONG * 2)),
    )
    annex = Annex(
        ("CHỈ TIÊU PHÁT TRIỂN SẢN PHẨM OCOP NĂM 2026",),
        layout.attached_line("Kế hoạch", HEAD, "Ủy ban nhân dân xã Lưu Vệ"),
        (table(rows),),
    )
    made = Document(
        kind="plan",
        title="Kế hoạch thử",
        head=HEAD,
        name=Name("KẾ HOẠCH", ("Thực hiện Chương trình mỗi xã một sản phẩm (OCOP)", "năm 2026 trên địa bàn xã Lưu Vệ")),
        blocks=blocks,
        recipients=("Sở Nông nghiệp và Môi trường (b/c)", "Các thôn", "Lưu: VT"),
        signature=Signature(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Đoàn Đình Tùng"),
        annexes=(annex,),
    )
    return replace(made, **changes)
