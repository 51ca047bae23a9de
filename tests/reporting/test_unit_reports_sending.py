"""Drafting from the data, correcting with a reason, submitting, returning, accepting; what was sent stays."""

from typing import Any

import pgtrigger
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from ocop.audit.models import LegalAct
from ocop.site.models import SiteSetting
from products.domain.records import StaleError
from reporting.domain.period import compute_period
from reporting.domain.unit_reports.calls import open_report_calls
from reporting.domain.unit_reports.drafting import correct_report, draft_figures
from reporting.domain.unit_reports.figures import FIGURES, effective
from reporting.domain.unit_reports.sending import accept_report, return_report, submit_report
from reporting.domain.unit_reports.verify import verify_reports
from reporting.models import ReportSubmission, UnitReport
from tests import factories as make

from .test_unit_reports_calls import TODAY
from .unit_reports_setup import Q3, Place, make_place, recognise

RECOGNISED = "ket-qua.cong-nhan.tong"


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def report(place: Place) -> UnitReport:
    return draft_figures(actor=place.officer, report_id=place.report(place.call()).pk)


def correct(place: Place, report: UnitReport, values: dict[str, int | None], **fields: Any) -> UnitReport:
    told = {"revision": report.revision, "reasons": dict.fromkeys(values, "Bổ sung sản phẩm chưa nhập"), **fields}
    return correct_report(actor=place.officer, report_id=report.pk, values=values, **{"texts": {}, **told})


def test_figures_are_those_of_the_period_report(place: Place, report: UnitReport) -> None:
    tables = compute_period(unit=place.communes[0], period=Q3)
    assert set(report.figures) == {spec.key for spec in FIGURES}
    for spec in FIGURES:
        if spec.by_unit:
            assert report.figures[spec.key] == tables.figure(spec.rows)[1].value, spec.key
    assert (report.figures[RECOGNISED], report.figures["luy-ke.con.4-sao"]) == (2, 1)
    assert report.figures["kinh-phi.giai-ngan"] is None
    assert report.texts["proposals"] == "Chưa có."


def test_the_plan_gives_targets_and_money(place: Place) -> None:
    make.make_version(make.make_plan(place.communes[0], 2026), {3: 2, 4: 1})
    report = draft_figures(actor=None, report_id=place.report(place.call()).pk)
    assert report.figures["ke-hoach.chi-tieu"] == 3
    assert report.figures["ke-hoach.tong.thuc-hien"] == 2


def test_a_correction_keeps_the_computed_figure_and_its_reason(place: Place, report: UnitReport) -> None:
    saved = correct(place, report, {RECOGNISED: 3, "ket-qua.moi.tong": 2}, texts={"proposals": " Hỗ trợ bao bì. "})
    assert saved.figures[RECOGNISED] == 2
    assert saved.corrected == {RECOGNISED: {"value": 3, "reason": "Bổ sung sản phẩm chưa nhập"}}
    assert effective(saved.figures, saved.corrected)[RECOGNISED] == 3
    assert saved.texts["proposals"] == "Hỗ trợ bao bì."
    again = draft_figures(actor=place.officer, report_id=report.pk)
    assert (again.corrected, again.texts["proposals"]) == (saved.corrected, "Hỗ trợ bao bì.")
    recognise(place.communes[0])  # now the data says what was corrected
    assert draft_figures(actor=place.officer, report_id=report.pk).corrected == {}


def test_a_figure_nobody_recorded_needs_no_reason(place: Place, report: UnitReport) -> None:
    saved = correct(place, report, {"hoat-dong.lop": 3}, reasons={})
    assert saved.corrected == {"hoat-dong.lop": {"value": 3, "reason": ""}}


def test_wrong_corrections_are_told_at_their_fields(place: Place, report: UnitReport) -> None:
    with pytest.raises(ValidationError) as caught:
        correct(place, report, {RECOGNISED: 9, "hoat-dong.lop": -1}, reasons={})
    assert set(caught.value.error_dict) == {f"reason:{RECOGNISED}", "figure:hoat-dong.lop"}


def test_a_stale_correction_is_told(place: Place, report: UnitReport) -> None:
    correct(place, report, {RECOGNISED: 3})
    with pytest.raises(StaleError):
        correct(place, report, {RECOGNISED: 4})
    assert UnitReport.objects.get(pk=report.pk).corrected[RECOGNISED]["value"] == 3


def test_later_data_does_not_change_what_was_sent(place: Place, report: UnitReport) -> None:
    sent = submit_report(actor=place.officer, report_id=report.pk, paper="12/BC-UBND", revision=report.revision)
    submission = sent.submissions.get()
    before = dict(submission.figures)
    recognise(place.communes[0])
    submission.refresh_from_db()
    assert (submission.figures, submission.figures[RECOGNISED], submission.paper) == (before, 2, "12/BC-UBND")
    assert compute_period(unit=place.communes[0], period=Q3).figure(RECOGNISED)[1].value == 3
    assert list(verify_reports()) == []
    with pytest.raises(ValidationError, match="đã gửi"):
        draft_figures(actor=place.officer, report_id=report.pk)
    with pytest.raises(ValidationError, match="đã gửi"):
        correct(place, report, {RECOGNISED: 3})


