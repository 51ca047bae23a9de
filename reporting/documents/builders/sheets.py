"""Phiếu đánh giá: the criteria sheet of a product set, blank or with a member's marks (QĐ 26/2026, Phụ lục II).

Works on the content of `reporting.domain.contents.sheets`. Under an older pack the same structure names its decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reporting.documents import layout
from reporting.documents.builders.common import head_cell, title_lines
from reporting.documents.builders.form_common import as_date, dots_after, field
from reporting.documents.tree import (
    Align,
    Block,
    Cell,
    Document,
    Head,
    Name,
    Note,
    Paragraph,
    Run,
    Signature,
    Styled,
    Table,
    runs,
)

Content = Mapping[str, Any]
Row = tuple[Cell, ...]
TYPE_NAME = "Phiếu đánh giá, phân hạng sản phẩm OCOP"
LEGEND = (
    "Dấu sao là yêu cầu tối thiểu phải đạt theo các cấp độ sao (*** - 3 sao; **** - 4 sao; ***** - 5 sao)"  # Phụ lục II
)
NO_LEVEL = "Không đạt mức nào"
ONLY_WITH_STORY = "Chỉ áp dụng khi có câu chuyện sản phẩm"
_FLAGS = {"reject": "Đề nghị loại hồ sơ", "stop": "Đề nghị dừng đánh giá"}
_WIDTHS = (0.85, 0.15)


def build(content: Content) -> Document:
    """The sheet as a tree; without marks every box is empty and the head is dots to write on."""
    about = content["about"]
    name = f"{TYPE_NAME}: {about['product']}" if about else f"{TYPE_NAME}, bộ {content['set']}: {content['set_name']}"
    return Document(
        kind="score_sheet" if about else "blank_sheet",
        title=name,
        head=Head((), "", content["place"], content["year"], has_number=False, has_place=False),
        name=Name(TYPE_NAME.upper(), title_lines(f"Bộ sản phẩm: {content['set_name']}")),
        blocks=tuple(_blocks(content)),
        recipients=(),
        signature=_signature(content),
    )


def _blocks(content: Content) -> Iterator[Block]:
    law, about = content["law"], content["about"]
    yield Styled("center_plain", runs(f"(Ngành: {content['sector']}; nhóm: {content['group']})"))
    yield Styled("center_plain", runs(Run(f"({law['annex']}, {law['title']})", italic=True)))
    yield field("Tên sản phẩm", about.get("product"), "")
    yield field("Mã số sản phẩm", about.get("code") or "……-……-……-20……", "")
    yield field("Tên chủ thể sản xuất", about.get("producer"), "")
    yield field("Số điện thoại", about.get("phone"), "")
    yield field("Địa chỉ", about.get("address"), "")
    if content["rejected_if"]:
        yield Paragraph(runs(Run("Hồ sơ bị loại khi: ", bold=True), "; ".join(content["rejected_if"])))
    yield Table(_WIDTHS, ((head_cell("Các tiêu chí"), head_cell("Thang điểm")),), tuple(_rows(content)))
    yield Note(runs(LEGEND))
    if not content["is_whole"]:
        words = "Ghi chú: thang điểm của bộ sản phẩm này còn chỗ chưa rõ trong bản sao quyết định, chưa dùng để chấm."
        yield Note(runs(words))
    yield from _foot(content)


def _foot(content: Content) -> Iterator[Block]:
    if content["marks"] is None:
        yield field("Ý kiến của người đánh giá", marker="")
        yield Styled("field", runs(dots_after()))
        return
    if content["opinion"]:
        yield field("Ý kiến về báo cáo của cơ quan tham mưu", content["opinion"], "")
    first, *rest = content["comment"].splitlines() or [""]
    yield field("Ý kiến của người đánh giá", first, "")
    yield from (Styled("field", runs(line)) for line in rest if line.strip())
    if content["illustration"]:
        yield Note(runs("Ghi chú: dữ liệu minh họa, không phải phiếu thật."))


def _signature(content: Content) -> Signature:
    """«Người đánh giá (Ký và ghi rõ họ tên)» with place and day."""
    dated = f"{content['place']}, {layout.long_date(as_date(content.get('handed_in_on')), content['year'])}"
    if content["marks"] is None:
        dated = f"…………, ngày{layout.blanks(6)}tháng{layout.blanks(6)}năm 20……"
    return Signature(("NGƯỜI ĐÁNH GIÁ",), content.get("member", ""), hint="(Ký và ghi rõ họ tên)", dated=dated)


def _rows(content: Content) -> Iterator[Row]:
    marks = content["marks"]
    for part in content["parts"]:
        title = f"PHẦN {part['code']}: {part['title'].upper()} ({part['max']} điểm)"
        yield head_cell(title), head_cell(_of(marks and marks["parts"].get(part["code"]), part["max"]))
        for criterion in part["criteria"]:
            yield from _criterion(criterion, marks and marks["criteria"])
    most = sum(part["max"] for part in content["parts"])
    yield head_cell("TỔNG CỘNG"), head_cell(_of(marks and marks["total"], most))


def _of(points: int | None, most: int) -> str:
    """'100' on a blank sheet, '85/100' on a filled one."""
    return str(most) if points is None else f"{points}/{most}"


def _criterion(one: Mapping[str, Any], marks: Mapping[str, Any] | None) -> Iterator[Row]:
    mark = (marks or {}).get(one["code"])
    title = f"{one['code']}. {one['title']}{_stars(one['star'])}"
    yield Cell(title, bold=True), head_cell(_of(mark and mark["points"], one["max"]))
    yield from _remarks(one)
    for child in one["criteria"]:
        yield from _criterion(child, marks)
    if one["options"]:
        yield from _options(one, mark)
    yield from (_words(note) for note in one["notes"])
    if mark and mark["flag"]:
        yield _words(f"{_FLAGS[mark['flag']]}.", bold=True)
    if mark and mark["note"]:
        yield _words(f"Ghi chú của người đánh giá: {mark['note']}")


def _remarks(one: Mapping[str, Any]) -> Iterator[Row]:
    """What stands between a title and its levels."""
    if one["requirement"]:
        yield _words(f"Yêu cầu: {one['requirement']}")
    if one["is_conditional"] and "Chỉ áp dụng khi" not in one["title"]:
        yield _words(ONLY_WITH_STORY)
    if one["cases"]:
        yield _words("Lựa chọn một trong hai trường hợp")


def _options(one: Mapping[str, Any], mark: Mapping[str, Any] | None) -> Iterator[Row]:
    """Levels with a box each; the chosen one is ticked. «Không đạt mức nào» is printed where it was chosen."""
    for case, title in (one["cases"] or {"": ""}).items():
        if title:
            yield _words(title, bold=True)
        for index, option in enumerate(option for option in one["options"] if option["case"] == case):
            chosen = mark is not None and (mark["case"], mark["option"]) == (case, index)
            yield _level(f"{option['label']}{_stars(option['star'])}", option["points"], chosen)
    if mark is not None and mark["option"] is None:
        yield _level(NO_LEVEL, 0, True)


def _level(label: str, points: int, chosen: bool) -> Row:
    box = layout.BOX_ON if chosen else layout.BOX
    return Cell(f"{box} {label}", bold=chosen), Cell(str(points), Align.CENTER, bold=chosen)


def _words(text: str, *, bold: bool = False) -> Row:
    return Cell(text, bold=bold, italic=True), Cell()


def _stars(star: int | None) -> str:
    return f" {'*' * star}" if star else ""
