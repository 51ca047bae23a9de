"""The Word file as Word wants it: settings in the schema's order, headings to navigate by, whole rows, one language."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any
from zipfile import ZipFile

import docx as word_files
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from reporting.documents import docx, layout
from reporting.documents.tree import Align, Cell, Choice, FieldLine, PageBreak, Picture, Signature, Styled, Table, runs
from tests.reporting.check_sample import MADE, word_of
from tests.reporting.sample import document

# ECMA-376, part 1: the sequences of CT_PPr, CT_RPr, CT_TblPr, CT_TcPr, CT_TrPr and CT_SectPr, as far as we write them.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens spacing ind contextualSpacing mirrorIndents jc textDirection textAlignment outlineLvl "
    "rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs highlight u effect "
    "bdr shd vertAlign rtl cs em lang",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize "
    "tblW jc tblCellSpacing tblInd tblBorders shd tblLayout "
    "tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "trPr": "cnfStyle gridBefore gridAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
}
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff\xff\x7f\x00\t\xfb\x03\xfd\x05CE\xca\x00\x00\x00\x00IEND\xaeB`\x82"
)


def every_node() -> bytes:
    """All nodes no other sample has: form lines, boxes, a picture, columns, a frame, a page on its side."""
    star = Picture("Ngôi sao", '<svg xmlns="http://www.w3.org/2000/svg"/>', PNG, 10, 10, "Hình ngôi sao")
    columns = Table((0.5, 0.5), (), ((Cell("Trái\ndưới"), Cell("Phải", Align.RIGHT, italic=True)),), bordered=False)
    blocks = (
        Styled("center", runs("GIẤY CHỨNG NHẬN")),
        FieldLine("Tên đơn vị"),
        Choice("Lần đăng ký", (("Lần đầu", True), ("Nâng hạng", False)), "4."),
        star,
        replace(columns, size=11.0),
        PageBreak(),
        replace(document().blocks[-1]),
    )
    return docx.render(
        document(
            blocks=blocks,
            landscape=True,
            framed=True,
            form_mark="Mẫu số 01",
            left_signature=Signature(("THƯ KÝ",), "A"),
        )
    )


FILES = {**{name: lambda name=name: word_of(name) for name in MADE}, "every node": every_node}


def parts(data: bytes) -> list[Any]:
    archive = ZipFile(BytesIO(data))
    return [parse_xml(archive.read(name)) for name in ("word/document.xml", "word/styles.xml", "word/header1.xml")]


@pytest.mark.parametrize("name", FILES)
def test_settings_stand_in_the_order_of_the_schema(name: str) -> None:
    wrong = []
    for root in parts(FILES[name]()):
        for tag, order in ORDER.items():
            wanted = order.split()
            for node in root.iter(qn(f"w:{tag}")):
                found = [child.tag.rpartition("}")[2] for child in node]
                places = [wanted.index(child) for child in found]
                wrong += [found for a, b in pairwise(places) if a > b]
    assert wrong == []


@pytest.mark.parametrize("name", FILES)
def test_every_cell_ends_with_a_paragraph_and_tables_do_not_touch(name: str) -> None:
    (root, *_rest) = parts(FILES[name]())
    assert {cell[-1].tag for cell in root.iter(qn("w:tc"))} == {qn("w:p")}
    assert [table for table in root.iter(qn("w:tbl")) if table.getnext().tag == qn("w:tbl")] == []
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in root.iter(qn("w:tr")))


def test_headings_stand_in_the_navigation_pane_and_hold_on_to_what_follows() -> None:
    word = word_files.Document(BytesIO(word_of("plan")))
    levels = {"Heading 1": 0, "Heading 2": 1, "Heading 3": 2, "Phụ lục": 0}
    for name, level in levels.items():
        properties = word.styles[name].element.pPr
        assert properties.find(qn("w:outlineLvl")).get(qn("w:val")) == str(level)
        assert properties.find(qn("w:keepNext")) is not None
    worn = [p.style.name for p in word.paragraphs if p.style.name in levels]
    assert worn == ["Heading 1", "Heading 2", "Heading 3", "Phụ lục"]
    assert not list(word.element.body.iter(qn("w:numPr")))  # numbers are words: they read the same everywhere


def test_the_file_names_its_language_title_and_the_words_of_its_pictures() -> None:
    data = every_node()
    word = word_files.Document(BytesIO(data))
    assert (word.core_properties.language, word.core_properties.title) == (layout.LANGUAGE, "Kế hoạch thử")
    assert [node.get("descr") for node in word.element.body.iter(qn("wp:docPr"))] == ["Hình ngôi sao"]
    section = word.sections[0]
    assert section.page_width > section.page_height
    assert len(section._sectPr.find(qn("w:pgBorders"))) == 4
