"""Batches (đợt) and the products named for them: place, producer, star sought, kind (pure, no ORM).

A plan without batches has one: the month in which it evaluates, else its year.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from ocop.text import fold

from .base import DOUBTFUL, LIKELY, UPPER, Found, Line, Section, matches
from .product_table import table_batches
from .targets import Targets, promises
from .windows import Window, read_window

_BATCH = re.compile(
    r"\W*(?P<label>đợt\s+(?P<number>\d{1,2}|[IVX]{1,4}))\s*(?:\([^)]*\)\s*)?[:.\-–]\s*(?P<rest>.*)", re.I
)
_KIND = r"(?:thị trấn|thị xã|thành phố|xã|phường|đặc khu|huyện|TT|TX|TP|P|X)\.?"
_PLACE = re.compile(rf"(?:^|[\s,–-]+)(?P<place>(?i:{_KIND})\s+[{UPPER}][\w’']*(?:\s+[{UPPER}\d][\w’']*)*)\s*$")
_PRODUCER = re.compile(
    r"(?:^|[\s,–-]+)(?P<producer>(?:HTX|THT|Hợp tác xã|Tổ hợp tác|Công ty|Doanh nghiệp|DNTN|Cơ sở|Hộ kinh doanh|HKD|Hộ)"
    r"\s+.+)$",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(\d{1,3})\s+(?:sản phẩm|SP)\b", re.IGNORECASE)
_QUOTED = re.compile(r"sản phẩm(?:\s+(?:OCOP|đạt|là))?\s+[“\"](?P<name>[^”\"]{3,80})[”\"]", re.IGNORECASE)
_OWNER = re.compile(
    rf"(?i:hợp tác xã|HTX|tổ hợp tác|THT|"
    rf"công ty)\s+((?:[{UPPER}][\w]*\s*){{1,6}})(?=(?:có|là|với|để|triển khai)\b|\W|$)"
)
_EVALUATES = r"(danh gia|phan hang|xep hang|tham dinh)"


def read_batches(
    sections: Sequence[Section], annex: Sequence[Line], targets: Targets, year: int, unit: str
) -> tuple[list[dict[str, Any]], list[Line], Found]:
    """Batches in the shape of `seed_schema.BATCH` (without unit codes), the lines they stand in, the data."""
    found = Found()
    batches: list[dict[str, Any]] = []
    lines: list[Line] = []
    for section in sections:
        for line in section.lines:
            match = None if line.cells else _BATCH.match(line.text)
            if match:
                batches.append(_batch(match, line, year, len(batches), found))
                lines.append(line)
    if not batches:
        batches = table_batches(annex, year, found)
    if not batches:
        batches = _one_batch(sections, targets, year, unit, found)
    return batches, lines, found


def _batch(match: re.Match[str], line: Line, year: int, index: int, found: Found) -> dict[str, Any]:
    number = match["number"]
    head, products = _products(match["rest"])
    window = read_window(match["rest"].partition(":")[0], year) or read_window(match["rest"], year)
    batch = _empty(int(number) if number.isdigit() else index + 1, match["label"].capitalize(), window, year)
    batch["wording"] = match["rest"]
    path = f"batches.{index}"
    note = "" if window else "Không đọc được thời gian của đợt; lấy cả năm."
    found.add(path, batch["label"], head, line, confidence=DOUBTFUL if note else "sure", note=note)
    promised = sum(int(number) for number in _COUNT.findall(_without(match["rest"])))
    short = f"Ghi {promised} sản phẩm, đọc được {len(products)}." if promised and promised != len(products) else ""
    for place, product in enumerate(products):
        batch["products"].append(product)
        notes = [short] if short else []
        if not product["place"]:
            notes.append("Không thấy địa chỉ.")
        confidence = (
            DOUBTFUL if notes else LIKELY if product["kind"] == "new" and not product["star_sought"] else "sure"
        )
        if confidence == LIKELY:
            notes.append("Không ghi hạng sao; coi là công nhận mới.")
        label = f"{batch['label']}, sản phẩm {place + 1}"
        found.add(f"{path}.products.{place}", label, dict(product), line, confidence=confidence, note=" ".join(notes))
    return batch


def _empty(number: int, label: str, window: Window | None, year: int) -> dict[str, Any]:
    first, last = window or (date(year, 1, 1), date(year, 12, 31))
    return {"number": number, "label": label, "window_from": first, "window_to": last, "wording": "", "products": []}


def _without(text: str) -> str:
    """A batch's text without the names of its products: what counts them."""
    return " ".join(clause.partition(":")[0].partition("(")[0] for clause in _clauses(text))


def _clauses(text: str) -> list[str]:
    """Sentences of a batch."""
    return [clause for clause in re.split(rf"\.\s+(?=[{UPPER}])", text) if clause.strip(" .")]


def _products(text: str) -> tuple[str, list[dict[str, Any]]]:
    """What is said of the batch before its first list, and the products of its lists."""
    products: list[dict[str, Any]] = []
    first = ""
    for lead, names in _lists(text):
        first = first or lead
        kind, star = _kind(lead), _star(lead)
        products += [_product(name, kind, star) for name in _names(names)]
    return (first or text).strip(" :"), products


