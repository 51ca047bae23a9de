"""Reports up the chain in the inbox: of who sends them, and of who looks them through."""

import pytest
from django.utils import timezone

from reporting.domain.inbox.sources import items_of
from reporting.models import UnitReport

from .unit_reports_setup import make_place

pytestmark = pytest.mark.django_db


def test_a_report_waits_at_the_commune_then_at_the_province() -> None:
    place = make_place()
    call = place.call()
    report = place.report(call)
    (waiting,) = items_of(place.officer, kind="bao-cao")
    assert (waiting.url, waiting.day) == (f"/bao-cao/dinh-ky/gui/{report.pk}/", call.due_on)
    assert "cấp trên đã nhắc" not in waiting.note
    UnitReport.objects.update(reminded_at=timezone.now())
    (reminded,) = items_of(place.officer, kind="bao-cao")
    assert reminded.note == f"{waiting.note}, cấp trên đã nhắc"
    assert items_of(place.coordinator, kind="bao-cao") == []
    place.send(call)
    assert items_of(place.officer, kind="bao-cao") == []
    (sent,) = items_of(place.coordinator, kind="bao-cao")
    assert sent.note == "đơn vị đã gửi, chờ nhận"
