"""Layout check of a finished PDF or Word file against Nghị định 30/2020/NĐ-CP, Phụ lục I.

What is in the file counts, not what we meant to write: a reader for each format gathers facts (`facts`), the elements
of the document are recognised by place and words (`parts`), and the rules look at nothing else. Measures: `layout`.
"""

from __future__ import annotations

from collections.abc import Iterator

from reporting.documents.check import read_docx, read_pdf, rules_body, rules_foot, rules_head, rules_page
from reporting.documents.check.facts import Facts
from reporting.documents.check.findings import RULES, Finding
from reporting.documents.check.looks import Read
from reporting.documents.check.parts import recognise
from reporting.documents.check.profiles import profile_of

__all__ = ["RULES", "Finding", "check_docx", "check_facts", "check_pdf"]


def check_pdf(data: bytes, kind: str = "") -> list[Finding]:
    """All violations, in page order. `kind`: machine name of the kind of document, when it is known better than the
    file tells. Raises pypdfium2.PdfiumError for bytes that are no PDF."""
    return check_facts(read_pdf.read(data), kind)


def check_docx(data: bytes, kind: str = "") -> list[Finding]:
    """The same for a Word file. Raises KeyError, ValueError or zipfile.BadZipFile for bytes that are none."""
    return check_facts(read_docx.read(data), kind)


def check_facts(facts: Facts, kind: str = "") -> list[Finding]:
    read = Read(facts, recognise(facts), profile_of(facts, kind))
    return sorted(dict.fromkeys(_found(read)), key=lambda finding: (finding.page, finding.rule))


def _found(read: Read) -> Iterator[Finding]:
    if read.profile.is_bound:
        return
    yield from rules_page.check(read)
    if not read.profile.is_administrative or not read.facts.sheets:
        return
    for rule in (*rules_head.RULES, *rules_foot.RULES):
        yield from rule(read)
    yield from rules_body.check(read)