def _lists(text: str) -> Iterator[tuple[str, str]]:
    """(words before, list) of "… gồm 04 SP: a; b" and of "nâng hạng 3 sản phẩm … . (a; b)"."""
    position = 0
    for match in re.finditer(r":\s*(?P<open>(?:[^:()]|\([^():;]*\))+?)(?=\.\s|\.?$)|\((?P<shut>[^()]*;[^()]*)\)", text):
        yield text[position : match.start()], match["open"] or match["shut"]
        position = match.end()


def _names(text: str) -> list[str]:
    """The entries of a list: parted by semicolons, else (no place in any) by commas."""
    parts = text.split(";") if ";" in text else [text]
    return [part.strip(" .") for part in parts if part.strip(" .")]


def _kind(lead: str) -> str:
    if matches(r"\b(nang hang|nang cap)\b", lead):
        return "upgrade"
    return "renewal" if matches(r"\b(cong nhan lai|danh gia lai|cap lai)\b", lead) else "new"


def _star(lead: str) -> int | None:
    """The one star a list is for: "3 sản phẩm OCOP 3 sao lên 4 sao" is four."""
    found = {promise.star for promise in promises(Line(0, lead))}
    return next(iter(found)) if len(found) == 1 else None


def _product(text: str, kind: str, star: int | None) -> dict[str, Any]:
    """ "Bưởi Luận Văn, HTX bưởi Luận Văn xã Thọ Xương" → name, producer, place."""
    place = _PLACE.search(text)
    rest = text[: place.start()].rstrip(" ,–-") if place else text
    producer = _PRODUCER.search(rest)
    name = rest[: producer.start()].rstrip(" ,–-") if producer and producer.start() else rest
    own = re.search(r"\(?\b([345])\s*sao\)?", name)
    product: dict[str, Any] = {"name": re.sub(r"\s*\(?\b[345]\s*sao\)?", "", name).strip(" ,–-")}
    product["place"] = place["place"] if place else ""
    if producer and producer.start():
        product["producer"] = producer["producer"].strip()
    return product | {"star_sought": int(own[1]) if own else star, "kind": kind}


def _one_batch(
    sections: Sequence[Section], targets: Targets, year: int, unit: str, found: Found
) -> list[dict[str, Any]]:
    """The batch of a plan that makes none: the products named with its targets, in the month it evaluates."""
    products = list(_promised(targets, unit, found)) or list(_quoted(sections, unit, found))
    if not products:
        return []
    line, window = _month(sections, year)
    label = f"Đánh giá tháng {window[0].month}/{window[0].year}" if window else f"Trong năm {year}"
    note = "Kế hoạch không chia đợt; ghi thành một đợt."
    confidence = LIKELY if window else DOUBTFUL
    found.add("batches.0", "Đợt", label, line, confidence=confidence, note=note)
    return [_empty(1, label, window, year) | {"products": products}]


def _month(sections: Iterable[Section], year: int) -> tuple[Line | None, Window | None]:
    for section in sections:
        for line in section.lines:
            if matches(rf"{_EVALUATES}.*\bthang \d", line.text):
                window = read_window(line.text, year)
                if window:
                    return line, window
    return None, None


def _promised(targets: Targets, unit: str, found: Found) -> Iterator[dict[str, Any]]:
    """Products listed in brackets behind a number, and as many unnamed ones as the number still wants."""
    index = 0
    for promise in targets.committed if any(_bracket(p) for p in targets.committed) else []:
        names = _bracket(promise)
        for name in [*names, *[None] * max(0, promise.number - len(names))]:
            product = _product(name or "", promise.kind, promise.star)
            product |= {"name": product["name"] or None, "place": product["place"] or unit}
            note = "" if name else "Kế hoạch chưa nêu tên sản phẩm."
            if not name:
                product["note"] = note
            label = f"Sản phẩm {index + 1}"
            found.add(f"batches.0.products.{index}", label, dict(product), promise.line, note=note, confidence=LIKELY)
            index += 1
            yield product


def _bracket(promise: Any) -> list[str]:
    """The names in brackets right behind a promise."""
    after = promise.line.text[promise.end :]
    match = re.match(r"[^();.]{0,80}?\((?P<names>[^()]+)\)", after)
    if (
        not match
        or re.match(r"\s*(trong đó|theo|gồm)", match["names"], re.IGNORECASE)
        or len(_names(match["names"])) < 1
    ):
        return []
    following = re.search(r"\d+\s+(?:sản phẩm|SP)", after)
    return [] if following and following.start() < match.start("names") else _names(match["names"])


def _quoted(sections: Iterable[Section], unit: str, found: Found) -> Iterator[dict[str, Any]]:
    """Products named in quotation marks, each once whatever its capitals."""
    kept: dict[str, tuple[str, Line, str]] = {}
    for section in sections:
        for line in section.lines:
            for match in _QUOTED.finditer(line.text):
                owner = _OWNER.search(line.text)
                name = match["name"].strip()
                before = kept.get(fold(name))
                if before is None or (owner and not before[2]):
                    kept[fold(name)] = (name, line, owner[1].strip() if owner else "")
    for index, (name, line, producer) in enumerate(kept.values()):
        product = {"name": name, "place": unit, "star_sought": None, "kind": "any"}
        if producer:
            product["producer"] = f"HTX {producer}"
        note = "Kế hoạch chỉ nêu tên sản phẩm, không nêu hạng sao và đợt."
        label = f"Sản phẩm {index + 1}"
        found.add(f"batches.0.products.{index}", label, dict(product), line, confidence=DOUBTFUL, note=note)
        yield product
