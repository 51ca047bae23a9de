"""Documents: time of our path (data → tree → PDF) against bare WeasyPrint on the very same HTML, in the same run.

Run by `make bench`; prints one JSON line. Target: ≤ 1.5. `with_docx` also makes the DOCX, as a document job does.
No database: the plans are read from their data files.
"""

import json
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

REPEATS = 7
TARGET = 1.5


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.settings")
    import django

    django.setup()
    plans = {name: _measure(content) for name, content in _contents()}
    ok = all(plan["ratio"] <= TARGET for plan in plans.values())
    print(json.dumps({"bench": "documents", "target": TARGET, "plans": plans, "ok": ok}, ensure_ascii=False))
    return 0 if ok else 1


def _contents() -> list[tuple[str, Any]]:
    """The plan of a province with its annex, and of a commune."""
    from programs.domain.seeds_files import FOLDER, read_plan_file

    names = ("thanh-hoa-2025", "luu-ve-2026")
    return [(name, read_plan_file(FOLDER / f"{name}.yaml")["versions"][-1]) for name in names]


def _measure(content: Any) -> dict[str, Any]:
    from weasyprint import HTML

    from reporting.documents import docx, html, pdf
    from reporting.documents.builders import plan
    from reporting.documents.extract import page_count

    source = html.render(plan.build(content))
    pages = page_count(pdf.from_html(source))  # also warms fonts and style sheet for both sides

    def whole() -> None:
        tree = plan.build(content)
        pdf.render(tree)
        docx.render(tree)

    ours, bare, both = _in_turn(lambda: pdf.render(plan.build(content)), lambda: HTML(string=source).write_pdf(), whole)
    return {
        "pages": pages,
        "ratio": round(ours / bare, 3),
        "with_docx": round(both / bare, 3),
        "ms_per_page": round(ours / pages * 1000, 1),
        "bare_ms_per_page": round(bare / pages * 1000, 1),
    }


def _in_turn(*works: Callable[[], object]) -> list[float]:
    """Median processor seconds of each, measured one after the other in turns, so that a busy moment hits all alike."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(REPEATS):
        for spent, work in zip(times, works, strict=True):
            start = time.process_time()
            work()
            spent.append(time.process_time() - start)
    return [statistics.median(spent) for spent in times]


if __name__ == "__main__":
    raise SystemExit(main())
