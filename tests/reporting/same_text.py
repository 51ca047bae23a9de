"""One tree, three renderings: what tests of every kind of document ask."""

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
    findings = check_pdf(pdf.render(tree))
    assert findings == [], findings
    findings = check_docx(docx.render(tree))
    assert findings == [], findings
