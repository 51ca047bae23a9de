"""PDF/UA of every form: language, title, tags, embedded fonts, and every Vietnamese letter read back as itself."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from reporting.documents import pdf
from reporting.documents.extract import pdf_text
from reporting.documents.fonts import LETTERS
from reporting.documents.tree import Closing, Paragraph, Run, runs
from tests.reporting.check_sample import MADE, tree_of
from tests.reporting.sample import document


@pytest.mark.parametrize("name", sorted(MADE))
def test_the_file_is_tagged_named_and_carries_its_fonts(name: str) -> None:
    reader = PdfReader(BytesIO(pdf.render(tree_of(name))))
    catalog = reader.trailer["/Root"]
    assert (str(catalog["/Lang"]), catalog["/MarkInfo"]["/Marked"]) == ("vi", True)
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712, a boolean of pypdf
    assert reader.metadata is not None
    assert reader.metadata.title == "Kế hoạch thử"
    assert b"pdfuaid:part" in catalog["/Metadata"].get_object().get_data()
    assert "/StructTreeRoot" in catalog
    for page in reader.pages:
        assert page["/Tabs"] == "/S"
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in descendant["/FontDescriptor"].get_object()
            assert "/ToUnicode" in font.get_object()


def test_every_vietnamese_letter_reads_back_in_every_look() -> None:
    letters = " ".join(sorted(LETTERS))
    looks = [(False, False), (True, False), (False, True), (True, True)]
    blocks = tuple(Paragraph((Run(letters, bold=bold, italic=italic),)) for bold, italic in looks)
    read = pdf_text(pdf.render(document(blocks=(*blocks, Closing(runs("Hết"))), annexes=())))
    assert read.count(letters) == len(looks)
