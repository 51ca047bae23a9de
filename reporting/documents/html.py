"""The tree as one HTML page for WeasyPrint. Style sheet and markup carry no measure of their own: see `layout`."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape

from reporting.documents import flow, fonts, layout
from reporting.documents.layout import STYLES, Style
from reporting.documents.tree import Annex, Cell, Document, PageBreak, Picture, Run, Table

_TAGS = {"type": "h1", "certificate_type": "h1", "h1": "h2", "h2": "h3", "h3": "h4", "item": "li", "annex": "h2"}
# Symbols ("36/KH-UBND", "24/02/2025") are not broken at line ends.
_UNBROKEN = re.compile(r"( ?)(?<!\S)([^\s]*\w[-/–&]\w[^\s]*)")
_LONGEST_UNBROKEN = 22


def render(document: Document) -> str:
    body = [
        *map(_line, flow.form_mark_lines(document)),
        _head(document),
        "" if flow.is_letter(document) else _name(flow.name_lines(document)),
        _addressees(flow.addressee_lines(document)),
        *_flow(flow.block_lines(document.blocks)),
        _sign(document),
        *(_annex(annex) for annex in document.annexes),
    ]
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{escape(document.title)}</title>'
        f'<meta name="author" content="{escape(" ".join(document.head.issuer) or document.title)}">'
        f'<meta name="keywords" content="{escape(document.kind)}">'
        f"<style>{css()}{_own_css(document)}</style></head><body>{''.join(body)}</body></html>"
    )


def _head(document: Document) -> str:
    """Issuer and country side by side, number and place under them; a form has the country alone, centred."""
    issuer, (number, place) = flow.issuer_lines(document), flow.number_and_place(document)
    if not issuer:
        return f'<div class="country">{_country()}</div>' + (_line(place) if place else "")
    letter = "".join(map(_line, flow.name_lines(document))) if flow.is_letter(document) else ""
    under = f'<div class="left">{_line(number) if number else ""}{letter}</div>'
    under += f'<div class="right">{_line(place) if place else ""}</div>'
    return (
        '<div class="head"><div class="row">'
        f'<div class="left">{_ruled(issuer, "share")}</div><div class="right">{_country()}</div>'
        f'</div><div class="row level">{under}</div></div>'
    )


def _addressees(lines: list[flow.Line]) -> str:
    return f'<div class="addressees">{"".join(map(_line, lines))}</div>' if lines else ""


def _inline(run: Run) -> str:
    text = escape(run.text, quote=False)
    text = _UNBROKEN.sub(_unbroken, text)
    for wanted, tag in ((run.italic, "i"), (run.bold, "b")):
        text = f"<{tag}>{text}</{tag}>" if wanted else text
    return text


def _unbroken(found: re.Match[str]) -> str:
    """The symbol kept whole. The space before it is a box of its own: WeasyPrint 70 breaks a text that ends in a space
    before an unbreakable box near the text's first word instead of its last."""
    if len(found[2]) > _LONGEST_UNBROKEN:
        return found[0]
    return f'{"<span> </span>" if found[1] else ""}<span class="u">{found[2]}</span>'


def _line(line: flow.Line) -> str:
    tag = _TAGS.get(line.style, "p")
    return f'<{tag} class="s-{line.style}">{"".join(map(_inline, line.runs))}</{tag}>'


def _ruled(lines: Iterable[flow.Line], kind: str) -> str:
    """Lines in a box as wide as their text, with the rule of ô 1, 2 or 5 under them."""
    return f'<div class="ruled">{"".join(map(_line, lines))}<div class="rule-{kind}"></div></div>'


def _country() -> str:
    country, motto = flow.country_lines()
    return f"{_line(country)}{_ruled([motto], 'full')}"


def _name(lines: list[flow.Line]) -> str:
    return f'{_line(lines[0])}<div class="name">{_ruled(lines[1:], "share")}</div>'