def test_sent_twice_counts_once_and_after_a_return_is_the_next_number(place: Place, report: UnitReport) -> None:
    for _time in range(2):
        submit_report(actor=place.officer, report_id=report.pk)
    assert report.submissions.count() == 1
    for _time in range(2):
        back = return_report(actor=place.coordinator, report_id=report.pk, reason=" Thiếu kinh phí ")
    assert (back.state, back.returned_reason) == ("returned", "Thiếu kinh phí")
    draft_figures(actor=place.officer, report_id=report.pk)
    again = submit_report(actor=place.signer, report_id=report.pk)
    assert ([s.number for s in again.submissions.all()], again.returned_reason) == ([1, 2], "")
    for _time in range(2):
        assert accept_report(actor=place.coordinator, report_id=report.pk).state == "accepted"
    acts = LegalAct.objects.filter(subject_type="reporting.unitreport").order_by("sequence")
    assert [act.verb for act in acts] == ["submit_report", "return_report", "submit_report", "accept_report"]
    assert str(again.submissions.last()).endswith("lần 2")


def test_steps_that_are_not_due(place: Place) -> None:
    report = place.report(place.call())
    with pytest.raises(ValidationError, match="Chưa lấy số liệu"):
        submit_report(actor=place.officer, report_id=report.pk)
    with pytest.raises(ValidationError, match="Chưa lấy số liệu"):
        correct(place, report, {})
    with pytest.raises(ValidationError, match="chưa gửi"):
        accept_report(actor=place.coordinator, report_id=report.pk)
    with pytest.raises(ValidationError, match="chưa gửi"):
        return_report(actor=place.coordinator, report_id=report.pk, reason="Sai")
    sent = place.send(report.call)
    with pytest.raises(ValidationError, match="lý do"):
        return_report(actor=place.coordinator, report_id=sent.pk, reason=" ")


def test_a_report_changed_meanwhile_is_not_sent(place: Place, report: UnitReport) -> None:
    correct(place, report, {RECOGNISED: 3})
    with pytest.raises(StaleError):
        submit_report(actor=place.officer, report_id=report.pk, revision=report.revision)


def test_figures_taken_too_early_are_not_sent(place: Place) -> None:
    report = place.report(open_report_calls(TODAY)[0])
    draft_figures(actor=None, report_id=report.pk)
    UnitReport.objects.filter(pk=report.pk).update(drafted_at="2026-09-20T03:00:00Z")
    with pytest.raises(ValidationError, match="chưa hết kỳ"):
        submit_report(actor=place.officer, report_id=report.pk)


def test_a_unit_that_did_not_stand_has_no_figures(place: Place) -> None:
    report = place.report(place.call())
    place.communes[0].__class__.objects.filter(pk=place.communes[0].pk).update(valid_to="2026-08-01")
    with pytest.raises(ValidationError, match="không tồn tại"):
        draft_figures(actor=None, report_id=report.pk)


@pytest.mark.parametrize("who", ["coordinator", "viewer", "beside"])
def test_nobody_else_writes_a_report(place: Place, report: UnitReport, who: str) -> None:
    other = {
        "coordinator": place.coordinator,
        "viewer": make.make_user("viewer", place.communes[0]),
        "beside": make.make_user("commune_officer", place.communes[1]),
    }[who]
    for verb in (draft_figures, submit_report):
        with pytest.raises(PermissionDenied):
            verb(actor=other, report_id=report.pk)


def test_only_the_office_above_returns_and_accepts(place: Place, report: UnitReport) -> None:
    submit_report(actor=place.officer, report_id=report.pk)
    with pytest.raises(PermissionDenied):
        accept_report(actor=place.officer, report_id=report.pk)
    with pytest.raises(PermissionDenied):
        return_report(actor=make.make_user("viewer", place.province), report_id=report.pk, reason="Sai")


def test_a_setting_leaves_sending_to_the_signer(place: Place, report: UnitReport) -> None:
    SiteSetting.objects.create(key="report_submitted_by", value="signer")
    with pytest.raises(PermissionDenied):
        submit_report(actor=place.officer, report_id=report.pk)
    assert submit_report(actor=place.signer, report_id=report.pk).state == "submitted"


def test_drafts_are_not_there_for_those_above(place: Place, report: UnitReport) -> None:
    above = place.coordinator
    assert list(UnitReport.objects.visible_to(above)) == []
    assert list(UnitReport.objects.visible_to(place.officer)) == [report]
    submit_report(actor=place.officer, report_id=report.pk)
    assert list(UnitReport.objects.visible_to(above)) == [report]
    beside = make.make_user("viewer", place.communes[1])
    assert list(UnitReport.objects.visible_to(beside)) == [place.report(report.call, 1)]


def test_a_touched_submission_is_found(place: Place, report: UnitReport, capsys: pytest.CaptureFixture[str]) -> None:
    submit_report(actor=place.officer, report_id=report.pk)
    call_command("verify_reports")
    assert "verify_reports: submitted=1 faults=0" in capsys.readouterr().out
    with pgtrigger.ignore("reporting.ReportSubmission:append_only"):
        ReportSubmission.objects.update(figures={RECOGNISED: 99})
        assert [fault for _s, fault in verify_reports()] == ["nội dung đã gửi không khớp mã kiểm tra"]
        ReportSubmission.objects.update(sha256="0" * 64)
    with pytest.raises(CommandError, match="2 điểm"):
        call_command("verify_reports")
