"""The child process: one spreadsheet in by stdin, lines of JSON out by stdout, limits on memory and time.

Started by reader.py with `python -I`; imports neither Django nor anything that reads settings. A file that makes the
parser abort kills this process only.
"""

import gc
import io
import json
import math
import resource
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from ocop.spreadsheets.csvread import CONTROL, read_csv
from ocop.spreadsheets.limits import Limits
from ocop.spreadsheets.package import open_package, unpack
from ocop.spreadsheets.refusal import Refused
from ocop.spreadsheets.sniff import check_content_types, sniff
from ocop.spreadsheets.xmlscan import Findings, scan_parts

EXACT_INTEGER = 2**53
BLOCK = 500
"""Rows told at once."""


def apply_limits(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def examine(data: bytes, name: str, limits: Limits) -> Iterator[Any]:
    """Blocks of rows [[cell…]…], cells as in `encode`; at last {"kind", "found": {…}} or {"refused": {…}}."""
    try:
        kind = sniff(data, name)
        if kind == "csv":
            yield from _blocks(read_csv(data, limits))
            yield {"kind": kind, "found": {}}
            return
        rows, found = read_workbook(data, limits)
        yield from _blocks(_encoded(rows, limits))
        yield {"kind": kind, "found": found}
    except Refused as refusal:
        yield {"refused": refusal.as_dict()}
    except MemoryError:
        yield {"refused": Refused("too_heavy").as_dict()}


def _blocks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """So many rows at a time: the parent takes them in while the next ones are encoded."""
    rows = iter(rows)
    while block := list(islice(rows, BLOCK)):
        yield block


def read_workbook(data: bytes, limits: Limits) -> tuple[list[list[Any]], dict[str, Any]]:
    """The first visible sheet as the parser reads it, and what was found on it; after every check. Raises Refused."""
    archive = open_package(data, limits)
    types = next(member for member in archive.infolist() if member.filename.lower() == "[content_types].xml")
    check_content_types(b"".join(unpack(archive, types)))
    findings = scan_parts(archive, limits)
    import python_calamine as calamine  # only after the checks

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        name = next(
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        )
        raw = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (calamine.CalamineError, StopIteration, OSError, ValueError):
        raise Refused("not_a_workbook") from None
    found = findings.get(name, Findings([], [], []))
    return raw, {"formula": found.formulas, "error_value": found.errors, "merged": found.merged}


def _encoded(raw: list[list[Any]], limits: Limits) -> Iterator[list[Any]]:
    """The rows themselves, their cells encoded in place; a row of ordinary texts is looked at as one text."""
    total = 0
    for number, row in enumerate(raw, 1):
        row[:] = [value if type(value) is str else encode(value) for value in row]
        texts = [value for value in row if type(value) is str]
        joined = "\n".join(texts)
        if not unicodedata.is_normalized("NFC", joined):
            row[:] = [encode(value) if type(value) is str else value for value in row]
            texts = [value for value in row if type(value) is str]
        if len(joined) > limits.max_cell_chars or CONTROL.search(joined):
            _check_cells(row, number, limits)
        total += sum(map(len, texts))
        if total > limits.max_total_chars:
            raise Refused("too_heavy")
        yield row


def _check_cells(row: list[Any], number: int, limits: Limits) -> None:
    """Name the first cell that no register holds; raises Refused."""
    for column, value in enumerate(row, 1):
        is_long = type(value) is str and len(value) > limits.max_cell_chars
        if is_long or (type(value) is str and CONTROL.search(value)):
            code = "cell_too_long" if is_long else "control_character"
            raise Refused(code, number, column, limit=limits.max_cell_chars)


def encode(value: Any) -> Any:
    """JSON for one cell: text NFC, whole floats as int, dates as {"date": iso} or {"datetime": iso}."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            return str(value)
        return int(value) if value.is_integer() and abs(value) < EXACT_INTEGER else value
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time | timedelta):
        return str(value)
    return value


def main() -> None:
    gc.disable()  # a short life: everything it makes is its answer
    given = json.loads(sys.argv[1])
    limits = Limits(**{key: value for key, value in given["limits"].items() if key in Limits._fields})
    apply_limits(limits)
    for item in examine(sys.stdin.buffer.read(limits.max_file_bytes + 1), given["name"], limits):
        tell(item)


def tell(item: Any) -> None:
    """One line: a list of rows, or at last the answer without them."""
    text = json.dumps(item, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(text.encode(errors="surrogatepass") + b"\n")
    sys.stdout.buffer.flush()
