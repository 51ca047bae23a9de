"""The DOCX: real styles, Times New Roman everywhere, sections, repeated header rows, merged cells."""

from io import BytesIO
from zipfile import ZipFile

import docx as word_files
import pytest
from docx.oxml.ns import qn

from reporting.documents import docx, layout
from reporting.documents.builders import plan
from reporting.documents.extract import docx_tables
from tests.programs.seed_sources import version_of
from tests.reporting.sample import document


@pytest.fixture(scope="module")
def data() -> bytes:
    return docx.render(document())


@pytest.fixture(scope="module")
def word(data: bytes):
    return word_files.Document(BytesIO(data))


def test_the_same_tree_gives_the_same_bytes(data: bytes) -> None:
    assert docx.render(document()) == data


def test_paragraphs_wear_named_styles_of_the_decree(word) -> None:
    worn = {paragraph.text: paragraph.style for paragraph in word.paragraphs if paragraph.text}
    assert worn["KẾ HOẠCH"].name == "Tên loại văn bản"
    assert worn["I. MỤC ĐÍCH, YÊU CẦU"].name == "Heading 1"
    assert worn["1. Mục đích"].name == "Heading 2"
    assert worn["1.1. Xúc tiến thương mại"].name == "Heading 3"
    assert worn["Căn cứ Luật Tổ chức chính quyền địa phương;"].name == "Căn cứ"
    assert worn["Phụ lục"].name == "Phụ lục"
    body = word.styles["Nội dung"].paragraph_format
    assert body.first_line_indent.mm == pytest.approx(12.7, abs=0.1)
    assert (body.space_after.pt, body.line_spacing) == (6, 1.1)


def test_no_theme_font_or_colour_is_left(data: bytes) -> None:
    archive = ZipFile(BytesIO(data))
    styles = archive.read("word/styles.xml").decode()
    used = word_files.Document(BytesIO(data))
    names = {style.word for style in layout.STYLES.values()}
    for style in used.styles:
        if style.name in names:
            fonts = style.element.rPr.find(qn("w:rFonts"))
            assert {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
            assert style.element.rPr.find(qn("w:color")).get(qn("w:val")) == "000000"
            assert style.element.rPr.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"
    defaults = styles[styles.index("<w:docDefaults>") : styles.index("</w:docDefaults>")]
    assert "Theme" not in defaults


def test_sections_are_a4_and_the_annex_starts_its_own_numbers(word) -> None:
    first, annex = word.sections
    for section in (first, annex):
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(margin.mm) for margin in margins] == [20, 20, 30, 20]
        assert section.different_first_page_header_footer
    numbering = [section._sectPr.find(qn("w:pgNumType")) for section in (first, annex)]
    assert numbering[0] is None
    assert numbering[1].get(qn("w:start")) == "1"
    assert [field.text for field in first.header._element.iter(qn("w:instrText"))] == ["PAGE"]
    assert first.first_page_header.is_linked_to_previous


def test_header_rows_repeat_rows_are_whole_and_every_cell_has_a_width(word) -> None:
    tables = [table._tbl for table in word.tables]
    data_tables = [table for table in tables if table.tblPr.find(qn("w:tblBorders")) is not None]
    assert len(data_tables) == 2
    for table in data_tables:
        rows = list(table.iter(qn("w:tr")))
        assert [row.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True, True] + [False] * (
            len(rows) - 2
        )
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for table in tables for row in table.iter(qn("w:tr")))
    assert all(cell.tcPr.find(qn("w:tcW")) is not None for table in tables for cell in table.iter(qn("w:tc")))


def test_header_cells_are_merged_down_and_across(word) -> None:
    table = word.tables[1]
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc
    assert table.cell(0, 2)._tc is table.cell(0, 3)._tc
    assert [cell.text for cell in table.rows[1].cells] == ["TT", "Đơn vị", "Sản phẩm OCOP 5 sao", "Sản phẩm OCOP 3 sao"]


@pytest.mark.parametrize("state", ["draft", "issued"])
def test_the_annex_of_plan_36_reads_back_in_all_26_by_4_cells(state: str) -> None:
    version = version_of("thanh-hoa-2025.yaml", state)
    table = docx_tables(docx.render(plan.build(version)))[-1]
    given = {(t["unit"], t["star"]): t["committed"] for t in version["targets"]}
    rows = [
        [row["order"], row["unit"], row["total"], *(given.get((row["unit"], star), "") for star in (5, 4, 3))]
        for row in version["annex"]["rows"]
    ]
    assert table[0] == [*version["annex"]["columns"][:3], "Trong đó:"]
    assert table[1] == ["", "", "", *version["annex"]["columns"][3:]]
    assert table[2] == ["", "Tổng", "160", "3", "20", "137"]
    assert table[3:] == [[str(value) for value in row] for row in rows]
