"""Pages of period reports: every figure leads to as many rows, sheets have the document's header, who sees what."""

import io
import random
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ocop.jobs.models import Job
from programs.models import Unit
from reporting.documents.builders.period import build
from reporting.domain.contents import SPECS
from reporting.domain.period import TABLES, Part, Period, compute_period
from tests.factories import make_dossier, make_producer, make_product, make_recognition, make_user

from .period_oracle import random_chains

BASE = "/bao-cao/38/2025-nam/"
MOST_QUERIES = 21
SPLIT = 2
"""Queries more where something lies in a commune that was split: its producers are looked at."""


@pytest.fixture
def province(units: None) -> Unit:
    random_chains(random.Random(21), 25)
    commune = Unit.objects.on(date(2025, 6, 1)).filter(tier="commune", path__startswith="38/").first()
    product = make_product(make_producer(commune, name="Hợp tác xã Hồ Sơ"))
    make_dossier(product, unit=commune, submitted_on=date(2025, 5, 5), state="submitted", year=2025)
    return Unit.objects.on(date(2025, 12, 31)).get(code="38")


@pytest.fixture
def staff(province: Unit, client: Client) -> Client:
    client.force_login(make_user("province_coordinator", province))
    return client


def test_every_figure_on_the_page_opens_its_rows(staff: Client, province: Unit) -> None:
    page = staff.get(BASE)
    links = set(re.findall(rf'href="({BASE}[^"]+/)"', page.content.decode())) - {f"{BASE}lap/"}
    report = compute_period(unit=province, period=Period(2025, Part.YEAR))
    figures = {key: cell for name in TABLES for key, cell in report.table(name).figures().items() if cell.ids}
    assert links == {f"{BASE}{key}/" for key in figures}
    for of in ("recognition", "producer", "dossier"):
        keys = sorted(key for key, cell in figures.items() if cell.of == of)
        for key in random.Random(3).sample(keys, min(12, len(keys))):
            rows = staff.get(f"{BASE}{key}/")
            assert rows.context["page"].queryset.count() == len(figures[key].ids or ())
            assert (rows.context["hidden"], rows.context["number"]) == (0, len(figures[key].ids or ()))


def test_rows_of_all_figures_are_visible_to_the_office(staff: Client, province: Unit) -> None:
    """Every figure, without asking for the page of each."""
    report = compute_period(unit=province, period=Period(2025, Part.YEAR))
    from reporting.views.reports import _ROWS

    user = make_user("viewer", province)
    seen: dict[str, set[int]] = {}
    for of, rows in _ROWS.items():
        seen[of] = set(rows.model.objects.visible_to(user).values_list("pk", flat=True))
    cells = [cell for name in TABLES for cell in report.table(name).figures().values()]
    assert len(cells) > 1500
    assert all(set(cell.ids or ()) <= seen[cell.of] for cell in cells)


def test_a_row_that_went_elsewhere_is_told(staff: Client, province: Unit) -> None:
    own = Unit.objects.on(date(2026, 1, 1)).get(code="16438")
    other = Unit.objects.on(date(2026, 1, 1)).filter(tier="commune", path__startswith="01/").first()
    product = make_product(make_producer(other))
    make_recognition(product, unit=own, decided_on=date(2025, 9, 9), star=5)
    page = staff.get(f"{BASE}dia-ban.16438.con-5-sao/")
    assert page.context["hidden"] == 1
    assert "nay thuộc địa bàn khác" in page.content.decode()
    assert product.name not in page.content.decode()


@pytest.mark.parametrize("key", ["dia-ban", "dia-ban.x.con", "khong-co.tong.con", "luy-ke.tung", "van-ban.1.2"])
def test_unknown_figures_are_not_there(staff: Client, key: str) -> None:
    assert staff.get(f"{BASE}{key}/").status_code == 404


