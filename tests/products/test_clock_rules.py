"""The legal clocks against a calendar counted day by day, and the boundary days of the articles."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.site.workdays import WorkCalendar
from products.domain.dossiers.clock_rules import (
    Counting,
    Pause,
    certificate_dates,
    commune_due,
    days_after,
    is_extended,
    next_round,
)
from products.domain.law import RoundDates

DAY = timedelta(days=1)
ROUNDS = (RoundDates((30, 4), (30, 6)), RoundDates((30, 10), (30, 12)))
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
COUNTINGS = st.builds(Counting, st.booleans(), st.booleans(), st.booleans())
CALENDARS = st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 6, 30)), st.booleans(), max_size=8).map(WorkCalendar)


@st.composite
def pauses(draw):
    """Up to three requests, one after the other, all answered."""
    found, day = [], draw(st.dates(date(2026, 1, 1), date(2026, 2, 28)))
    for _ in range(draw(st.integers(0, 3))):
        asked = day + draw(st.integers(0, 6)) * DAY
        day = asked + draw(st.integers(0, 12)) * DAY
        found.append(Pause(asked, day))
    return found


def counted_by_hand(received, days, stops, calendar, first_counts):
    """A wall calendar: cross out days one by one, those between a question and its answer not."""
    waiting = set()
    for stop in stops:
        day = stop.asked_on + DAY
        while day < stop.closed_on or (day == stop.closed_on and not first_counts):
            waiting.add(day)
            day += DAY
    day, crossed = received, 0
    while True:
        is_first = day == received
        if calendar.is_working(day) and day not in waiting and (first_counts or not is_first):
            crossed += 1
        if crossed == days:
            return day
        day += DAY


@given(st.dates(date(2026, 1, 1), date(2026, 3, 1)), st.integers(1, 30), pauses(), CALENDARS, st.booleans())
def test_the_communes_days_are_those_of_a_wall_calendar(received, days, stops, calendar, first_counts):
    due = commune_due(received, days, stops, calendar, Counting(first_day_counts=first_counts))

    assert due == counted_by_hand(received, days, stops, calendar, first_counts)


@given(st.dates(date(2026, 1, 1), date(2026, 3, 1)), st.integers(1, 30), CALENDARS, st.integers(0, 60))
def test_an_open_request_stops_the_clock_unless_it_came_too_late(received, days, calendar, later):
    asked = received + later * DAY
    unstopped = commune_due(received, days, [], calendar, Counting())

    due = commune_due(received, days, [Pause(asked)], calendar, Counting())

    assert due == (unstopped if unstopped <= asked else None)


@pytest.mark.parametrize(
    ("received", "first_counts", "due"),
    [
        (date(2026, 6, 1), False, date(2026, 6, 22)),  # a Monday: three weeks
        (date(2026, 6, 1), True, date(2026, 6, 19)),
        (date(2026, 6, 6), False, date(2026, 6, 26)),  # a Saturday
        (date(2026, 8, 24), False, date(2026, 9, 17)),  # over 31/08–02/09
        (date(2026, 2, 9), False, date(2026, 3, 9)),  # over Tết
    ],
)
def test_fifteen_working_days_of_the_commune(received, first_counts, due):
    assert commune_due(received, 15, [], WorkCalendar(), Counting(first_day_counts=first_counts)) == due


@given(DAYS, st.integers(0, 200), COUNTINGS)
def test_terms_of_days_end_where_a_finger_on_the_calendar_does(start, days, counting):
    calendar = WorkCalendar()
    day = start - DAY if counting.first_day_counts else start
    for _ in range(days):
        day += DAY
    while counting.end_moves and not calendar.is_working(day):
        day += DAY

    assert days_after(start, days, calendar, counting) == day


@pytest.mark.parametrize(
    ("counting", "end"),
    [
        (Counting(end_moves=False), date(2026, 8, 15)),  # a Saturday
        (Counting(), date(2026, 8, 17)),
        (Counting(first_day_counts=True), date(2026, 8, 14)),
    ],
)
def test_forty_five_days_of_a_re_evaluation(counting, end):
    assert days_after(date(2026, 7, 1), 45, WorkCalendar(), counting) == end


@pytest.mark.parametrize(
    ("day", "counts", "propose_by", "decide_by"),
    [
        (date(2026, 4, 28), False, date(2026, 4, 29), date(2026, 6, 29)),
        (date(2026, 4, 29), False, date(2026, 4, 29), date(2026, 6, 29)),
        (date(2026, 4, 30), False, date(2026, 10, 29), date(2026, 12, 29)),
        (date(2026, 4, 30), True, date(2026, 4, 30), date(2026, 6, 29)),
        (date(2026, 5, 1), True, date(2026, 10, 30), date(2026, 12, 29)),
        (date(2026, 10, 29), False, date(2026, 10, 29), date(2026, 12, 29)),
        (date(2026, 10, 30), False, date(2027, 4, 29), date(2027, 6, 29)),
    ],
)
def test_the_round_met_by_a_proposal(day, counts, propose_by, decide_by):
    met = next_round(day, ROUNDS, Counting(cutoff_counts=counts))

    assert (met.propose_by, met.decide_by) == (propose_by, decide_by)


@given(DAYS, COUNTINGS)
def test_a_round_is_the_first_whose_cut_off_has_not_passed(day, counting):
    def is_last_day(one):
        tomorrow = one + DAY
        return (one if counting.cutoff_counts else tomorrow).timetuple()[1:3] in {(4, 30), (10, 30)}

    end = day
    while not is_last_day(end):
        end += DAY

    assert next_round(day, ROUNDS, counting).propose_by == end


def test_a_pack_without_rounds_has_none():
    assert next_round(date(2025, 8, 1), (), Counting()) is None


def test_the_four_dates_of_a_certificate():
    dates = certificate_dates(date(2026, 11, 15))

    assert dates.file_from == date(2026, 5, 19)
    assert dates.file_by == date(2026, 7, 18)
    assert dates.expires_on == date(2026, 11, 15)
    assert dates.extended_to == date(2027, 5, 14)


@pytest.mark.parametrize(
    ("expires_on", "extended"),
    [
        (date(2026, 5, 21), False),  # over before the decision came into force
        (date(2026, 5, 22), True),
        (date(2026, 9, 18), True),  # could have been filed until 21/05/2026
        (date(2026, 9, 19), False),  # can still be filed on 22/05/2026
    ],
)
def test_only_certificates_whose_window_the_decision_missed_are_extended(expires_on, extended):
    assert is_extended(certificate_dates(expires_on), date(2026, 5, 22)) is extended
