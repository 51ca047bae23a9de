"""Blank sheets: every product set under every pack says what the decision says, with a box before each level."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from evaluations.domain.lawpacks import Criterion, Sheet, load_pack
from reporting.documents import layout, text
from reporting.documents.builders import sheets as builder
from reporting.documents.extract import normal
from reporting.domain.contents import SPECS
from reporting.domain.contents.sheets import blank_content, law_facts, sheet_packs
from reporting.domain.subjects import LawSheet
from reporting.enums import DocumentKind
from tests.factories import make_nation
from tests.reporting.same_text import assert_layout_ok, assert_same_text

EVERY = [(code, number) for code in sheet_packs() for number in range(1, 27)]


def tree_of(code: str, number: int) -> object:
    """The blank sheet without a database."""
    pack = load_pack(code)
    head = {"place": "", "year": 2026, "number": None, "issued_on": None}
    return builder.build(head | law_facts(pack, pack.sheet(number)) | {"about": {}, "marks": None})


def words_of(one: Criterion) -> Iterator[str]:
    """Everything the law prints of a criterion."""
    stars = f" {'*' * one.min_star}" if one.min_star else ""
    yield f"{one.code}. {one.title}{stars}"
    yield from filter(None, (one.requirement, *one.notes, *(one.cases or {}).values()))
    for option in one.options:
        yield f"{layout.BOX} {option.label}{' ' + '*' * option.min_star if option.min_star else ''} {option.points}"
    for child in one.criteria:
        yield from words_of(child)


def test_all_packs_with_sheets_are_there_newest_first() -> None:
    assert sheet_packs() == ("qd-26-2026", "qd-148-2023+1489-2025", "qd-148-2023")
    assert len(EVERY) == 3 * 26


@pytest.mark.parametrize(("code", "number"), EVERY)
def test_the_sheet_says_every_word_of_the_pack(code: str, number: int) -> None:
    pack = load_pack(code)
    sheet: Sheet = pack.sheet(number)
    said = normal(text.render(tree_of(code, number)))
    wanted = [sheet.name, sheet.group, sheet.annex, pack.manifest.title, *sheet.rejected_if, builder.LEGEND]
    wanted += [word for part in sheet.parts for one in part.criteria for word in words_of(one)]
    wanted += [f"PHẦN {part.code}: {part.title.upper()} ({part.max} điểm) {part.max}" for part in sheet.parts]
    assert [word for word in wanted if normal(word) not in said] == []
    assert "TỔNG CỘNG 100" in said
    assert said.count(layout.BOX) == sum(len(leaf.options) for _path, leaf in sheet.leaves())
    assert layout.BOX_ON not in said


@pytest.mark.parametrize(("code", "number"), EVERY)
def test_criteria_stand_in_the_order_of_the_law(code: str, number: int) -> None:
    said = normal(text.render(tree_of(code, number)))
    titles = [normal(f" {leaf.code}. {leaf.title}") for _path, leaf in load_pack(code).sheet(number).leaves()]
    places = [said.index(title) for title in titles]
    assert places == sorted(places)


@pytest.mark.parametrize(("code", "number"), [("qd-26-2026", 1), ("qd-26-2026", 26), ("qd-148-2023", 11)])
@pytest.mark.django_db
def test_pdf_word_and_text_say_the_same_and_the_layout_is_right(code: str, number: int) -> None:
    make_nation()
    spec = SPECS[DocumentKind.BLANK_SHEET]
    record = LawSheet(number)
    tree = builder.build(blank_content(record, spec.clean(record, {"pack": code})))
    said = assert_same_text(tree)
    assert_layout_ok(tree)
    assert "Các tiêu chí Thang điểm" in said
    assert "Tên sản phẩm: ……" in said
    assert "Mã số sản phẩm: ……-……-……-20……" in said
    assert said.endswith("NGƯỜI ĐÁNH GIÁ (Ký và ghi rõ họ tên)")
    assert ("còn chỗ chưa rõ" in said) == (number == 11)


def test_the_newest_pack_is_asked_for_first_and_only_packs_with_sheets() -> None:
    (ask,) = SPECS[DocumentKind.BLANK_SHEET].asks(LawSheet(3))
    assert [value for value, _label in ask.choices] == list(sheet_packs())
    assert ask.initial(LawSheet(3)) == "qd-26-2026"


@pytest.mark.django_db
def test_the_command_prints_a_sheet_by_the_number_of_its_set(tmp_path: Path) -> None:
    make_nation()
    out = tmp_path / "phieu.txt"
    call_command(
        "render", "blank_sheet", "--id", "5", "--set", "pack=qd-148-2023", "--format", "txt", "--out", str(out)
    )
    assert "Bộ sản phẩm: Đồ ăn nhanh" in normal(out.read_text())
    with pytest.raises(CommandError):
        call_command("render", "blank_sheet", "--id", "27", "--format", "txt", "--out", str(out))
