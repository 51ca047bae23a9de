"""Danh sách sản phẩm hết hạn, sắp hết hạn: data of a unit on a day → tree (reports.md §12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ocop.text import format_date
from reporting.documents import layout
from reporting.documents.builders.common import figure, head_cell, head_of, signature_of, title_lines
from reporting.documents.tree import Align, Block, Cell, Document, Name, Note, Paragraph, Run, Table, runs

Content = Mapping[str, Any]
COLUMNS = (
    "TT",
    "Tên sản phẩm",
    "Tên chủ thể",
    "Hạng sao",
    "Số quyết định",
    "Ngày cấp",
    "Ngày hết hạn",
    "Tình trạng",
)
WIDTHS = (0.05, 0.19, 0.18, 0.07, 0.14, 0.1, 0.1, 0.17)


def build(content: Content) -> Document:
    """A list on its side, without a number of its own: it goes out with a letter or a report."""
    abstract = (
        f"Sản phẩm OCOP hết hạn, sắp hết hạn trên địa bàn {content['unit']} "
        f"(từ ngày {format_date(content['since'])} đến ngày {format_date(content['until'])})"
    )
    return Document(
        kind="expiry_list",
        title=f"Danh sách {abstract[:1].lower()}{abstract[1:]}",
        head=head_of(content, has_number=False),
        name=Name("DANH SÁCH", title_lines(abstract)),
        blocks=tuple(_blocks(content)),
        recipients=(),
        signature=signature_of(content),
        landscape=True,
    )


def _blocks(content: Content) -> Iterator[Block]:
    rows: Sequence[Mapping[str, Any]] = content["rows"]
    ended = [row for row in rows if row["has_ended"]]
    ahead = [row for row in rows if not row["has_ended"]]
    yield Paragraph(
        runs(
            f"Tính đến ngày {format_date(content['as_of'])}, có ",
            Run(_count(len(ended)), fact=True),
            " sản phẩm đã hết hạn và ",
            Run(_count(len(ahead)), fact=True),
            f" sản phẩm sẽ hết hạn đến hết ngày {format_date(content['until'])}.",
        )
    )
    if rows:
        yield _table((("Đã hết hạn", ended), ("Sắp hết hạn", ahead)))
    if content["illustration"]:
        count = _count(content["illustration"])
        yield Note(runs(f"Ghi chú: trong danh sách có {count} sản phẩm là dữ liệu minh họa, không phải số liệu thật."))


def _count(value: int) -> str:
    return layout.padded(value) if value else "0"


def _table(groups: Sequence[tuple[str, Sequence[Mapping[str, Any]]]]) -> Table:
    made: list[tuple[Cell, ...]] = []
    number = 0
    for title, rows in groups:
        if rows:
            made.append((Cell(f"{title} ({layout.padded(len(rows))} sản phẩm)", bold=True, colspan=len(COLUMNS)),))
        for row in rows:
            number += 1
            made.append(_row(number, row))
    return Table(WIDTHS, (tuple(map(head_cell, COLUMNS)),), tuple(made))


def _row(number: int, row: Mapping[str, Any]) -> tuple[Cell, ...]:
    return (
        figure(number),
        Cell(row["product"]),
        Cell(row["producer"]),
        Cell(f"{row['star']} sao", Align.CENTER),
        Cell(row["decision"], Align.CENTER),
        Cell(format_date(row["decided_on"]), Align.CENTER),
        Cell(format_date(row["expires_on"]), Align.CENTER),
        Cell(row["words"]),
    )
