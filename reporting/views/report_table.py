"""Tables of a period report as HTML rows. Written here and not by template: many cells, each with its own address."""

from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe

from ocop.text import format_date, format_number
from reporting.domain.period.types import Cell, Line, Table, Value


def shown(value: Value) -> str:
    """Vietnamese number or day; nothing for zero."""
    if isinstance(value, int):
        return format_number(value) if value else ""
    if isinstance(value, date):
        return format_date(value)
    return value or ""


def cell_html(cell: Cell, base: str) -> str:
    """The value; a figure with rows behind it is a link to them."""
    text = escape(shown(cell.value))
    if text and cell.ids:
        return f'<a href="{escape(base)}{escape(cell.key)}/">{text}</a>'
    return text


def line_html(line: Line, base: str, names: dict[str, str]) -> SafeString:
    """One table row; the second cell is its name. `names`: key of a row → address of what it names."""
    number, name, *cells = line.cells
    css = f' class="{line.look}"' if line.look else ""
    title = cell_html(name, base)
    if line.key in names:
        title = f'<a href="{escape(names[line.key])}">{title}</a>'
    made = "".join(f"<td{_css(cell)}>{cell_html(cell, base)}</td>" for cell in cells)
    # Values and addresses are escaped above.
    return mark_safe(
        f'<tr{css}><td class="num">{escape(shown(number.value))}</td><th scope="row">{title}</th>{made}</tr>'
    )


def _css(cell: Cell) -> str:
    is_word = isinstance(cell.value, str) and not cell.value[:1].isdigit()
    return "" if is_word else ' class="num"'


def lines_html(table: Table, base: str, names: dict[str, str] | None = None) -> list[SafeString]:
    """All rows of a table."""
    return [line_html(line, base, names or {}) for line in table.lines]


def column_name(table: Table, place: int) -> str:
    """Words of the header above a column, from above: "Còn hiệu lực – 4 sao"."""
    reach = [0] * len(table.widths)
    words = []
    for number, row in enumerate(table.header, start=1):
        free = [column for column in range(len(reach)) if reach[column] < number]
        for cell in row:
            if place in free[: cell.colspan]:
                words.append(cell.text)
            for column in free[: cell.colspan]:
                reach[column] = number + cell.rowspan - 1
            free = free[cell.colspan :]
    return " – ".join(words)


def figure_name(table: Table, key: str) -> tuple[str, str]:
    """What a figure counts: the name of its row, and the words above its column."""
    places = {cell.key: (line, place) for line in table.lines for place, cell in enumerate(line.cells)}
    line, place = places[key]
    return str(line.cells[1].value), column_name(table, place)
