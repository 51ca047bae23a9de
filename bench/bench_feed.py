"""20,000 products through the change feed, read page by page as another system does, against a bare COPY in one run.

Run by `make bench`; prints one JSON line. Targets: at least a third of the rows a second of `COPY products TO STDOUT`
whose rows are turned into JSON; memory of the reading process flat: what 20,000 rows add to the peak of the first
2,000 is at most 10 MB. `sequencing_s` is what the first reader waits for the positions of the whole country.
"""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

from .stage import stage

LIMIT = 5000
REPEATS = 5
LEAST_SHARE, MOST_GROWTH_MB = 1 / 3, 10
FIRST = 2_000


def main() -> int:
    if sys.argv[1:2] == ["--process"]:
        return _serve(sys.argv[2])
    with stage():
        from . import national

        made = national.build()
        result = {"bench": "feed", "products": made["products"], **_measure()}
    print(json.dumps(result, ensure_ascii=False))
    return 0 if result["ok"] else 1


def _measure() -> dict[str, Any]:
    from django.db import connection

    from ocop.api.domain.feed_sequence import give_positions

    start = time.perf_counter()
    positions = give_positions()
    sequencing = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    command = [sys.executable, "-W", "ignore", "-m", "bench.bench_feed", "--process", _token()]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    ok = found["share"] >= LEAST_SHARE and found["growth_mb"] <= MOST_GROWTH_MB and found["rows"] == found["bare_rows"]
    return {"positions": positions, "sequencing_s": round(sequencing, 3), **found, "ok": ok}


def _token() -> str:
    """A system that reads the whole country."""
    from ocop.accounts.enums import Role
    from ocop.accounts.models import Grant, User
    from ocop.api.models import ApiClient
    from programs.enums import Tier
    from programs.models import Unit
    from tests.api.tokens import make_credential, make_token

    user = User.objects.create_user("do.luong.thay.doi", is_active=True, is_machine=True)
    nation = Unit.objects.get(tier=Tier.NATION)
    Grant.objects.create(user=user, role=Role.API_CLIENT, unit=nation, valid_from="2020-01-01")
    client = ApiClient.objects.create(name="Đo luồng", user=user, scopes=["products:read"], per_minute=100_000)
    make_credential(client)
    return make_token(client)


def _serve(token: str) -> int:
    """The process that reads, begun as the web server begins: bare and through the address in turns."""
    import ocop.wsgi  # noqa: F401

    first = _read(token, FIRST)
    after_first = _peak_mb()
    whole = _read(token, None)
    growth = _peak_mb() - after_first
    bare, ours = [], []
    for _ in range(REPEATS):
        start = time.perf_counter()
        rows = _bare()
        bare.append(time.perf_counter() - start)
        start = time.perf_counter()
        assert _read(token, None) == whole > first
        ours.append(time.perf_counter() - start)
    floor, taken = statistics.median(bare), statistics.median(ours)
    answer = {"rows": whole, "bare_rows": rows, "bare_s": round(floor, 3), "feed_s": round(taken, 3)}
    print(json.dumps(answer | {"share": round(floor / taken, 3), "growth_mb": growth, "peak_mb": _peak_mb()}))
    return 0


def _read(token: str, most: int | None) -> int:
    """Changes of products from the beginning; their number."""
    after, number = "", 0
    while most is None or number < most:
        content = _page(token, after)
        number += content.count(b'"kind":"saved"')
        head = content[:200].decode(errors="ignore")
        del content  # flat: one page at a time
        after = head.partition('"next_after":"')[2].partition('"')[0]
        if '"has_more":false' in head:
            break
    return number


def _page(token: str, after: str) -> bytes:
    """One page, asked of the application as the web server asks."""
    from ocop.wsgi import application

    def begin(status: str, _headers: Any, _error: Any = None) -> None:
        assert status == "200 OK", status

    query = f"resource=products&limit={LIMIT}&after={after}"
    environ = {"PATH_INFO": "/api/v1/changes/", "QUERY_STRING": query, "HTTP_HOST": "localhost"}
    environ["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    setup_testing_defaults(environ)
    answer = application(environ, begin)
    try:
        return b"".join(answer)
    finally:
        answer.close()


def _bare() -> int:
    """The floor: the columns of the bare table with their types, each row as a JSON object of its own."""
    import orjson
    from django.db import connection

    names = ("id", "revision", "name", "producer_id", "product_set", "product_set_1048", "official_code")
    names += ("description", "source_note", "is_illustration", "updated_at")
    types = ["int8", "int4", "text", "int8", "int2", "int2", "text", "text", "text", "bool", "timestamptz"]
    number = 0
    sql = f"COPY (SELECT {', '.join(names)} FROM products_product) TO STDOUT"
    with connection.cursor() as cursor, cursor.copy(sql) as copy:
        copy.set_types(types)
        for row in copy.rows():
            orjson.dumps(dict(zip(names, row, strict=True)))
            number += 1
    return number


def _peak_mb() -> int:
    """Most memory this process ever held."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


if __name__ == "__main__":
    raise SystemExit(main())
