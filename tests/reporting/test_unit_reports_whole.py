"""Putting reports together: sums of the last submissions, differences from the own data, late and missing ones."""

import random
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.models import Unit
from reporting.domain.contents import SPECS
from reporting.domain.contents.period import prefilled_asks
from reporting.domain.period import Part, Period, compute_period
from reporting.domain.unit_reports.calls import open_call
from reporting.domain.unit_reports.consolidate import asked_of, consolidate, consolidation, freeze_consolidation
from reporting.domain.unit_reports.drafting import correct_report, draft_figures, take_consolidated
from reporting.domain.unit_reports.export import columns, rows
from reporting.domain.unit_reports.figures import FIGURES, by_unit, drafted
from reporting.domain.unit_reports.sending import accept_report, return_report, submit_report
from reporting.domain.unit_reports.verify import verify_reports
from reporting.enums import DocumentKind
from reporting.models import ReportCall, UnitReport
from tests import factories as make

from .period_oracle import random_chains
from .unit_reports_setup import Q3, Place, make_place, recognise

RECOGNISED, CLASSES = "ket-qua.cong-nhan.tong", "hoat-dong.lop"


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def call(place: Place) -> ReportCall:
    """The first commune sent 3 instead of 2 recognised and 4 classes, the second sent as computed."""
    call = place.call()
    report = draft_figures(actor=None, report_id=place.report(call).pk)
    values = {RECOGNISED: 3, CLASSES: 4}
    reasons = {RECOGNISED: "Một sản phẩm chưa nhập"}
    correct_report(actor=None, report_id=report.pk, revision=None, values=values, reasons=reasons, texts={})
    submit_report(actor=None, report_id=report.pk, paper="5/BC-UBND")
    place.send(call, 1)
    return call


def test_sums_and_differences(place: Place, call: ReportCall) -> None:
    whole = consolidate(call, user=place.coordinator)
    assert (whole.total[RECOGNISED], whole.own[RECOGNISED], whole.total[CLASSES]) == (4, 3, 4)
    assert whole.total["kinh-phi.giao"] is None
    assert [line.differing for line in whole.lines] == [[RECOGNISED], [], []]
    assert [line.own[RECOGNISED] for line in whole.lines] == [2, 1, 0]
    assert (whole.differing, len(whole.sent)) == (1, 2)


def test_later_data_shows_as_a_difference_and_changes_nothing_sent(place: Place, call: ReportCall) -> None:
    recognise(place.communes[1])
    whole = consolidate(call, user=place.coordinator)
    assert (whole.total[RECOGNISED], whole.own[RECOGNISED]) == (4, 4)
    assert RECOGNISED in whole.lines[1].differing


def test_a_returned_report_does_not_count_until_sent_again(place: Place, call: ReportCall) -> None:
    return_report(actor=place.coordinator, report_id=place.report(call).pk, reason="Xem lại")
    assert consolidate(call, user=place.coordinator).total[RECOGNISED] == 1
    submit_report(actor=None, report_id=place.report(call).pk)
    assert consolidate(call, user=place.coordinator).total[RECOGNISED] == 4


def test_late_and_missing_ones(place: Place, call: ReportCall) -> None:
    ReportCall.objects.filter(pk=call.pk).update(due_on=date(2026, 10, 7))
    call.refresh_from_db()
    accept_report(actor=place.coordinator, report_id=place.report(call, 1).pk)
    lines = asked_of(call, place.coordinator, date(2026, 10, 17))
    sent_late = (lines[0].sent_on - date(2026, 10, 7)).days if lines[0].sent_on else 0
    assert [(line.state, line.is_missing) for line in lines] == [
        ("submitted", False),
        ("accepted", False),
        ("draft", True),
    ]
    assert lines[2].late == 10
    assert lines[0].late == max(sent_late, 0)
    assert [line.unit for line in asked_of(call, place.officer, date(2026, 10, 17))] == [place.communes[0]]


def test_sums_are_frozen_with_their_sources(place: Place, call: ReportCall) -> None:
    first = freeze_consolidation(actor=place.coordinator, call_id=call.pk)
    assert (first.figures[RECOGNISED], first.sources.count()) == (4, 2)
    assert freeze_consolidation(actor=place.coordinator, call_id=call.pk) == first
    place.send(call, 2)
    second = freeze_consolidation(actor=place.coordinator, call_id=call.pk)
    assert (second.number, second.sources.count(), consolidation(call)) == (2, 3, second)
    assert list(verify_reports()) == []
    assert len(consolidate(call, user=place.coordinator).lines) == 3
    with pytest.raises(PermissionDenied):
        freeze_consolidation(actor=place.officer, call_id=call.pk)
    with pytest.raises(PermissionDenied):
        draft_figures(actor=None, report_id=second.report_id)
    with pytest.raises(PermissionDenied):
        return_report(actor=None, report_id=second.report_id, reason="Sai")


def test_nothing_sent_is_nothing_to_freeze(place: Place) -> None:
    with pytest.raises(ValidationError, match="Chưa đơn vị nào"):
        freeze_consolidation(actor=place.coordinator, call_id=place.call().pk)


