"""`make bench`: every benchmark in a process of its own, one JSON line each; exit 1 when a ratio misses its target.

`python -m bench pages documents` runs the named ones only.
"""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def names() -> list[str]:
    """Benchmarks in this folder: bench_NAME.py."""
    return sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))


def main(wanted: list[str]) -> int:
    unknown = set(wanted) - set(names())
    if unknown:
        print(f"Không có phép đo: {', '.join(sorted(unknown))}. Có: {', '.join(names())}.", file=sys.stderr)
        return 2
    failed = []
    for name in wanted or names():
        done = subprocess.run([sys.executable, "-m", f"bench.bench_{name}"], cwd=FOLDER.parent, check=False)
        if done.returncode:
            failed.append(name)
    if failed:
        print(f"Chưa đạt: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
