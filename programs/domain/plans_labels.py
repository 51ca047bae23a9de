"""What a fact in a plan's text is, in words: the title a reader gets on it (pure)."""

import re

from programs.domain.outline import Span
from programs.domain.plans_text import Block

_WORDS = {
    "nam": "Năm của kế hoạch",
    "dot.so": "Số đợt",
    "tong": "tổng số sản phẩm",
    "moi": "công nhận mới",
    "cong_nhan_lai": "công nhận lại",
    "nang_hang": "nâng hạng",
    "chung": "không phân biệt loại",
    "so_sp": "số sản phẩm",
    "thang": "tháng",
    "ten": "tên",
    "noi": "địa chỉ",
    "chu_the": "chủ thể",
    "so_luong": "số lớp, số đoàn",
    "ngay_tu": "số ngày từ",
    "ngay_den": "số ngày đến",
    "nguoi_tu": "số người từ",
    "nguoi_den": "số người đến",
    "don_vi": "đơn vị thực hiện",
    "doi_tuong": "đối tượng",
    "thoi_gian": "thời gian",
    "co_quan": "cơ quan chủ trì",
}
_HEADS = {
    "chi_tieu": "Chỉ tiêu",
    "du_kien": "Dự kiến",
    "dot": "Đợt",
    "hoat_dong": "Hoạt động",
    "kinh_phi": "Nguồn kinh phí",
    "nhiem_vu": "Nhiệm vụ",
}
_PART = re.compile(r"([a-z_]+?)(?:_(\d+))?$")


def _word(part: str) -> str:
    match = _PART.match(part)
    if match and match[2]:
        kind = {"sao": f"{match[2]} sao", "sp": f"sản phẩm {match[2]}", "y": f"ý {match[2]}"}.get(match[1])
        if kind:
            return kind
    return _WORDS.get(part, part)


def fact_label(name: str) -> str:
    """ "dot_1.sp_2.ten" → "Đợt 1: sản phẩm 2, tên"; "chi_tieu.sao_5" → "Chỉ tiêu: 5 sao"."""
    if name in _WORDS:
        return _WORDS[name]
    first, *rest = name.split(".")
    match = _PART.match(first)
    head, number = (match[1], match[2]) if match else (first, None)
    label = _HEADS.get(head, head) + (f" {number}" if number else "")
    return f"{label}: {', '.join(_word(part) for part in rest)}" if rest else label


def segments(block: Block) -> list[tuple[str, str]]:
    """A block's text cut at its facts: (text, label of the fact or "") in order; joined they are the text."""
    parts: list[tuple[str, str]] = []
    position = 0
    for span in sorted(block.spans, key=lambda one: one.start):
        if span.start > position:
            parts.append((block.text[position : span.start], ""))
        parts.append((block.text[span.start : span.end], fact_label(Span(*span).name)))
        position = span.end
    if position < len(block.text):
        parts.append((block.text[position:], ""))
    return parts
