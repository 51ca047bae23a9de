"""Pages at national scale: queries, time against their own SQL run raw, last page of a list against the first.

Run by `make bench`; prints one JSON line. Targets: dashboards ≤ 12 queries, the country's ≤ 2.5× its SQL; lists ≤ 12
queries, constant, last page as fast as the first. A province's dashboard is printed beside it without a target: its SQL
is so short that the cost of any signed-in page, `frame_ms`, weighs more than the figures.
"""

import json
import statistics
import time
from collections.abc import Callable
from typing import Any

from .stage import stage

REPEATS = 15
NATION = "/tien-do/vn-2026/"


def main() -> int:
    with stage():
        from . import national

        made = national.build()
        result = {"bench": "pages", "made": made, **_measure()}
    print(json.dumps(result, ensure_ascii=False))
    return 0 if result["ok"] else 1


def _measure() -> dict[str, Any]:
    from django.test import Client

    from ocop.accounts.enums import Role
    from ocop.accounts.models import Grant, User
    from programs.enums import Tier
    from programs.models import Unit

    user = User.objects.create_user("do.luong", is_active=True)
    nation = Unit.objects.get(tier=Tier.NATION)
    Grant.objects.create(user=user, role=Role.PROVINCE_COORDINATOR, unit=nation, valid_from="2020-01-01")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    dashboards = {path: _page(client, path) for path in (NATION, "/tien-do/38-2026/")}
    lists = {path: _list(client, path) for path in ("/san-pham/", "/chu-the/", "/ke-hoach/", "/cong-nhan/")}
    ok = all(page["queries"] <= 12 for page in dashboards.values()) and dashboards[NATION]["ratio"] <= 2.5
    ok = ok and all(p["queries"] <= 12 and p["queries_last"] == p["queries"] for p in lists.values())
    frame = statistics.median(_timed(lambda: _get(client, "/tai-khoan/")) for _ in range(REPEATS))
    return {"dashboards": dashboards, "frame_ms": round(frame * 1e3, 1), "lists": lists, "ok": ok}


def _page(client: Any, path: str) -> dict[str, Any]:
    queries = _capture(client, path)
    page, raw = _interleaved(lambda: _get(client, path), lambda: _replay(queries))
    return {
        "queries": len(queries),
        "ms": round(page * 1e3, 1),
        "sql_ms": round(raw * 1e3, 1),
        "ratio": round(page / raw, 2),
    }


def _list(client: Any, path: str) -> dict[str, Any]:
    last = f"{path}?truoc=cuoi"
    queries, queries_last = _capture(client, path), _capture(client, last)
    first_time, last_time = _interleaved(lambda: _get(client, path), lambda: _get(client, last))
    return {
        "queries": len(queries),
        "queries_last": len(queries_last),
        "first_ms": round(first_time * 1e3, 1),
        "last_over_first": round(last_time / first_time, 2),
    }


def _get(client: Any, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)


def _capture(client: Any, path: str) -> list[tuple[str, Any]]:
    """The SQL of one warm request with its parameters."""
    from django.db import connection

    seen: list[tuple[str, Any]] = []

    def note(execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE")):
            seen.append((sql, params))
        return execute(sql, params, many, context)

    _get(client, path)
    with connection.execute_wrapper(note):
        _get(client, path)
    return seen


def _replay(queries: list[tuple[str, Any]]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for sql, params in queries:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()


def _interleaved(one: Callable[[], None], two: Callable[[], None]) -> tuple[float, float]:
    """Medians of both in the same run, taking turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(REPEATS):
        for work, kept in zip((one, two), times, strict=True):
            kept.append(_timed(work))
    return statistics.median(times[0]), statistics.median(times[1])


def _timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    raise SystemExit(main())
