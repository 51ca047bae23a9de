"""The parent's side: never parses, only starts the child and words what it says."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ocop.spreadsheets.limits import Limits
from ocop.spreadsheets.table import Cell, Fault, Grid, Reading, Row, Table, make_fault, type_of_value

# The package's own __init__ would import Celery and settings: a bare module of its name stands in for it. Started
# without `site` (-S), which costs as much as the interpreter: the parser's folder is all that is needed of it.
# zipfile does without the compressions that are refused anyway.
BOOT = (
    "import sys, types\n"
    "sys.path.append(sys.argv[3]); sys.modules.update(bz2=None, lzma=None)\n"
    "for name in ('ocop', 'ocop.spreadsheets'):\n"
    "    module = types.ModuleType(name); module.__path__ = [sys.argv[2] + '/' + name.replace('.', '/')]\n"
    "    sys.modules[name] = module\n"
    "from ocop.spreadsheets.child import main\n"
    "main()\n"
    "import os\n"
    "os._exit(0)\n"  # its answer is out: taking half a million cells apart would be waited for
)
ROOT = Path(__file__).resolve().parents[2]
PARSER = Path(str(find_spec("python_calamine").origin)).parents[1]  # type: ignore[union-attr] # a requirement
Take = Callable[[list[list[Any]]], list[Any]]


def read_table(data: bytes, name: str, limits: Limits | None = None) -> Reading:
    """Check and parse one XLSX or CSV; `name` is the uploader's file name.

    The first non-empty row is the header. Returns a Reading whose faults are worded in Vietnamese; raises nothing for
    whatever stands in the file.
    """
    limits = limits or Limits()
    answer = _examined(data, name, limits)
    return Reading(None, [answer]) if isinstance(answer, Fault) else _reading(answer, limits)


def read_grid(data: bytes, name: str, limits: Limits | None = None) -> Grid | Fault:
    """Check and parse one XLSX or CSV as it stands: no row is taken for a header, merged cells and formulas are only
    noted. A file that is refused gives its Fault; raises nothing for whatever stands in the file."""
    limits = limits or Limits()
    answer = _examined(data, name, limits, _texts)
    if isinstance(answer, Fault):
        return answer
    found = answer["found"]
    too_many = next((code for code, places in found.items() if len(places) > limits.max_noted), None)
    if too_many is not None:
        first = found[too_many][0]
        return make_fault(too_many, first[0], first[1], area=first[-1])
    return Grid(
        answer["rows"],
        answer["kind"],
        frozenset((row, column) for row, column in found.get("formula", ())),
        frozenset((row, column) for row, column in found.get("error_value", ())),
        tuple(_area(reference) for _row, _column, reference in found.get("merged", ())),
    )


def _examined(data: bytes, name: str, limits: Limits, take: Take = list) -> dict[str, Any] | Fault:
    """The child's answer, or the fault it is refused for."""
    if len(data) > limits.max_file_bytes:
        return make_fault("file_too_large", limit=limits.max_file_bytes // 1_000_000)
    answer = run_child(data, name, limits, take)
    if "refused" in answer:
        refusal = answer["refused"]
        return make_fault(refusal["code"], refusal["row"], refusal["column"], **refusal["params"])
    return answer


def _texts(rows: list[list[Any]]) -> list[list[str]]:
    return [[value.strip() if type(value) is str else _text(value) for value in row] for row in rows]


def _text(value: Any) -> str:
    """As Cell.text, straight from the child's answer."""
    if value is None:
        return ""
    if type(value) is dict:
        ((kind, moment),) = value.items()
        return _moment_text(kind, moment)
    return str(value) if type(value) in (int, float) else Cell(1, _decode(value)).text


@lru_cache(maxsize=4096)
def _moment_text(kind: str, moment: str) -> str:
    """A date is the same in hundreds of rows."""
    return Cell(1, _decode({kind: moment})).text


def _area(reference: str) -> tuple[int, int, int, int]:
    corners = [_corner(part) for part in reference.split(":")]
    (row, column), (last_row, last_column) = corners[0], corners[-1]
    return row, column, last_row, last_column


def _corner(reference: str) -> tuple[int, int]:
    letters, number = re.fullmatch(r"([A-Z]+)([0-9]+)", reference).groups()  # type: ignore[union-attr] # checked by the child
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(number), column


def run_child(data: bytes, name: str, limits: Limits, take: Take = list) -> dict[str, Any]:
    """The child's answer, its rows as `take` makes them of each block; its death becomes a refusal."""
    argument = json.dumps({"name": name, "limits": limits._asdict()})
    command = [sys.executable, "-I", "-S", "-c", BOOT, argument, str(ROOT), str(PARSER)]
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}  # no secret goes along
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, env=kept) as child:
        end = threading.Timer(limits.wall_seconds, child.kill)
        end.start()
        try:
            answer = _heard(child, data, take)
            child.wait()
        finally:
            end.cancel()
    if child.returncode == 0:
        return answer
    code = "too_slow" if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL) else "too_heavy"
    return {"refused": {"code": code, "row": None, "column": None, "params": {}}}


