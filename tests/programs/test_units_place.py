"""From one day's map to another's: only what the law moved whole, never a guess."""

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.domain.place import Lineage, load_lineage, resolve_located, resolve_units
from programs.models import Unit, UnitLineage
from tests.factories import make_unit

OLD, NEW, NOW = date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 1)
BEFORE = date(2023, 12, 31)
MAPPING = Path(__file__).resolve().parent.parent / "data" / "units" / "th_mapping_old_new.csv"


def on(day: date, code: str) -> Unit:
    return Unit.objects.on(day).get(code=code)


def resolved(unit: Unit, day: date) -> str | None:
    found = resolve_units([unit.pk], day)[unit.pk]
    return None if found is None else Unit.objects.get(pk=found).code


def test_every_commune_of_thanh_hoa_resolves_as_the_table_says(units: None) -> None:
    with MAPPING.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    expected = {r["old_code"]: None if r["split"] == "1" else r["new_code"] for r in rows}
    old = dict(Unit.objects.on(OLD).filter(tier="commune", path__startswith="38/").values_list("pk", "code"))
    new = dict(Unit.objects.on(NEW).values_list("pk", "code"))
    found = {old[pk]: new.get(there) if there else None for pk, there in resolve_units(old, NEW).items()}
    assert found == expected
    assert Counter(code is None for code in found.values()) == {False: 537, True: 10}


@pytest.mark.parametrize(
    ("day", "code", "to", "expected"),
    [
        (OLD, "16438", NOW, "16438"),  # TT Tân Phong → xã Lưu Vệ
        (OLD, "15586", NOW, "15592"),  # xã Xuân Lập moved to another code
        (BEFORE, "15790", NOW, None),  # xã Thiệu Phú joined a thị trấn that was split
        (BEFORE, "14788", NOW, "14797"),  # phường Tân Sơn → Phú Sơn → Hạc Thành: two steps
        (BEFORE, "16651", NOW, None),  # Hải Yến: sources differ
        (OLD, "14758", NOW, None),  # Đông Thọ was split
        (NOW, "14848", OLD, "14848"),  # Tam Chung was not touched: unique both ways
        (NOW, "14848", BEFORE, "14848"),
        (NOW, "16438", OLD, None),  # Lưu Vệ came from three
        (OLD, "26368", NOW, "26368"),  # TT Long Thành was merged, then became a phường
        (NOW, "26368", NEW, "26368"),
        (NEW, "24", NOW, "24"),
        (OLD, "15", NOW, "15"),  # Yên Bái → Lào Cai (code 15 now)
        (OLD, "10", NOW, "15"),
        (OLD, "536", NOW, "21548"),  # huyện đảo Lý Sơn → đặc khu
        (OLD, "393", NOW, None),  # a district went nowhere as a whole
        (BEFORE, "405", OLD, "380"),
    ],
)
def test_resolving_known_units(units: None, day: date, code: str, to: date, expected: str | None) -> None:
    assert resolved(on(day, code), to) == expected


def test_a_unit_outside_every_edge_stays_where_it_is(db: None) -> None:
    unit = make_unit(valid_to=date(2025, 12, 31))
    assert resolve_units([unit.pk], date(2025, 1, 1)) == {unit.pk: unit.pk}
    assert resolve_units([unit.pk], date(2026, 1, 1)) == {unit.pk: None}
    assert resolve_units([unit.pk], date(2019, 1, 1)) == {unit.pk: None}


def test_a_decision_attributes_what_a_split_left_open(units: None) -> None:
    split, heir, other = on(OLD, "14758"), on(NEW, "14797"), on(NEW, "16438")
    places = {"a": split.pk, "b": split.pk, "c": split.pk}
    decided = {"a": [heir.pk], "b": [other.pk]}  # a decision for a unit that is no successor counts for nothing
    assert resolve_located(places, NOW, decided) == {"a": heir.pk, "b": None, "c": None}
    also = on(OLD, "16435")  # An Hưng has the same heir, but nothing was decided for it
    assert resolve_units([split.pk, also.pk], NOW, {split.pk: heir.pk}) == {split.pk: heir.pk, also.pk: None}


