"""text(PDF) = text(DOCX) = text(tree), and the real plans say everything their sources say."""

from dataclasses import replace
from io import BytesIO

import docx as word_files
import pytest
from pypdf import PdfReader

from programs.domain.plans_text import recipient_text
from reporting.documents import docx, pdf, text
from reporting.documents.builders import plan
from reporting.documents.check import check_pdf
from reporting.documents.extract import docx_text, normal, pdf_pages, pdf_text
from reporting.documents.tree import Closing, Paragraph, runs
from tests.programs.seed_sources import FILES, letters, paragraphs, version_of
from tests.programs.test_seeds_text import NUMBER, body_paragraphs, corrected
from tests.reporting.sample import document, table

VERSIONS = sorted(set(FILES.values()))
_PDFS: dict[tuple[str, str], bytes] = {}


def pdf_of(key: tuple[str, str]) -> bytes:
    """Rendered once a run."""
    if key not in _PDFS:
        _PDFS[key] = pdf.render(plan.build(version_of(*key)))
    return _PDFS[key]


@pytest.mark.parametrize("rows", [3, 120], ids=["one page", "header repeated over pages"])
def test_every_kind_of_node_reads_the_same_everywhere(rows: int) -> None:
    tree = document(rows=rows)
    said = normal(text.render(tree))
    assert normal(docx_text(docx.render(tree))) == said
    assert normal(pdf_text(pdf.render(tree))) == said


def test_hostile_text_is_only_text_and_opens_nothing() -> None:
    words = "<script>x</script> <img src='file:///etc/passwd'> &amp; ]]> {{ 7 }} \x07\u202eđảo"
    block = Paragraph(runs(words))
    tree = document(title=words, blocks=(block, Closing(runs(words))), recipients=(words,))
    said = normal(text.render(tree))
    assert "<img src='file:///etc/passwd'> &amp; ]]> {{ 7 }} đảo" in said
    as_pdf = pdf.render(tree)
    assert normal(pdf_text(as_pdf)) == said
    assert normal(docx_text(docx.render(tree))) == said
    assert [image for page in PdfReader(BytesIO(as_pdf)).pages for image in page.images] == []


def test_a_wide_annex_lies_on_its_side_with_its_own_numbers() -> None:
    (annex,) = document(rows=60).annexes
    tree = document(annexes=(replace(annex, number=1), replace(annex, number=2, landscape=True, blocks=(table(60),))))
    as_pdf, as_docx = pdf.render(tree), docx.render(tree)
    assert normal(pdf_text(as_pdf)) == normal(text.render(tree)) == normal(docx_text(as_docx))
    pages = pdf_pages(as_pdf)
    wide = [page for page in pages if page.width > page.height]
    tops = [" ".join(word.text for word in page.words if word.y1 < 20) for page in wide]
    assert tops == ["", *map(str, range(2, len(wide) + 1))]
    assert len(wide) > 1
    assert check_pdf(as_pdf) == []
    last = word_files.Document(BytesIO(as_docx)).sections[-1]
    assert (round(last.page_width.mm), round(last.page_height.mm)) == (297, 210)


@pytest.mark.parametrize("key", VERSIONS, ids=" ".join)
def test_a_real_plan_reads_the_same_everywhere(key: tuple[str, str]) -> None:
    tree = plan.build(version_of(*key))
    said = normal(text.render(tree))
    assert normal(docx_text(docx.render(tree))) == said
    assert normal(pdf_text(pdf_of(key))) == said


@pytest.mark.parametrize("key", VERSIONS, ids=" ".join)
def test_the_layout_checker_finds_nothing_in_a_real_plan(key: tuple[str, str]) -> None:
    assert check_pdf(pdf_of(key)) == []


@pytest.mark.parametrize("source", FILES)
def test_the_pdf_says_every_paragraph_and_number_of_the_source(source: str) -> None:
    version = version_of(*FILES[source])
    printed = pdf_text(pdf_of(FILES[source]))
    wanted = [corrected(paragraph, version) for paragraph in body_paragraphs(source)]
    assert [p for p in wanted if letters(p) not in letters(printed)] == []
    assert sorted({n for p in wanted for n in NUMBER.findall(p) if n not in printed}) == []


@pytest.mark.parametrize("key", VERSIONS, ids=" ".join)
def test_the_pdf_names_every_basis_task_body_recipient_and_signer(key: tuple[str, str]) -> None:
    version, printed = version_of(*key), pdf_text(pdf_of(key))
    wanted = [basis["text"].rstrip(" .;,") for basis in version["bases"]]
    if any(
        "nhiem_vu_" not in (section.get("body") or "") for section in version["sections"] if section["kind"] == "tasks"
    ):
        wanted += [task["body"].rstrip(":") for task in version["tasks"]]
    wanted += [recipient_text(recipient).rstrip(".;") for recipient in version["recipients"]]
    wanted += [version["signer"]["name"], version["signer"]["title"]]
    assert [part for part in wanted if normal(part) not in printed] == []


def test_the_printed_table_of_the_source_is_the_annex() -> None:
    printed = pdf_text(pdf_of(("thanh-hoa-2025.yaml", "draft")))
    lines = [line.split() for line in paragraphs("004_ff3d8a04c2d96248.txt")]
    table = [" ".join(line) for line in lines if line[0].isdecimal() and line[1] in ("TP", "TX", "Huyện")]
    assert len(table) == 26
    assert [row for row in table if row not in printed] == []
