"""PDF pages put together: papers and pictures appended, bookmarks, and a stamp under every page.

The content of a page is never touched: its stamp stands in a strip added below it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape
from typing import Any

from PIL import Image, ImageOps
from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject, RectangleObject

from reporting.documents import fonts, pdf

A4 = (595.28, 841.89)
STRIP = 20.0
"""Height in points of the strip added under a page for its stamp."""
_STAMP = (400.0, 12.0)
_EDGE = 28.0
_DPI = 150
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})


class Unreadable(Exception):
    """The file cannot be bound; the text says why, for the list of what goes along."""


def pdf_pages(data: bytes) -> bytes:
    """The pages of a PDF as a clean file of their own. Raises Unreadable."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise Unreadable("tệp đặt mật khẩu")
        writer = PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        if not writer.pages:
            raise Unreadable("tệp không có trang nào")
        return _written(writer)
    except Unreadable:
        raise
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OSError, RecursionError) as error:
        raise Unreadable("tệp hỏng") from error


def picture_page(data: bytes) -> bytes:
    """A picture upright on an A4 page, no larger than the page needs it. Raises Unreadable."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            most = (int(A4[0] / 72 * _DPI), int(A4[1] / 72 * _DPI))
            opened.draft("RGB", most)
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unreadable("ảnh hỏng") from error
    picture.thumbnail(most)
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=_DPI)
    inner = PdfReader(out).pages[0]
    width, height = float(inner.mediabox.width), float(inner.mediabox.height)
    share = min((A4[0] - 2 * _EDGE) / width, (A4[1] - 2 * _EDGE) / height, 1)
    left, low = (A4[0] - width * share) / 2, (A4[1] - height * share) / 2
    page = PageObject.create_blank_page(width=A4[0], height=A4[1])
    page.merge_transformed_page(inner, Transformation().scale(share).translate(left, low))
    writer = PdfWriter()
    writer.add_page(page)
    return _written(writer)


class Binding:
    """The file being bound: parts one after the other, then bookmarks and stamps."""

    def __init__(self, title: str) -> None:
        self.writer = PdfWriter()
        self.writer.add_metadata({"/Title": title, "/Keywords": "binder"})

    @property
    def count(self) -> int:
        """Pages so far."""
        return len(self.writer.pages)

    def add(self, data: bytes) -> int:
        """Append the pages of a clean PDF; the number of its first page, from 0."""
        first = self.count
        self.writer.append(io.BytesIO(data), import_outline=False)
        return first

    def mark(self, title: str, page: int, parent: Any = None) -> Any:
        """A bookmark that leads to a page."""
        return self.writer.add_outline_item(title=title, page_number=page, parent=parent)

    def finish(self, stamps: Sequence[str]) -> bytes:
        """The bound file with a stamp under every page."""
        source = PdfReader(io.BytesIO(stamp_sheet(stamps)))
        for page, stamp in zip(self.writer.pages, source.pages, strict=True):
            _stamp(self.writer, page, stamp)
        return _written(self.writer)


def stamp_sheet(stamps: Sequence[str]) -> bytes:
    """One narrow page a stamp."""
    lines = "".join(f"<p>{escape(text)}</p>" for text in stamps)
    file = fonts.faces().files[False, False].as_uri()
    style = (
        f'@font-face{{font-family:"{fonts.FAMILY}";src:url("{file}")}}'
        f"@page{{size:{_STAMP[0]}pt {_STAMP[1]}pt;margin:0}}body{{margin:0}}"
        f'p{{font:9pt/{_STAMP[1]}pt "{fonts.FAMILY}";margin:0;height:{_STAMP[1]}pt;text-align:right;'
        "white-space:nowrap;overflow:hidden;break-after:page}p:last-child{break-after:auto}"
    )
    page = (
        f'<!DOCTYPE html><html lang="vi"><head><title>-</title><style>{style}</style></head><body>{lines}</body></html>'
    )
    return pdf.from_html(page)


def _stamp(writer: PdfWriter, page: PageObject, stamp: PageObject) -> None:
    """A white strip below the page as it is looked at (also a turned one), and the stamp at its right end."""
    box = [float(edge) for edge in page.cropbox]
    turn = page.rotation % 360
    form = DecodedStreamObject()
    drawn = stamp.get_contents()
    form.set_data(drawn.get_data() if drawn is not None else b"")
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = RectangleObject((0, 0, *_STAMP))
    form[NameObject("/Resources")] = stamp["/Resources"].clone(writer)
    wider, strip, matrix = _strip(box, turn)
    page.mediabox = page.cropbox = RectangleObject(wider)
    for name in ("/TrimBox", "/BleedBox", "/ArtBox"):
        page.pop(name, None)
    _lay(writer, page, writer._add_object(form), strip, matrix)


def _strip(box: list[float], turn: int) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    """(page box with the strip, the strip as x y w h, matrix of the stamp) for a page turned clockwise by `turn`."""
    left, low, right, high = box
    wide, tall = right - left, high - low
    width = _STAMP[0]
    gap = (STRIP - _STAMP[1]) / 2
    if turn == 90:
        matrix = (0, 1, -1, 0, right + STRIP - gap, max(high - width - gap, low))
        return (left, low, right + STRIP, high), (right, low, STRIP, tall), matrix
    if turn == 180:
        matrix = (-1, 0, 0, -1, min(left + width + gap, right), high + STRIP - gap)
        return (left, low, right, high + STRIP), (left, high, wide, STRIP), matrix
    if turn == 270:
        matrix = (0, -1, 1, 0, left - STRIP + gap, min(low + width + gap, high))
        return (left - STRIP, low, right, high), (left - STRIP, low, STRIP, tall), matrix
    matrix = (1, 0, 0, 1, max(right - width - gap, left), low - STRIP + gap)
    return (left, low - STRIP, right, high), (left, low - STRIP, wide, STRIP), matrix


def _lay(writer: PdfWriter, page: PageObject, form: Any, strip: Sequence[float], matrix: Sequence[float]) -> None:
    """The page's own content between q and Q, then the strip and the stamp; shared resources are copied first."""
    resources = DictionaryObject(page.get("/Resources", DictionaryObject()).get_object())
    objects = DictionaryObject(resources.get("/XObject", DictionaryObject()).get_object())
    objects[NameObject("/OcopStamp")] = form
    resources[NameObject("/XObject")] = objects
    page[NameObject("/Resources")] = resources
    own = page.get("/Contents")
    parts = own.get_object() if own is not None else ArrayObject()
    parts = list(parts) if isinstance(parts, ArrayObject) else [own]
    area = " ".join(f"{value:.2f}" for value in strip)
    place = " ".join(str(FloatObject(round(value, 2))) for value in matrix)
    after = f"\nQ\nq 1 g {area} re f Q\nq {place} cm /OcopStamp Do Q\n"
    page[NameObject("/Contents")] = ArrayObject([_stream(writer, "q\n"), *parts, _stream(writer, after)])


def _stream(writer: PdfWriter, text: str) -> Any:
    stream = DecodedStreamObject()
    stream.set_data(text.encode("ascii"))
    return writer._add_object(stream)


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
