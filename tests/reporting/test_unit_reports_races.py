"""Reports up the chain, by several people at once: one call, one submission a sending, one set of sums."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from ocop.audit.acts import verify_chain
from ocop.audit.models import LegalAct
from reporting.domain.unit_reports.calls import remind
from reporting.domain.unit_reports.consolidate import consolidate, freeze_consolidation
from reporting.domain.unit_reports.drafting import draft_figures
from reporting.domain.unit_reports.sending import accept_report, return_report, submit_report
from reporting.domain.unit_reports.verify import verify_reports
from reporting.enums import ReportReason
from reporting.models import ReportCall, ReportSubmission, UnitReport
from tests.threads import at_once

from .unit_reports_setup import Place, make_place

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture(autouse=True)
def _what_was_sent_stays_whole() -> Iterator[None]:
    yield
    assert (list(verify_chain()), list(verify_reports())) == ([], [])


def codes(found: list[Any]) -> list[str]:
    """The codes of refusals among what came back; anything else that was raised fails."""
    refused = [one for one in found if isinstance(one, Exception)]
    assert all(isinstance(one, ValidationError) for one in refused), refused
    return sorted(str(error.error_list[0].code) for error in refused)


def test_a_call_put_out_three_times_is_one(place: Place) -> None:
    found = at_once([lambda: place.call(reason=ReportReason.PERIODIC)] * 3)
    assert len({call.pk for call in found}) == 1
    assert UnitReport.objects.count() == 3
    call = ReportCall.objects.get()
    assert sorted(at_once([lambda: remind(actor=place.coordinator, call=call)] * 2)) == [0, 3]


def test_communes_that_send_at_once_are_all_counted(place: Place) -> None:
    call = place.call()
    assert codes(at_once([lambda number=number: place.send(call, number) for number in range(3)])) == []
    whole = consolidate(call, user=place.coordinator, today=date(2026, 10, 1))
    assert (len(whole.sent), whole.total["ket-qua.cong-nhan.tong"]) == (3, 3)


def test_a_report_sent_by_two_at_once_is_sent_once(place: Place) -> None:
    report = draft_figures(actor=place.officer, report_id=place.report(place.call()).pk)

    def send(actor: Any) -> Callable[[], Any]:
        return lambda: submit_report(actor=actor, report_id=report.pk, revision=report.revision)

    assert codes(at_once([send(place.officer), send(place.signer), send(place.officer)])) == []
    assert ReportSubmission.objects.count() == 1
    assert LegalAct.objects.filter(verb="submit_report").count() == 1


def test_sent_again_while_it_is_returned(place: Place) -> None:
    report = place.send(place.call())
    back = {"actor": place.coordinator, "report_id": report.pk, "reason": "Thiếu kinh phí"}
    again = {"actor": place.signer, "report_id": report.pk}
    assert codes(at_once([lambda: return_report(**back)] * 2 + [lambda: submit_report(**again)] * 2)) == []
    report.refresh_from_db()
    sent = report.submissions.count()
    assert (report.state, sent) in {("returned", 1), ("submitted", 2), ("returned", 2)}
    returned = LegalAct.objects.filter(verb="return_report").count()
    assert returned == (sent if report.state == "returned" else sent - 1)


def test_returned_while_it_is_accepted(place: Place) -> None:
    report = place.send(place.call())
    both: list[Callable[[], Any]] = [
        lambda: return_report(actor=place.coordinator, report_id=report.pk, reason="Thiếu"),
        lambda: accept_report(actor=place.coordinator, report_id=report.pk),
    ]
    assert codes(at_once(both)) in ([], ["not_sent"])
    report.refresh_from_db()
    assert (report.state, bool(report.returned_reason)) == ("returned", True)


def test_sums_frozen_by_two_at_once_are_one(place: Place) -> None:
    call = place.call()
    place.send(call, 0)
    freeze: Callable[[], Any] = lambda: freeze_consolidation(actor=place.coordinator, call_id=call.pk)  # noqa: E731
    found = at_once([freeze, freeze, lambda: place.send(call, 1)])
    assert codes(found) == []
    sums = ReportSubmission.objects.filter(report__unit=place.province)
    assert len({tuple(one.sources.values_list("pk", flat=True)) for one in sums}) == sums.count() <= 2
    assert [one.number for one in sums] == list(range(1, sums.count() + 1))
