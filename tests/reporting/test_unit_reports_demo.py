"""The illustration of reports up the chain: every stage is there, marked, made once; the demo commune has to send."""

from collections import Counter
from datetime import date

import pytest

from ocop.site.models import SiteSetting
from programs.models import Unit
from reporting.domain.demo_reports import load_demo_reports
from reporting.domain.unit_reports.waiting import reports_to_send
from reporting.models import ReportCall, UnitReport
from tests.factories import make_user

LUU_VE = "16438"


def test_the_illustration_has_every_stage(units: None) -> None:
    commune = Unit.objects.on(date.today()).get(code=LUU_VE)
    officer = make_user("commune_officer", commune)
    for _time in range(2):
        assert load_demo_reports({"canbo": officer}) == {"calls": 1, "sent": 4}
    call = ReportCall.objects.get()
    assert (call.is_illustration, "dữ liệu minh họa" in call.note.lower()) == (True, True)
    states = Counter(UnitReport.objects.values_list("state", flat=True))
    assert states == {"draft": 162, "submitted": 2, "accepted": 1, "returned": 1}
    assert [report.unit for report in reports_to_send(officer)] == [commune]
    SiteSetting.objects.create(key="show_illustration", value=False)
    assert list(reports_to_send(officer)) == []
    assert list(ReportCall.objects.visible_to(officer).shown()) == []


@pytest.mark.django_db
def test_without_the_province_there_is_none() -> None:
    assert load_demo_reports({}) == {"calls": 0, "sent": 0}
