"""The annex of targets: a table of units × (total, 5, 4, 3 stars); empty cells stay empty, no row is made up (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ocop.text import fold

from .base import DOUBTFUL, Found, Line, matches

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})*|\d+")
_TOTAL_ROW = r"^(tong|cong|tong cong|tong so|toan tinh|toan huyen)\b"
_NAMES = r"(huyen|thi xa|thanh pho|don vi|dia phuong|xa|phuong)"
_FEWEST_ROWS = 2


@dataclass(frozen=True)
class Row:
    """One row as printed: order (0: none), the unit's name, total, numbers by star; None for an empty cell."""

    line: Line
    order: int
    name: str
    total: int | None
    stars: dict[int, int | None]

    @property
    def summed(self) -> int:
        """What the star cells add up to."""
        return sum(number or 0 for number in self.stars.values())


@dataclass
class Annex:
    """The table: its title, column headings, rows of units, and its own row of totals when it prints one."""

    title: str
    columns: list[str]
    rows: list[Row]
    total: Row | None = None


def read_annex(lines: Sequence[Line]) -> tuple[Annex | None, Found]:
    """The first table whose headings name units and stars; None when there is none."""
    found = Found()
    for table in _tables(lines):
        columns, first = _columns(table)
        places = _places(columns)
        if places is None:
            continue
        rows = [row for line in table[first:] if (row := _row(line, len(columns), places, found))]
        units = [row for row in rows if not matches(_TOTAL_ROW, row.name)]
        if len(units) < _FEWEST_ROWS:
            continue
        annex = Annex(_title(lines, table[0]), columns, units, next((r for r in rows if r not in units), None))
        _check(annex, found)
        return annex, found
    return None, found


def _tables(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of table rows."""
    tables: list[list[Line]] = []
    last = None
    for line in lines:
        if line.cells:
            if last is None:
                tables.append([])
            tables[-1].append(line)
        last = line if line.cells else None
    return tables


def _columns(table: Sequence[Line]) -> tuple[list[str], int]:
    """Headings (a second row of headings stands under the last columns), and where the data begin."""
    first = next((i for i, line in enumerate(table) if _is_data(line.cells)), len(table))
    width = max((len(line.cells) for line in table[first:]), default=0)
    columns = [""] * width
    for index, line in enumerate(table[:first]):
        cells = list(line.cells[:width])
        offset = width - len(cells) if index else 0
        for place, cell in enumerate(cells):
            if cell:
                columns[offset + place] = cell
    return columns, first


def _is_data(cells: Sequence[str]) -> bool:
    return sum(bool(_NUMBER.fullmatch(cell)) for cell in cells) >= 2 or (
        bool(cells) and bool(_NUMBER.fullmatch(cells[0])) and len(cells) > 1
    )


def _places(columns: Sequence[str]) -> dict[str, int] | None:
    """Which column is what: {"order", "name", "total", "5", "4", "3"}; None when it is no table of stars by unit."""
    places: dict[str, int] = {}
    for index, heading in enumerate(columns):
        key = fold(heading)
        star = re.search(r"\b([345])\s*sao\b", key)
        if star:
            places.setdefault(star[1], index)
        elif re.fullmatch(r"(tt|stt|so tt|so thu tu)", key):
            places.setdefault("order", index)
        elif re.search(rf"\b{_NAMES}\b", key) and "san pham" not in key:
            places.setdefault("name", index)
        elif re.search(r"\b(tong|cong|ke hoach|so luong|chi tieu)\b", key):
            places.setdefault("total", index)
    has_star = any(star in places for star in "345")
    return places if has_star and "name" in places else None


def _row(line: Line, width: int, places: dict[str, int], found: Found) -> Row | None:
    cells = [*line.cells, *[""] * (width - len(line.cells))]
    numbers = {key: _number(cells[index]) for key, index in places.items() if key != "name"}
    name = cells[places["name"]]
    if not name and matches(_TOTAL_ROW, cells[places.get("order", 0)]):
        name = cells[places.get("order", 0)]
    if not name:
        return None
    stars = {star: numbers[str(star)] for star in (5, 4, 3) if str(star) in numbers}
    for key, index in places.items():
        if key not in ("name", "order") and cells[index] and _number(cells[index]) is None:
            note = f"Ô “{cells[index]}” không phải là số."
            found.add("annex.rows", f"Phụ lục, {name}", cells[index], line, confidence=DOUBTFUL, note=note)
    return Row(line, numbers.get("order") or 0, name, numbers.get("total"), stars)


def _number(cell: str) -> int | None:
    return int(cell.replace(".", "")) if _NUMBER.fullmatch(cell) else None


def _title(lines: Sequence[Line], first: Line) -> str:
    """The lines in capitals above the table, without the word «Phụ lục»."""
    before = [line for line in lines if line.number < first.number and not line.cells]
    title: list[str] = []
    for line in reversed(before[-6:]):
        if line.text.startswith("(") or (matches(r"^(phu luc|don vi tinh)\b", line.text) and len(line.text) < 30):
            continue
        if not line.text.isupper():
            break
        title.insert(0, line.text)
    return " ".join(title)


def _check(annex: Annex, found: Found) -> None:
    """Every row is a datum; sums that do not agree and orders that leap are doubtful, nothing is mended."""
    last = 0
    for index, row in enumerate(annex.rows):
        notes = []
        if row.total is not None and row.stars and row.total != row.summed:
            notes.append(f"Cột tổng ghi {row.total}, các hạng sao cộng được {row.summed}.")
        if row.order and row.order != last + 1:
            notes.append(f"Số thứ tự {row.order} đứng sau {last}: có thể thiếu dòng.")
        last = row.order or last
        value = {"unit": row.name, "total": row.total, **{f"star_{star}": n for star, n in row.stars.items()}}
        confidence = DOUBTFUL if notes else "sure"
        path, label = f"annex.rows.{index}", f"Phụ lục, dòng {row.order or index + 1}"
        found.add(path, label, value, row.line, confidence=confidence, note=" ".join(notes))
    if annex.total:
        _check_total(annex, annex.total, found)


def _check_total(annex: Annex, total: Row, found: Found) -> None:
    notes = []
    summed = sum(row.total if row.total is not None else row.summed for row in annex.rows)
    if total.total is not None and total.total != summed:
        notes.append(f"Dòng tổng ghi {total.total}, các dòng cộng được {summed}.")
    for star, number in total.stars.items():
        below = sum(row.stars.get(star) or 0 for row in annex.rows)
        if number is not None and number != below:
            notes.append(f"{star} sao: ghi {number}, cộng được {below}.")
    value = {"total": total.total, **{f"star_{star}": number for star, number in total.stars.items()}}
    confidence = DOUBTFUL if notes else "sure"
    found.add("totals", "Phụ lục, dòng tổng", value, total.line, confidence=confidence, note=" ".join(notes))


def totals_of(annex: Annex) -> dict[str, int]:
    """The printed row of totals in the shape of `seed_schema.TOTALS`; {} when there is none."""
    if annex.total is None or annex.total.total is None:
        return {}
    return {"total": annex.total.total} | {f"star_{s}": n for s, n in annex.total.stars.items() if n is not None}


def annex_targets(annex: Annex, codes: dict[str, str]) -> list[dict[str, Any]]:
    """Star cells as rows of `seed_schema.TARGET`; units without a code are left out."""
    return [
        {"unit": row.name, "unit_code": codes[row.name], "star": star, "kind": "any", "committed": number}
        for row in annex.rows
        if row.name in codes
        for star, number in sorted(row.stars.items(), reverse=True)
        if number is not None
    ]
