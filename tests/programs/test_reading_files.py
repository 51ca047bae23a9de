"""Files read back: the project's own documents as DOCX, PDF and TXT, and files that give no text (no database)."""

from functools import cache
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from programs.domain.reading.annex import read_annex
from programs.domain.reading.bases import read_bases
from programs.domain.reading.batches import read_batches
from programs.domain.reading.child import extract
from programs.domain.reading.clean import clean_lines
from programs.domain.reading.docx_text import docx_text
from programs.domain.reading.files import MAX_BYTES, Unreadable, file_text
from programs.domain.reading.header import read_header
from programs.domain.reading.recipients import read_recipients, read_signer
from programs.domain.reading.sections import cut_zones
from programs.domain.reading.targets import read_targets
from programs.domain.reading.tasks import read_tasks
from reporting.documents import docx as word
from reporting.documents import pdf, text
from reporting.documents.make import build_tree
from tests.programs.seed_sources import FILES, version_of

RENDER = {"docx": word.render, "pdf": pdf.render, "txt": lambda tree: text.render(tree).encode()}
PLANS = sorted(set(FILES.values()))


@cache
def tree(plan: tuple[str, str]) -> Any:
    return build_tree(kind="plan", content=version_of(*plan))


def facts(data: bytes, name: str) -> dict[str, Any]:
    """Everything read without looking units up."""
    source, _noise = cut_zones(clean_lines(file_text(data, name))[0])
    head, _ = read_header(source)
    targets, _ = read_targets(source.sections)
    annex, _ = read_annex(source.annex)
    batches, _, _ = read_batches(source.sections, source.annex, targets, head["year"], head["unit_name"])
    return {
        "head": head,
        "bases": read_bases(source.intro)[0],
        "sections": [(one.number, len(one.lines)) for one in source.sections],
        "targets": [(p.star, p.kind, p.number) for p in [*targets.committed, *targets.working]],
        "annex": annex and [(row.order, row.name, row.total, row.stars) for row in annex.rows],
        "products": [p for batch in batches for p in batch["products"]],
        "tasks": read_tasks(source.sections)[0],
        "recipients": read_recipients(source.foot)[0],
        "signer": read_signer(source)[0],
    }


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_plan_rendered_and_read_back_is_the_same_in_every_form(plan: tuple[str, str], kind: str) -> None:
    found = facts(RENDER[kind](tree(plan)), f"ke-hoach.{kind}")
    plain = facts(RENDER["txt"](tree(plan)), "ke-hoach.txt")
    assert found == plain


@pytest.mark.parametrize("plan", PLANS)
def test_what_is_read_back_is_what_the_plan_says(plan: tuple[str, str]) -> None:
    found, version = facts(RENDER["pdf"](tree(plan)), "ke-hoach.pdf"), version_of(*plan)
    for name in ("number", "symbol", "issued_on", "place", "issuer"):
        assert found["head"][name] == version[name], name
    assert [b["text"] for b in found["bases"]] == [b["text"] for b in version["bases"]]
    assert [t["body"].rstrip(".") for t in found["tasks"]] == [t["body"].rstrip(".") for t in version["tasks"]]
    assert [t.get("items") for t in found["tasks"]][:-1] == [t.get("items") for t in version["tasks"]][:-1]
    assert [r["text"] for r in found["recipients"]] == [r["text"] for r in version["recipients"]]
    assert found["signer"] == version["signer"]
    known = [p["name"] for batch in version["batches"] for p in batch["products"]]
    assert [p["name"] for p in found["products"]] == known
    rows = [(r["order"], r["unit"], r["total"]) for r in version.get("annex", {}).get("rows", [])]
    assert [row[:3] for row in found["annex"] or []] == rows


def test_numbers_word_counts_by_itself_are_read() -> None:
    document = docx.Document()
    for words in ("Sở Y tế", "Sở Công Thương"):
        document.add_paragraph(words, style="List Number")
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{kind}"/><w:lvlText w:val="{mark}"/></w:lvl>'
        for level, (kind, mark) in enumerate(
            [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "•"), ("none", "")]
        )
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level, words in ((0, "NỘI DUNG"), (1, "Mục"), (1, "Mục"), (2, "Ý"), (3, "Gạch"), (0, "KINH PHÍ"), (4, "Không")):
        paragraph = document.add_paragraph(words)
        mark = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(mark))
    file = BytesIO()
    document.save(file)
    lines = docx_text(file.getvalue()).splitlines()
    assert lines[-7:] == ["I. NỘI DUNG", "1. Mục", "2. Mục", "a) Ý", "+ Gạch", "II. KINH PHÍ", "Không"]


def test_a_table_of_many_columns_keeps_its_empty_cells() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=4)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Đơn vị"
    table.cell(1, 0).text, table.cell(1, 3).text = "Xã An", "2"
    file = BytesIO()
    document.save(file)
    assert extract("docx", file.getvalue()).splitlines()[-2:] == ["Đơn vị\t\t\t", "Xã An\t\t\t2"]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"abc", "ke-hoach.odt", "Chỉ đọc tệp"),
        (b"abc", ".txt", "Chỉ đọc tệp"),
        (b"\xc3\x28", "a.txt", "UTF-8"),
        (b"a\0b", "a.txt", "không phải chữ"),
        (b"  \n", "a.txt", "không có chữ"),
        (b"%PDF-1.7 x", "a.pdf", "(?i)tệp"),
        (b"PK\x03\x04 no zip", "a.docx", "(?i)tệp"),
        (b"a" * (MAX_BYTES + 1), "a.txt", "lớn hơn"),
        (b"a" * 1_000_001, "a.txt", "quá dài"),
    ],
)
def test_files_that_give_no_plan_are_refused_in_words(data: bytes, name: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        file_text(data, name)


def test_text_with_a_mark_of_utf16_is_read() -> None:
    assert file_text("Kế hoạch".encode("utf-16"), "a.txt") == "Kế hoạch"
