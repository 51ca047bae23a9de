"""Pages of a call with few and with many communes: the same queries, however many reported."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make

from .unit_reports_setup import Place, make_place, recognise

pytestmark = pytest.mark.django_db
BASE = "/bao-cao/dinh-ky/"


def grown(communes: int) -> tuple[Place, Any]:
    """A province of so many communes; all but the last sent their report (with one, that one)."""
    place = make_place()
    for number in range(3, communes):
        place.communes.append(make.make_unit(parent=place.province, name=f"Xã Thử {number}"))
        recognise(place.communes[-1])
    call = place.call(units=[unit.pk for unit in place.communes[:communes]])
    for number in range(max(communes - 1, 1)):
        place.send(call, number)
    return place, call


def counted(place: Place, url: str) -> tuple[int, str]:
    """Queries of the second of two equal requests, and the page."""
    client = Client()
    client.force_login(place.coordinator)
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(url)
    assert page.status_code == 200
    return len(queries), page.content.decode() if page["Content-Type"].startswith("text/html") else ""


@pytest.mark.parametrize("communes", [1, 3, 40])
def test_queries_do_not_grow_with_the_communes(communes: int) -> None:
    place, call = grown(communes)
    base = f"{BASE}{call.pk}/"
    paths = {"": 8, "tong-hop/": 18, "tong-hop/?nhom=luy-ke": 18, "tong-hop/bang.xlsx": 16}
    found = {path: counted(place, base + path) for path in paths}
    assert {path: number for path, (number, _page) in found.items()} == paths
    sent = max(communes - 1, 1)
    assert f"{sent}/{communes} đơn vị đã gửi" in found["tong-hop/"][1]
    assert found[""][1].count("Xã Thử") >= communes
