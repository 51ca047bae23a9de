"""Calls for reports: by hand, of themselves after a period, due dates, reminders, who waits for what."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from ocop.audit.models import LegalAct
from ocop.jobs.domain import Progress, lease
from ocop.jobs.domain.verbs import ask_daily_jobs
from ocop.jobs.registry import KINDS
from ocop.site.models import SiteSetting
from programs.enums import Tier
from reporting.domain.period import Part, Period
from reporting.domain.unit_reports.calls import open_call, open_report_calls, remind, title_of
from reporting.domain.unit_reports.due import due_on
from reporting.domain.unit_reports.sending import return_report
from reporting.domain.unit_reports.waiting import reports_to_accept, reports_to_send, reports_waiting
from reporting.models import ReportCall, UnitReport
from tests import factories as make

from .unit_reports_setup import Q3, Place, make_place

TODAY = date(2026, 10, 5)


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def test_a_call_asks_every_commune_once(place: Place) -> None:
    call = place.call()
    assert [(r.unit.name, r.state) for r in call.reports.order_by("unit__sort_key")] == [
        ("Xã Thử An", "draft"),
        ("Xã Thử Bình", "draft"),
        ("Xã Thử Châu", "draft"),
    ]
    assert call.title == "Báo cáo kết quả thực hiện Chương trình OCOP quý III năm 2026"
    act = LegalAct.objects.get(verb="open_report_call", subject_id=str(call.pk))
    assert act.payload == {"period": "2026-quy-3", "due_on": "2026-10-07", "reason": "on_request", "units": 3}
    assert place.call() == call  # sent twice


def test_a_request_can_ask_some_units(place: Place) -> None:
    call = place.call(units=[place.communes[1].pk], title="Báo cáo đột xuất", note="Chỉ số liệu 4 sao")
    assert [report.unit for report in call.reports.all()] == [place.communes[1]]
    assert place.call() != call


@pytest.mark.parametrize("role", ["viewer", "signer", "commune_officer"])
def test_others_do_not_call(place: Place, role: str) -> None:
    with pytest.raises(PermissionDenied):
        open_call(actor=make.make_user(role, place.province), unit=place.province, period=Q3)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"period": Period(2090, Part.Q1)}, "future"),
        ({"due": date(2026, 9, 29)}, "due"),
        ({"units": []}, "nobody"),
    ],
)
def test_calls_that_make_no_sense(place: Place, fields: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        place.call(**fields)
    assert code in {error.code for error in _errors(caught.value)}


def _errors(error: ValidationError) -> list[ValidationError]:
    return [e for found in error.error_dict.values() for e in found] if hasattr(error, "error_dict") else [error]


@pytest.mark.parametrize(
    ("tier", "part", "setting", "day"),
    [
        (Tier.PROVINCE, Part.Q3, {}, date(2026, 10, 7)),
        (Tier.PROVINCE, Part.Q3, {"report_due_quarter": 10}, date(2026, 10, 14)),
        (Tier.PROVINCE, Part.HALF, {}, date(2026, 7, 7)),
        (Tier.PROVINCE, Part.NINE, {"report_due_nine": 1}, date(2026, 10, 1)),
        (Tier.NATION, Part.Q3, {}, date(2026, 10, 7)),
        (Tier.NATION, Part.HALF, {}, date(2026, 7, 30)),
        (Tier.NATION, Part.YEAR, {}, date(2027, 1, 30)),
        (Tier.NATION, Part.HALF, {"report_due_ministry": "workdays"}, date(2026, 7, 7)),
    ],
)
@pytest.mark.django_db
def test_when_reports_are_due(tier: str, part: Part, setting: dict[str, Any], day: date) -> None:
    for key, value in setting.items():
        SiteSetting.objects.create(key=key, value=value)
    unit = make.make_nation() if tier == Tier.NATION else make.make_unit(tier)
    assert due_on(unit, Period(2026, part)) == day


def test_periods_that_ended_are_called_for_once(place: Place) -> None:
    make.make_unit(parent=make.make_unit(Tier.PROVINCE))  # nobody coordinates there
    make.make_unit(parent=place.province, valid_from=date(2026, 10, 2))  # did not stand at the period's end
    opened = open_report_calls(TODAY)
    assert [(call.unit, call.year, call.part, call.reason) for call in opened] == [
        (place.province, 2026, "quy-3", "periodic")
    ]
    assert {report.unit for report in opened[0].reports.all()} == set(place.communes)
    assert open_report_calls(TODAY) == []
    assert open_report_calls(date(2026, 11, 15)) == []  # ended too long ago to begin with


def test_which_periods_is_a_setting(place: Place) -> None:
    SiteSetting.objects.create(key="report_periodic", value="off")
    assert open_report_calls(date(2026, 7, 3)) == []
    SiteSetting.objects.update(value="half_years")
    assert [call.part for call in open_report_calls(date(2026, 7, 3))] == ["6-thang"]
    SiteSetting.objects.update(value="quarters")
    assert [call.part for call in open_report_calls(date(2026, 7, 3))] == ["quy-2"]


def test_a_late_start_is_due_the_same_day(place: Place) -> None:
    assert [call.due_on for call in open_report_calls(date(2026, 10, 20))] == [date(2026, 10, 20)]


def test_provinces_without_communes_are_left_alone(db: None) -> None:
    make.make_user("province_coordinator", make.make_unit(Tier.PROVINCE))
    young = make.make_unit(Tier.PROVINCE, valid_from=date(2026, 10, 2))
    make.make_user("province_coordinator", young)
    assert open_report_calls(TODAY) == []


def test_the_night_and_the_command_open_calls(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    SiteSetting.objects.create(key="report_periodic", value="off")
    job = next(job for job in ask_daily_jobs() if job.kind == "open_report_calls")
    running = lease.claim(job.pk)
    assert running is not None
    assert KINDS["open_report_calls"].run(running, Progress(running)) == {"opened": 0}
    call_command("open_report_calls")
    assert "open_report_calls: opened=0" in capsys.readouterr().out


def test_reminding_asks_the_missing_ones_once_a_day(place: Place) -> None:
    call = place.call()
    place.send(call, 0)
    assert remind(actor=place.coordinator, call=call, units=[place.communes[2].pk]) == 1
    assert remind(actor=place.coordinator, call=call) == 1  # the second; the third was asked today
    assert remind(actor=place.coordinator, call=call) == 0
    assert LegalAct.objects.filter(verb="remind_reports").count() == 2
    asked = UnitReport.objects.filter(reminded_at=None)
    assert [report.unit for report in asked] == [place.communes[0]]
    with pytest.raises(PermissionDenied):
        remind(actor=place.officer, call=call)


def test_what_waits_for_whom(place: Place) -> None:
    call = place.call()
    first = place.report(call, 0)
    assert list(reports_waiting(place.officer)) == list(reports_to_send(place.officer)) == [first]
    assert list(reports_waiting(place.signer)) == [first]
    assert list(reports_waiting(place.coordinator)) == []
    place.send(call, 0)
    assert list(reports_waiting(place.officer)) == []
    assert list(reports_waiting(place.coordinator)) == list(reports_to_accept(place.coordinator)) == [first]
    return_report(actor=place.coordinator, report_id=first.pk, reason="Thiếu số liệu")
    assert list(reports_waiting(place.officer)) == [first]
    assert list(reports_waiting(make.make_user("viewer", place.communes[0]))) == []


def test_calls_are_seen_by_those_who_ask_and_those_asked(place: Place) -> None:
    call = place.call(units=[place.communes[0].pk])
    seen = {
        place.officer: [call],
        place.coordinator: [call],
        make.make_user("commune_officer", place.communes[1]): [],
        make.make_user("province_coordinator", make.make_unit(Tier.PROVINCE)): [],
    }
    assert {user: list(ReportCall.objects.visible_to(user)) for user in seen} == seen
    assert list(ReportCall.objects.gathered_by(place.officer)) == []
    assert list(ReportCall.objects.led_by(place.coordinator)) == [call]
    assert str(call) == title_of(Q3)
