"""The progress report: its sentence, its tables, what it says of modes, illustration and what belongs nowhere."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reporting.documents import text
from reporting.documents.builders import progress
from reporting.documents.tree import Table


def cell(committed: int, achieved: int, expected: str, state: str = "late") -> dict[str, Any]:
    behind = round(Decimal(expected)) - achieved
    return {
        "committed": committed,
        "achieved": achieved,
        "expected": Decimal(expected),
        "missing": max(0, committed - achieved),
        "behind": behind,
        "attainment": state,
    }


def row(name: str, *cells: dict[str, Any], total: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "cells": dict(zip(("5", "4", "3"), cells, strict=True)), "total": total}


def content(**changes: Any) -> dict[str, Any]:
    totals = row(
        "Tỉnh Thanh Hóa", cell(3, 0, "1.5"), cell(20, 4, "9.9"), cell(137, 63, "67.9"), total=cell(160, 67, "79.3")
    )
    done = row("Huyện Một", cell(0, 0, "0"), cell(0, 0, "0"), cell(3, 3, "1.5"), total=cell(3, 3, "1.5", "done"))
    late = row("Huyện Hai", cell(0, 0, "0"), cell(1, 0, "0.5"), cell(4, 1, "2"), total=cell(5, 1, "2.5"))
    base = {
        "plan_number": "36/KH-UBND",
        "plan_issued_on": date(2025, 2, 24),
        "plan_title": "Kế hoạch",
        "year": 2025,
        "unit": "Tỉnh Thanh Hóa",
        "tier": "province",
        "issuer": "Ủy ban nhân dân tỉnh Thanh Hóa",
        "issuer_parent": "",
        "symbol": "BC-UBND",
        "place": "Thanh Hóa",
        "signer": {"authority": "KT. CHỦ TỊCH", "title": "PHÓ CHỦ TỊCH", "name": ""},
        "recipients": [{"text": "Bộ Nông nghiệp và Môi trường", "purpose": "b/c"}, {"text": "Lưu: VT", "purpose": ""}],
        "as_of": date(2025, 6, 30),
        "mode": "as-was",
        "map_date": date(2025, 2, 24),
        "path": "linear",
        "illustration": 0,
        "totals": totals,
        "rows": [done, late],
        "outside": [],
        "unattributed": [],
    }
    return {**base, **changes}


def said(**changes: Any) -> str:
    return text.render(progress.build(content(**changes)))


def test_the_first_sentence_gives_the_figures() -> None:
    assert (
        "Đến ngày 30/06/2025, tỉnh Thanh Hóa có 67/160 sản phẩm OCOP được công nhận theo Kế hoạch số 36/KH-UBND "
        "ngày 24/02/2025, đạt 41,9% chỉ tiêu năm 2025, chậm 12 sản phẩm so với tiến độ dự kiến đến ngày này."
    ) in said()


@pytest.mark.parametrize(
    ("achieved", "words"),
    [(79, "đúng tiến độ dự kiến"), (84, "vượt 05 sản phẩm so với tiến độ dự kiến"), (78, "chậm 01 sản phẩm")],
)
def test_the_sentence_compares_with_the_path(achieved: int, words: str) -> None:
    totals = content()["totals"] | {"total": cell(160, achieved, "79.3")}
    assert words in said(totals=totals)


def test_the_table_by_star_has_totals_first_and_blanks_for_zero() -> None:
    table = next(progress.build(content()).tables())
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Tổng", "160", "67", "41,9%", "79,3", "93"],
        ["5 sao", "3", "", "0%", "1,5", "3"],
        ["4 sao", "20", "4", "20%", "9,9", "16"],
        ["3 sao", "137", "63", "46%", "67,9", "74"],
    ]


def test_units_stand_in_the_annex_with_what_is_missing() -> None:
    (annex,) = progress.build(content()).annexes
    (table,) = annex.blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows[1:]] == [
        ["1", "Huyện Một", "3", "3", "", "", "3", "1,5", ""],
        ["2", "Huyện Hai", "5", "1", "", "", "1", "2,5", "4"],
    ]
    assert annex.number is None
    assert "có 01 đơn vị hoàn thành chỉ tiêu năm, 0 đơn vị đạt tiến độ dự kiến, 01 đơn vị chậm tiến độ" in said()


def test_the_mode_and_its_day_are_named() -> None:
    assert "theo các đơn vị hành chính ghi trong kế hoạch (ngày 24/02/2025)" in said()
    restated = said(mode="restated", map_date=date(2025, 7, 1))
    assert "quy đổi về các đơn vị hành chính hiện có ngày 01/07/2025" in restated


def test_what_belongs_to_no_unit_is_a_row_a_sentence_and_an_annex() -> None:
    apart = [{"name": "Huyện Nga Sơn", "reason": "nay thuộc 6 đơn vị", "committed": 8, "achieved": 1}]
    outside = [row("Không quy được về một đơn vị", *[cell(0, 0, "0")] * 3, total=cell(8, 1, "4"))]
    tree = progress.build(content(unattributed=apart, outside=outside))
    assert [annex.number for annex in tree.annexes] == [1, 2]
    words = text.render(tree)
    assert "Có 01 đơn vị cũ, với chỉ tiêu 08 và 01 sản phẩm đã công nhận, chưa quy được" in words
    assert "Không quy được về một đơn vị\t8\t1" in words
    assert "1\tHuyện Nga Sơn\tnay thuộc 6 đơn vị\t8\t1" in words


def test_illustration_data_is_named_in_body_and_annex() -> None:
    assert "minh họa" not in said()
    assert said(illustration=7).count("có 7 lượt công nhận là dữ liệu minh họa, không phải số liệu thật") == 2


def test_a_draft_plan_and_a_plan_without_targets_are_worded() -> None:
    nothing = row("Xã", *[cell(0, 0, "0", "none")] * 3, total=cell(0, 0, "0", "none"))
    words = said(plan_number="", plan_issued_on=None, totals=nothing, rows=[nothing])
    assert "có 0/0 sản phẩm OCOP được công nhận theo Kế hoạch (dự thảo)" in words
    assert "đơn vị hoàn thành" not in words
