"""Mẫu 01, phiếu đăng ký (QĐ 26/2026, Phụ lục III).

Works on the content of `reporting.domain.contents.dossiers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reporting.documents.builders.common import title_lines
from reporting.documents.builders.form_common import (
    Content,
    boxes,
    day,
    field,
    form_head,
    illustration_note,
    numbered,
    open_date,
    source_line,
)
from reporting.documents.tree import (
    Align,
    Block,
    Cell,
    Document,
    Item,
    Name,
    Paragraph,
    Signature,
    Styled,
    Table,
    runs,
)

KINDS = {"first": "Lần đầu", "upgrade": "Nâng hạng", "rerank": "Đánh giá lại"}
_OFFICES = {
    "commune": "ỦY BAN NHÂN DÂN CẤP XÃ",
    "district": "ỦY BAN NHÂN DÂN CẤP HUYỆN",
    "province": "CƠ QUAN QUẢN LÝ OCOP CẤP TỈNH",
}
_ROOM = "\n" * 3
_PLEDGE = (
    "Chúng tôi cam đoan những thông tin trong phiếu đăng ký và tài liệu kèm theo là đúng sự thật, "
    "nếu sai chúng tôi hoàn toàn chịu trách nhiệm trước pháp luật."
)


def build_registration(content: Content) -> Document:
    """Mẫu 01. The producer signs above the part of the offices, so the signature is a block of its own."""
    province = content["province"] or "tỉnh ……"
    title = f"Tham gia đánh giá, phân hạng sản phẩm OCOP của {province} năm {content['year']}"
    return Document(
        kind="registration",
        title=f"Phiếu đăng ký: {content['product']}, năm {content['year']}",
        head=form_head(content),
        name=Name("PHIẾU ĐĂNG KÝ", title_lines(title)),
        blocks=tuple(_blocks(content)),
        recipients=(),
        signature=Signature(()),
        form_mark=content["form"]["mark"],
    )


def _blocks(content: Content) -> Iterator[Block]:
    producer = content["producer"]
    yield from source_line(content)
    yield numbered("1.", "Thông tin về đơn vị đăng ký")
    yield field("Tên đơn vị", producer["name"])
    yield field("Họ tên người đại diện pháp lý", producer["representative"])
    yield field("Chức vụ", producer["position"])
    yield field("Địa chỉ liên hệ", producer["address"])
    yield field("Điện thoại", producer["phone"])
    yield field("Email", producer["email"])
    yield numbered("2.", "Tên sản phẩm", content["product"])
    yield numbered("3.", "Nhóm sản phẩm đăng ký")
    yield field("Ngành", content["sector"])
    yield field("Nhóm", content["group"])
    yield field("Phân nhóm", content["subgroup"] or ("không có" if content["group"] else ""))
    yield numbered("4.", "Lần đăng ký đánh giá")
    yield boxes((text, content["kind"] == kind) for kind, text in KINDS.items())
    yield numbered("5.", "Tài liệu kèm theo")
    yield Item("-", runs("Báo cáo đánh giá về sản phẩm theo Bộ tiêu chí (bản gốc, bản điện tử)."))
    if content["needs_samples"]:
        yield field("Sản phẩm mẫu (số lượng)", content["samples"] and f"{content['samples']:02d}")
    yield Paragraph(runs(_PLEDGE))
    yield from illustration_note(content)
    yield _signed(content)
    yield Styled("center", runs("PHẦN DÀNH CHO CƠ QUAN QUẢN LÝ"))
    yield _offices(content["receipts"])


def _signed(content: Content) -> Table:
    """The right half of the page: day, ĐẠI DIỆN, room for hand and seal, name."""
    name = content["producer"]["representative"]
    rows = (
        Cell(open_date(content), Align.CENTER, italic=True),
        Cell("ĐẠI DIỆN", Align.CENTER, bold=True),
        Cell(f"(Ký, đóng dấu, ghi rõ họ tên){_ROOM}", Align.CENTER, italic=True),
        Cell(name, Align.CENTER, bold=True),
    )
    return Table((0.45, 0.55), (), tuple((Cell(), row) for row in rows if row.text), bordered=False, size=14)


def _offices(receipts: list[Mapping[str, Any]]) -> Table:
    """One column for each office: receipt, day, who received it, room for hand and seal."""
    width = 1 / len(receipts)
    heads = tuple(Cell(_OFFICES[one["level"]], Align.CENTER, bold=True) for one in receipts)
    lines = (
        tuple(Cell(f"Phiếu số:\n{one['text']}") for one in receipts),
        tuple(Cell(f"Ngày nhận: {day(one['received_on']) or '…………………'}") for one in receipts),
        tuple(Cell(f"Người tiếp nhận: {one['received_by'] or '…………………'}") for one in receipts),
        tuple(Cell(f"Chữ ký:{_ROOM[:2]}") for one in receipts),
        tuple(Cell(f"CƠ QUAN TIẾP NHẬN\n(Ký, đóng dấu){_ROOM}", Align.CENTER) for one in receipts),
    )
    return Table((width,) * len(receipts), (heads,), lines)
