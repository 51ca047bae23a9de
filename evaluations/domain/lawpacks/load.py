"""Reading a law pack from its folder: all of it or nothing, with a hash that is stored beside every result."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from .checks import sheet_faults
from .manifest import Manifest, read_manifest
from .schema import Fault, PackError, Reader, Sheet

ROOT = Path(__file__).resolve().parents[2] / "lawpacks"


@dataclass(frozen=True, eq=False)
class Pack:
    """A law pack as loaded. `sheets` by product set; `sha256` over the manifest and every sheet it uses.

    `doubts` are what the self-tests found in sheets marked incomplete: shown to administrators, no scoring with them.
    """

    manifest: Manifest
    sheets: Mapping[int, Sheet]
    doubts: tuple[Fault, ...]
    sha256: str

    @property
    def code(self) -> str:
        """The folder's name."""
        return self.manifest.code

    def sheet(self, product_set: int) -> Sheet:
        """The sheet of a product set; LookupError when the pack has none."""
        return self.sheets[product_set]


@lru_cache(maxsize=32)
def pack_codes(root: Path = ROOT) -> tuple[str, ...]:
    """Codes of all packs, oldest first."""
    return tuple(
        sorted((path.parent.name for path in root.glob("*/manifest.yaml")), key=lambda code: _starts(root, code))
    )


@lru_cache(maxsize=32)
def load_pack(code: str, root: Path = ROOT) -> Pack:
    """A pack by its code, read once a process. LookupError when there is none, PackError when it fails its tests."""
    if code not in {path.parent.name for path in root.glob("*/manifest.yaml")}:
        raise LookupError(code)
    content = {f"{code}/manifest.yaml": (root / code / "manifest.yaml").read_bytes()}
    manifest = read_manifest(f"{code}/manifest.yaml", parse(content[f"{code}/manifest.yaml"]))
    if manifest.code != code:
        raise PackError([Fault(f"{code}/manifest.yaml", "code", f"mã «{manifest.code}» khác tên thư mục")])
    if manifest.sheets:
        for path in sorted((root / manifest.sheets / "sheets").glob("*.yaml")):
            content[f"{manifest.sheets}/sheets/{path.name}"] = path.read_bytes()
    sheets, doubts = _read_sheets(content, manifest)
    return Pack(manifest, sheets, tuple(doubts), digest(content))


@lru_cache(maxsize=8)
def published_hashes(root: Path = ROOT) -> Mapping[str, str]:
    """Code → hash of the packs that are published: their content may not change any more."""
    return parse((root / "published.yaml").read_bytes()) or {}


def alteration(pack: Pack, root: Path = ROOT) -> str:
    """Why a published pack may open no session (its content is not the published one); "" when it may."""
    published = published_hashes(root).get(pack.code)
    if published in (None, pack.sha256):
        return ""
    return f"{pack.code}: nội dung đã khác bản công bố ({published[:12]}… ≠ {pack.sha256[:12]}…)"


def digest(content: Mapping[str, bytes]) -> str:
    """SHA-256 over names and bytes, in the order of the names."""
    total = hashlib.sha256()
    for name in sorted(content):
        total.update(f"{name}\n{len(content[name])}\n".encode() + content[name])
    return total.hexdigest()


def parse(content: bytes) -> Any:
    """YAML as plain data; the C parser where there is one (five times as fast)."""
    return yaml.load(content, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _starts(root: Path, code: str) -> tuple[Any, str]:
    return load_pack(code, root).manifest.valid_from, code


def _read_sheets(content: Mapping[str, bytes], manifest: Manifest) -> tuple[dict[int, Sheet], list[Fault]]:
    faults: list[Fault] = []
    doubts: list[Fault] = []
    sheets: dict[int, Sheet] = {}
    for name in list(content)[1:]:
        reader = Reader(name)
        sheet = reader.sheet(parse(content[name]))
        faults += reader.faults
        if sheet is None:
            continue
        (doubts if sheet.status == "incomplete" else faults).extend(sheet_faults(name, sheet, manifest.weights))
        if sheet.product_set in sheets:
            faults.append(Fault(name, "", f"bộ sản phẩm {sheet.product_set} có hai phiếu"))
        sheets[sheet.product_set] = sheet
    if manifest.sheets and not sheets:
        faults.append(Fault(f"{manifest.code}/manifest.yaml", "sheets", f"không thấy phiếu nào ở «{manifest.sheets}»"))
    if faults:
        raise PackError(faults)
    return sheets, doubts
