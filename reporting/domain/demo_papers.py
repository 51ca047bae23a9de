"""One-page PDF files for the vault of the illustration: each says in capitals that it is none of the real papers."""

from html import escape

from weasyprint import HTML

STYLE = """
@page { size: A4; margin: 30mm 25mm; }
body { font: 14pt "Liberation Serif", serif; text-align: center; }
h1 { font-size: 20pt; margin: 30mm 0 10mm; }
.mark { border: 2pt solid #b00020; color: #b00020; font-weight: bold; font-size: 18pt; padding: 6mm; }
"""
MARK = "DỮ LIỆU MINH HỌA"


def make_paper(title: str, owner: str) -> bytes:
    """A PDF of one page with a title, whose it would be, and the mark."""
    body = (
        f'<h1>{escape(title)}</h1><p>{escape(owner)}</p><p class="mark">{MARK}</p>'
        "<p>Tệp do phần mềm tạo ra để trình diễn, không phải giấy tờ thật, không có giá trị pháp lý.</p>"
    )
    page = (
        f'<html lang="vi"><head><title>{escape(title)}</title><style>{STYLE}</style></head><body>{body}</body></html>'
    )
    result = HTML(string=page).write_pdf()
    assert isinstance(result, bytes)
    return result
