"""Which files are the project's own."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("ocop", "programs", "products", "evaluations", "reporting", "tests", "bench")


def python_files(*packages: str) -> Iterator[Path]:
    """Python files of our packages, migrations left out."""
    for package in packages or PACKAGES:
        yield from (path for path in sorted((ROOT / package).rglob("*.py")) if "migrations" not in path.parts)


def kept_files() -> list[Path]:
    """Files that git keeps or would keep; every file of an unpacked archive where there is no git."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        listed = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if not _is_made(path)]
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def _is_made(path: Path) -> bool:
    return bool({".venv", ".data", ".git", ".test", ".cache", "__pycache__"} & set(path.relative_to(ROOT).parts))
