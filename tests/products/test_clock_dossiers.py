"""Which legal clocks run on a dossier at each station, and what lists sort by."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop.jobs.domain.run import answer_bell
from ocop.jobs.domain.verbs import ask_daily_jobs
from ocop.jobs.models import Job
from ocop.jobs.tasks import nightly
from ocop.site.models import CalendarDay, SiteSetting
from ocop.site.workdays import WorkCalendar, calendar_changed
from products.domain.dossiers.clock import (
    Basis,
    Clock,
    clocks_of,
    decided_by,
    extended_to,
    refresh_all_clocks,
    refresh_clock,
    working_days_left,
)
from products.enums import ClockKind, DossierKind, DossierState, DossierStep, Level
from products.models import Dossier, DossierMove, Receipt, SupplementRequest
from tests import factories as make

pytestmark = pytest.mark.django_db
SUBMITTED = date(2026, 6, 1)
LAW = "Quyết định 26/2026/QĐ-TTg, "


def at(state, *steps, **fields):
    """A dossier in a state with the days of the steps it took."""
    dossier = make.make_dossier(state=state, **{"submitted_on": SUBMITTED, **fields})
    for step, day in steps:
        DossierMove.objects.create(dossier=dossier, step=step, before="draft", after=state, on=day)
    return dossier


def asks(dossier, asked_on, closed_on=None, level=Level.COMMUNE):
    return SupplementRequest.objects.create(
        dossier=dossier, level=level, returns_to="checking", asked_on=asked_on, due_on=asked_on, closed_on=closed_on
    )


def kinds(dossier, today):
    return [(clock.kind, clock.due_on) for clock in clocks_of(dossier, today)]


def test_fifteen_working_days_run_at_the_commune():
    dossier = at(DossierState.CHECKING)

    binding, round_ = clocks_of(dossier, date(2026, 6, 18))

    assert binding == Clock(
        ClockKind.COMMUNE, SUBMITTED, date(2026, 6, 22), LAW + "Điều 7.2", in_working_days=True, days_left=2
    )
    assert (round_.kind, round_.due_on, round_.article) == (ClockKind.ROUND, date(2026, 10, 29), LAW + "Điều 5")


@pytest.mark.parametrize(
    ("today", "left", "overdue"),
    [(date(2026, 6, 22), 0, False), (date(2026, 6, 23), -1, True), (date(2026, 6, 29), -5, True)],
)
def test_the_day_after_the_last_is_overdue(today, left, overdue):
    clock = clocks_of(at(DossierState.SUBMITTED), today)[0]

    assert (clock.days_left, clock.is_overdue) == (left, overdue)


def test_an_open_request_stops_the_commune_and_binds_the_producer():
    dossier = at(DossierState.SUPPLEMENT)
    asks(dossier, date(2026, 6, 8))

    supplement, round_, commune = clocks_of(dossier, date(2026, 6, 10))

    assert (supplement.kind, supplement.due_on, supplement.is_overdue) == (ClockKind.SUPPLEMENT, date(2026, 6, 8), True)
    assert round_.kind == ClockKind.ROUND
    assert (commune.is_paused, commune.is_overdue, commune.days_left) == (True, False, 10)


def test_answered_requests_move_the_end():
    dossier = at(DossierState.CHECKING)
    asks(dossier, date(2026, 6, 8), date(2026, 6, 10))

    assert kinds(dossier, date(2026, 6, 11))[0] == (ClockKind.COMMUNE, date(2026, 6, 24))


def test_a_request_of_the_province_does_not_wake_the_communes_clock():
    dossier = at(DossierState.SUPPLEMENT, (DossierStep.PROPOSE, date(2026, 6, 20)))
    asks(dossier, date(2026, 7, 1), level=Level.PROVINCE)

    assert kinds(dossier, date(2026, 7, 1)) == [
        (ClockKind.SUPPLEMENT, date(2026, 7, 1)),
        (ClockKind.ROUND, date(2026, 12, 29)),
    ]


@pytest.mark.parametrize(("setting", "due"), [("submit", date(2026, 6, 22)), ("receipt", date(2026, 6, 24))])
def test_receipt_is_the_handing_in_or_the_day_of_the_slip(setting, due):
    SiteSetting.objects.create(key="commune_clock_from", value=setting)
    dossier = at(DossierState.CHECKING)
    facts = {"level": Level.COMMUNE, "unit": dossier.unit, "year": 2026, "number": 1, "text": "1"}
    Receipt.objects.create(dossier=dossier, received_on=date(2026, 6, 3), **facts)

    assert kinds(dossier, date(2026, 6, 4))[0] == (ClockKind.COMMUNE, due)


def test_without_a_slip_the_handing_in_is_the_receipt():
    SiteSetting.objects.create(key="commune_clock_from", value="receipt")

    assert kinds(at(DossierState.SUBMITTED), date(2026, 6, 4))[0] == (ClockKind.COMMUNE, date(2026, 6, 22))


def test_the_setting_lets_the_first_day_count():
    SiteSetting.objects.create(key="clock_first_day", value="same")

    assert kinds(at(DossierState.CHECKING), date(2026, 6, 4))[0] == (ClockKind.COMMUNE, date(2026, 6, 19))


def test_a_day_off_by_decision_moves_the_end():
    CalendarDay.objects.create(day=date(2026, 6, 19), reason="Thông báo 1")

    assert kinds(at(DossierState.CHECKING), date(2026, 6, 4))[0] == (ClockKind.COMMUNE, date(2026, 6, 23))


@pytest.mark.parametrize("state", [DossierState.PROPOSED, DossierState.RECEIVED, DossierState.COUNCIL])
def test_once_proposed_the_decision_of_that_round_is_awaited(state):
    dossier = at(state, (DossierStep.PROPOSE, date(2026, 6, 20)))

    assert kinds(dossier, date(2026, 11, 5)) == [(ClockKind.ROUND, date(2026, 12, 29))]


def test_a_draft_sees_the_cut_off_of_the_next_round():
    dossier = at(DossierState.DRAFT, submitted_on=None)

    assert kinds(dossier, date(2026, 10, 30)) == [(ClockKind.ROUND, date(2027, 4, 29))]


def test_forty_five_days_from_a_complete_dossier_of_a_re_evaluation():
    dossier = at(DossierState.COUNCIL, (DossierStep.QUALIFY, date(2026, 7, 1)), kind=DossierKind.RERANK)

    (clock,) = clocks_of(dossier, date(2026, 8, 18))

    assert (clock.kind, clock.due_on, clock.article) == (ClockKind.RERANK, date(2026, 8, 17), LAW + "Điều 7.6d")
    assert (clock.days_left, clock.is_overdue) == (-1, True)


@pytest.mark.parametrize(("today", "overdue"), [(date(2026, 9, 3), False), (date(2026, 9, 4), True)])
def test_the_window_to_file_a_re_evaluation(today, overdue):
    expires = {"certificate_expires_on": date(2027, 1, 1)}
    dossier = at(DossierState.DRAFT, kind=DossierKind.RERANK, submitted_on=None, **expires)

    (clock,) = clocks_of(dossier, today)

    assert (clock.kind, clock.starts_on, clock.due_on) == (ClockKind.FILING, date(2026, 7, 5), date(2026, 9, 3))
    assert clock.is_overdue is overdue


def test_a_re_evaluation_without_a_known_certificate_has_no_window():
    assert clocks_of(at(DossierState.DRAFT, kind=DossierKind.RERANK, submitted_on=None), date(2026, 8, 1)) == []


def test_the_older_decisions_name_no_window():
    expires = {"certificate_expires_on": date(2026, 12, 1)}
    dossier = at(DossierState.DRAFT, kind=DossierKind.RERANK, submitted_on=None, **expires)

    assert clocks_of(dossier, date(2026, 5, 21)) == []
    assert [clock.kind for clock in clocks_of(dossier, date(2026, 5, 22))] == [ClockKind.FILING]


@pytest.mark.parametrize(
    ("expires_on", "end"), [(date(2026, 9, 18), date(2027, 3, 17)), (date(2026, 9, 19), None), (None, None)]
)
def test_the_extension_of_a_certificate_whose_window_was_missed(expires_on, end):
    dossier = at(DossierState.DRAFT, kind=DossierKind.RERANK, submitted_on=None, certificate_expires_on=expires_on)

    assert extended_to(dossier, date(2026, 6, 1)) == end


@pytest.mark.parametrize(
    ("kind", "last"), [(DossierKind.FIRST, date(2026, 7, 21)), (DossierKind.RERANK, date(2026, 6, 21))]
)
def test_the_last_day_under_the_outgoing_decisions(kind, last):
    fields = {"kind": kind, "submitted_on": date(2026, 5, 21), "law_pack": "qd-148-2023+1489-2025"}
    dossier = at(DossierState.RECEIVED, (DossierStep.PROPOSE, date(2026, 5, 25)), **fields)

    assert kinds(dossier, date(2026, 6, 1)) == [(ClockKind.ROUND, last)]
    assert clocks_of(dossier, last + timedelta(days=1))[0].is_overdue


def test_decisions_whose_limits_are_unknown_give_no_clock():
    dossier = at(DossierState.CHECKING, submitted_on=date(2025, 8, 1), law_pack="qd-148-2023+1489-2025")

    assert clocks_of(dossier, date(2025, 9, 1)) == []


@pytest.mark.parametrize(
    ("fields", "today"),
    [({"submitted_on": date(2018, 1, 1)}, date(2018, 2, 1)), ({"law_pack": "qd-khong-co"}, date(2026, 9, 1))],
)
def test_a_dossier_no_pack_rules_has_no_clock(fields, today):
    dossier = at(DossierState.CHECKING, **fields)

    assert clocks_of(dossier, today) == []
    assert decided_by(dossier, Basis.now(today)) is None


@pytest.mark.parametrize("begun_under", ["", "qd-148-2023+1489-2025"])
def test_a_draft_takes_the_pack_of_the_day(begun_under):
    dossier = at(DossierState.DRAFT, submitted_on=None, law_pack=begun_under)

    assert kinds(dossier, date(2026, 7, 1)) == [(ClockKind.ROUND, date(2026, 10, 29))]


@pytest.mark.parametrize("state", [DossierState.WITHDRAWN, DossierState.REJECTED])
def test_closed_dossiers_have_no_clock(state):
    dossier = at(state, clock_kind=ClockKind.COMMUNE, clock_due_on=SUBMITTED)

    refresh_clock(dossier, SUBMITTED)

    assert clocks_of(dossier, SUBMITTED) == []
    dossier.refresh_from_db()
    assert (dossier.clock_kind, dossier.clock_due_on) == ("", None)


def test_lists_get_the_binding_clock():
    dossier = at(DossierState.CHECKING)

    refresh_clock(dossier, date(2026, 6, 2))

    stored = Dossier.objects.get()
    assert (stored.clock_kind, stored.clock_due_on) == (ClockKind.COMMUNE, date(2026, 6, 22))
    assert stored.revision == dossier.revision


def test_all_dossiers_are_computed_in_constant_queries():
    at(DossierState.CHECKING)
    with CaptureQueriesContext(connection) as one:
        assert refresh_all_clocks(date(2026, 6, 2)) == 1
    for _ in range(3):
        at(DossierState.CHECKING)
    with CaptureQueriesContext(connection) as four:
        assert refresh_all_clocks(date(2026, 6, 2)) == 3

    assert len(four) == len(one)
    assert refresh_all_clocks(date(2026, 6, 2)) == 0


def test_a_change_of_the_calendar_asks_for_it(django_capture_on_commit_callbacks):
    dossier = at(DossierState.CHECKING, submitted_on=date(2026, 11, 2))

    with django_capture_on_commit_callbacks():
        calendar_changed()
        calendar_changed()
    answer_bell()

    dossier.refresh_from_db()
    assert [job.kind for job in Job.objects.all()] == ["refresh_clocks"] * 2
    assert dossier.clock_kind == ClockKind.COMMUNE


def test_every_night_asks_once():
    ask_daily_jobs()
    nightly()

    assert Job.objects.filter(kind="refresh_clocks").count() == 1


@pytest.mark.parametrize(
    ("kind", "steps", "day"),
    [
        (DossierKind.FIRST, (), date(2026, 12, 29)),
        (DossierKind.FIRST, ((DossierStep.PROPOSE, date(2026, 4, 20)),), date(2026, 6, 29)),
        (DossierKind.RERANK, (), date(2026, 8, 17)),
    ],
)
def test_the_day_by_which_a_decision_is_expected(kind, steps, day):
    dossier = at(DossierState.RECEIVED, *steps, kind=kind)

    assert decided_by(dossier, Basis.now(date(2026, 7, 1))) == day


def test_working_days_left_count_at_least_one_once_the_day_has_passed():
    assert working_days_left(date(2026, 11, 22), date(2026, 11, 21), WorkCalendar()) == -1
