"""What a Word paragraph or run looks like: document defaults, styles and its own settings laid over each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from reporting.documents import layout

_TWIPS_PER_MM = 1440 / 25.4
_BASE_SIZE = 10.0  # points, what Word takes when nothing is said
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_THEME = {"major": "majorFont", "minor": "minorFont"}
Settings = Mapping[str, str]


@dataclass(frozen=True)
class ParaLook:
    """Lengths in mm, gaps in points; `line` in lines or, when `exact`, in points."""

    align: str
    first: float
    left: float
    right: float
    before: float
    after: float
    line: float
    exact: bool


@dataclass(frozen=True)
class RunLook:
    font: str
    size: float
    bold: bool
    italic: bool
    color: str
    underlined: bool


class Looks:
    """Looks of one Word file."""

    def __init__(self, word: WordFile) -> None:
        root = word.styles.element
        self.styles = {style.get(qn("w:styleId")): style for style in root.findall(qn("w:style"))}
        self.normal = next(
            (
                key
                for key, style in self.styles.items()
                if style.get(qn("w:default")) in ("1", "true") and style.get(qn("w:type")) == "paragraph"
            ),
            "",
        )
        self.defaults = {
            tag: root.find(f"{qn('w:docDefaults')}/{qn(f'w:{tag}Default')}/{qn(f'w:{tag}')}") for tag in ("pPr", "rPr")
        }
        self.theme = _theme_fonts(word)
        self.chain = cache(self._chain)

    def _chain(self, style: str) -> tuple[Any, ...]:
        """A style and those it rests on, the deepest first."""
        found: list[Any] = []
        while style in self.styles and self.styles[style] not in found:
            found.append(self.styles[style])
            based = found[-1].find(qn("w:basedOn"))
            style = based.get(qn("w:val")) if based is not None else ""
        return tuple(reversed(found))

    def _layers(self, paragraph: Any, run: Any = None) -> Iterator[tuple[str, Any]]:
        """(tag, element) of settings from weakest to strongest."""
        own = paragraph.find(qn("w:pPr"))
        named = own.find(qn("w:pStyle")) if own is not None else None
        chain = self.chain(named.get(qn("w:val")) if named is not None else self.normal)
        for tag in ("pPr", "rPr"):
            yield tag, self.defaults[tag]
            yield from ((tag, style.find(qn(f"w:{tag}"))) for style in chain)
        yield "pPr", own
        if run is not None:
            mine = run.find(qn("w:rPr"))
            character = mine.find(qn("w:rStyle")) if mine is not None else None
            if character is not None:
                yield from (("rPr", style.find(qn("w:rPr"))) for style in self.chain(character.get(qn("w:val"))))
            yield "rPr", mine

    def _merged(self, wanted: str, paragraph: Any, run: Any = None) -> dict[str, dict[str, str]]:
        """Attributes by setting, later ones over earlier ones; a setting that is there without attributes is "on"."""
        merged: dict[str, dict[str, str]] = {}
        for tag, layer in self._layers(paragraph, run):
            if tag != wanted or layer is None:
                continue
            for setting in layer:
                name = _bare(setting.tag)
                given = {_bare(key): str(value) for key, value in setting.attrib.items()}
                if name in ("b", "i"):
                    given = {"val": given.get("val", "1")}
                if name == "rFonts" and any(key in given for key in ("ascii", "asciiTheme")):
                    merged.pop(name, None)
                merged[name] = {**merged.get(name, {}), **given}
        return merged

    def para(self, paragraph: Any) -> ParaLook:
        found = self._merged("pPr", paragraph)
        indent, spacing = found.get("ind", {}), found.get("spacing", {})
        exact = spacing.get("lineRule", "auto") != "auto"
        line = float(spacing.get("line", 240))
        return ParaLook(
            align={"start": "left", "end": "right"}.get(*[found.get("jc", {}).get("val", "left")] * 2),
            first=(_twips(indent, "firstLine") - _twips(indent, "hanging")),
            left=_twips(indent, "left") or _twips(indent, "start"),
            right=_twips(indent, "right") or _twips(indent, "end"),
            before=float(spacing.get("before", 0)) / 20,
            after=float(spacing.get("after", 0)) / 20,
            line=line / (20 if exact else 240),
            exact=exact,
        )

    def border(self, paragraph: Any, side: str) -> bool:
        """Whether a paragraph has a solid line at its "top" or "bottom"."""
        for tag, layer in self._layers(paragraph):
            found = layer.find(f"{qn('w:pBdr')}/{qn(f'w:{side}')}") if tag == "pPr" and layer is not None else None
            if found is not None:
                return found.get(qn("w:val")) == "single"
        return False

    def run(self, paragraph: Any, run: Any) -> RunLook:
        found = self._merged("rPr", paragraph, run)
        fonts, color = found.get("rFonts", {}), found.get("color", {}).get("val", "000000")
        theme = self.theme.get(fonts.get("asciiTheme", "")[:5], "")
        return RunLook(
            font=theme or fonts.get("ascii", "") or "Times New Roman",
            size=float(found.get("sz", {}).get("val", _BASE_SIZE * 2)) / 2,
            bold=_on(found, "b"),
            italic=_on(found, "i"),
            color="000000" if color == "auto" else color.lower(),
            underlined=found.get("u", {}).get("val", "none") != "none",
        )


def _theme_fonts(word: WordFile) -> dict[str, str]:
    """{"minor": font, "major": font}"""
    try:
        root = parse_xml(word.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    except KeyError:
        return {}
    paths = ((kind, root.find(f".//{_DRAWING}{tag}/{_DRAWING}latin")) for kind, tag in _THEME.items())
    return {kind: latin.get("typeface", "") for kind, latin in paths if latin is not None}


def _bare(name: Any) -> str:
    return str(name).rpartition("}")[2]


def _on(found: Mapping[str, Settings], name: str) -> bool:
    return found.get(name, {}).get("val", "0") not in ("0", "false", "off", "none")


def _twips(settings: Settings, name: str) -> float:
    return float(settings.get(name, 0)) / _TWIPS_PER_MM


def single_line(size: float) -> float:
    """Height in points of a single line of type of `size` points."""
    return size * layout.SINGLE_LINE
