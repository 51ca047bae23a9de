"""Tree → DOCX with real Word styles, headings, repeated header rows and page numbers hidden on first pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from reporting.documents import flow, fonts, layout, word_tables
from reporting.documents.layout import STYLES
from reporting.documents.tree import Annex, Document, PageBreak, Picture, Run, Table
from reporting.documents.word_styles import element, frame_page, page_number_header, set_page, styled_file

_POINTS_PER_MM = 72 / 25.4
_LONGEST_PROPERTY = 255  # characters of a property of a Word file
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def render(document: Document) -> bytes:
    return _Writer(document).bytes()


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.word, self.style_ids = styled_file()
        self.body = self.word.element.body

    def bytes(self) -> bytes:
        self._properties()
        section = self.word.sections[0]
        set_page(section, landscape=self.document.landscape, own_numbers=False)
        if self.document.framed:
            frame_page(section)
        page_number_header(section)
        for line in flow.form_mark_lines(self.document):
            self._add(self.paragraph(line))
        self._head()
        if not flow.is_letter(self.document):
            self._name()
        for line in flow.addressee_lines(self.document):
            self._add(self.paragraph(line))
        width = self._text_width()
        self._flow(flow.block_lines(self.document.blocks), width=width, hold_last=True)
        self._sign(width)
        for annex in self.document.annexes:
            self._annex(annex)
        stream = BytesIO()
        self.word.save(stream)
        return _timeless(stream.getvalue())

    def _properties(self) -> None:
        core = self.word.core_properties
        core.title, core.keywords = self.document.title[:_LONGEST_PROPERTY], self.document.kind
        core.author = " ".join(self.document.head.issuer)[:_LONGEST_PROPERTY] or core.title
        core.language, core.comments, core.last_modified_by = layout.LANGUAGE, "", core.author
        day = self.document.head.issued_on or date(self.document.head.year, 1, 1)
        core.created = core.modified = datetime(day.year, day.month, day.day)

    def _add(self, node: Any) -> Any:
        self.body.insert(len(self.body) - 1, node)  # the section properties stay last
        return node

    def paragraph(self, line: flow.Line, *, hold: bool = False, before: float | None = None) -> Any:
        """<w:p> of one line; `hold` keeps it on the page of what follows; `before` points replace the style's."""
        made, properties = element("p"), element("pPr")
        properties.append(element("pStyle", val=self.style_ids[line.style]))
        if hold:
            properties.append(element("keepNext"))
        if before is not None:
            properties.append(element("spacing", before=round(before * 20)))
        made.append(properties)
        made.extend(_run(run) for run in line.runs if run.text)
        return made

    def rule(self, width: float, room: float) -> Any:
        """A solid line `width` points long in the middle of `room` points: top border of an empty paragraph."""
        made, properties = element("p"), element("pPr")
        borders = element("pBdr")
        borders.append(element("top", val="single", sz=round(layout.RULE_THICKNESS * 8), space=1, color="000000"))
        side = max(round((room - width) / 2 * 20), 0)
        properties.append(element("keepNext"))
        properties.append(borders)
        properties.append(element("spacing", before=20, after=0, line=60, lineRule="exact"))
        properties.append(element("ind", left=side, right=side, firstLine=0))
        made.append(properties)
        return made

    def _text_width(self) -> float:
        """Of the main document, in mm."""
        return layout.ANNEX_TEXT_WIDTH_LANDSCAPE if self.document.landscape else layout.TEXT_WIDTH

    def _head(self) -> None:
        issuer, country = flow.issuer_lines(self.document), flow.country_lines()
        if not issuer:
            self._country_alone(country)
            return
        width = self._text_width() + 2 * layout.HEAD_OVERHANG
        left, right = (width * share for share in layout.HEAD_COLUMNS)
        number, place = flow.number_and_place(self.document)
        letter = flow.name_lines(self.document) if flow.is_letter(self.document) else []
        rows = (
            (
                [*map(self.paragraph, issuer), self.rule(_longest(issuer) * layout.RULE_SHARE, left * _POINTS_PER_MM)],
                [*map(self.paragraph, country), self.rule(_longest(country[-1:]), right * _POINTS_PER_MM)],
            ),
            (
                [self.paragraph(line) for line in (number, *letter[:1]) if line]
                + [self.paragraph(line, before=0) for line in letter[1:]],
                [self.paragraph(place)] if place else [],
            ),
        )
        self._add(word_tables.plain(rows, (left, right), indent=-layout.HEAD_OVERHANG))

    def _country_alone(self, country: list[flow.Line]) -> None:
        """The head of a form: country and motto in the middle of the page, the place under them if there is one."""
        width = self._text_width()
        for line in country:
            self._add(self.paragraph(line))
        self._add(self.rule(_longest(country[-1:]), width * _POINTS_PER_MM))
        place = flow.number_and_place(self.document)[1]
        if place:
            self._add(self.paragraph(place))

    def _name(self) -> None:
        lines = flow.name_lines(self.document)
        for line in lines:
            self._add(self.paragraph(line))
        width = self._text_width()
        room = width * _POINTS_PER_MM
        self._add(self.rule(min(_longest(lines[1:] or lines), room) * layout.RULE_SHARE, room))
        self._add(element("p"))

    def _flow(self, items: Iterable[flow.Line | flow.Object], *, width: float, hold_last: bool = False) -> None:
        listed = list(items)
        for index, item in enumerate(listed):
            match item:
                case Table():
                    self._add(word_tables.bordered(item, width, self.paragraph))
                    self._add(self.rule_free_gap())
                case Picture():
                    self._add(self._picture(item))
                case PageBreak():
                    self._add(_page_break())
                case _:
                    self._add(self.paragraph(item, hold=hold_last and index == len(listed) - 1))

    def _picture(self, picture: Picture) -> Any:
        """The bitmap in a centred paragraph, with its words for screen readers."""
        paragraph = self.word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape = paragraph.add_run().add_picture(
            BytesIO(picture.png), width=Mm(picture.width_mm), height=Mm(picture.height_mm)
        )
        shape._inline.docPr.set("descr", picture.alt)
        shape._inline.docPr.set("name", picture.name)
        return paragraph._p

    def rule_free_gap(self) -> Any:
        """Small empty paragraph after a table: Word joins two tables that touch."""
        made, properties = element("p"), element("pPr")
        properties.append(element("spacing", before=0, after=0, line=120, lineRule="exact"))
        made.append(properties)
        return made

    def _sign(self, width: float) -> None:
        left, right, below = flow.sign_columns(self.document)
        if not (left or right or below):
            return
        columns = [list(map(self._signing, left)), list(map(self._signing, right))]
        drawn = flow.sign_picture(self.document)
        if drawn:
            columns[0].insert(0, self._picture(drawn))
        self._add(word_tables.plain((columns,), [width * share for share in layout.SIGN_COLUMNS]))
        self._add(self.rule_free_gap())
        for line in below:
            self._add(self.paragraph(line))

    def _signing(self, line: flow.Line) -> Any:
        return self.paragraph(line, before=layout.SIGNATURE_ROOM if line.style == "signer" else None)

    def _annex(self, annex: Annex) -> None:
        section = self.word.add_section(WD_SECTION.NEW_PAGE)
        set_page(section, landscape=annex.landscape, own_numbers=True)
        for line in flow.annex_lines(annex):
            self._add(self.paragraph(line))
        width = layout.ANNEX_TEXT_WIDTH_LANDSCAPE if annex.landscape else layout.TEXT_WIDTH
        self._flow(flow.block_lines(annex.blocks), width=width)


def _page_break() -> Any:
    made, run = element("p"), element("r")
    run.append(element("br", type="page"))
    made.append(run)
    return made


def _timeless(data: bytes) -> bytes:
    """The package without times of writing: the same tree gives the same bytes, a second try changes nothing."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, _NO_TIME), source.read(name), ZIP_DEFLATED)
    return stream.getvalue()


def _run(run: Run) -> Any:
    made = element("r")
    if run.bold or run.italic:
        properties = element("rPr")
        properties.extend(element(tag) for tag, on in (("b", run.bold), ("i", run.italic)) if on)
        made.append(properties)
    for index, words in enumerate(run.text.split("\n")):
        if index:
            made.append(element("br"))
        text = element("t")
        text.text = words
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(text)
    return made


def _longest(lines: Iterable[flow.Line]) -> float:
    """Width in points of the longest line."""
    return max(
        fonts.text_width(
            "".join(run.text for run in line.runs),
            STYLES[line.style].size,
            bold=STYLES[line.style].bold,
            italic=STYLES[line.style].italic,
        )
        for line in lines
    )
