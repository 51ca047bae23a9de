"""Figures of a period on the national units against a naive recomputation; every figure has the rows it counts."""

import random
from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from products.models import ProducerAttribution
from programs.models import Reform, Unit
from reporting.domain.period import TABLES, Part, Period, PeriodReport, compute_period
from tests.factories import make_producer, make_product, make_recognition

from .period_oracle import Oracle, random_chains

MOST_QUERIES = 17
SPLIT = 2
"""Queries more where something lies in a commune that was split: its producers are looked at."""


def report_of(code: str, period: Period) -> PeriodReport:
    return compute_period(unit=Unit.objects.on(period.last).get(code=code), period=period)


def engine(report: PeriodReport) -> Counter[tuple[str, str]]:
    """The engine's figures in the oracle's shape."""
    count: Counter[tuple[str, str]] = Counter()
    for name in ("ever", "in_force", "expired", "withdrawn"):
        for fact in getattr(report.figures, name):
            count[name, str(fact.star)] += 1
    for fact in report.figures.recognised:
        count["recognised", fact.kind] += 1
    return count


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("period", [Period(2025, Part.Q2), Period(2024, Part.Q4), Period(2026, Part.Q1)])
def test_figures_of_a_province_equal_the_oracle(units: None, seed: int, period: Period) -> None:
    random_chains(random.Random(seed), 30)
    random_chains(random.Random(seed + 10), 5, prefix="01/")
    assert engine(report_of("38", period)) == Oracle().figures("38/", period.first, period.last)


def test_units_of_the_day_hold_what_lies_on_their_ground(units: None) -> None:
    random_chains(random.Random(5), 60)
    period = Period(2025, Part.YEAR)
    report = report_of("38", period)
    table = report.table("dia-ban")
    found = Counter(
        {
            line.key: cell.value
            for line in table.lines
            for cell in line.cells
            if cell.key.endswith(".con") and line.key != "tong"
        }
    )
    found[""] = found.pop("khong-quy-duoc", 0)
    assert +found == Oracle().rows(period.last)
    assert len(report.rows) == 166


def test_a_product_that_moved_away_counts_where_it_was_recognised_last(units: None) -> None:
    thanh_hoa = Unit.objects.on(date(2026, 3, 1)).get(code="16438")
    ha_noi = Unit.objects.on(date(2026, 3, 1)).filter(tier="commune", path__startswith="01/").first()
    product = make_product(make_producer(thanh_hoa))
    make_recognition(product, unit=thanh_hoa, decided_on=date(2025, 8, 1))
    make_recognition(product, unit=ha_noi, decided_on=date(2026, 2, 1), kind="renewal")
    before, after = report_of("38", Period(2025, Part.YEAR)), report_of("38", Period(2026, Part.Q1))
    assert (len(before.figures.ever), len(before.figures.in_force)) == (1, 1)
    assert (len(after.figures.ever), len(after.figures.in_force), len(after.figures.expired)) == (0, 0, 0)
    assert len(report_of("01", Period(2026, Part.Q1)).figures.in_force) == 1


def test_a_district_counts_no_neighbour_that_later_shared_a_commune(units: None) -> None:
    """Two old communes of two districts became one: until then each counts in its own district only."""
    mixed = next(
        unit
        for unit in Unit.objects.on(date(2026, 1, 1)).filter(tier="commune", path__startswith="38/").order_by("code")
        if len({edge.predecessor.path.split("/")[1] for edge in unit.edges_in.select_related("predecessor")}) == 2
    )
    olds = {edge.predecessor.path.split("/")[1]: edge.predecessor for edge in mixed.edges_in.all()}
    for old in olds.values():
        make_recognition(make_product(make_producer(old)), unit=old, decided_on=date(2025, 3, 3))
    for district, old in olds.items():
        report = report_of(district, Period(2025, Part.HALF))
        assert [fact.unit for fact in report.figures.ever] == [old.pk]


def test_a_split_commune_waits_for_the_decision_on_its_producer(units: None) -> None:
    old = Unit.objects.on(date(2025, 6, 30)).get(code="14758")
    product = make_product(make_producer(old))
    make_recognition(product, unit=old, decided_on=date(2025, 3, 1))
    period = Period(2025, Part.YEAR)

    def rows() -> list[str]:
        lines = report_of("38", period).table("dia-ban").lines[1:]
        return [line.key for line in lines if any(cell.ids for cell in line.cells)]

    assert rows() == ["khong-quy-duoc"]
    chosen = old.edges_out.first().successor
    province = Unit.objects.on(period.last).get(code="38")
    facts = {"instrument": chosen.instrument_from, "province": province, "effective_on": period.last}
    reform = Reform.objects.create(code="thu", name="Thử", **facts)
    ProducerAttribution.objects.create(producer=product.producer, reform=reform, unit=chosen)
    assert rows() == [chosen.code]


def test_every_figure_is_the_number_of_its_rows(units: None) -> None:
    random_chains(random.Random(6), 40)
    report = report_of("38", Period(2025, Part.YEAR))
    keys = set()
    for table in report.tables:
        for line in table.lines:
            assert len(line.cells) == len(table.widths)
            for cell in line.cells:
                if cell.ids is None:
                    continue
                assert isinstance(cell.value, str) or cell.value == len(set(cell.ids))
                assert report.figure(cell.key) == (table, cell)
                assert cell.key not in keys
                keys.add(cell.key)
    assert len(keys) > 1000


def test_totals_are_the_sums_of_their_rows(units: None) -> None:
    random_chains(random.Random(7), 40)
    report = report_of("38", Period(2025, Part.YEAR))
    for key in ("dia-ban", "loai-hinh", "nganh"):
        total, *rows = report.table(key).lines
        for place in range(2, len(total.cells)):
            column = [set(row.cells[place].ids or ()) for row in rows]
            assert set().union(*column) == set(total.cells[place].ids or ())
            assert sum(map(len, column)) == total.cells[place].value


def test_a_report_costs_the_same_queries_for_few_and_many(units: None) -> None:
    def queries() -> int:
        report = report_of("38", Period(2025, Part.YEAR))
        with CaptureQueriesContext(connection) as captured:
            for key in TABLES:
                report.table(key)
        return len(captured)

    random_chains(random.Random(8), 12)
    queries()
    few = queries()
    random_chains(random.Random(9), 40)
    assert queries() <= few + SPLIT <= MOST_QUERIES


def test_header_and_lines_fill_the_columns(units: None) -> None:
    for table in report_of("38", Period(2025, Part.Q4)).tables:
        assert abs(sum(table.widths) - 1) < 0.001
        fields = sum(cell.colspan * cell.rowspan for row in table.header for cell in row)
        assert fields == len(table.widths) * len(table.header)
