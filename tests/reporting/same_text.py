"""One tree, three renderings: what tests of every kind of document ask.

With OCOP_DOCUMENTS_OUT=FOLDER the files looked at are left there, for bench/docx_pages.py and for the eye.
"""

import os
from pathlib import Path

from reporting.documents import docx, pdf, text
from reporting.documents.check import check_docx, check_pdf
from reporting.documents.extract import docx_text, normal, pdf_text
from reporting.documents.tree import Document


def assert_same_text(tree: Document) -> str:
    """text(PDF) = text(DOCX) = text(tree); gives the words."""
    said = normal(text.render(tree))
    assert normal(docx_text(docx.render(tree))) == said
    assert normal(pdf_text(pdf.render(tree))) == said
    return said


def assert_layout_ok(tree: Document) -> None:
    """The checker finds nothing in the PDF, nothing in the Word file."""
    made = {"pdf": pdf.render(tree), "docx": docx.render(tree)}
    _keep(tree.kind, made)
    findings = check_pdf(made["pdf"]) + check_docx(made["docx"])
    assert findings == [], findings


def _keep(kind: str, made: dict[str, bytes]) -> None:
    folder = os.environ.get("OCOP_DOCUMENTS_OUT")
    if folder:
        number = len(list(Path(folder).glob(f"{kind}-*.pdf"))) + 1
        for form, data in made.items():
            Path(folder, f"{kind}-{number}.{form}").write_bytes(data)
