"""Figures of progress on the national units against a naive recomputation, in both ways of reading."""

import random
from collections import Counter
from datetime import date

import pytest

from evaluations.models import Recognition
from ocop.site.models import SiteSetting
from products.models import ProducerAttribution
from programs.models import Reform, Unit
from reporting.domain.progress import STARS, Progress, compute_progress
from tests.factories import (
    make_nation,
    make_plan,
    make_producer,
    make_product,
    make_recognition,
    make_target,
    make_version,
)

from .progress_oracle import expected_rows, random_recognitions, thanh_hoa_plan

NOW = date(2026, 1, 15)
ALL = {"new", "upgrade", "renewal"}


def achieved(progress: Progress) -> Counter[tuple[str, int]]:
    """The engine's rows in the oracle's shape."""
    count: Counter[tuple[str, int]] = Counter()
    for row in [*progress.rows, *([progress.unattributable] if progress.unattributable else [])]:
        for star in STARS:
            count[row.code, star] += row.stars[star].achieved
    return +count


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("last", [date(2025, 5, 31), date(2025, 12, 31)])
def test_both_readings_equal_the_oracle(units: None, seed: int, last: date) -> None:
    dice = random.Random(seed)
    version = thanh_hoa_plan(dice)
    random_recognitions(dice, 90)
    as_was = compute_progress(plan_version=version, as_of=last)
    restated = compute_progress(plan_version=version, as_of=last, mode="restated", map_date=NOW)
    assert achieved(as_was) == expected_rows(date(2025, 2, 24), district=True, last=last, kinds=ALL)
    assert achieved(restated) == expected_rows(NOW, district=False, last=last, kinds=ALL)
    assert (len(as_was.rows), len(restated.rows)) == (26, 166)
    assert as_was.totals.stars == restated.totals.stars


def test_restated_targets_of_districts_stand_in_the_row_of_their_own(units: None) -> None:
    version = thanh_hoa_plan(random.Random(3))
    restated = compute_progress(plan_version=version, as_of=date(2025, 12, 31), mode="restated", map_date=NOW)
    apart = restated.unattributable
    assert apart is not None
    assert apart.total.committed == restated.totals.total.committed == sum(t.committed for t in version.targets.all())
    assert sum(row.total.committed for row in restated.rows) == 0
    assert len(restated.unattributed) == 26
    assert {item.reason.split(" ")[0] for item in restated.unattributed} == {"nay"}


def test_on_the_last_day_of_the_districts_restated_is_as_was(units: None) -> None:
    dice = random.Random(4)
    version = thanh_hoa_plan(dice)
    random_recognitions(dice, 40)
    day = date(2025, 6, 30)
    one = compute_progress(plan_version=version, as_of=day)
    two = compute_progress(plan_version=version, as_of=day, mode="restated", map_date=day)
    assert {row.code: row.stars for row in one.rows} == {row.code: row.stars for row in two.rows}
    assert two.unattributable is None


def test_a_split_commune_waits_for_the_decision_on_its_producer(units: None) -> None:
    version = thanh_hoa_plan(random.Random(5))
    dong_tho = Unit.objects.on(date(2025, 6, 30)).get(code="14758")
    found = make_recognition(make_product(make_producer(dong_tho)), unit=dong_tho, decided_on=date(2025, 3, 1))
    day = date(2025, 12, 31)
    before = compute_progress(plan_version=version, as_of=day, mode="restated", map_date=NOW)
    assert before.unattributable is not None
    assert before.unattributable.total.achieved == 1
    assert before.singles == {None: [found.pk]}
    chosen = dong_tho.edges_out.first().successor
    reform = Reform.objects.create(
        code="thu", name="Thử", instrument=chosen.instrument_from, province_id=version.plan.unit_id, effective_on=NOW
    )
    ProducerAttribution.objects.create(producer=found.product.producer, reform=reform, unit=chosen)
    after = compute_progress(plan_version=version, as_of=day, mode="restated", map_date=NOW)
    assert achieved(after) == Counter({(chosen.code, 3): 1})


def test_a_new_commune_made_of_two_districts_goes_where_its_producer_is_registered(units: None) -> None:
    version = thanh_hoa_plan(random.Random(6))
    day = date(2025, 2, 24)
    mixed = next(
        unit
        for unit in Unit.objects.on(NOW).filter(tier="commune", path__startswith="38/").order_by("code")
        if len({edge.predecessor.path.split("/")[1] for edge in unit.edges_in.select_related("predecessor")}) == 2
    )
    old = mixed.edges_in.first().predecessor
    make_recognition(make_product(make_producer(mixed)), unit=mixed, decided_on=date(2025, 9, 1))
    make_recognition(make_product(make_producer(old)), unit=mixed, decided_on=date(2025, 9, 1))
    progress = compute_progress(plan_version=version, as_of=date(2025, 12, 31))
    assert achieved(progress) == Counter({("", 3): 1, (old.path.split("/")[1], 3): 1})
    assert old.is_valid_on(day)


