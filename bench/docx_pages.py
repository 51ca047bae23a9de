"""The Word file of a document, opened by LibreOffice, against the pages of its PDF: the same number, one more or less.

By hand, since it wants LibreOffice (`soffice`), which nothing else here does:

    OCOP_DOCUMENTS_OUT=/tmp/files .venv/bin/pytest -q tests/reporting -k "layout or form or decree or says"
    .venv/bin/python -m bench.docx_pages /tmp/files

Reads every NAME.pdf with its NAME.docx; prints one JSON line; exit 1 when a document is off by more than one page,
2 when there is no LibreOffice or nothing to compare.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

ALLOWED = 1  # pages
TIME = 600  # seconds for all files


def main(arguments: list[str]) -> int:
    office = shutil.which("soffice")
    files = sorted(Path(arguments[0]).glob("*.docx")) if len(arguments) == 1 else []
    pairs = [file for file in files if file.with_suffix(".pdf").exists()]
    if office is None or not pairs:
        sys.stderr.write("Cần LibreOffice (soffice) và một thư mục có các cặp tệp TÊN.docx, TÊN.pdf.\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        _convert(office, pairs, Path(folder))
        found = {
            file.stem: (_pages(file.with_suffix(".pdf")), _pages(Path(folder, f"{file.stem}.pdf"))) for file in pairs
        }
    off = [name for name, (ours, office_s) in found.items() if abs(ours - office_s) > ALLOWED]
    facts = {"bench": "docx_pages", "pages": found, "documents": len(found), "off": off, "ok": not off}
    sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
    return 1 if off else 0


def _convert(office: str, files: list[Path], folder: Path) -> None:
    """All files in one run: starting LibreOffice takes longer than a document does."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=TIME)


def _pages(file: Path) -> int:
    pdf = pypdfium2.PdfDocument(file.read_bytes())
    try:
        return len(pdf)
    finally:
        pdf.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