def test_the_province_reports_to_the_ministry_from_its_communes(place: Place, call: ReportCall) -> None:
    nation = make.make_nation()
    upward = open_call(actor=make.make_user("admin", nation), unit=nation, period=Q3)
    report = UnitReport.objects.get(call=upward, unit=place.province)
    with pytest.raises(ValidationError, match="Chưa có bản tổng hợp"):
        take_consolidated(actor=place.coordinator, report_id=report.pk)
    whole = freeze_consolidation(actor=place.coordinator, call_id=call.pk)
    draft_figures(actor=place.coordinator, report_id=report.pk)
    taken = take_consolidated(actor=place.coordinator, report_id=report.pk)
    reason = "Theo báo cáo của các đơn vị (bản tổng hợp lần 1)."
    assert taken.corrected == {
        RECOGNISED: {"value": 4, "reason": reason},
        CLASSES: {"value": 4, "reason": reason},
    }
    sent = submit_report(actor=place.coordinator, report_id=report.pk)
    assert list(sent.submissions.get().sources.all()) == [whole]
    assert list(verify_reports()) == []


def test_shares_of_communes_are_what_each_would_compute(units: None) -> None:
    """The split of the province's facts says of each commune what its own report says."""
    random_chains(random.Random(7), 60)
    period = Period(2025, Part.YEAR)
    province = compute_period(unit=Unit.objects.on(period.last).get(code="38"), period=period)
    shares = by_unit(province)
    busy = sorted(shares, key=lambda code: -sum(value or 0 for value in shares[code].values()))[:4]
    for code in busy:
        own = drafted(compute_period(unit=Unit.objects.on(period.last).get(code=code), period=period))
        assert shares[code] == {spec.key: own[spec.key] for spec in FIGURES if spec.by_unit}, code
    assert len(shares) == 166


def test_as_many_queries_for_many_communes(place: Place) -> None:
    def queries() -> int:
        call = place.call(title=f"Lần {ReportCall.objects.count()}")
        for report in call.reports.all():
            draft_figures(actor=None, report_id=report.pk)
            submit_report(actor=None, report_id=report.pk)
        with CaptureQueriesContext(connection) as captured:
            consolidate(call, user=place.coordinator)
        return len(captured)

    few = queries()
    for _number in range(4):
        recognise(make.make_unit(parent=place.province))
    assert queries() == few
    assert few <= 22


def test_the_spreadsheet_has_sums_corrections_and_differences(place: Place, call: ReportCall) -> None:
    heads = [column.title for column in columns()]
    made = [dict(zip(heads, row, strict=True)) for row in rows(consolidate(call, user=place.coordinator))]
    assert [row["Đơn vị"] for row in made] == ["Tổng số", "Xã Thử An", "Xã Thử Bình", "Xã Thử Châu"]
    assert [row["Được công nhận"] for row in made] == [4, 3, 1, None]
    assert [row["Trạng thái"] for row in made] == ["2/3 đơn vị đã gửi", "đã gửi", "đã gửi", "chưa gửi"]
    assert made[1]["Khác số từ dữ liệu"] == "Được công nhận: gửi 3, từ dữ liệu 2"
    assert "Được công nhận: 2 → 3 (Một sản phẩm chưa nhập)" in made[1]["Số đã sửa so với số liệu"]
    assert made[1]["Văn bản"] == "5/BC-UBND"


def test_a_province_that_is_gone_has_no_own_data(place: Place, call: ReportCall) -> None:
    Unit.objects.filter(pk=place.province.pk).update(valid_to=date(2026, 8, 1))
    whole = consolidate(ReportCall.objects.get(pk=call.pk), user=make.make_user("admin", make.make_nation()))
    assert (whole.own, whole.total[RECOGNISED], whole.differing) == ({}, 4, 0)


def test_the_document_of_the_period_carries_frozen_sums_and_words_sent(place: Place, call: ReportCall) -> None:
    spec, unit = SPECS[DocumentKind.PERIOD_REPORT], place.province
    assert "whole" not in {ask.name for ask in spec.asks(unit)}
    whole = freeze_consolidation(actor=None, call_id=call.pk)
    given = {ask.name: ask.initial(unit) for ask in spec.asks(unit)} | {"whole": str(whole.pk), "as_of": ""}
    params = spec.clean(unit, {**given, "part": "quy-3", "year": "2026"})
    tables = {table["key"]: table for table in spec.content(unit, params)["tables"]}
    made = tables["tong-hop-ket-qua"]
    assert [row["cells"][1] for row in made["rows"]] == ["Tổng số", "Xã Thử An", "Xã Thử Bình"]
    assert [row["cells"][4] for row in made["rows"]] == [4, 3, 1]
    assert made["notes"] == ["Cộng từ báo cáo của 2/3 đơn vị; ô trống: đơn vị chưa có số liệu."]
    assert all(abs(sum(table["widths"]) - 1) < 0.001 for table in tables.values())
    with pytest.raises(ValidationError, match="thuộc kỳ khác"):
        spec.clean(unit, {**given, "part": "quy-2", "year": "2026"})


def test_words_that_were_sent_are_where_the_document_begins(place: Place, call: ReportCall) -> None:
    report = draft_figures(actor=None, report_id=place.report(call, 2).pk)
    asked = prefilled_asks(compute_period(unit=place.communes[2], period=Q3))
    assert [ask.initial(None) for ask in asked if ask.name == "proposals"] == [["Chưa có."]]
    texts = {"proposals": "Hỗ trợ bao bì.\nMở lớp tập huấn."}
    correct_report(actor=None, report_id=report.pk, revision=None, values={}, reasons={}, texts=texts)
    submit_report(actor=None, report_id=report.pk)
    asked = prefilled_asks(compute_period(unit=place.communes[2], period=Q3))
    assert [ask.initial(None) for ask in asked if ask.name == "proposals"] == [["Hỗ trợ bao bì.", "Mở lớp tập huấn."]]
