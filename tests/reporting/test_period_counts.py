"""Sorting recognitions by what they count for, against questions asked day by day (hypothesis); periods and words."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.domain.certificates.state import CertificateFacts, in_force_until
from products.enums import ProductSet
from reporting.domain.period import Part, Period, latest_period
from reporting.domain.period.counts import DAY, sort_facts
from reporting.domain.period.sectors import SECTORS, UNKNOWN, sector_of
from reporting.domain.period.types import Fact, say

START = date(2024, 1, 1)
FIRST, LAST = date(2024, 4, 1), date(2024, 6, 30)


def make_fact(pk: int, product: int, day: int, length: int, gone: int | None, is_inside: bool) -> Fact:
    decided = START + timedelta(days=day)
    withdrawn = None if gone is None else decided + timedelta(days=gone)
    dates = CertificateFacts(decided, decided + timedelta(days=length), withdrawn_on=withdrawn)
    until = in_force_until(dates)
    return Fact(pk, product, product, 1, 3 + pk % 3, "new", decided, withdrawn, until, None, "htx", False, is_inside)


@st.composite
def chains(draw: Any) -> list[Fact]:
    """Products with one to four recognitions of short life, so that everything happens near the period."""
    found: list[Fact] = []
    for product in range(draw(st.integers(1, 3))):
        days = sorted(draw(st.lists(st.integers(0, 180), min_size=1, max_size=4)))
        for day in days:
            length, gone = draw(st.integers(1, 120)), draw(st.none() | st.integers(0, 130))
            found.append(make_fact(len(found), product, day, length, gone, draw(st.booleans())))
    return [fact for fact in found if fact.decided_on <= LAST]


def last_on(chain: list[Fact], day: date) -> Fact | None:
    return next((fact for fact in reversed(chain) if fact.decided_on <= day), None)


def counts_on(chain: list[Fact], day: date) -> Fact | None:
    """The recognition in force on a day, wherever it was given."""
    last = last_on(chain, day)
    return last if last is not None and day <= last.in_force_until else None


@given(chains())
def test_lists_equal_questions_asked_day_by_day(facts: list[Fact]) -> None:
    found = sort_facts(facts, first=FIRST, as_of=LAST)
    ever, in_force, expired = set(), set(), set()
    for product in {fact.product for fact in facts}:
        chain = [fact for fact in facts if fact.product == product]
        ever |= {fact.pk for fact in [last_on(chain, LAST)] if fact and fact.is_inside}
        in_force |= {fact.pk for fact in [counts_on(chain, LAST)] if fact and fact.is_inside}
        for day in (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)):
            before = counts_on(chain, day - DAY)
            same = before is not None and last_on(chain, day) is before
            if before and same and not counts_on(chain, day) and before.withdrawn_on != day and before.is_inside:
                expired.add(before.pk)
    assert {fact.pk for fact in found.ever} == ever
    assert {fact.pk for fact in found.in_force} == in_force
    assert {fact.pk for fact in found.expired} == expired
    inside = [fact for fact in facts if fact.is_inside]
    assert found.recognised == [fact for fact in inside if FIRST <= fact.decided_on <= LAST]
    withdrawn = [fact for fact in inside if fact.withdrawn_on and FIRST <= fact.withdrawn_on <= LAST]
    assert found.withdrawn == withdrawn
    assert set(found.expiring) <= set(found.in_force) <= set(found.ever)


@given(st.integers(2018, 2100))
def test_quarters_follow_each_other_through_the_year(year: int) -> None:
    quarters = [Period(year, part) for part in (Part.Q1, Part.Q2, Part.Q3, Part.Q4)]
    assert quarters[0].first == Period(year, Part.YEAR).first
    assert quarters[-1].last == Period(year, Part.YEAR).last
    assert all(one.last + DAY == other.first for one, other in pairwise(quarters))
    assert Period(year, Part.HALF).last == quarters[1].last
    assert Period(year, Part.NINE).last == quarters[2].last
    assert all(Period.parse(period.slug) == period for period in quarters)


@pytest.mark.parametrize("text", ["", "2026", "2026-quy-5", "1999-nam", "nam-2026", "２０２６-nam", "2101-nam"])
def test_other_texts_are_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r"Kỳ báo cáo|valid Part"):
        Period.parse(text)


def test_names_and_the_day_of_a_period() -> None:
    period = Period(2026, Part.Q4)
    assert (period.name, period.next_name) == ("quý IV năm 2026", "quý I năm 2027")
    assert Period(2026, Part.HALF).next_name == "6 tháng cuối năm 2026"
    days = (date(2026, 9, 1), date(2026, 11, 5), date(2027, 2, 1))
    assert [period.as_of(day) for day in days] == [date(2026, 10, 1), date(2026, 11, 5), date(2026, 12, 31)]
    assert latest_period(date(2026, 3, 31)) == Period(2025, Part.Q4)
    assert latest_period(date(2026, 4, 1)) == Period(2026, Part.Q1)


def test_every_product_set_lies_in_one_sector() -> None:
    assert len(SECTORS) == 6
    assert {sector_of(number) for number in ProductSet.values} == set(SECTORS)
    assert sector_of(None) == UNKNOWN


def test_sectors_are_those_of_the_law_pack() -> None:
    from evaluations.domain.lawpacks import load_pack

    for number, sheet in load_pack("qd-26-2026").sheets.items():
        assert SECTORS[sector_of(number)][0] == sheet.sector


def test_figures_of_a_sentence_are_marked() -> None:
    assert say("Có ", 7, " sản phẩm, ", 1204) == [
        ("Có ", False),
        ("07", True),
        (" sản phẩm, ", False),
        ("1.204", True),
    ]
