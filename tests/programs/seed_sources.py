"""The five source texts of the plans, cut into clean paragraphs, for comparison with the data files."""

import re
import unicodedata
from pathlib import Path

from programs.domain.plans_text import plan_blocks, recipient_text
from programs.domain.seeds_files import FOLDER, read_plan_file

SOURCES = Path(__file__).resolve().parent.parent / "data" / "seeds"
FILES = {
    "000_41541650e166210d.txt": ("binh-luong-2023.yaml", "draft"),
    "001_fd0da03312964d38.txt": ("tho-xuan-2024.yaml", "draft"),
    "002_412a96be62423630.txt": ("thanh-hoa-2025.yaml", "issued"),
    "003_486f73e3072ea2f6.txt": ("luu-ve-2026.yaml", "draft"),
    "004_ff3d8a04c2d96248.txt": ("thanh-hoa-2025.yaml", "draft"),
}


def version_of(name: str, state: str) -> dict:
    """The resolved version of a data file."""
    return next(v for v in read_plan_file(FOLDER / name)["versions"] if v["state"] == state)


def source_text(source: str) -> str:
    """A source as stored, NFC, without the marks of bold and italic."""
    return unicodedata.normalize("NFC", (SOURCES / source).read_text(encoding="utf-8")).replace("*", "")


def paragraphs(source: str) -> list[str]:
    """Paragraphs of a source; a line that begins in lower case continues the one before (page breaks)."""
    found: list[str] = []
    for raw in source_text(source).splitlines():
        line = " ".join(re.sub(r"^#+ ", "", raw).split())
        if line and found and line[0].islower() and not re.match(r"[a-z]\)", line):
            found[-1] += " " + line
        elif line:
            found.append(line)
    return found


def letters(text: str) -> str:
    """Letters and digits only, lower case: what must be equal when layout and punctuation may differ."""
    return "".join(c for c in unicodedata.normalize("NFC", text).lower() if c.isalnum())


def rendered(version: dict) -> str:
    """The whole text of a version as letters: head, blocks, recipients, signer, annex."""
    parts = [version["abstract"], *(block.plain for block in plan_blocks(version))]
    parts += [recipient_text(r) for r in version["recipients"]]
    signer = version["signer"]
    parts += [signer["authority"] + signer["title"], signer["name"]]
    parts += [version.get("annex", {}).get("title", "")]
    return letters("".join(parts))
