"""The fixed forms of Nghị định 30/2020/NĐ-CP, Phụ lục I, and what the tree refuses."""

from dataclasses import replace
from datetime import date

import pytest

from reporting.documents import flow, fonts, layout
from reporting.documents.builders.common import issuer_lines, lower_kind, marked_runs, title_lines
from reporting.documents.tree import Cell, Closing, Item, Run, Table, clean, plain, runs
from tests.reporting.sample import HEAD

DRAFT = replace(HEAD, number=None, issued_on=None)


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2026, 1, 9), "ngày 09 tháng 01 năm 2026"),
        (date(2025, 2, 24), "ngày 24 tháng 02 năm 2025"),
        (date(2026, 3, 4), "ngày 04 tháng 3 năm 2026"),
        (date(2026, 9, 10), "ngày 10 tháng 9 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_only_days_below_ten_and_months_one_and_two_get_a_zero(day: date, printed: str) -> None:
    assert layout.long_date(day, 2026) == printed


@pytest.mark.parametrize(
    ("number", "printed"), [(5, "Số: 05/KH-UBND"), (36, "Số: 36/KH-UBND"), (120, "Số: 120/KH-UBND")]
)
def test_numbers_below_ten_get_a_zero(number: int, printed: str) -> None:
    assert layout.number_line(replace(HEAD, number=number)) == printed


def test_a_draft_leaves_room_for_number_day_and_month() -> None:
    assert layout.number_line(DRAFT) == "Số: " + "\u00a0" * 7 + "/KH-UBND"
    assert layout.place_line(DRAFT) == "Lưu Vệ, ngày" + "\u00a0" * 6 + "tháng" + "\u00a0" * 6 + "năm 2026"
    assert layout.attached_line("Kế hoạch", DRAFT, "Ủy ban nhân dân xã Lưu Vệ").split()[4:9] == [
        *("số", "/KH-UBND", "ngày", "tháng", "năm"),
    ]


def test_recipients_end_with_semicolons_and_a_last_full_stop() -> None:
    given = ["- Bộ Nông nghiệp;", "Các sở", "Lưu: VT."]
    assert layout.recipient_lines(given) == ("- Bộ Nông nghiệp;", "- Các sở;", "- Lưu: VT.")
    assert layout.recipient_lines([]) == ()


@pytest.mark.parametrize(
    ("number", "printed"), [(None, "Phụ lục"), (1, "Phụ lục I"), (4, "Phụ lục IV"), (19, "Phụ lục XIX")]
)
def test_annexes_are_numbered_in_roman_when_there_are_several(number: int | None, printed: str) -> None:
    assert layout.annex_heading(number) == printed


@pytest.mark.parametrize("text", ["báo cáo UBND tỉnh./.", "báo cáo UBND tỉnh.", "báo cáo UBND tỉnh"])
def test_the_closing_mark_is_written_once(text: str) -> None:
    (line,) = flow.block_lines((Closing(runs(text)),))
    assert isinstance(line, flow.Line)
    assert plain(line.runs) == "báo cáo UBND tỉnh./."


def test_the_closing_mark_follows_an_ellipsis_and_passes_over_empty_runs() -> None:
    (line,) = flow.block_lines((Closing(runs("Tín dụng,..."), marker="-"),))
    assert isinstance(line, flow.Line)
    assert (line.style, plain(line.runs)) == ("item", "- Tín dụng,..../.")
    assert plain(flow.strip_closing(runs("Hết", " ./."))) == "Hết"
    assert flow.strip_closing(()) == ()


def test_markers_take_the_look_of_numbered_names_and_may_stand_alone() -> None:
    named, alone = flow.block_lines((Item("2.", runs(Run("Sở Tài chính:", bold=True), " chủ trì")), Item("-", ())))
    assert isinstance(named, flow.Line)
    assert isinstance(alone, flow.Line)
    assert named.runs[0] == Run("2. ", bold=True)
    assert plain(alone.runs) == "-"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Tie\u0302\u0301ng Vie\u0323\u0302t", "Tiếng Việt"),
        ("OCOP 4★", "OCOP 4 sao"),
        ("★★★☆☆", "3 sao"),
        ("a\x00b\u200bc", "abc"),
    ],
)
def test_text_is_composed_and_has_no_star_glyphs(given: str, kept: str) -> None:
    assert clean(given) == kept
    assert Run(given).text == kept


def test_a_table_whose_cells_do_not_fill_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="không khớp số cột"):
        Table((0.5, 0.5), (), ((Cell("a"),),))
    with pytest.raises(ValueError, match="bằng 1"):
        Table((0.5, 0.4), (), ())


def test_issuers_stand_in_two_lines_and_units_are_lower_case_in_sentences() -> None:
    assert issuer_lines("Ủy ban nhân dân tỉnh Thanh Hóa") == ("ỦY BAN NHÂN DÂN", "TỈNH THANH HÓA")
    assert issuer_lines("Sở Công Thương") == ("SỞ CÔNG THƯƠNG",)
    assert lower_kind("Tỉnh Thanh Hóa") == "tỉnh Thanh Hóa"
    assert lower_kind("Thành phố Hồ Chí Minh") == "Thành phố Hồ Chí Minh"
    assert lower_kind("Quận 1") == "Quận 1"


def test_titles_break_before_a_phrase_and_facts_keep_their_place() -> None:
    title = "Thực hiện Chương trình mỗi xã một sản phẩm (OCOP) năm 2025, tỉnh Thanh Hóa"
    assert title_lines(title) == ("Thực hiện Chương trình mỗi xã một sản phẩm (OCOP)", "năm 2025, tỉnh Thanh Hóa")
    assert marked_runs("có 160 sản phẩm", [(3, 6)], bold_to=2) == (
        Run("có", bold=True),
        Run(" "),
        Run("160", fact=True),
        Run(" sản phẩm"),
    )


def test_the_font_has_every_vietnamese_letter_and_times_widths() -> None:
    assert all(fonts.missing_letters(file) == set() for file in fonts.faces().files.values())
    # Times New Roman: digits are half an em, a space a quarter.
    assert fonts.text_width("0", 14) == pytest.approx(7)
    assert fonts.text_width(" ", 14) == pytest.approx(3.5)
