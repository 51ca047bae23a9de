"""The first pages of a bound dossier: what it is of, and what stands on which page (tree only)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reporting.documents.builders.common import head_cell, title_lines
from reporting.documents.tree import Align, Cell, Document, FieldLine, Head, Name, Run, Signature, Styled, Table

_WIDTHS = (0.1, 0.76, 0.14)


def build(content: Mapping[str, Any]) -> Document:
    """The contents page without page numbers, as text and previews show it."""
    lines = [(form["title"], True) for form in content["forms"]]
    for section in content["sections"]:
        lines += [(section["title"], True), *((paper["title"], False) for paper in section["papers"])]
    return build_contents(content, [(text, is_head, "") for text, is_head in lines], [])


def build_contents(
    content: Mapping[str, Any], lines: Sequence[tuple[str, bool, str]], attached: Sequence[tuple[str, str]]
) -> Document:
    """`lines`: (title, is a heading, page); `attached`: (title, why it is not bound)."""
    title = f"Hồ sơ sản phẩm OCOP: {content['product']}"
    blocks: list[Any] = [
        FieldLine("Mã hồ sơ", content["code"]),
        FieldLine("Sản phẩm", content["product"]),
        FieldLine("Chủ thể", content["producer"]),
        FieldLine("Đơn vị", content["place"]),
        Styled("center", (Run("MỤC LỤC", bold=True),)),
        _table(("TT", "Nội dung", "Trang"), [(text, is_head, page) for text, is_head, page in lines]),
    ]
    if attached:
        blocks.append(Styled("center", (Run("TỆP KÈM THEO", bold=True),)))
        rows = [(f"{text}: {why}", False, "") for text, why in attached]
        blocks.append(_table(("TT", "Tệp không đóng vào tập này", ""), rows))
    return Document(
        kind="binder",
        title=title,
        head=Head((), "", "", content["year"], has_number=False, has_place=False),
        name=Name("HỒ SƠ SẢN PHẨM OCOP", title_lines(content["product"])),
        blocks=tuple(blocks),
        recipients=(),
        signature=Signature(()),
    )


def _table(head: tuple[str, str, str], lines: Sequence[tuple[str, bool, str]]) -> Table:
    rows, number = [], 0
    for text, is_head, page in lines:
        number += not is_head
        first = "" if is_head else str(number)
        rows.append((Cell(first, Align.CENTER), Cell(text, bold=is_head), Cell(page, Align.CENTER)))
    return Table(_WIDTHS, (tuple(map(head_cell, head)),), tuple(rows))
