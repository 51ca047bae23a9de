"""Search over a whole country's 20,000 products: time of the words people type against the same query by primary keys.

Run by `make bench`; prints one JSON line. Targets: no plan reads products or producers from end to end; the slowest
median search takes at most 15× as long as fetching the same number of products by their keys.
"""

import json
import statistics
import time
from collections.abc import Callable
from typing import Any

from .stage import stage

TEXTS = ("mat ong binh minh", "nước mắm 777", "hop tac xa song lam", "xa dong", "ga", "b", "khong co dau")
REPEATS = 15
SHOWN = 51


def main() -> int:
    with stage():
        from . import national

        made = national.build()
        result = {"bench": "search", "products": made["products"], **_measure()}
    print(json.dumps(result, ensure_ascii=False))
    return 0 if result["ok"] else 1


def _measure() -> dict[str, Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rows = {f"{who}: {text}": _search(user, text) for who, user in _people().items() for text in TEXTS}
    worst = max(row["ratio"] for row in rows.values())
    ok = worst <= 15 and not any(row["seq_scan"] for row in rows.values())
    return {"searches": rows, "worst_ratio": worst, "ok": ok}


def _people() -> dict[str, Any]:
    from ocop.accounts.enums import Role
    from ocop.accounts.models import Grant, User
    from programs.enums import Tier
    from programs.models import Unit

    commune = Unit.objects.filter(tier=Tier.COMMUNE, valid_to=None).order_by("code").first()
    places = {"nation": Unit.objects.get(tier=Tier.NATION), "commune": commune}
    people = {name: User.objects.create_user(f"tim.{name}", is_active=True) for name in places}
    for name, unit in places.items():
        Grant.objects.create(user=people[name], role=Role.VIEWER, unit=unit, valid_from="2020-01-01")
    return people


def _search(user: Any, text: str) -> dict[str, Any]:
    from products.domain.queries import search_products
    from products.models import Product

    def found() -> Any:
        visible = search_products(Product.objects.visible_to(user), text).select_related("producer__unit")
        return visible.order_by("sort_key", "pk")[:SHOWN]

    keys = list(Product.objects.order_by("pk").values_list("pk", flat=True)[: max(len(found()), SHOWN)])
    by_key = Product.objects.select_related("producer__unit")
    searched, fetched = _interleaved(lambda: list(found()), lambda: list(by_key.filter(pk__in=keys)))
    plan = found().explain()
    return {
        "found": len(found()),
        "ms": round(searched * 1e3, 1),
        "ratio": round(searched / fetched, 2),
        "seq_scan": any(f"Seq Scan on products_{table}" in plan for table in ("product ", "producer ")),
    }


def _interleaved(one: Callable[[], Any], two: Callable[[], Any]) -> tuple[float, float]:
    """Medians of both in the same run, taking turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(REPEATS):
        for work, kept in zip((one, two), times, strict=True):
            start = time.perf_counter()
            work()
            kept.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


if __name__ == "__main__":
    raise SystemExit(main())
