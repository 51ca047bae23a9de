"""PTNT_OCOP by program: the same rows as the file, as JSON or CSV, of one's own territory, a page at a time."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations.domain.exchange.periods import parse_time
from evaluations.domain.exchange.table import COLUMNS, all_rows, export_table
from products.models import Product, YearFigures
from tests import factories as make
from tests.api.tokens import bearer
from tests.api_client import Caller, faulty

pytestmark = pytest.mark.django_db
ADDRESS = "exchange/ptnt-ocop/"


@pytest.fixture
def unit() -> Any:
    return make.make_unit(parent=make.make_unit("province"))


@pytest.fixture
def machine(unit: Any) -> Caller:
    return Caller(headers=bearer("products:read", "producers:read", unit=unit))


def recognised(unit: Any, number: int = 1) -> list[Any]:
    return [make.make_recognition(make.make_product(make.make_producer(unit))).product for _n in range(number)]


def as_csv(machine: Caller, **query: Any) -> Any:
    return Caller(headers={**machine.headers, "Accept": "text/csv"}).get(ADDRESS, **query)


def test_the_rows_of_the_file_as_json(unit: Any, machine: Caller) -> None:
    recognised(unit, 2)
    recognised(make.make_unit())  # elsewhere
    expected = list(all_rows(Product.objects.filter(producer__unit=unit), parse_time("2025")))
    found = machine.read(ADDRESS, time="2025")["results"]
    assert [{**row, "DoanhThuNam": row["DoanhThuNam"] and Decimal(row["DoanhThuNam"])} for row in found] == expected
    assert [list(row) for row in found] == [list(COLUMNS)] * 2


def test_a_page_as_csv(unit: Any, machine: Caller) -> None:
    recognised(unit, 2)
    answer = as_csv(machine, time="2025")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    own = Product.objects.filter(producer__unit=unit)
    assert answer.content == export_table(own, parse_time("2025"), "csv")[0]
    assert "Link" not in answer
    first = as_csv(machine, time="2025", limit=1, fields="MA_OCOP,TenSanPham")
    assert first.content.decode("utf-8-sig").splitlines()[0] == "MA_OCOP,TenSanPham"
    following = first["Link"].partition(">")[0].strip("<")
    assert "time=2025" in following
    second = Caller(headers={**machine.headers, "Accept": "text/csv"}).get(following)
    assert (second.status_code, 'rel="previous"' in second["Link"]) == (200, True)


def test_the_present_time_without_a_code(unit: Any, machine: Caller) -> None:
    recognised(unit)
    assert len(machine.read(ADDRESS)["results"][0]["Ma_ThoiGian"]) == 4


def test_what_is_no_time_is_told(machine: Caller) -> None:
    assert faulty(answer := machine.get(ADDRESS, time="nay")) == [("time", "time_code")]
    assert "“nay” không phải mã thời gian" in answer.json()["errors"][0]["message"]
    refused = as_csv(machine, time="nay")
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_query")


def test_revenue_only_with_the_scope_of_producers(unit: Any, machine: Caller) -> None:
    product = recognised(unit)[0]
    YearFigures.objects.create(producer=product.producer, year=2025, revenue=5_000_000)
    make.make_product(product.producer, name="Kể").exchange_lines.create(time_code="2025", unit_code="1", revenue=7)
    less = Caller(headers=bearer("products:read", unit=unit))
    told = [[row["DoanhThuNam"] for row in one.read(ADDRESS, time="2025")["results"]] for one in (machine, less)]
    assert told == [["5.00", "7.00"], [None, None]]


def test_without_the_scope_nothing(unit: Any) -> None:
    answer = Caller(headers=bearer("producers:read", unit=unit)).get(ADDRESS)
    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")


def test_as_many_queries_for_a_hundred_rows_as_for_one(unit: Any, machine: Caller) -> None:
    counts = []
    machine.read(ADDRESS)  # what is read once a process
    for more in (1, 99):
        recognised(unit, more)
        with CaptureQueriesContext(connection) as caught:
            rows = machine.read(ADDRESS, time="2025", limit=100)["results"]
        counts.append((len(rows), len(caught)))
    assert [rows for rows, _queries in counts] == [1, 100]
    assert counts[0][1] == counts[1][1]
