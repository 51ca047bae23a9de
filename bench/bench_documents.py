"""Documents: our path against bare WeasyPrint on the very same HTML, in the same run.

Run by `make bench`; prints one JSON line. Three targets:
- `plans`: data → tree → PDF of one plan, processor time ≤ 1.5 of bare. `with_docx` also makes the DOCX, as a job does;
- `set`: 166 commune plans in one job, data from the database, PDF and DOCX stored, ≤ 1.3 of 166 bare runs. After each
  document another process prints the same HTML bare, so that a busy moment hits both alike;
- `memory`: resident size of the job's process flat (± 20 %) from the 10th to the 160th document.
"""

import json
import logging
import os
import statistics
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from .stage import stage

REPEATS = 7
TARGET = 1.5
SET_TARGET = 1.3
FLAT = 0.2
FIRST, LAST = 10, 160


def main() -> int:
    count = int(os.environ.get("OCOP_BENCH_PLANS", "166"))
    with stage():
        plans = {name: _measure(content) for name, content in _contents()}
        found = _set(count)
    ok = all(plan["ratio"] <= TARGET for plan in plans.values()) and found["ok"]
    print(json.dumps({"bench": "documents", "target": TARGET, "plans": plans, **found, "ok": ok}, ensure_ascii=False))
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


def print_bare(pipe: Connection) -> None:
    """The other process: HTML in, seconds of WeasyPrint out."""
    from weasyprint import HTML

    while source := pipe.recv():
        start = time.perf_counter()
        HTML(string=source).write_pdf()
        pipe.send(time.perf_counter() - start)


def _set(count: int) -> dict[str, Any]:
    """The job of a set, with a bare run after each of its documents."""
    from bench import communes
    from ocop.jobs.domain import lease
    from reporting.documents.make_set import make_set
    from reporting.domain.sets import request_set

    versions = communes.build(count)
    named = [(version.pk, version.plan.unit.name) for version in versions]
    unit, facts = communes.province(), {"kind": "plan", "title": "Kế hoạch cấp xã", "year": communes.YEAR}
    logging.getLogger("ocop.jobs").setLevel(logging.ERROR)  # there is no broker to ring
    made = request_set(user=None, subjects=named, unit=unit, **facts)
    job = lease.claim(str(made.job_id))
    assert job is not None
    pipe, other = get_context("spawn").Pipe()
    printer = get_context("spawn").Process(target=print_bare, args=(other,), daemon=True)
    printer.start()
    turns = _turns(job, [_html(version) for version in versions], pipe)
    result = make_set(job, turns)
    pipe.send("")
    printer.join()
    return _judged(result, turns, count)


def _html(version: Any) -> str:
    from programs.domain.plans_content import version_content
    from reporting.documents import html
    from reporting.documents.builders import plan

    return html.render(plan.build(version_content(version)))


def _turns(job: Any, sources: list[str], pipe: Any) -> Any:
    """A job's Progress that, between two documents, has the last one printed bare and looks at the memory."""
    from ocop.jobs.domain import Progress

    class Turns(Progress):
        ours: list[float] = []
        bare: list[float] = []
        sizes: list[int] = []
        since = 0.0

        def __call__(self, done: int | None = None, total: int | None = None, message: str | None = None) -> None:
            super().__call__(done, total, message)
            now = time.perf_counter()
            if done and done > len(self.ours):
                self.ours.append(now - self.since)
                self.sizes.append(resident())
                pipe.send(sources[done - 1])
                self.bare.append(pipe.recv())
            else:
                pipe.send(sources[0])  # warms the other side, as the fonts of this one are warm
                pipe.recv()
            self.since = time.perf_counter()

    return Turns(job)


def resident() -> int:
    """Bytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE")


def _judged(result: dict[str, Any], turns: Any, count: int) -> dict[str, Any]:
    ratio = sum(turns.ours) / sum(turns.bare)
    looked = turns.sizes[FIRST - 1 : LAST] or turns.sizes
    swing = max(abs(size / looked[0] - 1) for size in looked)
    return {
        "set": {
            "documents": result["made"],
            "ratio": round(ratio, 3),
            "target": SET_TARGET,
            "seconds": round(sum(turns.ours), 1),
            "bare_seconds": round(sum(turns.bare), 1),
        },
        "memory": {
            "tenth_mb": round(looked[0] / 1e6, 1),
            "last_mb": round(looked[-1] / 1e6, 1),
            "most_mb": round(max(looked) / 1e6, 1),
            "swing": round(swing, 3),
            "target": FLAT,
        },
        "ok": result["made"] == count and ratio <= SET_TARGET and swing <= FLAT,
    }


if __name__ == "__main__":
    raise SystemExit(main())
