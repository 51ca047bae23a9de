"""The shape of a plan's data file (programs/seeds/*.yaml), checked in plain words before anything is loaded (pure)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from programs.enums import FundingKind, SectionKind, TargetKind, VersionState

STATES = frozenset(VersionState.values)
SECTION_KINDS = frozenset(SectionKind.values)
TARGET_KINDS = frozenset(TargetKind.values)
SOURCE_KINDS = frozenset(FundingKind.values)
_PREPARING = {"communication", "training", "study_tour", "registration", "selection", "support", "organisation"}
ACTIVITY_KINDS = frozenset(_PREPARING | {"evaluation", "trade", "inspection", "technology", "meeting"})
STARS = frozenset({3, 4, 5})

_TEXT, _INT, _DATE, _LIST, _MAP = str, int, date, list, dict
_WORDS = {str: "chữ", int: "số nguyên", date: "ngày (năm-tháng-ngày)", list: "danh sách", dict: "nhóm trường"}

# field → (type, required); a field that is not listed is an error, so that a misspelling cannot pass silently.
Fields = Mapping[str, tuple[type, bool]]
PLAN: Fields = {"slug": (_TEXT, True), "year": (_INT, True), "unit": (_MAP, True), "title": (_TEXT, True)}
UNIT: Fields = {"code": (_TEXT, True), "as_of": (_DATE, True)}
FAULT: Fields = {name: (_TEXT, name != "printed") for name in ("version", "where", "printed", "note")}
CORRECTION: Fields = {"printed": (_TEXT, True), "written": (_TEXT, True), "times": (_INT, True), "note": (_TEXT, True)}
VERSION: Fields = {
    "state": (_TEXT, True),
    "number": (_INT, False),
    "symbol": (_TEXT, True),
    "issued_on": (_DATE, False),
    "place": (_TEXT, True),
    "issuer_parent": (_TEXT, False),
    "issuer": (_TEXT, True),
    "abstract": (_TEXT, True),
    "source": (_TEXT, True),
    "source_note": (_TEXT, True),
    "corrections": (_LIST, True),
    "bases": (_LIST, True),
    "opening": (_TEXT, True),
    "sections": (_LIST, True),
    "totals": (_MAP, False),
    "annex": (_MAP, False),
    "targets": (_LIST, True),
    "batches": (_LIST, True),
    "tasks": (_LIST, True),
    "activities": (_LIST, True),
    "funding": (_LIST, True),
    "closing": (_TEXT, False),
    "recipients": (_LIST, True),
    "signer": (_MAP, True),
}
BASIS: Fields = {
    "text": (_TEXT, True),
    "number": (_TEXT, False),
    "issued_on": (_DATE, False),
    "issuer": (_TEXT, False),
}
SECTION: Fields = {
    "number": (_TEXT, True),
    "heading": (_TEXT, True),
    "kind": (_TEXT, True),
    "body": (_TEXT, False),
    "note": (_TEXT, False),
}
TOTALS: Fields = {
    name: (_INT, name == "total")
    for name in ("total", "star_5", "star_4", "star_3", "working_total", "working_star_4", "working_star_3")
}
TARGET: Fields = {
    "unit": (_TEXT, True),
    "unit_code": (_TEXT, True),
    "star": (_INT, True),
    "kind": (_TEXT, True),
    "committed": (_INT, True),
    "working": (_INT, False),
    "wording": (_TEXT, False),
}
ANNEX: Fields = {"title": (_TEXT, True), "columns": (_LIST, True), "rows": (_LIST, True)}
ANNEX_ROW: Fields = {"order": (_INT, True), "unit": (_TEXT, True), "unit_code": (_TEXT, True), "total": (_INT, True)}
BATCH: Fields = {
    "number": (_INT, True),
    "label": (_TEXT, True),
    "window_from": (_DATE, True),
    "window_to": (_DATE, True),
    "wording": (_TEXT, False),
    "products": (_LIST, True),
}
PRODUCT: Fields = {
    "name": (_TEXT, False),
    "place": (_TEXT, True),
    "unit_code": (_TEXT, True),
    "producer": (_TEXT, False),
    "star_sought": (_INT, False),
    "kind": (_TEXT, True),
    "note": (_TEXT, False),
}
TASK: Fields = {
    "order": (_INT, True),
    "body": (_TEXT, True),
    "inline": (bool, False),
    "leads": (_LIST, False),
    "coordinating": (_LIST, False),
    "requested": (_LIST, False),
    "intro": (_TEXT, False),
    "items": (_LIST, False),
}
ACTIVITY: Fields = {
    "title": (_TEXT, True),
    "section": (_TEXT, True),
    "kind": (_TEXT, True),
    **dict.fromkeys(("audience", "time", "units"), (_TEXT, False)),
    **dict.fromkeys(("count", "days_from", "days_to", "people_from", "people_to"), (_INT, False)),
}
FUNDING: Fields = {
    "order": (_INT, True),
    "text": (_TEXT, True),
    "source_kind": (_TEXT, True),
    "also": (_LIST, False),
}
RECIPIENT: Fields = {"text": (_TEXT, True), "purpose": (_TEXT, False)}
SIGNER: Fields = {"authority": (_TEXT, True), "title": (_TEXT, True), "name": (_TEXT, True)}

_LISTS: Mapping[str, Fields] = {
    "corrections": CORRECTION,
    "bases": BASIS,
    "sections": SECTION,
    "targets": TARGET,
    "batches": BATCH,
    "tasks": TASK,
    "activities": ACTIVITY,
    "funding": FUNDING,
    "recipients": RECIPIENT,
}


def _fields(data: Any, fields: Fields, where: str) -> list[str]:
    """Faults of one group of fields: not a group, unknown, missing or of the wrong type."""
    if not isinstance(data, dict):
        return [f"{where}: phải là một nhóm trường."]
    faults = [f"{where}: trường “{name}” không có trong mẫu." for name in data if name not in fields]
    for name, (kind, required) in fields.items():
        value = data.get(name)
        if value is None:
            if required:
                faults.append(f"{where}: thiếu trường “{name}”.")
        elif not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            faults.append(f"{where}, “{name}”: phải là {_WORDS.get(kind, 'đúng hoặc sai')}.")
    return faults


def _one_of(data: Mapping[str, Any], name: str, allowed: frozenset[Any], where: str) -> list[str]:
    value = data.get(name)
    if value is None or value in allowed:
        return []
    return [f"{where}, “{name}”: giá trị “{value}” không hợp lệ."]


def _choices(version: Mapping[str, Any], where: str) -> list[str]:
    """Faults of the fields that take one of a few values."""
    checks = [
        ("sections", "kind", SECTION_KINDS),
        ("targets", "kind", TARGET_KINDS),
        ("targets", "star", STARS),
        ("activities", "kind", ACTIVITY_KINDS),
        ("funding", "source_kind", SOURCE_KINDS),
    ]
    faults = _one_of(version, "state", STATES, where)
    for part, name, allowed in checks:
        for index, item in enumerate(version[part], 1):
            faults += _one_of(item, name, allowed, f"{where}, {part} {index}")
    for batch in version["batches"]:
        for index, product in enumerate(batch["products"], 1):
            place = f"{where}, đợt {batch['number']}, sản phẩm {index}"
            faults += _one_of(product, "kind", TARGET_KINDS, place) + _one_of(product, "star_sought", STARS, place)
    return faults


def _groups(version: Mapping[str, Any], where: str) -> list[str]:
    """Faults of the groups inside a version."""
    faults = _fields(version["signer"], SIGNER, f"{where}, signer")
    for part, fields in _LISTS.items():
        for index, item in enumerate(version[part], 1):
            faults += _fields(item, fields, f"{where}, {part} {index}")
    for number, batch in enumerate(version["batches"], 1):
        products = batch.get("products") if isinstance(batch, dict) else None
        for index, product in enumerate(products if isinstance(products, list) else [], 1):
            faults += _fields(product, PRODUCT, f"{where}, đợt {number}, sản phẩm {index}")
    if "totals" in version:
        faults += _fields(version["totals"], TOTALS, f"{where}, totals")
    if "annex" in version:
        annex_faults = _fields(version["annex"], ANNEX, f"{where}, annex")
        faults += annex_faults
        for index, row in enumerate([] if annex_faults else version["annex"]["rows"], 1):
            faults += _fields(row, ANNEX_ROW, f"{where}, phụ lục, dòng {index}")
    return faults


def _sum(targets: Iterable[Mapping[str, Any]], name: str, **same: Any) -> int:
    return sum(t.get(name) or 0 for t in targets if all(t[k] == v for k, v in same.items()))


def _sums(version: Mapping[str, Any], where: str) -> list[str]:
    """Faults of the figures: each row of the annex and each total must equal the sum of its targets."""
    targets, faults = version["targets"], []
    for row in version.get("annex", {}).get("rows", []):
        found = _sum(targets, "committed", unit_code=row["unit_code"])
        if found != row["total"]:
            faults.append(
                f"{where}, phụ lục, dòng {row['order']} ({row['unit']}): ghi {row['total']}, cộng được {found}."
            )
    for name, printed in version.get("totals", {}).items():
        field = "working" if name.startswith("working_") else "committed"
        star = name.rpartition("star_")[2]
        found = _sum(targets, field, star=int(star)) if star.isdigit() else _sum(targets, field)
        if found != printed:
            faults.append(f"{where}, tổng “{name}”: ghi {printed}, các dòng cộng được {found}.")
    return faults


def _state(version: Mapping[str, Any], where: str) -> list[str]:
    """An issued version has a number and a date; a draft has neither (Nghị định 30/2020/NĐ-CP, Điều 15)."""
    has = [version.get(name) is not None for name in ("number", "issued_on")]
    if version["state"] == "issued" and not all(has):
        return [f"{where}: bản ban hành phải có số và ngày ban hành."]
    if version["state"] == "draft" and any(has):
        return [f"{where}: dự thảo chưa được ghi số hoặc ngày ban hành."]
    return []


def check_version(version: Any, where: str) -> list[str]:
    """Faults of one resolved version, in Vietnamese, each naming its place; shape first, then choices, then sums."""
    faults = _fields(version, VERSION, where)
    if not faults:
        faults = _groups(version, where)
    if not faults:
        faults = _choices(version, where) + _state(version, where) + _sums(version, where)
    return faults


def check_plan(data: Any) -> list[str]:
    """Faults of a resolved data file (``plan``, ``known_faults``, ``versions``); empty when it is sound."""
    shape: Fields = {"plan": (_MAP, True), "known_faults": (_LIST, False), "versions": (_LIST, True)}
    faults = _fields(data, shape, "Tệp kế hoạch")
    if faults:
        return faults
    faults = _fields(data["plan"], PLAN, "plan")
    if not faults:
        faults += _fields(data["plan"]["unit"], UNIT, "plan, unit")
    for index, fault in enumerate(data.get("known_faults", []), 1):
        faults += _fields(fault, FAULT, f"known_faults {index}")
    states: list[Any] = []
    for index, version in enumerate(data["versions"], 1):
        faults += check_version(version, f"Phiên bản {index}")
        states.append(version.get("state") if isinstance(version, dict) else None)
    if len(states) != len(set(states)):
        faults.append("Mỗi trạng thái (dự thảo, ban hành) chỉ có một phiên bản.")
    return faults
