"""text(PDF) = text(DOCX) = text(tree), and the real plans say everything their sources say."""

import pytest

from programs.domain.plans_text import recipient_text
from reporting.documents import docx, pdf, text
from reporting.documents.builders import plan
from reporting.documents.check import check_pdf
from reporting.documents.extract import docx_text, normal, pdf_text
from tests.programs.seed_sources import FILES, letters, paragraphs, version_of
from tests.programs.test_seeds_text import NUMBER, body_paragraphs, corrected
from tests.reporting.sample import document

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
