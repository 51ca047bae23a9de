"""Export of 20,000 rows as XLSX, against the XLSX library alone writing the same cells, in the same run.

Run by `make bench`; prints one JSON line. Target: ≤ 1.5. The library alone: openpyxl's write-only workbook, the
values given as they are, dates in a cell of their own with the same format, no style besides.
"""

import io
import json
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from .stage import stage

REPEATS = 3
TARGET = 1.5


def main() -> int:
    with stage():
        from . import national

        national.build()
        result = {"bench": "export", **_measure()}
    print(json.dumps(result, ensure_ascii=False))
    return 0 if result["ok"] else 1


def _measure() -> dict[str, Any]:
    from evaluations.domain.exports import export_records
    from evaluations.domain.imports.resources import ProductResource
    from products.models import Product

    def records() -> Any:
        return Product.objects.shown().order_by("sort_key", "pk")

    resource = ProductResource()
    cells = list(resource.cells(resource.lines(records())))
    base, ours = [], []
    for _turn in range(REPEATS):
        base.append(_timed(lambda: _alone(cells)))
        ours.append(_timed(lambda: export_records("products", records(), "xlsx")))
    ratio = statistics.median(ours) / statistics.median(base)
    return {
        "rows": len(cells),
        "library_s": round(statistics.median(base), 3),
        "export_s": round(statistics.median(ours), 3),
        "ratio": round(ratio, 3),
        "target": TARGET,
        "ok": ratio <= TARGET,
    }


def _alone(rows: list[list[Any]]) -> bytes:
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("OCOP")
    for row in rows:
        cells = []
        for value in row:
            if isinstance(value, date):
                value = WriteOnlyCell(sheet, value)
                value.number_format = "dd/mm/yyyy"
            cells.append(value)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    raise SystemExit(main())