def test_the_whole_nation_takes_three_queries_at_most(
    units: None, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    communes = list(Unit.objects.on(OLD).filter(tier="commune").values_list("pk", flat=True))
    with django_assert_max_num_queries(3):
        found = resolve_units(communes, NOW)
    assert len(found) == 10035
    assert sum(there is None for there in found.values()) == 471
    with django_assert_max_num_queries(1):
        resolve_units(communes, NEW)


def test_new_edges_are_seen_at_once(units: None) -> None:
    lineage = load_lineage()
    split, heir = on(OLD, "14758"), on(NEW, "16438")
    UnitLineage.objects.create(predecessor=split, successor=heir, extent="part", effective_on=NEW)
    assert len(load_lineage().heirs(split.pk)) == len(lineage.heirs(split.pk)) + 1


def test_spread_shows_every_part(units: None) -> None:
    spread = load_lineage().spread(on(OLD, "14758").pk, NOW)
    assert set(Unit.objects.filter(pk__in=spread).values_list("code", flat=True)) == {"14758", "14797"}


START = date(2020, 1, 1)
ERA = timedelta(days=365)


@st.composite
def histories(draw: Any) -> tuple[Lineage, list[list[int]]]:
    """Three eras of up to six units; each unit goes whole to one, or in parts to several of the next era."""
    lineage, eras, number = Lineage(), [], 0
    for era in range(3):
        size = draw(st.integers(1, 6))
        eras.append(list(range(number, number + size)))
        number += size
        for unit in eras[era]:
            lineage.spans[unit] = (START + era * ERA, START + (era + 1) * ERA - timedelta(days=1) if era < 2 else None)
    for era in range(2):
        for unit in eras[era]:
            heirs = draw(st.lists(st.sampled_from(eras[era + 1]), min_size=0, max_size=3, unique=True))
            for heir in heirs:
                whole = len(heirs) == 1 and draw(st.booleans())
                lineage.out[unit].append((heir, whole))
                lineage.into[heir].append((unit, whole))
    return lineage, eras


@given(histories(), st.data())
def test_resolving_never_guesses(made: tuple[Lineage, list[list[int]]], data: st.DataObject) -> None:
    lineage, eras = made
    start = data.draw(st.sampled_from([0, 1, 2]))
    end = data.draw(st.sampled_from([0, 1, 2]))
    day = START + end * ERA
    for unit in eras[start]:
        there = lineage.resolve(unit, day)
        possible = lineage.spread(unit, day)
        if there is None:
            continue
        assert there in eras[end]
        assert possible == {there}  # nothing else could have been meant
        if end < start:
            assert lineage.resolve(there, START + start * ERA) == unit  # and the way back leads here


@given(histories())
def test_counts_are_conserved_going_forward(made: tuple[Lineage, list[list[int]]]) -> None:
    """Every unit is counted once: at one unit of the new map, or in the row that cannot be attributed."""
    lineage, eras = made
    day = START + 2 * ERA
    found = [lineage.resolve(unit, day) for unit in eras[0]]
    counted = Counter(there for there in found if there is not None)
    assert sum(counted.values()) + found.count(None) == len(eras[0])
    assert set(counted) <= set(eras[2])


def test_a_gap_in_time_is_not_bridged() -> None:
    lineage = Lineage(spans={1: (START, START + ERA), 2: (START + 3 * ERA, None)})
    lineage.out[1].append((2, True))
    lineage.into[2].append((1, True))
    assert lineage.resolve(1, START + 4 * ERA) == 2
    assert lineage.resolve(2, START) == 1
    assert (lineage.resolve(1, START + 2 * ERA), lineage.resolve(2, START + 2 * ERA)) == (None, None)


def test_an_edge_against_time_leads_nowhere() -> None:
    lineage = Lineage(spans={1: (START, START + ERA), 2: (START, START + ERA)})
    for one, other in ((1, 2), (2, 1)):
        lineage.out[one].append((other, True))
        lineage.into[other].append((one, True))
    assert (lineage.resolve(1, START + 2 * ERA), lineage.resolve(1, START - ERA)) == (None, None)
