"""The nation's yearly report at national scale: the page against its own SQL run raw.

Run by `make bench`; prints one JSON line. Target: at most 21 queries, the page ≤ 5× its SQL: the life of 20,000
recognitions is read as rows and sorted here, because every figure keeps the keys of the rows behind it.
"""

import json
from typing import Any

from .stage import stage

PATH = "/bao-cao/VN/2026-nam/"
MOST_QUERIES = 21
MOST_RATIO = 5.0


def main() -> int:
    with stage():
        from . import national

        made = national.build()
        result = {"bench": "period", "made": made, **_measure()}
    print(json.dumps(result, ensure_ascii=False))
    return 0 if result["ok"] else 1


def _measure() -> dict[str, Any]:
    from django.test import Client

    from ocop.accounts.enums import Role
    from ocop.accounts.models import Grant, User
    from programs.enums import Tier
    from programs.models import Unit

    from .bench_pages import _page

    user = User.objects.create_user("do.luong", is_active=True)
    nation = Unit.objects.get(tier=Tier.NATION)
    Grant.objects.create(user=user, role=Role.PROVINCE_COORDINATOR, unit=nation, valid_from="2020-01-01")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    path = PATH.replace("VN", nation.code)
    report, rows = _page(client, path), _page(client, f"{path}luy-ke.con.tong/")
    ok = report["queries"] <= MOST_QUERIES and report["ratio"] <= MOST_RATIO
    return {"report": report, "rows": rows, "ok": ok}


if __name__ == "__main__":
    raise SystemExit(main())