def _flow(items: Iterator[flow.Line | flow.Object]) -> Iterator[str]:
    in_list = False
    for item in items:
        is_item = isinstance(item, flow.Line) and item.style == "item"
        if is_item != in_list:
            yield "<ul>" if is_item else "</ul>"
            in_list = is_item
        yield _block(item)
    if in_list:
        yield "</ul>"


def _block(item: flow.Line | flow.Object) -> str:
    match item:
        case Table():
            return _table(item)
        case Picture():
            return _picture(item)
        case PageBreak():
            return '<div class="new-page"></div>'
    return _line(item)


def _picture(picture: Picture) -> str:
    """The drawing as vectors, in a data address: scripts and outer files of an SVG are dead there."""
    data = b64encode(picture.svg.encode()).decode()
    size = f"width:{picture.width_mm}mm;height:{picture.height_mm}mm"
    source = f"data:image/svg+xml;base64,{data}"
    return f'<p class="picture"><img src="{source}" alt="{escape(picture.alt)}" style="{size}"></p>'


def _table(table: Table) -> str:
    columns = "".join(f'<col style="width:{share * 100:.2f}%">' for share in table.widths)
    head = "".join(_row(row, "th") for row in table.header)
    body = "".join(_row(row, "td") for row in table.rows)
    head = f"<thead>{head}</thead>" if head else ""
    kind = "" if table.bordered else ' class="bare"'
    size = f' style="font-size:{table.size}pt"' if table.size else ""
    return f"<table{kind}{size}><colgroup>{columns}</colgroup>{head}<tbody>{body}</tbody></table>"


def _row(row: tuple[Cell, ...], tag: str) -> str:
    return f"<tr>{''.join(_cell(cell, tag) for cell in row)}</tr>"


def _cell(cell: Cell, tag: str) -> str:
    spans = "".join(f' {name}="{n}"' for name, n in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if n > 1)
    lines = cell.text.split("\n") if cell.text else []
    text = "<br>".join(_inline(Run(line, bold=cell.bold, italic=cell.italic)) for line in lines)
    return f'<{tag} class="a-{cell.align.value}"{spans}>{text}</{tag}>'


def _sign(document: Document) -> str:
    left, right, below = ("".join(map(_line, column)) for column in flow.sign_columns(document))
    drawn = flow.sign_picture(document)
    left = (_picture(drawn) if drawn else "") + left
    if not (left or right or below):
        return ""
    columns = f'<div class="left">{left}</div><div class="right">{right}</div>'
    return f'<div class="sign"><div class="row">{columns}</div></div>{below}'


def _annex(annex: Annex) -> str:
    head = "".join(map(_line, flow.annex_lines(annex)))
    kind = "annex wide" if annex.landscape else "annex"
    return f'<section class="{kind}">{head}{"".join(_flow(flow.block_lines(annex.blocks)))}</section>'


def _own_css(document: Document) -> str:
    """What only this document's pages have: lying on their side, a frame."""
    width, height = layout.PAGE_HEIGHT, layout.PAGE_WIDTH
    lying = ""
    if document.landscape:
        head = layout.ANNEX_TEXT_WIDTH_LANDSCAPE + 2 * layout.HEAD_OVERHANG
        lying = f"@page{{size:{width}mm {height}mm}}@page annex{{size:{height}mm {width}mm}}.head{{width:{head}mm}}"
    inset = layout.FRAME_INSET
    room = " ".join(f"{side - inset}mm" for side in (layout.MARGIN_TOP, layout.MARGIN_RIGHT) * 2)
    frame = f"@page{{margin:{inset}mm;border:{layout.FRAME_LINE}pt double #000;padding:{room}}}"
    return lying + (frame if document.framed else "")


@cache
def css() -> str:
    return _faces_css() + _page_css() + "".join(_style_css(key, style) for key, style in STYLES.items()) + _parts_css()


def _faces_css() -> str:
    return "".join(
        f'@font-face{{font-family:"{fonts.FAMILY}";font-weight:{"bold" if bold else "normal"};'
        f'font-style:{"italic" if italic else "normal"};src:url("{file.as_uri()}")}}'
        for (bold, italic), file in fonts.faces().files.items()
    )


