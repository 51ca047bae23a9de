"""Reading the plans' data files: YAML → checked, resolved data (pure: no ORM)."""

import copy
from pathlib import Path
from typing import Any

import yaml

from programs.domain.seed_schema import check_plan

FOLDER = Path(__file__).resolve().parent.parent / "seeds"


class SeedError(ValueError):
    """A data file is not sound; ``faults`` lists everything found, in Vietnamese."""

    def __init__(self, name: str, faults: list[str]) -> None:
        super().__init__(f"{name}: " + " ".join(faults))
        self.faults = faults


def seed_paths() -> list[Path]:
    """The data files of the real plans, in the order of their names."""
    return sorted(FOLDER.glob("*.yaml"))


def _replace(value: Any, printed: str, written: str) -> tuple[Any, int]:
    """The value with the wording replaced in every text in it, and how often."""
    if isinstance(value, str):
        return value.replace(printed, written), value.count(printed)
    if isinstance(value, list):
        items = [_replace(item, printed, written) for item in value]
        return [item for item, _ in items], sum(count for _, count in items)
    if isinstance(value, dict):
        pairs = {key: _replace(item, printed, written) for key, item in value.items()}
        return {key: item for key, (item, _) in pairs.items()}, sum(count for _, count in pairs.values())
    return value, 0


def correct(version: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Apply a version's ``corrections`` to its texts; a correction that does not fit exactly is a fault."""
    kept: dict[str, Any] = {name: version[name] for name in ("corrections", "source", "source_note") if name in version}
    body = {name: item for name, item in version.items() if name not in kept}
    faults = []
    for entry in version.get("corrections") or []:
        body, count = _replace(body, entry["printed"], entry["written"])
        if count != entry["times"]:
            faults.append(f"corrections “{entry['printed']}”: ghi {entry['times']} lần, tìm thấy {count} lần.")
    return {**body, **kept}, faults


def resolve(data: Any) -> tuple[Any, list[str]]:
    """Give each version its full content: ``same_as`` (fields of an earlier version), then its corrections."""
    if not isinstance(data, dict) or not isinstance(data.get("versions"), list):
        return data, ["Tệp kế hoạch: thiếu danh sách “versions”."]
    raw: dict[str, dict[str, Any]] = {}
    versions, faults = [], []
    for version in data["versions"]:
        if not isinstance(version, dict):
            return data, ["Tệp kế hoạch: mỗi phiên bản phải là một nhóm trường."]
        base = version.get("same_as")
        if base is not None and base not in raw:
            faults.append(f"same_as: không có phiên bản “{base}” đứng trước.")
        own = {name: item for name, item in version.items() if name != "same_as"}
        full = copy.deepcopy({**raw.get(base or "", {}), **own})
        raw[str(full.get("state"))] = full
        corrected, found = correct(full)
        versions.append(corrected)
        faults += found
    return {**data, "versions": versions}, faults


def read_plan_file(path: Path) -> dict[str, Any]:
    """One data file → ``{plan, known_faults, versions}`` with every version complete and naming its year and unit.

    Raises SeedError listing all faults; nothing is read half.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SeedError(path.name, [f"không đọc được tệp YAML ({error.__class__.__name__})."]) from error
    resolved, faults = resolve(data)
    faults = faults or check_plan(resolved)
    if faults:
        raise SeedError(path.name, faults)
    plan = resolved["plan"]
    identity = {"year": plan["year"], "unit_code": plan["unit"]["code"]}
    return {**resolved, "versions": [{**version, **identity} for version in resolved["versions"]]}
