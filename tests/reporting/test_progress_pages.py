"""Dashboard, drill, export, chooser and command: what they show, to whom, with how many queries."""

import io
import json
import random
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ocop.spreadsheets import read_table
from programs.models import PlanVersion, Unit
from tests.factories import make_plan, make_recognition, make_user, make_version

from .progress_oracle import random_recognitions, thanh_hoa_plan

MOST_QUERIES = 12


@pytest.fixture
def version(units: None) -> PlanVersion:
    dice = random.Random(11)
    version = thanh_hoa_plan(dice)
    version.number, version.symbol = 36, "KH-UBND"
    version.save()
    random_recognitions(dice, 30)
    return version


@pytest.fixture
def staff(version: PlanVersion, client: Client) -> Client:
    client.force_login(make_user("province_coordinator", version.plan.unit))
    return client


def address(version: PlanVersion, rest: str = "") -> str:
    return f"/tien-do/{version.plan.slug}/{rest}"


@pytest.mark.parametrize(
    "query", ["", "?che_do=hien-nay", "?che_do=hien-nay&sao=3&ngay=2025-06-30", "?ngay=30/06/2025"]
)
def test_the_dashboard_stays_within_its_queries(staff: Client, version: PlanVersion, query: str) -> None:
    staff.get(address(version, query))
    with CaptureQueriesContext(connection) as queries:
        response = staff.get(address(version, query))
    assert response.status_code == 200
    assert len(queries) <= MOST_QUERIES


def test_the_first_sentence_says_how_far_the_plan_is(staff: Client, version: PlanVersion) -> None:
    page = staff.get(address(version, "?ngay=30/06/2025"))
    total = page.context["progress"].totals.total
    behind = total.behind
    pace = f"chậm {behind} so với" if behind > 0 else f"vượt {-behind} so với"
    assert str(page.context["sentence"]).startswith(f"Đạt {total.achieved}/{total.committed} sản phẩm, ")
    assert pace in str(page.context["sentence"])
    assert str(page.context["sentence"]).endswith("kế hoạch đến ngày 30/06/2025")


@pytest.mark.parametrize(("query", "rows"), [("", 26), ("?che_do=hien-nay", 166)])
def test_the_table_has_every_unit_and_the_total_first(
    staff: Client, version: PlanVersion, query: str, rows: int
) -> None:
    page = staff.get(address(version, query))
    html = page.content.decode()
    body = html[html.index('id="bang-tien-do"') :].split("<tbody>")[1].split("</tbody>")[0]
    assert body.lstrip().startswith('<tr class="total">')
    assert body.count("<tr data-lat") == rows
    assert ('<tr class="apart">' in body) is (page.context["progress"].unattributable is not None)
    assert rows == 26 or "Không quy được về một đơn vị" in body


@pytest.mark.parametrize("query", ["?che_do=khac", "?sao=6", "?sao=x"])
def test_an_unknown_filter_is_not_found(staff: Client, version: PlanVersion, query: str) -> None:
    assert staff.get(address(version, query)).status_code == 404


def test_a_day_that_cannot_be_read_is_said(staff: Client, version: PlanVersion) -> None:
    page = staff.get(address(version, "?ngay=31/02/2025"))
    assert "Ngày “31/02/2025” không đọc được" in page.content.decode()
    assert page.context["progress"].as_of == date(2025, 12, 31)


def test_the_drill_shows_as_many_products_as_the_cell_counts(staff: Client, version: PlanVersion) -> None:
    page = staff.get(address(version, "?che_do=hien-nay"))
    row = max(page.context["progress"].rows, key=lambda row: row.total.achieved)
    drill = staff.get(address(version, f"{row.code}/?che_do=hien-nay"))
    assert row.total.achieved > 0
    assert len(drill.context["page"].rows) == row.total.achieved
    assert {found.unit.path for found in drill.context["page"]} <= {u.path for u in Unit.objects.all()}


