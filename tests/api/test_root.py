"""The beginning of the interface names every list, and each of them is there."""

import pytest
from django.test import Client

from tests import factories as make

from .calls import queries
from .tokens import bearer

pytestmark = pytest.mark.django_db


def test_everything_named_is_there() -> None:
    found = Client().get("/api/v1/").json()
    assert found["version"] == "1.0"
    for name in ("schema", "docs"):
        assert Client().get(found[name]).status_code == 200
    assert Client().post(found["token"]).status_code == 400
    headers = bearer(unit=make.make_unit())
    for entry in found["resources"]:
        assert entry["url"] == f"http://testserver/api/v1/{entry['name']}/"
        assert Client().get(entry["url"], headers=headers).status_code == 200, entry["name"]


def test_each_scope_named_is_enough() -> None:
    unit = make.make_unit()
    entries = [entry for entry in Client().get("/api/v1/").json()["resources"] if entry["scope"]]
    assert {"products", "dossiers", "exchange/ptnt-ocop"} <= {entry["name"] for entry in entries}
    for entry in entries:
        assert Client().get(entry["url"], headers=bearer(entry["scope"], unit=unit)).status_code == 200
        other = "law:read" if entry["scope"] != "law:read" else "units:read"
        assert Client().get(entry["url"], headers=bearer(other, unit=unit)).status_code == 403


def test_it_is_read_again_for_nothing() -> None:
    answer = Client().get("/api/v1/")
    assert Client().get("/api/v1/", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert queries(Client(), "") == 0
    assert Client().get("/api/v1/?x=1").json()["errors"][0]["field"] == "x"
    assert Client().post("/api/v1/").status_code == 405
