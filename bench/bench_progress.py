"""Restated progress of the country across the reform: its queries, and its time against one GROUP BY of the same rows.

3,321 communes with targets of 2025, 20,000 products recognised in that year: those of the first half at the communes of
their day, which the engine gives to the communes of today. Run by `make bench`; prints one JSON line. Targets: at most
5 queries, at most 10 × the GROUP BY (recognitions with product, producer and unit by unit, star, kind and month), both
in turns in the same run. The engine also gives every row its targets, expected numbers and place on the map.
"""

import gc
import json
import random
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from .stage import stage

MOST_QUERIES = 5
MOST_RATIO = 10.0
REPEATS = 9
REFORM = date(2025, 7, 1)
AS_OF = date(2025, 12, 31)
MAP = date(2026, 10, 31)
GROUP_BY = """
SELECT unit.code, unit.name, unit.path, found.star, found.kind, extract(month FROM found.decided_on), count(*),
       count(*) FILTER (WHERE found.is_illustration)
  FROM evaluations_recognition found
  JOIN products_product product ON product.id = found.product_id
  JOIN products_producer producer ON producer.id = product.producer_id
  JOIN programs_unit unit ON unit.id = found.unit_id
 WHERE found.decided_on BETWEEN '2025-01-01' AND '2025-12-31'
 GROUP BY 1, 2, 3, 4, 5, 6
"""


def main() -> int:
    with stage():
        from . import national

        made = national.build() | _into_2025()
        result = {"bench": "progress", "made": made, **_measure()}
    print(json.dumps(result, ensure_ascii=False))
    return 0 if result["ok"] else 1


def _into_2025() -> dict[str, int]:
    """All recognitions in 2025, those before the reform at a commune of their day; a plan with targets of communes."""
    from django.db import connection

    from evaluations.models import Recognition
    from programs.enums import Tier
    from programs.models import Unit, UnitLineage

    before: dict[int, list[int]] = {}
    for old, new in UnitLineage.objects.values_list("predecessor", "successor"):
        before.setdefault(new, []).append(old)
    dice = random.Random(7)
    rows = list(Recognition.objects.only("pk", "unit_id", "decided_on", "expires_on"))
    old_ones = 0
    for row in rows:
        row.decided_on = date(2025, 1, 1) + timedelta(days=dice.randrange(365))
        row.expires_on = row.decided_on + timedelta(days=1095)
        if row.decided_on < REFORM and row.unit_id in before:
            row.unit_id = dice.choice(before[row.unit_id])
            old_ones += 1
    Recognition.objects.bulk_update(rows, ["unit", "decided_on", "expires_on"], batch_size=2000)
    targets = _plan(list(Unit.objects.on(MAP).filter(tier=Tier.COMMUNE).order_by("code")), dice)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"targets": targets, "at_old_communes": old_ones}


def _plan(communes: list[Any], dice: random.Random) -> int:
    from programs.enums import Tier, VersionState
    from programs.models import Plan, PlanVersion, Target, Unit

    nation = Unit.objects.get(tier=Tier.NATION)
    plan = Plan.objects.create(unit=nation, year=2025, slug="vn-2025", title="Kế hoạch năm 2025")
    version = PlanVersion.objects.create(
        plan=plan, state=VersionState.ISSUED, number=1, issued_on=date(2025, 7, 15), issuer="BỘ", abstract="Kế hoạch"
    )
    rows = [
        Target(version=version, unit=unit, order=order, star=star, kind="any", committed=dice.randrange(1, 5))
        for order, unit in enumerate(communes, start=1)
        for star in (4, 3)
    ]
    return len(Target.objects.bulk_create(rows, batch_size=2000))


def _measure() -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from programs.models import PlanVersion
    from reporting.domain.progress import Progress, compute_progress

    version = PlanVersion.objects.select_related("plan__unit").get(plan__slug="vn-2025")

    def restated() -> Progress:
        return compute_progress(plan_version=version, as_of=AS_OF, mode="restated", map_date=MAP)

    def group_by() -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(GROUP_BY)
            return list(cursor.fetchall())

    restated()
    with CaptureQueriesContext(connection) as captured:
        progress = restated()
    counted = sum(row[6] for row in group_by())
    engine, raw = _in_turns(restated, group_by)
    rows, ratio = len(progress.rows), engine / raw
    ok = len(captured) <= MOST_QUERIES and ratio <= MOST_RATIO and counted == progress.totals.total.achieved
    return {
        "rows": rows,
        "achieved": progress.totals.total.achieved,
        "apart": progress.unattributable.total.achieved if progress.unattributable else 0,
        "queries": len(captured),
        "restated_ms": round(engine * 1e3, 1),
        "group_by_ms": round(raw * 1e3, 1),
        "ratio": round(ratio, 2),
        "ok": ok,
    }


def _in_turns(one: Callable[[], Any], two: Callable[[], Any]) -> tuple[float, float]:
    """Medians of both, taking turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(REPEATS):
        for work, kept in zip((one, two), times, strict=True):
            gc.collect()
            start = time.perf_counter()
            work()
            kept.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


if __name__ == "__main__":
    raise SystemExit(main())
