"""A plan below is built on the issued one above, shows what differs; and whole numbers are divided exactly."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.accounts.enums import Role
from programs.domain.cascade.above import assigned, plan_above
from programs.domain.cascade.adjustments import adjust_targets
from programs.domain.cascade.differs import StarDifference, against_parent
from programs.domain.cascade.named import Named, named_in_batches
from programs.domain.cascade.promised import Change, given_to, promised_on
from programs.domain.cascade.split import split
from programs.domain.plans import create_plan
from programs.domain.seeds import load_plan_seed
from programs.domain.seeds_files import FOLDER
from programs.enums import Tier
from programs.models import Plan
from tests.factories import make_nation, make_plan, make_target, make_unit, make_user, make_version
from tests.programs.cascade_setup import Cascade, make_cascade


@pytest.fixture
def cascade() -> Cascade:
    return make_cascade(state="issued")


def child(cascade: Cascade, index: int = 0) -> Plan:
    return create_plan(unit=cascade.communes[index], year=2026, actor=cascade.officers[index])


@pytest.mark.django_db
def test_the_nearest_issued_plan_above_counts() -> None:
    make_nation()
    province = make_unit(Tier.PROVINCE)
    district = make_unit(Tier.DISTRICT, province)
    commune = make_unit(parent=district)
    above = make_version(make_plan(province, 2025, slug="tinh"))
    make_version(make_plan(district, 2025, slug="huyen"), state="draft")
    assert (plan_above(commune, 2025), plan_above(commune, 2026), plan_above(province, 2025)) == (above, None, None)
    plan = make_plan(district, 2024, slug="huyen-2024")
    make_version(plan, issued_on=date(2024, 2, 1))
    later = make_version(plan, issued_on=date(2024, 8, 1))
    make_target(later, commune, 3, 2)
    make_version(make_plan(province, 2024, slug="tinh-2024"), issued_on=date(2024, 9, 1))
    assert plan_above(commune, 2024) == later
    assert [target.committed for target in assigned(commune, 2024)] == [2]
    assert assigned(commune, 2026) == []
    assert plan_above(make_nation(), 2025) is None


@pytest.mark.django_db
def test_a_new_plan_takes_what_is_given_with_its_basis(cascade: Cascade) -> None:
    an, binh = cascade.communes
    changes = [Change(an.pk, 3, "any", -1), Change(binh.pk, 3, "any", 1)]
    given = {"number": "1/QĐ", "decided_on": date(2026, 2, 2), "reason": "Chuyển", "actor": cascade.writer}
    adjust_targets(plan=cascade.draft.plan, changes=changes, **given)
    draft = child(cascade).versions.get()
    assert draft.based_on == cascade.draft
    assert list(draft.targets.values_list("unit", "star", "kind", "committed")) == [(an.pk, 3, "any", 2)]
    basis = draft.legalbasis_set.last()
    assert basis is not None
    assert (basis.number, basis.issued_on) == ("07/KH-UBND", date(2026, 1, 10))
    assert basis.text.startswith("Căn cứ Kế hoạch số 07/KH-UBND ngày 10/01/2026 của ỦY BAN NHÂN DÂN TỈNH THỬ kế hoạch")


@pytest.mark.django_db
def test_without_an_issued_plan_above_nothing_is_filled_in() -> None:
    cascade = make_cascade()
    draft = child(cascade).versions.get()
    assert (draft.based_on, draft.targets.count(), against_parent(draft)) == (None, 0, None)


@pytest.mark.django_db
def test_what_differs_is_told_by_star(cascade: Cascade) -> None:
    draft = child(cascade).versions.get()
    seen = against_parent(draft)
    assert seen is not None
    assert (seen.parent, seen.is_newer, seen.different) == (cascade.draft, False, [])
    draft.targets.update(committed=2, working=4)
    make_target(draft, cascade.communes[0], 4, 1, kind="new")
    rows = against_parent(draft)
    assert rows is not None
    assert rows.rows == [StarDifference(4, (0, None), (1, None)), StarDifference(3, (3, None), (2, 4))]
    assert [(row.star, row.gap) for row in rows.different] == [(4, 1), (3, -1)]
    make_target(cascade.draft, cascade.communes[0], 4, 1, working=2)
    working = StarDifference(4, (1, 2), (1, 3))
    assert (working.is_different, working.gap) == (True, 0)
    assert StarDifference(4, (1, 2), (1, None)).is_different is False


@pytest.mark.django_db
def test_a_newer_plan_above_and_one_silent_about_the_unit_are_told(cascade: Cascade) -> None:
    draft = child(cascade).versions.get()
    later = make_version(cascade.draft.plan, {3: 5}, issued_on=date(2026, 6, 1))
    seen = against_parent(draft)
    assert seen is not None
    assert (seen.parent, seen.is_newer, seen.rows) == (later, True, [])
    other = create_plan(unit=cascade.communes[1], year=2026, actor=make_user(Role.COMMUNE_OFFICER, cascade.communes[1]))
    assert (other.versions.get().targets.count(), other.versions.get().based_on) == (0, later)


@pytest.mark.django_db
def test_the_batches_of_tho_xuan_prove_its_working_figures(units: None) -> None:
    """At least 3 + 8 are promised, 4 + 10 planned, and three batches name the 14."""
    plan = load_plan_seed(path=FOLDER / "tho-xuan-2024.yaml", actor=None)
    version = plan.versions.get()
    figures = given_to(promised_on(plan, date(2024, 12, 31), version), plan.unit_id)
    assert {key: figure for key, figure in figures.items() if figure[0]} == {(4, "any"): (3, 4), (3, "any"): (8, 10)}
    named = named_in_batches(version)
    assert named == Named(3, [14, 0, 3, 0])
    assert named.starless == 11


@given(st.integers(0, 5000), st.lists(st.integers(0, 300), min_size=1, max_size=200))
def test_a_number_is_divided_into_whole_parts_that_sum_exactly(total: int, weights: list[int]) -> None:
    parts, shares = split(total, weights), weights if any(weights) else [1] * len(weights)
    assert sum(parts) == total
    assert all(isinstance(part, int) and part >= 0 for part in parts)
    whole = sum(shares)
    assert all(abs(part * whole - total * share) < whole for part, share in zip(parts, shares, strict=True))
    assert split(total, weights) == parts


def test_known_divisions() -> None:
    assert split(10, [1, 1, 1]) == [4, 3, 3]
    assert split(3, [0, 0]) == [2, 1]
    assert split(160, [3, 20, 137]) == [3, 20, 137]


@pytest.mark.parametrize(("total", "weights"), [(-1, [1]), (1, [-1]), (1, [])])
def test_what_cannot_be_divided(total: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match=r"negative|nobody"):
        split(total, weights)
