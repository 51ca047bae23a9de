"""The state of all law packs for an administrator: what was refused, what is incomplete, what was altered."""

from pathlib import Path
from typing import Any

from .load import ROOT, alteration, load_pack, published_hashes
from .requirements import shown_by
from .schema import Fault, PackError, Sheet


def check_packs(root: Path = ROOT) -> dict[str, Any]:
    """JSON-ready: {"ok": bool, "packs": [{"code", "ok", "sha256", "published", "sheets", "incomplete", "faults"}]}.

    A pack fails when loading refuses it, when its hash is not the published one, or when a gate has no kind of
    evidence. Incomplete sheets are reported with their reasons and do not fail: no session opens with them.
    """
    published = published_hashes(root)
    codes = sorted({path.parent.name for path in root.glob("*/manifest.yaml")} | published.keys())
    packs = [_check(root, code) for code in codes]
    return {"ok": all(pack["ok"] for pack in packs), "packs": packs}


def _check(root: Path, code: str) -> dict[str, Any]:
    try:
        pack = load_pack(code, root)
    except LookupError:
        return _failed(code, ["không có thư mục của bộ quy định đã công bố"])
    except PackError as error:
        return _failed(code, [str(fault) for fault in error.faults])
    faults = [str(Fault(code, place, "không biết chứng minh bằng giấy tờ nào")) for place in _unshown(pack.sheets)]
    altered = alteration(pack, root)
    if altered:
        faults.append(altered)
    return {
        "code": code,
        "ok": not faults,
        "sha256": pack.sha256,
        "published": code in published_hashes(root),
        "sheets": len(pack.sheets),
        "incomplete": [_incomplete(sheet, pack.doubts) for sheet in pack.sheets.values() if not sheet.is_complete],
        "faults": faults,
    }


def _failed(code: str, faults: list[str]) -> dict[str, Any]:
    return {
        "code": code,
        "ok": False,
        "sha256": "",
        "published": False,
        "sheets": 0,
        "incomplete": [],
        "faults": faults,
    }


def _incomplete(sheet: Sheet, doubts: tuple[Fault, ...]) -> dict[str, Any]:
    """A sheet no session may score with, and what the self-tests found in it."""
    name = f"/{sheet.product_set:02d}-"
    own = [str(fault) for fault in doubts if name in fault.file]
    return {"product_set": sheet.product_set, "name": sheet.name, "doubts": own}


def _unshown(sheets: Any) -> list[str]:
    """Gates for which evidence.yaml knows nothing: "4: 3.5"."""
    return [
        f"{number}: {leaf.code}"
        for number, sheet in sheets.items()
        for path, leaf in sheet.leaves()
        if leaf.first_star() is not None and shown_by(path) is None
    ]
