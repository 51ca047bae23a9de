"""Báo cáo tiến độ: the figures of a plan on a day → content tree (NĐ 30/2020, mẫu 1.4).

Works on the content made by `reporting.domain.contents.progress.progress_content`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ocop.text import format_date
from reporting.documents import layout
from reporting.documents.builders.common import (
    figure,
    head_cell,
    head_of,
    lower_kind,
    recipients_of,
    signature_of,
    title_lines,
)
from reporting.documents.tree import (
    Align,
    Annex,
    Block,
    Cell,
    Closing,
    Document,
    Head,
    Heading,
    Level,
    Name,
    Note,
    Paragraph,
    Run,
    Runs,
    Table,
    runs,
)

TYPE_NAME = "Báo cáo"
STARS = ("5", "4", "3")
Content = Mapping[str, Any]
_PATHS = {"linear": "rải đều theo ngày trong năm", "rounds": "theo hai đợt, 50% đến ngày 30/6 và 100% đến ngày 30/12"}


def build(content: Content) -> Document:
    """The report as a tree; number and date are blanks until it is issued."""
    head = replace(head_of(content), year=content["as_of"].year)
    abstract = f"Tiến độ thực hiện {_plan(content)} (tính đến ngày {format_date(content['as_of'])})"
    return Document(
        kind="progress",
        title=f"{TYPE_NAME} {abstract[:1].lower()}{abstract[1:]}",
        head=head,
        name=Name(TYPE_NAME.upper(), title_lines(abstract)),
        blocks=tuple(_blocks(content)),
        recipients=recipients_of(content),
        signature=signature_of(content),
        annexes=tuple(_annexes(content, head)),
    )


def _plan(content: Content) -> str:
    number = content["plan_number"]
    if not number:
        return f"Kế hoạch (dự thảo) Chương trình mỗi xã một sản phẩm năm {content['year']}"
    return f"Kế hoạch số {number} ngày {format_date(content['plan_issued_on'])}"


def _blocks(content: Content) -> Iterator[Block]:
    yield Paragraph(_opening(content))
    yield Heading(Level.ROMAN, "I.", runs("KẾT QUẢ CHUNG THEO HẠNG SAO"))
    yield _star_table(content)
    yield Paragraph(runs(_expected_words(content)))
    yield Heading(Level.ROMAN, "II.", runs("KẾT QUẢ THEO ĐƠN VỊ"))
    yield from _standing(content)
    yield Paragraph(runs(_mode_words(content), " Số liệu từng đơn vị ở Phụ lục kèm theo."))
    yield from _apart(content)
    if content["illustration"]:
        yield Note(_illustration(content))
    yield Closing(runs(f"Trên đây là báo cáo tiến độ thực hiện {_plan(content)} của {content['issuer']}"))


def _opening(content: Content) -> Runs:
    """One sentence with the figures: achieved of target, share, against the expected path."""
    total = content["totals"]["total"]
    behind = total["behind"]
    path = "đúng tiến độ dự kiến"
    if behind:
        path = f"{'chậm' if behind > 0 else 'vượt'} {_count(abs(behind))} sản phẩm so với tiến độ dự kiến"
    return runs(
        f"Đến ngày {format_date(content['as_of'])}, {lower_kind(content['unit'])} có ",
        Run(f"{_number(total['achieved'])}/{_number(total['committed'])}", fact=True),
        f" sản phẩm OCOP được công nhận theo {_plan(content)}, đạt ",
        Run(_share(total), fact=True),
        f" chỉ tiêu năm {content['year']}, {path} đến ngày này.",
    )


def _expected_words(content: Content) -> str:
    way = _PATHS.get(content["path"], _PATHS["linear"])
    return (
        f"Tiến độ dự kiến được tính {way}. Số còn thiếu tính riêng từng hạng sao: "
        "số vượt của hạng này không bù cho hạng khác."
    )


def _standing(content: Content) -> Iterator[Block]:
    """How many units are done, on the path, late; nothing when no target could be given to a unit."""
    states = [row["total"]["attainment"] for row in content["rows"]]
    words = (("done", "hoàn thành chỉ tiêu năm"), ("on_path", "đạt tiến độ dự kiến"), ("late", "chậm tiến độ dự kiến"))
    counts = [(states.count(state), text) for state, text in words]
    if not any(count for count, _ in counts):
        return
    parts: list[str | Run] = ["Trong các đơn vị được giao chỉ tiêu, có "]
    for position, (count, text) in enumerate(counts):
        ending = "." if position == len(counts) - 1 else ", "
        parts += [Run(_count(count), fact=True), f" đơn vị {text}{ending}"]
    yield Paragraph(runs(*parts))


def _apart(content: Content) -> Iterator[Block]:
    """What belongs to no single unit of the map is told, never spread."""
    units = content["unattributed"]
    if units:
        committed, achieved = (sum(unit[name] for unit in units) for name in ("committed", "achieved"))
        yield Paragraph(
            runs(
                "Có ",
                Run(_count(len(units)), fact=True),
                " đơn vị cũ, với chỉ tiêu ",
                Run(_count(committed), fact=True),
                " và ",
                Run(_count(achieved), fact=True),
                " sản phẩm đã công nhận, chưa quy được về một đơn vị (Phụ lục II).",
            )
        )


def _count(value: int) -> str:
    """'07', '12', '1.204', '0': numbers below ten with a leading zero, as plans and reports write them."""
    return layout.padded(value) if 0 < value < 10 else _number(value)


def _mode_words(content: Content) -> str:
    day = format_date(content["map_date"])
    if content["mode"] == "restated":
        return f"Số liệu được quy đổi về các đơn vị hành chính hiện có ngày {day}."
    return f"Số liệu theo các đơn vị hành chính ghi trong kế hoạch (ngày {day})."


def _illustration(content: Content) -> Runs:
    count = _number(content["illustration"])
    return runs(f"Ghi chú: trong số liệu trên có {count} lượt công nhận là dữ liệu minh họa, không phải số liệu thật.")


def _star_table(content: Content) -> Table:
    names = ("Hạng sao", "Chỉ tiêu năm", "Đã công nhận", "Tỷ lệ", "Dự kiến đến ngày báo cáo", "Còn thiếu")
    totals = content["totals"]
    rows = [_star_row("Tổng", totals["total"], bold=True)]
    rows += [_star_row(f"{star} sao", totals["cells"][star]) for star in STARS]
    return Table((0.2, 0.15, 0.17, 0.14, 0.18, 0.16), (tuple(map(head_cell, names)),), tuple(rows))


def _star_row(name: str, cell: Mapping[str, Any], *, bold: bool = False) -> tuple[Cell, ...]:
    return (
        Cell(name, Align.CENTER, bold),
        figure(cell["committed"], bold=bold),
        figure(cell["achieved"], bold=bold),
        Cell(_share(cell) if cell["committed"] else "", Align.CENTER, bold),
        Cell(_expected(cell), Align.CENTER, bold),
        figure(cell["missing"], bold=bold),
    )


def _annexes(content: Content, head: Head) -> Iterator[Annex]:
    attached = layout.attached_line(TYPE_NAME, head, content["issuer"])
    both = bool(content["unattributed"])
    title = f"TIẾN ĐỘ THỰC HIỆN CHỈ TIÊU OCOP NĂM {content['year']} THEO ĐƠN VỊ"
    blocks: tuple[Block, ...] = (_unit_table(content),)
    if content["illustration"]:
        blocks += (Note(_illustration(content)),)
    yield Annex(title_lines(title, "annex_title"), attached, blocks, number=1 if both else None)
    if both:
        title = "CHỈ TIÊU VÀ SẢN PHẨM CHƯA QUY ĐƯỢC VỀ MỘT ĐƠN VỊ"
        yield Annex(title_lines(title, "annex_title"), attached, (_unattributed_table(content),), number=2)


def _unit_table(content: Content) -> Table:
    header = (
        (
            *(head_cell(name, rowspan=2) for name in ("TT", "Đơn vị", "Chỉ tiêu năm")),
            head_cell("Đã công nhận", colspan=4),
            *(head_cell(name, rowspan=2) for name in ("Dự kiến", "Còn thiếu")),
        ),
        tuple(head_cell(name) for name in ("Tổng", "5 sao", "4 sao", "3 sao")),
    )
    rows = [_unit_row("", content["totals"] | {"name": "Tổng"}, bold=True)]
    rows += [_unit_row(str(number), row) for number, row in enumerate(content["rows"], 1)]
    rows += [_unit_row("", row) for row in content["outside"]]
    return Table((0.07, 0.27, 0.11, 0.09, 0.08, 0.08, 0.08, 0.11, 0.11), header, tuple(rows))


def _unit_row(number: str, row: Mapping[str, Any], *, bold: bool = False) -> tuple[Cell, ...]:
    total = row["total"]
    return (
        Cell(number, Align.CENTER, bold),
        Cell(row["name"], Align.CENTER if bold else Align.LEFT, bold),
        figure(total["committed"], bold=bold),
        figure(total["achieved"], bold=bold),
        *(figure(row["cells"][star]["achieved"], bold=bold) for star in STARS),
        Cell(_expected(total), Align.CENTER, bold),
        figure(total["missing"], bold=bold),
    )


def _unattributed_table(content: Content) -> Table:
    header = (tuple(map(head_cell, ("TT", "Đơn vị", "Lý do", "Chỉ tiêu", "Đã công nhận"))),)
    units: Sequence[Mapping[str, Any]] = content["unattributed"]
    rows = tuple(
        (figure(number), Cell(unit["name"]), Cell(unit["reason"]), figure(unit["committed"]), figure(unit["achieved"]))
        for number, unit in enumerate(units, 1)
    )
    return Table((0.07, 0.27, 0.4, 0.12, 0.14), header, rows)


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _share(cell: Mapping[str, Any]) -> str:
    """'60,6%' of the target; '0%' when nothing was promised."""
    if not cell["committed"]:
        return "0%"
    share = (Decimal(100) * cell["achieved"] / cell["committed"]).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{share}%".replace(".", ",").replace(",0%", "%")


def _expected(cell: Mapping[str, Any]) -> str:
    """One decimal place, a comma, nothing for zero."""
    value = Decimal(cell["expected"]).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{value}".replace(".", ",").removesuffix(",0") if value else ""
