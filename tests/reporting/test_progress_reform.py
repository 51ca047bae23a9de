"""Plan 36/KH-UBND before and after the reform of 01/07/2025 is carried over: the annex as it was does not move."""

import json
import random
from collections import Counter
from datetime import date

import pytest

from programs.domain.reform import apply_reform, confirm_reform, decide_item, revert_reform, worklist
from programs.domain.seeds import load_all_plan_seeds
from programs.models import PlanVersion, Reform, Unit
from reporting.domain.progress import Progress, compute_progress
from reporting.domain.progress_json import progress_as_data
from reporting.domain.progress_types import STARS
from tests.factories import make_producer, make_product, make_recognition, make_user

from .progress_oracle import expected_kinds, random_recognitions

CODE = "NQ-1686"
END, NOW = date(2025, 12, 31), date(2026, 1, 15)


@pytest.fixture
def version(units: None) -> PlanVersion:
    """The issued plan of Thanh Hóa, recognitions of 2025 on both maps, one of them in a split commune."""
    load_all_plan_seeds(actor=make_user())
    random_recognitions(random.Random(21), 60)
    split = Unit.objects.on(date(2025, 6, 30)).get(code="14758")
    make_recognition(make_product(make_producer(split)), unit=split, decided_on=date(2025, 3, 1))
    return PlanVersion.objects.select_related("plan__unit").get(state="issued")


def as_was(version: PlanVersion) -> str:
    return json.dumps(progress_as_data(compute_progress(plan_version=version, as_of=END)), sort_keys=True)


def restated(version: PlanVersion) -> Progress:
    return compute_progress(plan_version=version, as_of=END, mode="restated", map_date=NOW)


def committed(progress: Progress) -> list[int]:
    cells = progress.totals.stars
    return [progress.totals.total.committed, *(cells[star].committed for star in STARS)]


def parts(progress: Progress) -> Counter[tuple[str, int, str]]:
    """The engine's rows in the oracle's shape, by kind."""
    count: Counter[tuple[str, int, str]] = Counter()
    for row in [*progress.rows, *([progress.unattributable] if progress.unattributable else [])]:
        for (star, kind), cell in row.parts.items():
            count[row.code, star, kind] += cell.achieved
    return +count


def test_the_annex_as_it_was_does_not_move(version: PlanVersion) -> None:
    before = as_was(version)
    assert len(json.loads(before)["rows"]) == 26
    assert sum(row["total"]["committed"] for row in json.loads(before)["rows"]) == 160
    apply_reform(reform_code=CODE)
    assert as_was(version) == before
    revert_reform(reform_code=CODE)
    assert as_was(version) == before


def test_restated_totals_stay_and_what_belongs_nowhere_is_its_own_row(version: PlanVersion) -> None:
    before = restated(version)
    apply_reform(reform_code=CODE)
    after = restated(version)
    lost = sum(n for (code, *_), n in expected_kinds(NOW, district=False, last=END).items() if not code)
    for progress in (before, after):
        apart = progress.unattributable
        assert committed(progress) == [160, 3, 20, 137]
        assert (len(progress.rows), sum(row.total.committed for row in progress.rows)) == (166, 0)
        assert apart is not None
        assert [apart.stars[star].committed for star in STARS] == [3, 20, 137]
        assert apart.total.achieved == lost >= 1
        assert len([item for item in progress.unattributed if item.committed]) == 26
        assert sum(row.total.achieved for row in progress.rows) + lost == progress.totals.total.achieved
    assert progress_as_data(before) == progress_as_data(after)


def test_a_decided_producer_gets_its_row_and_the_annex_as_was_stays(version: PlanVersion) -> None:
    annex = as_was(version)
    apply_reform(reform_code=CODE)
    for item in worklist(Reform.objects.get(code=CODE)):
        decide_item(item_id=item.pk, unit=item.suggested, actor=coordinator(version))
    confirm_reform(reform_code=CODE)
    after = restated(version)
    assert after.unattributable is not None
    assert after.unattributable.total.achieved == 0
    assert committed(after) == [160, 3, 20, 137]
    assert as_was(version) == annex


def coordinator(version: PlanVersion) -> object:
    """The province's coordinator."""
    return make_user("province_coordinator", version.plan.unit)


def test_kinds_equal_the_oracle_in_both_readings(version: PlanVersion) -> None:
    found = compute_progress(plan_version=version, as_of=END)
    assert parts(found) == expected_kinds(date(2025, 2, 24), district=True, last=END)
    assert parts(restated(version)) == expected_kinds(NOW, district=False, last=END)
