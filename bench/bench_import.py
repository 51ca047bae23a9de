"""Import of 10,000 rows with all checks and history, against parse + COPY of the same file in the same run.

Run by `make bench`; prints one JSON line. Targets: ≤ 8× the time of calamine + COPY of its cells into a bare table,
≤ 0.01 SQL a row, ≤ 250 MB of this process. `two_steps` is the way of the pages (check, store, check again, write) and
has no target.
"""

import io
import json
import resource
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from .stage import stage

ROWS = 10_000
REPEATS = 3
MOST_TIMES, MOST_SQL, MOST_MB = 8.0, 0.01, 250
DAY = date(2025, 6, 2)


def main() -> int:
    with stage():
        result = {"bench": "import", "rows": ROWS, **_measure()}
    print(json.dumps(result, ensure_ascii=False))
    return 0 if result["ok"] else 1


def _measure() -> dict[str, Any]:
    from evaluations.domain.files import import_file
    from programs.domain.units import load_units

    load_units()
    import_file(kind="products", data=_file(9, 50), name="khoi-dong.xlsx")  # a worker that has done one before
    base, ours, statements = [], [], 0
    for turn in range(REPEATS):
        data = _file(turn, ROWS)
        base.append(_timed(lambda data=data: _bare(data)))
        with _Counted() as counted:
            ours.append(_timed(lambda data=data, turn=turn: _import(import_file, data, turn)))
        statements = counted.number
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    two_steps = _timed(lambda: _two_steps(_file(REPEATS, ROWS)))
    times = statistics.median(ours) / statistics.median(base)
    return {
        "bare_s": round(statistics.median(base), 3),
        "import_s": round(statistics.median(ours), 3),
        "times": round(times, 2),
        "sql_per_row": round(statements / ROWS, 4),
        "peak_mb": peak,
        "two_steps_s": round(two_steps, 3),
        "ok": times <= MOST_TIMES and statements / ROWS <= MOST_SQL and peak <= MOST_MB,
    }


def _file(turn: int, rows: int) -> bytes:
    """A register of new products at 2,000 communes, three products a producer, as an office would send it."""
    from evaluations.domain.imports import template_columns
    from evaluations.domain.imports.columns import COLUMNS
    from ocop.spreadsheets import write_xlsx
    from programs.enums import Tier
    from programs.models import Unit

    communes = list(Unit.objects.on(DAY).filter(tier=Tier.COMMUNE).order_by("code")[:2_000])
    lines = []
    for row in range(rows):
        unit, owner = communes[(row // 3) % 2_000], row // 3
        told = {
            "product": f"Bánh gai Hương Quê {turn}-{row}",
            "product_set": 4,
            "producer": f"Hợp tác xã Đồng Xanh {turn}-{owner}",
            "legal_form": "HTX",
            "unit_code": unit.code,
            "unit_name": unit.name,
            "address": f"Thôn {owner}",
            "representative": f"Nguyễn Văn {owner}",
            "phone": f"09123{owner:05d}",
            "star": 3,
            "kind": "công nhận mới",
            "decision_number": f"{row % 900 + 1}/QĐ-UBND",
            "decided_on": DAY,
            "body": "huyện",
            "score": 61.5,
        }
        lines.append([told.get(column.key) for column in COLUMNS])
    return write_xlsx(template_columns(), lines)


def _bare(data: bytes) -> None:
    """The floor: the parser alone, its cells as text into a table without key, index or trigger."""
    import python_calamine
    from django.db import connection

    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    columns = ", ".join(f"c{number} text" for number in range(len(rows[0])))
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS bench_bare; CREATE TABLE bench_bare ({columns})")
        with cursor.copy("COPY bench_bare FROM STDIN") as copy:
            for row in rows:
                copy.write_row([str(cell) for cell in row])


def _import(import_file: Any, data: bytes, turn: int) -> None:
    counts, faults = import_file(kind="products", data=data, name=f"so-{turn}.xlsx")
    assert (counts["new_products"], counts["new_recognitions"], faults) == (ROWS, ROWS, [])


def _two_steps(data: bytes) -> None:
    from evaluations.domain.imports import apply_batch, check_batch, open_batch
    from ocop.accounts.enums import Role
    from ocop.accounts.models import Grant, User
    from programs.enums import Tier
    from programs.models import Unit

    user = User.objects.create_user("do.luong")
    nation = Unit.objects.get(tier=Tier.NATION)
    Grant.objects.create(user=user, role=Role.ADMIN, unit=nation, valid_from="2020-01-01")
    batch = check_batch(batch=open_batch(actor=user, data=data, name="so.xlsx"), actor=user)
    assert batch.state == "ready", batch.faults[:3]
    assert apply_batch(batch=batch, actor=user).summary["new_products"] == ROWS


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class _Counted:
    """Counts statements, COPY included."""

    def __enter__(self) -> "_Counted":
        from django.db import connection

        from evaluations.domain.imports import bulk

        self.number, self.kept = 0, bulk.insert

        def insert(*given: Any) -> list[int]:
            self.number += 1  # its COPY, which Django does not see
            return self.kept(*given)

        bulk.insert = insert
        self.wrapper = connection.execute_wrapper(self._count)
        self.wrapper.__enter__()
        return self

    def _count(self, execute: Any, *given: Any) -> Any:
        self.number += 1
        return execute(*given)

    def __exit__(self, *error: object) -> None:
        from evaluations.domain.imports import bulk

        self.wrapper.__exit__(*error)
        bulk.insert = self.kept


if __name__ == "__main__":
    raise SystemExit(main())
