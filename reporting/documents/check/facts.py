"""What a finished document shows, whether it is PDF or Word: pages, paragraphs with place and look, tables.

The readers fill these; the rules read nothing else. Lengths in mm, type sizes and gaps in points.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

from reporting.documents.extract import normal


class Zone(StrEnum):
    """Where a paragraph stands: running text, a column of head or signature, table, top or bottom margin."""

    FLOW = "flow"
    HEAD_LEFT = "head left"
    HEAD_RIGHT = "head right"
    SIGN_LEFT = "sign left"
    SIGN_RIGHT = "sign right"
    CELL = "cell"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True)
class Span:
    """Words of one look. `color` is "000000" for black."""

    text: str
    font: str
    size: float
    bold: bool = False
    italic: bool = False
    color: str = "000000"


@dataclass(frozen=True)
class Para:
    """One paragraph (in columns and tables of a PDF: one line).

    `align` is "left", "center", "right", "both" or "columns" (words wide apart); `indent` of the first line against the
    others; `spacing` 1.0 = single; `gap` to the paragraph before it in the same flow; `start`: left end as a share of
    the page width. None: not to be told.
    `level`: (group, height in mm): paragraphs of one group at the same height stand side by side.
    `underline`: length of a line drawn under it. `first` = first on its page.
    """

    page: int
    zone: Zone
    spans: tuple[Span, ...]
    align: str | None = None
    indent: float | None = None
    spacing: float | None = None
    gap: float | None = None
    level: tuple[str, float] = ("", 0.0)
    width: float = 0.0
    underline: float | None = None
    start: float | None = None
    first: bool = False

    @property
    def text(self) -> str:
        return normal("".join(span.text for span in self.spans))

    @property
    def inked(self) -> tuple[Span, ...]:
        """Spans that leave ink."""
        return tuple(span for span in self.spans if span.text.strip())

    @property
    def is_bold(self) -> bool:
        return all(span.bold for span in self.inked)

    @property
    def is_italic(self) -> bool:
        return all(span.italic for span in self.inked)

    def starting(self, letters: int) -> Self:
        """The same paragraph cut after `letters` characters."""
        kept: list[Span] = []
        for span in self.spans:
            if letters > 0:
                kept.append(replace(span, text=span.text[:letters]))
                letters -= len(span.text)
        return replace(self, spans=tuple(kept))


@dataclass(frozen=True)
class Sheet:
    """One page; of a Word section its first page and, as an example, the next.

    Margins: room left at each side. `exact` tells that they are set values, not measured on what happens to be printed.
    `starts`: first page of the text or of an annex. `label`: the page number printed, None = none.
    """

    number: int
    width: float
    height: float
    margins: dict[str, float]
    exact: bool
    starts: bool
    label: Para | None = None


@dataclass(frozen=True)
class TableFacts:
    """`headed`: its first row is bold; `repeats`: that row comes again on the next page; `whole`: rows are not cut."""

    page: int
    headed: bool
    repeats: bool
    whole: bool = True


@dataclass(frozen=True)
class Facts:
    """A document as read. `kind` as named in the file ("" = not named); `text_edges` = left and right edge of running
    text on a measured page."""

    kind: str
    sheets: list[Sheet]
    paras: list[Para]
    tables: list[TableFacts] = field(default_factory=list)
    text_edges: tuple[float, float] | None = None

    def said(self, zone: Zone) -> list[Para]:
        return [para for para in self.paras if para.zone == zone]
