"""Quyết định công nhận → tree, its products in an annex (QĐ 26/2026/QĐ-TTg, Điều 7.3đ; reports.md §12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ocop.text import sort_key
from reporting.documents import layout
from reporting.documents.builders.articles import TYPE_NAME, about, decree, illustration_note
from reporting.documents.builders.common import figure, head_cell, head_of, title_lines
from reporting.documents.tree import Align, Annex, Block, Cell, Document, Head, Run, Runs, Table, runs

Content = Mapping[str, Any]
Line = Mapping[str, Any]
KINDS = (("new", "công nhận mới"), ("upgrade", "nâng hạng"), ("renewal", "công nhận lại"))
COLUMNS = ("TT", "Tên sản phẩm", "Tên chủ thể", "Địa chỉ (xã)", "Điểm", "Hạng sao", "Ghi chú")
WIDTHS = (0.07, 0.24, 0.21, 0.16, 0.1, 0.09, 0.13)


def build(content: Content) -> Document:
    """The decision with its annex; the annex is bound to it by "(Kèm theo …)"."""
    return decree(
        content,
        kind="recognition",
        abstract=about(content["abstract"]),
        articles=(_recognised(content), _validity(content), _duty(content)),
        annexes=(_annex(content, head_of(content)),),
    )


def _recognised(content: Content) -> tuple[Runs, ...]:
    """Điều 1: how many products of how many producers, by star, and what is new, upgraded, recognised again."""
    lines: Sequence[Line] = content["lines"]
    stars = Counter(line["star"] for line in lines)
    kinds = Counter(line["kind"] for line in lines)
    by_star = [(stars[star], f"sản phẩm hạng {star} sao") for star in sorted(stars, reverse=True)]
    by_kind = [(kinds[kind], f"sản phẩm {words}") for kind, words in KINDS if kinds[kind]]
    return (
        runs(
            "Công nhận và cấp Giấy chứng nhận cho ",
            _count(len(lines)),
            " sản phẩm OCOP của ",
            _count(content["producers"]),
            f" chủ thể trên địa bàn {content['unit']} (danh sách tại Phụ lục kèm theo), gồm ",
            *_listed(by_star),
            "; trong đó có ",
            *_listed(by_kind),
            ".",
        ),
    )


def _count(value: int) -> Run:
    """Numbers below ten with a leading zero, as decisions write them."""
    return Run(layout.padded(value), fact=True)


def _listed(counts: Sequence[tuple[int, str]]) -> Iterator[str | Run]:
    for place, (count, words) in enumerate(counts):
        yield ", " if place else ""
        yield _count(count)
        yield f" {words}"


def _validity(content: Content) -> tuple[Runs, ...]:
    """Điều 2: 36 months from the day of issue (QĐ 26/2026, Điều 4)."""
    months = Run(str(content["months"]), fact=True)
    return (
        runs("Giấy chứng nhận có giá trị ", months, f" tháng kể từ ngày ban hành ({content['article']})."),
        runs(
            "Các chủ thể có sản phẩm được công nhận duy trì việc đáp ứng các tiêu chí theo hồ sơ đã được đánh giá, phân"
            " hạng và sử dụng nhãn hiệu, thông tin sản phẩm OCOP đúng quy định."
        ),
    )


def _duty(content: Content) -> tuple[Runs, ...]:
    return (
        runs(
            "Quyết định này có hiệu lực kể từ ngày ký. ",
            content["executors"].strip().rstrip(".;"),
            " chịu trách nhiệm thi hành Quyết định này.",
        ),
    )


def _annex(content: Content, head: Head) -> Annex:
    attached = layout.attached_line(TYPE_NAME, head, content["authority"])
    blocks: tuple[Block, ...] = (_table(content),)
    if content["illustration"]:
        blocks += (illustration_note(),)
    return Annex(title_lines("DANH SÁCH SẢN PHẨM OCOP ĐƯỢC CÔNG NHẬN", "annex_title"), attached, blocks)


def _table(content: Content) -> Table:
    """Products by star or by commune, numbered through."""
    rows: list[tuple[Cell, ...]] = []
    number = 0
    for title, lines in _groups(content["lines"], content["group"]):
        count = layout.padded(len(lines))
        rows.append((Cell(f"{title} ({count} sản phẩm)", bold=True, colspan=len(COLUMNS)),))
        for line in lines:
            number += 1
            rows.append(_row(number, line))
    return Table(WIDTHS, (tuple(map(head_cell, COLUMNS)),), tuple(rows))


def _groups(lines: Sequence[Line], group: str) -> list[tuple[str, list[Line]]]:
    """Stars falling, or communes in dictionary order; inside a group the order of the annex."""
    by_place = group == "place"
    found: dict[Any, list[Line]] = {}
    for line in lines:
        found.setdefault(line["place"] if by_place else line["star"], []).append(line)
    if by_place:
        return [(place, found[place]) for place in sorted(found, key=sort_key)]
    return [(f"Hạng {star} sao", found[star]) for star in sorted(found, reverse=True)]


def _row(number: int, line: Line) -> tuple[Cell, ...]:
    return (
        figure(number),
        Cell(line["name"]),
        Cell(line["producer"]),
        Cell(line["place"]),
        Cell(line["score"], Align.CENTER),
        Cell(f"{line['star']} sao", Align.CENTER),
        Cell(line["note"], Align.CENTER),
    )