def _heard(child: subprocess.Popen[bytes], data: bytes, take: Take) -> dict[str, Any]:
    """Give the child its file and listen; a child that dies is heard to its last whole line."""
    assert child.stdin is not None
    assert child.stdout is not None
    with suppress(BrokenPipeError):
        child.stdin.write(data)
        child.stdin.close()
    rows: list[Any] = []
    answer: dict[str, Any] = {}
    for line in child.stdout:
        if line.endswith(b"\n"):
            told = json.loads(line)
            if isinstance(told, list):
                rows += take(told)
            else:
                answer = told
    return answer if "refused" in answer else {**answer, "rows": rows}


def _refused(code: str, **params: Any) -> Reading:
    return Reading(None, [make_fault(code, **params)])


def _decode(value: Any) -> type_of_value:
    if isinstance(value, dict):
        if "date" in value:
            return date.fromisoformat(value["date"])
        moment = datetime.fromisoformat(value["datetime"])
        is_midnight = (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)
        return moment.date() if is_midnight else moment
    decoded: type_of_value = value if value != "" else None
    return decoded


def _reading(answer: dict[str, Any], limits: Limits) -> Reading:
    rows = [
        Row(number, [Cell(column, _decode(value)) for column, value in enumerate(values, 1)])
        for number, values in enumerate(answer["rows"], 1)
    ]
    rows = [row for row in rows if not row.is_empty]
    if not rows:
        return _refused("empty_file")
    header = [" ".join(cell.text.split()) for cell in rows[0].cells]
    table = Table(header, rows[1:], answer["kind"])
    faults = _header_faults(rows[0], header, table.rows) + _found_faults(answer["found"], header, limits)
    if not table.rows and not faults:
        faults.append(make_fault("no_rows"))
    return Reading(table, faults)


def _header_faults(row: Row, header: list[str], rows: list[Row]) -> list[Fault]:
    faults = []
    seen: set[str] = set()
    for column, title in enumerate(header, 1):
        key = title.casefold()
        if key and key in seen:
            faults.append(make_fault("duplicate_header", row.number, column, title))
        seen.add(key)
        if not key and any(item.text(column - 1) for item in rows):
            faults.append(make_fault("nameless_column", row.number, column))
    return faults


def _found_faults(found: dict[str, list[Any]], header: list[str], limits: Limits) -> list[Fault]:
    """Formulas, error values and merged cells, each with its address; beyond the bound only that there are more."""
    faults = []
    for code, places in found.items():
        for place in places[: limits.max_reported]:
            row, column = place[0], place[1]
            title = header[column - 1] if column <= len(header) else ""
            params = {"area": place[2]} if len(place) > 2 else {}
            faults.append(make_fault(code, row, column, title, **params))
        if len(places) > limits.max_reported:
            faults.append(make_fault("more_like_this", limit=limits.max_reported))
    return faults
