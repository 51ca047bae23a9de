"""The REST interface: a list of 100 products by a machine's token against a bare DRF list of the same rows, what making
a record costs, and whether a list's queries grow.

The bare list is the package alone on the same rows and columns (ModelSerializers, no token, no gate, no state, no log
of calls, no middleware), asked in turn with ours. `python -m bench api` prints one JSON line. Targets: at
least half its requests a second; making ≤ 12 statements (BEGIN, SAVEPOINT and their ends aside; `with_control` counts
them); as many queries for 100 rows as for 1.
"""

import json
import statistics
import time
import uuid
from collections.abc import Callable
from typing import Any

from .stage import stage

ROWS, PAGE, REPEATS, MOST = 300, 100, 60, 12
CONTROL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def main() -> int:
    with stage():
        result = {"bench": "api", **_measure()}
    print(json.dumps(result, ensure_ascii=False))
    return 0 if result["ok"] else 1


def _measure() -> dict[str, Any]:
    from django.test import Client

    from tests import factories as make
    from tests.api.tokens import bearer

    unit = make.make_unit(code="16438", parent=make.make_unit("province", code="38"))
    client = Client(SERVER_NAME="localhost", headers=bearer(unit=unit))
    _make_products(make, unit, 1)
    one = _queries(client)
    _make_products(make, unit, ROWS - 1)
    _analyze()
    hundred = _queries(client)
    ours, bare = _in_turn(lambda: _rows(client, f"/api/v1/products/?limit={PAGE}"), _bare())
    made = {path: _made(client, path, body) for path, body in _bodies(unit).items()}
    ratio = bare / ours
    ok = ratio >= 0.5 and one == hundred and all(cost["statements"] <= MOST for cost in made.values())
    times = {"ours_ms": round(ours * 1e3, 1), "bare_ms": round(bare * 1e3, 1), "ratio": round(ratio, 2)}
    return {**times, "queries_1": one, "queries_100": hundred, "made": made, "ok": ok}


def _make_products(make: Any, unit: Any, count: int) -> None:
    for number in range(count):
        product = make.make_product(make.make_producer(unit), product_set=1 + number % 26)
        make.make_recognition(product, star=3 + number % 3)


def _analyze() -> None:
    """What the database does by itself within a minute of so many new rows."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _rows(client: Any, path: str) -> int:
    response = client.get(path)
    assert response.status_code == 200, response.content
    return len(response.json()["results"])


def _bare() -> Callable[[], Any]:
    """The same rows by the package alone, without middleware."""
    from django.test import RequestFactory

    from .bare_api import Bare

    view, factory = Bare.as_view(), RequestFactory(SERVER_NAME="localhost")

    def ask() -> int:
        response = view(factory.get("/")).render()
        assert response.status_code == 200, response.content
        return len(json.loads(response.content)["results"])

    return ask


def _in_turn(*works: Callable[[], int]) -> list[float]:
    """Median seconds of each, asked in turn so that the load of the machine is the same for all."""
    times: list[list[float]] = [[] for _work in works]
    for _number in range(REPEATS + 5):
        for work, found in zip(works, times, strict=True):
            begun = time.perf_counter()
            assert work() == PAGE
            found.append(time.perf_counter() - begun)
    return [statistics.median(found[5:]) for found in times]


def _queries(client: Any) -> int:
    path = f"/api/v1/products/?limit={PAGE}"
    _rows(client, path)
    return len(_captured(lambda: _rows(client, path)))


def _captured(work: Callable[[], Any]) -> list[str]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        work()
    asked = [query["sql"] for query in captured]
    return [sql.rpartition("; ")[2] if "set_config('pghistory" in sql else sql for sql in asked]


def _bodies(unit: Any) -> dict[str, dict[str, Any]]:
    from products.models import Producer

    producer = Producer.objects.first()
    assert producer
    return {
        "producers": {"name": "Hợp tác xã Dừa", "legal_form": "htx", "unit": {"code": unit.code}},
        "products": {"name": "Nem chua", "producer": producer.pk, "product_set": 4},
    }


def _made(client: Any, path: str, body: dict[str, Any]) -> dict[str, int]:
    def post(name: str) -> None:
        headers = {"Idempotency-Key": uuid.uuid4().hex}
        address = f"/api/v1/{path}/"
        response = client.post(address, body | {"name": name}, content_type="application/json", headers=headers)
        assert response.status_code == 201, response.content

    post("Lần đầu")
    asked = _captured(lambda: post(body["name"]))
    return {"statements": sum(not sql.startswith(CONTROL) for sql in asked), "with_control": len(asked)}


if __name__ == "__main__":
    raise SystemExit(main())
