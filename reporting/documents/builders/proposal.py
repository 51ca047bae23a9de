"""Tờ trình ban hành kế hoạch → content tree (NĐ 30/2020, Phụ lục III, mẫu 1.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reporting.documents import layout
from reporting.documents.builders.common import paper
from reporting.documents.tree import (
    Block,
    Closing,
    Document,
    Heading,
    Item,
    Level,
    Paragraph,
    Run,
    runs,
)

Content = Mapping[str, Any]
_STARS = ("5", "4", "3")


def build(content: Content) -> Document:
    return paper(
        content,
        kind="proposal",
        type_name="Tờ trình",
        abstract=f"Về việc ban hành Kế hoạch {content['abstract'][:1].lower()}{content['abstract'][1:]}",
        blocks=_blocks(content),
        addressees=(content["addressee"],),
    )


def _blocks(content: Content) -> Iterator[Block]:
    yield Paragraph(runs(_opening(content)))
    yield Heading(Level.ROMAN, "I.", runs("SỰ CẦN THIẾT"))
    for text in content["reasons"] or [_default_reason(content)]:
        yield Paragraph(runs(text))
    yield Heading(Level.ROMAN, "II.", runs("NỘI DUNG CHÍNH CỦA DỰ THẢO KẾ HOẠCH"))
    yield from _targets(content)
    if content["sections"]:
        yield Item("-", runs(f"Bố cục: {layout.padded(len(content['sections']))} phần ({_sections(content)})."))
    for label, count in content["batches"]:
        yield Item("-", runs(f"{label}: {layout.padded(count)} sản phẩm dự kiến đánh giá, phân hạng."))
    if content["funding"]:
        yield Item("-", runs(f"Nguồn kinh phí: {'; '.join(text.rstrip('.;, ') for text in content['funding'])}."))
    annex = " và phụ lục chỉ tiêu" if content["has_annex"] else ""
    yield Paragraph(runs(f"(Gửi kèm theo: dự thảo Kế hoạch{annex}.)"))
    yield Closing(runs(f"{content['sender']} kính đề nghị {content['addressee']} xem xét, ban hành"))


def _opening(content: Content) -> str:
    """Bases as the plan cites them, in one sentence."""
    cited = "; ".join(text.strip().rstrip(";.,") for text in content["bases"])
    drafted = f"{content['sender']} đã xây dựng dự thảo Kế hoạch của {content['committee']}, cụ thể như sau:"
    return f"{cited}; {drafted}" if cited else drafted


def _default_reason(content: Content) -> str:
    return (
        f"Để triển khai Chương trình mỗi xã một sản phẩm (OCOP) năm {content['year']} thống nhất, đúng quy định và có"
        f" chỉ tiêu, lộ trình cụ thể, {content['committee']} cần ban hành Kế hoạch thực hiện."
    )


def _targets(content: Content) -> Iterator[Block]:
    targets = content["targets"]
    if not targets["total"]:
        return
    parts = [f"{layout.padded(targets[star])} sản phẩm {star} sao" for star in _STARS if targets[star]]
    total = Run(layout.padded(targets["total"]), fact=True)
    yield Item("-", runs("Chỉ tiêu: ", total, f" sản phẩm OCOP, trong đó: {', '.join(parts)}."))


def _sections(content: Content) -> str:
    return "; ".join(heading[:1].upper() + heading[1:].lower() for heading in content["sections"])