@pytest.mark.parametrize("path", ["38/2025-nam-1/", "38/2017-nam/", "99/2025-nam/", "401/2025-nam/", "01/2025-nam/"])
def test_other_units_and_periods_are_not_there(staff: Client, path: str) -> None:
    assert staff.get(f"/bao-cao/{path}").status_code == 404


def test_a_district_reports_until_it_ended(staff: Client) -> None:
    page = staff.get("/bao-cao/401/2025-6-thang/")
    assert page.status_code == 200
    assert page.context["report"].as_of == date(2025, 6, 30)


def test_pages_cost_the_same_queries_for_few_and_many(staff: Client) -> None:
    def queries(path: str) -> int:
        staff.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert staff.get(path).status_code == 200
        return len(captured)

    paths = [BASE, f"{BASE}luy-ke.con.tong/", f"{BASE}dia-ban.tong.con/"]
    few = [queries(path) for path in paths]
    random_chains(random.Random(22), 30)
    many = [queries(path) for path in paths]
    assert all(now <= before + SPLIT <= MOST_QUERIES for now, before in zip(many, few, strict=True))


def document_tables(province: Unit) -> dict[str, Any]:
    spec = SPECS["period_report"]
    params = spec.clean(province, {"part": "nam", "year": "2025"})
    content = spec.content(province, params)
    titles = {table["title"].upper(): table["key"] for table in content["tables"]}
    return {titles[" ".join(annex.title)]: annex.blocks[0] for annex in build(content).annexes}


def test_spreadsheets_have_the_header_of_the_document(staff: Client, province: Unit) -> None:
    tables = document_tables(province)
    assert len(tables) >= 5
    for key, table in tables.items():
        answer = staff.get(f"{BASE}bang/{key}.xlsx")
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        assert sheet is not None
        merged = sum(cell.colspan > 1 or cell.rowspan > 1 for row in table.header for cell in row)
        assert len(sheet.merged_cells.ranges) == merged
        words = {cell.text for row in table.header for cell in row}
        assert {c.value for row in sheet.iter_rows(max_row=len(table.header)) for c in row} - {None} == words
        assert sheet.max_row == len(table.header) + len(table.rows)


def test_other_sheets_are_not_there(staff: Client) -> None:
    assert staff.get(f"{BASE}bang/khac.xlsx").status_code == 404


def test_choosing_leads_to_the_report(staff: Client) -> None:
    page = staff.get("/bao-cao/")
    codes = {unit.code for unit in page.context["units"]}
    assert "38" in codes
    assert len(codes) == 167
    chosen = staff.get("/bao-cao/?don-vi=38&ky=nam&nam=2025")
    assert (chosen.status_code, chosen["Location"]) == (302, BASE)
    assert staff.get("/bao-cao/?don-vi=01&ky=nam&nam=2025").status_code == 404
    assert staff.get("/bao-cao/?don-vi=38&ky=khac&nam=2025").status_code == 404


def test_who_has_no_territory_has_no_unit_to_choose(province: Unit, client: Client) -> None:
    client.force_login(make_user("council_member", province))
    page = client.get("/bao-cao/")
    assert page.context["units"] == []
    assert client.get(BASE).status_code == 404


def test_words_of_the_report_are_looked_through_then_made(
    staff: Client, django_capture_on_commit_callbacks: Any
) -> None:
    form = staff.get(f"{BASE}lap/").context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    assert "lượt sản phẩm được công nhận trong kỳ" in data["results"]
    answer = staff.post(f"{BASE}lap/", {**data, "proposals": "- Bố trí thêm kinh phí."})
    job = Job.objects.get(kind="document")
    assert (answer.status_code, answer["Location"]) == (302, f"/cong-viec/{job.pk}/")
    assert job.params["params"]["proposals"] == ["- Bố trí thêm kinh phí."]
    wrong = staff.post(f"{BASE}lap/", {**data, "as_of": "01/01/2020"})
    assert wrong.status_code == 200
    assert wrong.context["form"].errors["as_of"]
