"""`layout.STYLES` as real Word styles, and the page set-up of sections (python-docx)."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

import docx as word_files
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt

from reporting.documents import layout
from reporting.documents.layout import STYLES, Style

_ALIGN = {"justify": "both", "left": "left", "center": "center", "right": "right"}
TWIPS_PER_MM = 1440 / 25.4


def element(tag: str, **attributes: str | int) -> Any:
    """<w:tag w:attribute="…"/>"""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)


def styled_file() -> tuple[WordFile, dict[str, str]]:
    """An empty file that has all styles, and the style ids by key of STYLES."""
    data, ids = _styled()
    return word_files.Document(BytesIO(data)), ids


@cache
def _styled() -> tuple[bytes, dict[str, str]]:
    """Made once a process: writing the styles takes six times as long as writing a plan with them."""
    word = word_files.Document()
    ids = apply(word)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue(), ids


def apply(word: WordFile) -> dict[str, str]:
    """Set document defaults and all styles; returns style ids by key of STYLES."""
    _defaults(word)
    return {key: _paragraph_style(word, style) for key, style in STYLES.items()}


def _defaults(word: WordFile) -> None:
    root = word.styles.element
    properties = root.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    properties.clear()
    properties.extend(_fonts_and_size(STYLES["body"].size))
    normal = word.styles["Normal"].element
    for child in normal.findall(qn("w:rPr")) + normal.findall(qn("w:pPr")):
        normal.remove(child)
    paragraph = root.find(qn("w:docDefaults")).find(qn("w:pPrDefault"))
    paragraph.clear()
    defaults = element("pPr")
    defaults.append(element("spacing", before=0, after=0, line=240, lineRule="auto"))
    paragraph.append(defaults)


def _fonts_and_size(size: float) -> list[Any]:
    font = layout.WORD_FONT
    return [
        element("rFonts", ascii=font, hAnsi=font, cs=font, eastAsia=font),
        element("sz", val=round(size * 2)),
        element("szCs", val=round(size * 2)),
        element("lang", val=layout.LANGUAGE, eastAsia=layout.LANGUAGE, bidi=layout.LANGUAGE),
    ]


def _paragraph_style(word: WordFile, style: Style) -> str:
    names = {existing.name for existing in word.styles}
    styles = word.styles
    made = styles[style.word] if style.word in names else styles.add_style(style.word, WD_STYLE_TYPE.PARAGRAPH)
    root = made.element
    # Heading styles of the template carry theme fonts, colours and sizes that beat our own: start them afresh.
    for child in root.findall(qn("w:pPr")) + root.findall(qn("w:rPr")):
        root.remove(child)
    root.append(_paragraph_properties(style))
    root.append(_run_properties(style))
    made.quick_style = True
    return str(made.style_id)


def _paragraph_properties(style: Style) -> Any:
    properties = element("pPr")
    if style.keep_next:
        properties.append(element("keepNext"))
    properties.append(
        element(
            "spacing",
            before=round(style.before * 20),
            after=round(style.after * 20),
            line=round(style.spacing * 240),
            lineRule="auto",
        )
    )
    properties.append(element("ind", left=twips(style.margin), firstLine=twips(style.indent)))
    properties.append(element("jc", val=_ALIGN[style.align]))
    if style.outline is not None:
        properties.append(element("outlineLvl", val=style.outline))
    return properties


def _run_properties(style: Style) -> Any:
    properties = element("rPr")
    fonts, size, size_cs, language = _fonts_and_size(style.size)
    properties.append(fonts)
    properties.extend(element(tag, val=int(on)) for tag, on in (("b", style.bold), ("i", style.italic)))
    properties.append(element("color", val="000000"))
    properties.extend([size, size_cs, language])
    return properties


def set_page(section: Section, *, landscape: bool, own_numbers: bool) -> None:
    """A4, margins, first page without number; `own_numbers` restarts at 1 (annexes)."""
    sides = (Mm(layout.PAGE_WIDTH), Mm(layout.PAGE_HEIGHT))
    section.page_width, section.page_height = sides[::-1] if landscape else sides
    section.top_margin, section.bottom_margin = Mm(layout.MARGIN_TOP), Mm(layout.MARGIN_BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.MARGIN_LEFT), Mm(layout.MARGIN_RIGHT)
    section.header_distance, section.footer_distance = Mm(layout.PAGE_NUMBER_FROM_EDGE), Mm(10)
    section.different_first_page_header_footer = True
    size = section._sectPr.find(qn("w:pgSz"))
    size.attrib.pop(qn("w:orient"), None)
    if landscape:
        size.set(qn("w:orient"), "landscape")
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    if own_numbers:
        borders = section._sectPr.find(qn("w:pgBorders"))
        before = section._sectPr.find(qn("w:pgMar")) if borders is None else borders
        before.addnext(element("pgNumType", start=1))


def frame_page(section: Section) -> None:
    """A double line around the page, so far from its edge."""
    borders = element("pgBorders", offsetFrom="page")
    for side in ("top", "left", "bottom", "right"):
        room = round(layout.FRAME_INSET * 72 / 25.4)
        borders.append(element(side, val="double", sz=round(layout.FRAME_LINE * 4), space=room, color="000000"))
    section._sectPr.find(qn("w:pgMar")).addnext(borders)


def page_number_header(section: Section) -> None:
    """PAGE field, centred in the top margin; later sections inherit it."""
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = 1
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        run.font.size = Pt(layout.PAGE_NUMBER_SIZE)
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            code = element("instrText")
            code.text = "PAGE"
            run._r.append(code)
