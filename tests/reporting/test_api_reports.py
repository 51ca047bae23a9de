"""Reports by program: what was submitted stays as it was sent; figures of a period are those of the pages."""

from typing import Any

import pytest
from django.test import Client

from reporting.domain.period import compute_period
from reporting.domain.unit_reports.drafting import correct_report, draft_figures
from reporting.domain.unit_reports.figures import FIGURES, drafted
from reporting.domain.unit_reports.sending import accept_report, submit_report
from reporting.models import ReportCall, UnitReport
from tests import factories as make
from tests.api.calls import get, queries, signed_in, status

from .unit_reports_setup import Q3, Place, make_place, recognise

pytestmark = pytest.mark.django_db
RECOGNISED = "ket-qua.cong-nhan.tong"


@pytest.fixture
def place(db: None) -> Place:
    """A province and three communes."""
    return make_place()


@pytest.fixture
def call(place: Place) -> ReportCall:
    """Of the third quarter."""
    return place.call()


@pytest.fixture
def above(place: Place) -> Client:
    """The coordinator of the province."""
    client = Client()
    client.force_login(place.coordinator)
    return client


@pytest.fixture
def officer(place: Place) -> Client:
    """Of the first commune."""
    client = Client()
    client.force_login(place.officer)
    return client


def value(figures: list[dict[str, Any]], key: str = RECOGNISED) -> Any:
    return next(figure for figure in figures if figure["key"] == key)


def test_what_was_sent_stays_as_it_was(place: Place, call: ReportCall, above: Client) -> None:
    report = place.send(call)
    recognise(place.communes[0])
    record = get(above, f"reports/{report.pk}/")
    sent = record["submissions"][0]
    assert [figure["key"] for figure in sent["figures"]] == [spec.key for spec in FIGURES]
    assert (value(sent["figures"])["value"], value(sent["figures"])["computed"]) == (2, 2)
    assert (record["state"]["value"], record["period"]["name"]) == ("submitted", "quý III năm 2026")
    assert sent["sha256"] == report.submissions.get().sha256
    assert record["submitted_at"] == sent["at"]


def test_a_corrected_figure_says_why(place: Place, call: ReportCall, above: Client) -> None:
    report = draft_figures(actor=None, report_id=place.report(call).pk)
    changes = {"values": {RECOGNISED: 3}, "reasons": {RECOGNISED: "Một sản phẩm ghi sau"}}
    words = {"proposals": "Hỗ trợ bao bì"}
    correct_report(actor=None, report_id=report.pk, revision=report.revision, texts=words, **changes)
    submit_report(actor=None, report_id=report.pk)
    sent = get(above, f"reports/{report.pk}/")["submissions"][0]
    figure = value(sent["figures"])
    assert (figure["value"], figure["computed"], figure["reason"]) == (3, 2, "Một sản phẩm ghi sau")
    assert {"key": "proposals", "name": "Kiến nghị, đề xuất", "text": "Hỗ trợ bao bì"} in sent["texts"]


def test_a_draft_tells_no_figures(place: Place, call: ReportCall, above: Client, officer: Client) -> None:
    report = draft_figures(actor=None, report_id=place.report(call).pk)
    assert get(above, "reports/")["results"] == []
    assert status(above, f"reports/{report.pk}/") == 404
    record = get(officer, f"reports/{report.pk}/")
    assert (record["submissions"], record["submitted_at"]) == ([], None)
    assert [row["id"] for row in get(officer, "reports/")["results"]] == [report.pk]


def test_of_another_territory_nothing_is_known(place: Place, call: ReportCall) -> None:
    report = place.send(call)
    neighbour = signed_in("commune_officer", place.communes[1])
    stranger = signed_in("province_coordinator", make.make_unit("province"))
    assert [status(client, f"reports/{report.pk}/") for client in (neighbour, stranger)] == [404, 404]
    assert get(stranger, "reports/")["results"] == []
    code = place.communes[0].code
    assert [status(client, f"period-reports/{code}/{Q3.slug}/") for client in (neighbour, stranger)] == [404, 404]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"year": 2026, "part": "quy-3"}, 2),
        ({"part": "nam"}, 0),
        ({"state": "accepted"}, 1),
        ({"state": "returned"}, 0),
        ({"call": 2**31 - 1}, 0),
        ({"unit": "khong-co"}, 0),
        ({"ordering": "updated_at"}, 2),
        ({"updated_since": "2100-01-01T00:00:00Z"}, 0),
    ],
)
def test_filters(place: Place, call: ReportCall, above: Client, query: dict[str, Any], found: int) -> None:
    first, _second = place.send(call), place.send(call, 1)
    accept_report(actor=place.coordinator, report_id=first.pk)
    assert len(get(above, "reports/", **query)["results"]) == found
    assert len(get(above, "reports/", unit=place.communes[0].code, call=call.pk)["results"]) == 1


def test_the_same_queries_for_any_number(place: Place, call: ReportCall, above: Client) -> None:
    report = place.send(call)
    few = queries(above, "reports/?limit=100")
    for commune in place.communes[1:]:
        other = UnitReport.objects.get(call=call, unit=commune)
        other.submissions.create(number=1, figures=report.figures, sha256="0" * 64)
    for number in range(20):
        unit = make.make_unit(parent=place.province)
        other = UnitReport.objects.create(call=call, unit=unit, state="submitted")
        other.submissions.create(number=1, figures={}, sha256=f"{number:064x}")
    assert len(get(above, "reports/", limit=100)["results"]) == 23
    assert queries(above, "reports/?limit=100") == few


def test_figures_of_a_period_are_those_of_the_page(place: Place, above: Client) -> None:
    found = get(above, f"period-reports/{place.province.code}/{Q3.slug}/")
    counted = drafted(compute_period(unit=place.province, period=Q3))
    assert {figure["key"]: figure["value"] for figure in found["figures"]} == counted
    assert (value(found["figures"])["value"], found["period"]["first"], found["as_of"]) == (
        3,
        "2026-07-01",
        "2026-09-30",
    )
    shares = {unit["name"]: unit["figures"][RECOGNISED] for unit in found["units"]}
    assert shares == {"Xã Thử An": 2, "Xã Thử Bình": 1, "Xã Thử Châu": 0}


@pytest.mark.parametrize("path", ["2026-quy-5", "nam", "1999-nam"])
def test_a_period_there_is_not(place: Place, above: Client, path: str) -> None:
    assert status(above, f"period-reports/{place.province.code}/{path}/") == 404
    assert status(above, f"period-reports/{place.province.code}/{Q3.slug}/", ky=1) == 400
