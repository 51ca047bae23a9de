"""What a person confirms and corrects in a proposal before it becomes a draft (pure, no ORM)."""

import copy
from collections.abc import Mapping
from datetime import date
from typing import Any

from .base import DOUBTFUL

Data = dict[str, Any]
_DATES = ("issued_on", "window_from", "window_to")


def doubtful(result: Mapping[str, Any]) -> list[Data]:
    """Data a person must look at, one a path, each with `index` and `is_editable` (its value is one text or number)."""
    kept: dict[str, Data] = {}
    for one in result.get("data", []):
        if one["confidence"] == DOUBTFUL:
            before = kept.get(one["path"])
            if before:
                before["note"] = f"{before['note']} {one['note']}".strip()
            else:
                kept[one["path"]] = dict(one)
    return [one | {"index": index, "is_editable": is_editable(result, one)} for index, one in enumerate(kept.values())]


def is_editable(result: Mapping[str, Any], datum: Mapping[str, Any]) -> bool:
    """Whether the datum is one value of the proposal, which can be typed anew."""
    try:
        value = _at(result, datum["path"])
    except (KeyError, IndexError, TypeError, ValueError):
        return False
    return value is None or isinstance(value, str | int)


def apply_edits(result: Mapping[str, Any], edits: Mapping[str, str]) -> Data:
    """A copy of the proposal with the values typed. A unit renamed in the annex keeps its numbers; left blank, the row
    and its numbers are left out. Raises ValueError naming the path for a number that is none."""
    changed: Data = copy.deepcopy(dict(result))
    dropped: set[str] = set()
    for path, text in edits.items():
        holder, name = _holder(changed, path)
        before, value = holder[name], _typed(holder[name], text, path)
        holder[name] = value
        if path.startswith("annex.rows.") and name == "unit":
            _rename(changed["version"]["targets"], before, value)
            dropped |= set() if value else {before}
    if dropped:
        version = changed["version"]
        version["annex"]["rows"] = [row for row in version["annex"]["rows"] if row["unit"]]
        version["targets"] = [row for row in version["targets"] if row["unit"]]
    return changed


def _rename(targets: list[Data], before: Any, after: Any) -> None:
    for row in targets:
        if row["unit"] == before:
            row["unit"] = after


def _typed(before: Any, text: str, path: str) -> Any:
    """The value in the type of the one it replaces."""
    text = " ".join(text.split())
    number = isinstance(before, int) or path.endswith((".committed", ".working", "year", ".count"))
    if not number:
        return text
    if not text.isdecimal():
        raise ValueError(path)
    return int(text)


def _holder(result: Data, path: str) -> tuple[Any, Any]:
    """The group or list a path ends in, and its last name."""
    root: Any = result["plan"] if path.startswith("plan.") or path == "year" else result["version"]
    *above, last = path.removeprefix("plan.").split(".")
    for name in above:
        root = root[int(name)] if isinstance(root, list) else root[name]
    key: Any = int(last) if isinstance(root, list) else last
    root[key]
    return root, key


def _at(result: Mapping[str, Any], path: str) -> Any:
    holder, name = _holder(dict(result), path)
    return holder[name]


def with_dates(value: Any, name: str = "") -> Any:
    """JSON back to data: the fields of days become dates."""
    if isinstance(value, dict):
        return {key: with_dates(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [with_dates(item) for item in value]
    if name in (*_DATES, "as_of") and isinstance(value, str):
        return date.fromisoformat(value)
    return value
