"""A table of products as an annex: batches are the rows between, products the numbered rows (pure, no ORM)."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from ocop.text import fold

from .base import DOUBTFUL, Found, Line, matches
from .windows import read_window

_HEADINGS = {
    "name": r"(ten )?san pham",
    "producer": r"chu the|co so",
    "place": r"dia chi|dia diem|xa|don vi",
    "star": r"(hang )?sao|hang",
    "kind": r"loai|hinh thuc|ghi chu",
}
_KINDS = {"new": r"moi", "upgrade": r"nang", "renewal": r"lai"}
_BATCH = re.compile(r"^(?P<label>đợt\s+\w+|trong năm\s+\d{4}|đánh giá[^(]*|[^(\d][^(]*)", re.IGNORECASE)


def table_batches(lines: Sequence[Line], year: int, found: Found) -> list[dict[str, Any]]:
    """Batches of the first table with the headings product and place or star; [] when there is none."""
    places: dict[str, int] = {}
    batches: list[dict[str, Any]] = []
    width = 0
    for line in lines:
        if not places:
            places, width = _headings(line.cells), len(line.cells)
            continue
        if not line.cells:
            if batches and batches[-1]["products"] and not _between(line):
                break
            if _between(line):
                batches.append(_batch(line, year, len(batches)))
            continue
        _row(line, width, places, batches, year, found)
    return [batch for batch in batches if batch["products"]]


def _headings(cells: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for index, cell in enumerate(cells):
        for name, pattern in _HEADINGS.items():
            if name not in places and index not in places.values() and re.fullmatch(rf"({pattern})\b.*", fold(cell)):
                places[name] = index
    return places if "name" in places and ({"place", "star"} & places.keys()) else {}


def _between(line: Line) -> bool:
    """Whether a row of one cell (or a line inside the table) names a batch."""
    return matches(r"^(dot \w+|trong nam \d{4}|danh gia thang)\b", line.text)


def _batch(line: Line, year: int, index: int) -> dict[str, Any]:
    window = read_window(line.text, year)
    match = _BATCH.match(line.text)
    label = (match["label"] if match else line.text).strip(" :(")
    return {
        "number": index + 1,
        "label": label[:120],
        "window_from": window[0] if window else date(year, 1, 1),
        "window_to": window[1] if window else date(year, 12, 31),
        "wording": "",
        "products": [],
    }


def _row(
    line: Line, width: int, places: dict[str, int], batches: list[dict[str, Any]], year: int, found: Found
) -> None:
    cells = [*line.cells, *[""] * (width - len(line.cells))]
    name = cells[places["name"]]
    filled = [cell for cell in cells if cell]
    between = Line(line.number, filled[0] if len(set(filled)) == 1 else " ".join(filled))
    if len(set(filled)) == 1 or _between(between):
        batches.append(_batch(between, year, len(batches)))
        return
    if not name or matches(r"^(tong|cong)\b", name):
        return
    if not batches:
        batches.append(_batch(Line(line.number, f"Trong năm {year}"), year, 0))
    product = _product(cells, places)
    products = batches[-1]["products"]
    note = "" if product["place"] else "Không thấy địa chỉ."
    path = f"batches.{len(batches) - 1}.products.{len(products)}"
    label = f"{batches[-1]['label']}, sản phẩm {len(products) + 1}"
    found.add(path, label, dict(product), line, confidence=DOUBTFUL if note else "sure", note=note)
    products.append(product)


def _product(cells: Sequence[str], places: dict[str, int]) -> dict[str, Any]:
    said = {name: cells[index] for name, index in places.items()}
    star = re.search(r"[345]", said.get("star", ""))
    kind = next((kind for kind, word in _KINDS.items() if matches(rf"\b{word}\b", said.get("kind", ""))), "any")
    name = None if said["name"].startswith("(") else said["name"]
    product: dict[str, Any] = {"name": name, "place": said.get("place", "")}
    if said.get("producer"):
        product["producer"] = said["producer"]
    return product | {"star_sought": int(star[0]) if star else None, "kind": kind}
