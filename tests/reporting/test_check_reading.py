"""How files are read: kinds told by their first words, Word files made elsewhere, pages that are no text."""

from io import BytesIO

import docx as word_files
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Pt

from reporting.documents import pdf
from reporting.documents.check import check_docx, check_facts, check_pdf, read_docx, read_pdf
from reporting.documents.check.facts import Facts, Para, Span, Zone
from reporting.documents.check.profiles import (
    ADMINISTRATIVE,
    CERTIFICATE,
    DECISION,
    FORM,
    LETTER,
    MINUTES,
    Profile,
    profile_of,
)
from reporting.documents.check.word_looks import Looks


def said(text: str, zone: Zone = Zone.FLOW) -> Para:
    return Para(1, zone, (Span(text, "Times New Roman", 14),))


@pytest.mark.parametrize(
    ("paras", "profile"),
    [
        ([said("GIẤY CHỨNG NHẬN SẢN PHẨM OCOP")], CERTIFICATE),
        ([said("Mẫu số 01"), said("PHIẾU ĐĂNG KÝ")], FORM),
        ([said("PHIẾU ĐÁNH GIÁ SẢN PHẨM")], FORM),
        ([said("PHIẾU GỬI")], ADMINISTRATIVE),
        ([said("QUYẾT ĐỊNH")], DECISION),
        ([said("Biên bản")], MINUTES),
        ([said("V/v đánh giá", Zone.HEAD_LEFT)], LETTER),
        ([said("Số: 12/UBND-KT", Zone.HEAD_LEFT)], LETTER),
        ([said("Số: 12/KH-UBND", Zone.HEAD_LEFT)], ADMINISTRATIVE),
        ([], ADMINISTRATIVE),
    ],
)
def test_the_kind_is_told_by_the_first_words(paras: list[Para], profile: Profile) -> None:
    assert profile_of(Facts("", [], paras)) is profile
    assert profile_of(Facts("certificate", [], paras)) is CERTIFICATE
    assert profile_of(Facts("từ khóa khác", [], paras)) is profile


def foreign() -> word_files.document.Document:
    """A Word file not made here: styles of the template, a content control, lists, a table with a style."""
    word = word_files.Document()
    word.add_paragraph("KẾ HOẠCH").alignment = 1
    quoted = word.add_paragraph()
    quoted.add_run("chữ nhỏ", style="Emphasis").font.size = Pt(9)
    quoted.add_run().add_break(WD_BREAK.LINE)
    quoted.add_run("\tdòng hai")
    word.add_table(1, 3, style="Table Grid").cell(0, 0).text = "Ô"
    word.add_page_break()
    word.add_paragraph("Trang hai")
    return word


def saved(word: word_files.document.Document) -> bytes:
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def test_a_word_file_made_elsewhere_is_read_as_word_shows_it() -> None:
    facts = read_docx.read(saved(foreign()))
    first, second, cell, last = facts.paras
    assert (first.text, first.align, first.zone) == ("KẾ HOẠCH", "center", Zone.FLOW)
    assert second.text == "chữ nhỏ dòng hai"
    assert (second.spans[0].italic, second.spans[0].size) == (True, 9)
    assert (cell.text, cell.zone, len(facts.tables)) == ("Ô", Zone.CELL, 1)
    assert (last.text, last.page, last.first) == ("Trang hai", 2, True)
    assert {span.font for para in facts.paras for span in para.inked} == {"Cambria"}


def test_words_in_content_controls_and_underlined_words_are_read() -> None:
    word = foreign()
    paragraph = word.paragraphs[0]
    paragraph.runs[0].underline = True
    control = paragraph._p.makeelement(qn("w:sdt"), {})
    content = paragraph._p.makeelement(qn("w:sdtContent"), {})
    paragraph._p.addprevious(control)
    control.append(content)
    content.append(paragraph._p)
    facts = read_docx.read(saved(word))
    assert facts.paras[0].text == "KẾ HOẠCH"
    assert facts.paras[0].underline == pytest.approx(facts.paras[0].width)


def test_a_style_that_rests_on_itself_ends() -> None:
    word = word_files.Document()
    style = word.styles["Heading 1"].element
    style.find(qn("w:basedOn")).set(qn("w:val"), "Heading1")
    assert [found.get(qn("w:styleId")) for found in Looks(word).chain("Heading1")] == ["Heading1"]


def test_a_word_file_without_anything_of_the_decree_lacks_everything() -> None:
    rules = {finding.rule for finding in check_docx(saved(foreign()))}
    assert rules >= {"quoc-hieu", "tieu-ngu", "co-quan", "so-ky-hieu", "dia-danh", "trich-yeu", "noi-nhan", "ket-thuc"}
    assert rules >= {"phong-chu", "co-chu", "so-trang", "le-trang", "bang", "nguoi-ky"}


def test_a_page_without_words_has_only_its_paper_to_judge() -> None:
    blank = pdf.from_html("<html lang=vi><title>-</title><style>@page{size:A4}</style><body></body></html>")
    facts = read_pdf.read(blank)
    assert (facts.paras, facts.text_edges, facts.sheets[0].margins) == ([], None, {})
    assert check_pdf(blank, "self_report") == []
    assert "quoc-hieu" in {finding.rule for finding in check_pdf(blank)}
    assert check_facts(Facts("", [], [])) == []