def test_a_district_plan_counts_what_its_ground_became(units: None) -> None:
    nga_son = Unit.objects.get(code="401")
    version = make_version(make_plan(nga_son, 2025), {3: 4}, issued_on=date(2025, 1, 20))
    random_recognitions(random.Random(7), 30, prefix="38/401/")
    new = [u for u in Unit.objects.on(NOW).filter(tier="commune") if _all_from(u, nga_son)]
    elsewhere = Unit.objects.on(NOW).get(code="16438")
    for unit in (new[0], elsewhere):
        make_recognition(make_product(make_producer(unit)), unit=unit, decided_on=date(2025, 10, 1))
    first, last = date(2025, 1, 1), date(2025, 12, 31)
    inside = [r for r in Recognition.objects.decided_between(first, last) if r.unit_id != elsewhere.pk]
    progress = compute_progress(plan_version=version, as_of=last)
    assert [row.name for row in progress.rows] == ["Huyện Nga Sơn"]
    assert progress.totals.total.achieved == len(inside)
    restated = compute_progress(plan_version=version, as_of=last, mode="restated", map_date=NOW)
    assert restated.totals.stars == progress.totals.stars
    assert {row.code for row in restated.rows} >= {unit.code for unit in new}


def _all_from(unit: Unit, district: Unit) -> bool:
    before = [edge.predecessor for edge in unit.edges_in.all()] if unit.path.startswith("38/") else []
    return bool(before) and all(old.path.startswith(district.path) for old in before)


def test_only_the_kinds_of_the_targets_count(units: None) -> None:
    commune = Unit.objects.on(NOW).get(code="16438")
    version = make_version(make_plan(commune, 2025))
    make_target(version, commune, 3, 3, kind="renewal")
    make_target(version, commune, 4, 1, kind="any")
    for star, kind in [(3, "renewal"), (3, "new"), (4, "new"), (4, "upgrade"), (5, "new")]:
        product = make_product(make_producer(commune))
        make_recognition(product, unit=commune, star=star, kind=kind, decided_on=date(2025, 9, 1))
    stars = compute_progress(plan_version=version, as_of=date(2025, 12, 31)).totals.stars
    assert {star: cell.achieved for star, cell in stars.items()} == {3: 1, 4: 2, 5: 1}


def test_illustration_counts_while_it_is_shown(units: None) -> None:
    commune = Unit.objects.on(NOW).get(code="16438")
    version = make_version(make_plan(commune, 2025), {3: 2})
    for sample in (True, False):
        product = make_product(make_producer(commune))
        make_recognition(product, unit=commune, decided_on=date(2025, 9, 1), is_illustration=sample)
    day = date(2025, 12, 31)
    shown = compute_progress(plan_version=version, as_of=day)
    assert (shown.totals.total.achieved, shown.illustration) == (2, 1)
    SiteSetting.objects.create(key="show_illustration", value=False)
    hidden = compute_progress(plan_version=version, as_of=day)
    assert (hidden.totals.total.achieved, hidden.illustration) == (1, 0)


def test_what_the_plan_promises_beyond_its_units_is_a_row(units: None) -> None:
    version = thanh_hoa_plan(random.Random(8))
    given = {star: sum(t.committed for t in version.targets.all() if t.star == star) for star in STARS}
    for star in STARS:
        make_target(version, version.plan.unit, star, given[star] + star)
    progress = compute_progress(plan_version=version, as_of=date(2025, 6, 30))
    assert progress.unallocated is not None
    assert {star: cell.committed for star, cell in progress.unallocated.stars.items()} == {3: 3, 4: 4, 5: 5}
    assert progress.totals.total.committed == sum(given.values()) + 12


def test_months_run_up_to_the_day_and_end_at_the_total(units: None) -> None:
    dice = random.Random(9)
    version = thanh_hoa_plan(dice)
    random_recognitions(dice, 60)
    progress = compute_progress(plan_version=version, as_of=date(2025, 8, 10))
    known = [month for month in progress.months if month.achieved is not None]
    assert [month.last_day.month for month in known] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert known[-1].achieved == {star: cell.achieved for star, cell in progress.totals.stars.items()}
    assert progress.months[-1].share == 1


def test_a_plan_of_the_nation_counts_by_province(units: None) -> None:
    nation = Unit.objects.filter(tier="nation").first() or make_nation()
    version = make_version(make_plan(nation, 2026), issued_on=date(2026, 1, 15))
    provinces = Unit.objects.on(date(2026, 1, 15)).filter(tier="province")
    for province in provinces:
        make_target(version, province, 3, 2)
    day = date(2026, 10, 1)
    for code in ("16438", "16093", "00004"):
        unit = Unit.objects.on(day).get(code=code)
        make_recognition(make_product(make_producer(unit)), unit=unit, decided_on=day)
    progress = compute_progress(plan_version=version, as_of=date(2026, 12, 31))
    expected = Counter((found.unit.province_code, 3) for found in Recognition.objects.select_related("unit"))
    assert achieved(progress) == expected
    assert len(progress.rows) == len(provinces)