def _page_css() -> str:
    margins = f"{layout.MARGIN_TOP}mm {layout.MARGIN_RIGHT}mm {layout.MARGIN_BOTTOM}mm {layout.MARGIN_LEFT}mm"
    number = (
        f'@top-center{{content:counter(page);font:{layout.PAGE_NUMBER_SIZE}pt "{fonts.FAMILY}";'
        f"vertical-align:top;padding-top:{layout.PAGE_NUMBER_FROM_EDGE}mm}}"
    )
    hidden = "@top-center{content:none}"
    return (
        f"@page{{size:{layout.PAGE_WIDTH}mm {layout.PAGE_HEIGHT}mm;margin:{margins};{number}}}@page :first{{{hidden}}}"
        f"@page wide{{size:{layout.PAGE_HEIGHT}mm {layout.PAGE_WIDTH}mm}}"
        f"@page :nth(1 of annex){{counter-reset:page 1;{hidden}}}@page :nth(1 of wide){{counter-reset:page 1;{hidden}}}"
        ".annex{page:annex;break-before:page}.annex.wide{page:wide}"
    )


def _style_css(key: str, style: Style) -> str:
    return (
        f".s-{key}{{font-size:{style.size}pt;font-weight:{'bold' if style.bold else 'normal'};"
        f"font-style:{'italic' if style.italic else 'normal'};text-align:{style.align};text-indent:{style.indent}mm;"
        f"margin:{style.before}pt 0 {style.after}pt {style.margin}mm;"
        f"line-height:{layout.SINGLE_LINE * style.spacing:.3f};"
        f"{'break-after:avoid;' if style.keep_next else ''}}}"
    )


def _parts_css() -> str:
    cell = STYLES["cell"]
    top, side = layout.TABLE_PADDING
    shares = "".join(
        f".{part} .left{{width:{left * 100:.0f}%}}.{part} .right{{width:{right * 100:.0f}%}}"
        for part, (left, right) in (("head", layout.HEAD_COLUMNS), ("sign", layout.SIGN_COLUMNS))
    )
    return (
        f'html{{font-family:"{fonts.FAMILY}";color:#000}}body{{margin:0;orphans:2;widows:2}}'
        ".u{white-space:nowrap}ul{list-style:none;margin:0;padding:0}"
        ".head,.sign{display:table;width:100%;table-layout:fixed;break-inside:avoid}"
        ".row{display:table-row}.left,.right{display:table-cell;vertical-align:top}"
        f".level>div{{vertical-align:baseline}}.head{{margin:0 -{layout.HEAD_OVERHANG}mm;width:auto}}"
        f"{shares}.head .left,.head .right,.name{{text-align:center}}"
        ".ruled{display:inline-block;max-width:100%}"
        f".rule-full,.rule-share{{border-top:{layout.RULE_THICKNESS}pt solid #000;margin:2pt auto 0}}"
        f".rule-share{{width:{layout.RULE_SHARE * 100:.0f}%}}.name{{margin-bottom:14pt}}"
        ".s-country,.s-motto{white-space:nowrap}.s-letter_abstract+.s-letter_abstract{margin-top:0}"
        ".sign{break-before:avoid;margin-top:6pt}"
        f".s-authority+.s-signer,.s-hint+.s-signer{{margin-top:{layout.SIGNATURE_ROOM}pt}}"
        f"table{{border-collapse:collapse;width:100%;table-layout:fixed;margin:4pt 0 8pt;font-size:{cell.size}pt}}"
        f"td,th{{border:{layout.TABLE_LINE}pt solid #000;padding:{top}mm {side}mm;"
        f"line-height:{layout.SINGLE_LINE};vertical-align:middle}}"
        ".s-letter_abstract+.s-letter_abstract{margin-top:0}"
        ".bare{break-inside:avoid}.bare td,.bare th{border:0;padding:0 1mm 1mm 0;vertical-align:top}"
        ".country{text-align:center}.picture{text-align:center;margin:2pt 0}.new-page{break-after:page}"
        "tr{break-inside:avoid}.a-left{text-align:left}.a-center{text-align:center}.a-right{text-align:right}"
    )
