"""Rows of the progress table as HTML. Written here and not by template: 166 rows cost a tenth of the time."""

from decimal import Decimal
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from ocop.text import format_number
from reporting.domain.progress_types import STARS, Cell, Row


def number(value: int | Decimal) -> str:
    """Vietnamese number, nothing for zero; one decimal place where there is one."""
    if not value:
        return ""
    return format_number(value, 0 if value == int(value) else 1)


def bar(cell: Cell) -> str:
    """Achieved of target with a tick at what is expected by the day; decoration beside the numbers."""
    top = max(cell.committed, cell.achieved)
    if not top:
        return ""
    width, mark = 100 * cell.achieved / top, min(99.0, 100 * float(cell.expected) / top)
    tick = f'<path class="meter-mark" d="M{mark:.0f} 0V10"/>' if cell.committed else ""
    tone = " meter-warn" if cell.attainment == "late" else ""
    return (
        f'<svg class="meter{tone}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="meter-ground" width="100" height="10"/>'
        f'<rect class="meter-value" width="{width:.0f}" height="10"/>'
        f"{tick}</svg>"
    )


@lru_cache(maxsize=8192)
def full_cells(cell: Cell, missing: int) -> tuple[str, str, str, str]:
    """Target, achieved with its bar, expected by the day, missing; cut around the number achieved, which is a link."""
    before = f'<td class="num">{number(cell.committed)}</td><td class="num">'
    after = f'{bar(cell)}</td><td class="num">{number(cell.expected)}</td><td class="num">{number(missing)}</td>'
    return before, number(cell.achieved), "", after


@lru_cache(maxsize=8192)
def star_cell(cell: Cell) -> tuple[str, str, str, str]:
    """One star in one cell: "4/8", the bar, and under it what is expected and missing; cut in the same way."""
    if not cell.committed and not cell.achieved:
        return '<td class="num">', "", "", "</td>"
    under = f"<small>dự kiến {number(cell.expected) or 0} · thiếu {number(cell.missing) or 0}</small>"
    target = f"/{number(cell.committed)}" if cell.committed else ""
    return (
        '<td class="num">',
        number(cell.achieved) or "0",
        target,
        f"{bar(cell)}{under if cell.committed else ''}</td>",
    )


def linked(parts: tuple[str, str, str, str], url: str, *, is_some: bool) -> str:
    """The cells with the number achieved leading to the products behind it."""
    before, achieved, rest, after = parts
    shown = f'<a href="{escape(url)}">{achieved}</a>' if url and is_some else achieved
    return f"{before}{shown}{rest}{after}"


def line(row: Row, url: str, star: int | None, *, kind: str | None = None, css: str = "", note: str = "") -> SafeString:
    """One table row. On the map it is drawn from its data attributes (progress-map.js). `url`: its products."""
    cell = row.cell(star, kind)
    name = escape(row.name)
    head = f'<a href="{escape(url)}">{name}</a>' if url else name
    place = ""
    if row.lat is not None and row.lon is not None and not css:
        state = "extra" if cell.attainment == "none" and cell.achieved else cell.attainment
        place = (
            f' data-lat="{row.lat:.4f}" data-lon="{row.lon:.4f}" data-target="{cell.committed}"'
            f' data-achieved="{cell.achieved}" data-state="{state}"'
        )
    cells = linked(full_cells(cell, row.missing_of(star, kind)), url, is_some=cell.achieved > 0)
    if star is None:
        more = f"{url}{'&' if '?' in url else '?'}sao=" if url else ""
        for each in STARS:
            part = row.cell(each, kind)
            cells += linked(star_cell(part), f"{more}{each}" if more else "", is_some=part.achieved > 0)
    extra = f"<small>{escape(note)}</small>" if note else ""
    css_class = f' class="{css}"' if css else ""
    # Names and urls are escaped above; everything else is made of numbers here.
    return mark_safe(f'<tr{css_class}{place}><th scope="row">{head}{extra}</th>{cells}</tr>')