def test_the_row_without_a_unit_has_its_products_too(staff: Client, version: PlanVersion) -> None:
    dong_tho = Unit.objects.on(date(2025, 6, 30)).get(code="14758")
    made = [make_recognition(unit=dong_tho, decided_on=date(2025, 3, day)) for day in (1, 2)]
    for found in made:
        found.product.producer.unit = dong_tho
        found.product.producer.save()
    drill = staff.get(address(version, "khong-quy-duoc/?che_do=hien-nay"))
    assert {found.pk for found in made} <= {found.pk for found in drill.context["page"]}
    assert staff.get(address(version, "99999/")).status_code == 404


def test_the_export_is_the_table(staff: Client, version: PlanVersion) -> None:
    response = staff.get(address(version, "bang.xlsx?che_do=hien-nay&ngay=2025-09-30"))
    reading = read_table(response.content, "tien-do.xlsx")
    assert not reading.faults
    rows = [[cell.value for cell in row.cells] for row in reading.table.rows]
    progress = staff.get(address(version, "?che_do=hien-nay&ngay=2025-09-30")).context["progress"]
    assert len(rows) == 166 + 2
    assert rows[-1][1] == "Tổng số"
    assert [int(float(value)) for value in rows[-1][2:4]] == [
        progress.totals.total.committed,
        progress.totals.total.achieved,
    ]


def test_other_people_find_nothing(version: PlanVersion, client: Client) -> None:
    officer = make_user("commune_officer", Unit.objects.on(date(2026, 1, 1)).get(code="16438"))
    client.force_login(officer)
    paths = ["", "bang.xlsx", "401/", "khong-quy-duoc/"]
    assert [client.get(address(version, path)).status_code for path in paths] == [404] * 4
    assert version.plan.title not in client.get("/tien-do/").content.decode()


def test_the_chooser_lists_plans_with_targets(staff: Client, version: PlanVersion) -> None:
    make_version(make_plan(version.plan.unit, 2024), issued_on=date(2024, 1, 5))
    page = staff.get("/tien-do/").context["page"]
    assert [(row.plan.slug, row.given) for row in page] == [
        (version.plan.slug, sum(target.committed for target in version.targets.all()))
    ]


def run(*args: str) -> Any:
    out = io.StringIO()
    call_command("progress", *args, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(("mode", "rows"), [("as-was", 26), ("restated", 166)])
def test_the_command_gives_json(version: PlanVersion, mode: str, rows: int) -> None:
    data = json.loads(run("--plan", "36/KH-UBND", "--as-of", "2025-09-30", "--mode", mode, "--format", "json"))
    assert (data["plan"]["number"], data["as_of"], data["mode"]) == ("36/KH-UBND", "2025-09-30", mode)
    assert len(data["rows"]) == rows
    apart = data["unattributable"] or {"total": {"achieved": 0, "committed": 0}}
    for figure in ("achieved", "committed"):
        rows_sum = sum(row["total"][figure] for row in data["rows"])
        assert rows_sum + apart["total"][figure] == data["totals"]["total"][figure]


def test_the_command_prints_a_table(version: PlanVersion) -> None:
    lines = run("--plan", version.plan.slug).splitlines()
    assert lines[-1].startswith("Tổng số")
    assert sum(line.startswith(("Huyện ", "Thị xã ", "Thành phố ")) for line in lines) == 26


def test_the_command_refuses_what_it_cannot_name(version: PlanVersion) -> None:
    twin = make_version(make_plan(Unit.objects.on(date(2025, 1, 2)).get(code="37"), 2025), {3: 1})
    PlanVersion.objects.filter(pk=twin.pk).update(number=36, symbol="KH-UBND")
    with pytest.raises(CommandError, match="Có 2 kế hoạch số “36/KH-UBND”"):
        run("--plan", "36/KH-UBND")
    with pytest.raises(CommandError, match="Không có kế hoạch “99/KH-UBND”"):
        run("--plan", "99/KH-UBND")
    with pytest.raises(CommandError, match="không đọc được"):
        run("--plan", "36/KH-UBND", "--as-of", "30/06/2025")


def test_the_gauge_of_the_plan_and_the_total_row_tell_the_same(staff: Client, version: PlanVersion) -> None:
    page = staff.get(address(version))
    whole, *stars = page.context["gauges"]
    assert (whole.star, whole.missing) == (0, page.context["progress"].totals.missing)
    assert whole.missing == sum(gauge.missing for gauge in stars)
    assert [gauge.star for gauge in stars] == [5, 4, 3]
